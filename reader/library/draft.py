"""A session on its way into the library, and what the library remembers of the way.

A page imported again finds the ``StoredSource`` of the same address, and its ``Draft`` goes on with the same id and numbers.
"""

from dataclasses import dataclass
from datetime import date

from reader.minutes.hints import NO_HINTS, Hints
from reader.minutes.model import Minutes, StatedReading
from reader.passages.correction import Correction
from reader.passages.utterance import Passage
from reader.readings.word import Reading


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
    readings: tuple[Reading, ...] = ()
    """What staff settled for these minutes before they were public, entered with them."""
    elsewhere: tuple[StatedReading, ...] = ()
    """Names of its speakers as other minutes of the library state them."""
    lexicon: int | None = None
    """The count of the lexicon's changes when its words were read; None: it is stored whatever that is."""
    candidates: "Candidates | None" = None
    """What it was decided by which session this is; None: nothing was decided."""
    hints: Hints = NO_HINTS
    """What a person has said of how these minutes are read: kept with them."""
    municipality_hints: Hints = NO_HINTS
    """The municipality's that they were read with."""
    given_id: str = ""
    """The id that a new session has had elsewhere; '' for the next one of its day."""


@dataclass(frozen=True, slots=True)
class StoredSource:
    """Where a session came from, which state of which meeting this is, and how its numbers go on."""

    id: str
    stamp: str
    meeting: str | None
    held_on: date | None
    turns: int
    source: str
    source_digest: str
    analyzer: str
    next_turn: int
    next_note: int
    hints: Hints
    municipality_hints: Hints


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sessions that minutes could be: ``found`` by the digest of their bytes, by their place (None if they have
    none), by their day, and by ``named``, whom somebody said they are."""

    digest: str
    source: str | None
    meeting: str | None
    held_on: date | None
    named: str
    found: tuple[StoredSource, ...]
