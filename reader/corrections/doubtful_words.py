"""What staff should check: the words whose reading is in doubt, those that are heard most often first.

::

    上手  うわて／じょうず  3回  t12-3「…上手に使えるように…」
"""

from collections import defaultdict
from dataclasses import dataclass

from reader.library.session import Session
from reader.passages.utterance import Utterance


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A surface with the reading that is used, the other opinion, and where it stands (utterance ids)."""

    surface: str
    reading: str
    alternative: str | None
    utterances: tuple[str, ...]
    sentence: str

    @property
    def heard(self) -> int:
        """How often it is heard in the session."""
        return len(self.utterances)


def doubtful_words(session: Session) -> tuple[DoubtfulWord, ...]:
    """The doubtful words of a session, most heard first, then in the order of the minutes."""
    found: dict[tuple[str, str, str | None], list[Utterance]] = defaultdict(list)
    for passage in session.passages:
        for utterance in passage.utterances:
            for word in utterance.words:
                if not word.certain:
                    found[word.surface, word.reading, word.alternative].append(utterance)
    words = (
        DoubtfulWord(surface, reading, alternative, tuple(u.id for u in places), places[0].text)
        for (surface, reading, alternative), places in found.items()
    )
    return tuple(sorted(words, key=lambda word: -word.heard))
