"""What staff should check: the words whose reading is in doubt, those that are heard most often first.

::

    上手  うわて／じょうず  3回  t12-3「…上手に使えるように…」
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reader.library.session import Session
from reader.passages.utterance import Utterance
from reader.readings.word import WordKind

_NAMES = frozenset({WordKind.PERSON, WordKind.PLACE, WordKind.NAME})


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A surface with the reading that is used, the other opinion, and where it stands (utterance ids)."""

    surface: str
    reading: str
    alternative: str | None
    utterances: tuple[str, ...]
    sentence: str
    is_name: bool = False

    @property
    def heard(self) -> int:
        """How often it is heard in the session."""
        return len(self.utterances)


def doubtful_words(session: Session) -> tuple[DoubtfulWord, ...]:
    """The doubtful words of a session, most heard first, then in the order of the minutes."""
    found: dict[tuple[str, str, str | None], list[Utterance]] = defaultdict(list)
    names: set[tuple[str, str, str | None]] = set()
    for passage in session.passages:
        for utterance in passage.utterances:
            for word in utterance.words:
                if not word.certain:
                    found[word.surface, word.reading, word.alternative].append(utterance)
                    if word.kind in _NAMES:
                        names.add((word.surface, word.reading, word.alternative))
    words = (
        DoubtfulWord(
            surface,
            reading,
            alternative,
            tuple(u.id for u in places),
            places[0].text,
            (surface, reading, alternative) in names,
        )
        for (surface, reading, alternative), places in found.items()
    )
    return tuple(sorted(words, key=lambda word: -word.heard))


def share_of_names(words: Sequence[DoubtfulWord]) -> tuple[int, int, int]:
    """Of the times that doubtful words are heard: how many are names of people and places, how many there are, and the
    percentage (rounded, 0 of none)."""
    heard = sum(word.heard for word in words)
    names = sum(word.heard for word in words if word.is_name)
    return names, heard, round(100 * names / heard) if heard else 0
