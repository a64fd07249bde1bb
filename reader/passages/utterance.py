"""Utterances: the units that are spoken, highlighted and corrected.

A session is read as passages in the order of the document; a passage is cut into utterances, one sentence each::

    passage  m      the meeting's name              utterances m-1
             a1     heading of agenda item 1                   a1-0 (its number), a1-1
             r1     results of agenda item 1 (r0: of all)      r1-0 (審議結果), r1-1
             t12    turn 12                                    t12-0 (who speaks), t12-1, t12-2, …
             n3     note 3                                     n3-1

Ids are anchors too (``#t12``, ``#t12-3``) and stay as long as the turn's number does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.minutes.model import Aside
from reader.readings.word import Override, Word


class PassageKind(StrEnum):
    """What a passage is in the minutes."""

    TITLE = "title"
    HEADING = "heading"
    RESULTS = "results"
    TURN = "turn"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence with its words. ``start`` and ``end`` are offsets into the passage's text (both 0 for the
    announcement of a turn or heading, which is not part of its text); ``words`` are offsets into ``text``.
    ``digest`` and ``morae`` are those of ``readings.word.Annotation``; ``overrides`` are the corrections for this
    one utterance that went into it."""

    id: str
    start: int
    end: int
    text: str
    words: Sequence[Word]
    digest: str
    morae: int
    overrides: tuple[Override, ...] = ()

    @property
    def is_announcement(self) -> bool:
        """Whether this only says who speaks, or what follows."""
        return self.id.endswith("-0")


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, heading, list of results, turn or note with its utterances. ``speaker`` is a ``Speaker.key`` for turns;
    ``number`` is the turn's or note's number, the agenda item's index + 1, or 0 for what is above all items. ``asides`` are the
    stretches of a turn's text that its speaker does not say (〔拍手〕)."""

    key: str
    kind: PassageKind
    number: int
    text: str
    utterances: tuple[Utterance, ...]
    speaker: str | None = None
    agenda: int | None = None
    asides: tuple[Aside, ...] = ()

    def is_announced(self, utterance: Utterance) -> bool:
        """Whether the announcer says it: who speaks, a title or heading, a note, or an aside in a turn."""
        inside = any(aside.start <= utterance.start < aside.end for aside in self.asides)
        return self.speaker is None or utterance.is_announcement or inside
