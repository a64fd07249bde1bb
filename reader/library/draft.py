"""A session on its way into the library, and what the library remembers of the way.

A page imported again finds the ``StoredSource`` of the same address, and its ``Draft`` goes on with the same id and numbers.
"""

from dataclasses import dataclass

from reader.minutes.model import Minutes, StatedReading
from reader.passages.correction import Correction
from reader.passages.utterance import Passage


@dataclass(frozen=True, slots=True)
class Draft:
    """A session about to be stored. ``id`` None makes a new one; ``stamp`` is that of the session as it was read (empty
    for a new one), so that two writers at once are noticed."""

    id: str | None
    stamp: str
    minutes: Minutes
    passages: tuple[Passage, ...]
    stated: tuple[StatedReading, ...]
    corrections: tuple[Correction, ...]
    source: str
    source_digest: str
    analyzer: str
    next_turn: int
    next_note: int


@dataclass(frozen=True, slots=True)
class StoredSource:
    """Where a session came from, which state of it this is, and how its numbers go on."""

    id: str
    stamp: str
    source: str
    source_digest: str
    analyzer: str
    next_turn: int
    next_note: int
