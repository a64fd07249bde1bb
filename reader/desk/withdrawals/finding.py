"""Every place with the same words: in public minutes, in drafts, in editions that are public no more, and in the rows beside.

What is withdrawn in one place and stays quoted in another is not withdrawn.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.library.desk import editions, traces
from reader.library.library import Library
from reader.minutes.edits.quote import plain
from reader.minutes.masking.places import SHORTEST, WordPlace, word_places

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


class WithdrawalError(ReaderError):
    """Words that cannot be withdrawn so; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the words: of what is public (``edition`` 0), or of an edition that nothing public with the words stands
    for (``session`` is '' before its first publication)."""

    session: str
    edition: int
    meeting: str
    where: WordPlace

    @property
    def name(self) -> str:
        """As what a person chooses it: ``20211028-1``, ``下書き12``, ``20211028-1 版12``."""
        if not self.edition:
            return self.session
        return f"{self.session} 版{self.edition}" if self.session else f"下書き{self.edition}"

    @property
    def key(self) -> str:
        """Which place this is, for as long as nothing changes there."""
        return f"{self.session}:{self.edition}:{self.where.start}"


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that has the words."""

    words: str
    places: tuple[Place, ...]
    traces: tuple[traces.Trace, ...]

    @property
    def seen(self) -> str:
        """A digest of the list: who chose from another list is shown this one first."""
        told = repr([(place.key, place.where.before, place.where.behind) for place in self.places])
        return hashlib.sha256(f"{self.words}\0{told}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def find_words(library: Library, words: str) -> Found:
    """Every place that has the words, whatever white space and width. WithdrawalError for too few characters."""
    exact = plain(words)
    if len(exact) < SHORTEST:
        raise WithdrawalError(f"{SHORTEST}字以上の言葉を指定してください。")
    places: list[Place] = []
    for summary in library.sessions():
        minutes = library.minutes(summary.id)
        places += [Place(summary.id, 0, summary.meeting or "", at) for at in word_places(minutes, words)]
    told = {place.session for place in places}
    holds = holder(exact)
    with library.reading() as connection:
        for edition in editions.editions(connection):
            if edition.session not in told:  # those of a session that has them go with it
                minutes = editions.parsed_of(connection, edition.id)
                found = word_places(minutes, words)
                places += [Place(edition.session, edition.id, edition.meeting or "", at) for at in found]
        return Found(exact, tuple(places), traces.traces(connection, holds))


def holder(words: str, sentences: frozenset[str] = frozenset()) -> Callable[[str], bool]:
    """Whether a text has the words, also as JSON writes them, or is a sentence that stands no more."""

    def holds(text: str) -> bool:
        if text in sentences:
            return True
        shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        return bool(words) and words in plain(shown)

    return holds
