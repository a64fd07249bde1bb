"""Minutes as they stand in the library: with stable numbers, words and readings."""

import datetime
from dataclasses import dataclass

from reader.errors import NotFoundError
from reader.minutes.model import Minutes
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.readings.word import Reading


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One row of the list of sessions. ``morae`` counts everything that is spoken; ``speakers`` counts labels."""

    id: str
    meeting: str | None
    held_on: datetime.date | None
    date: str | None
    place: str | None
    turns: int
    speakers: int
    morae: int
    imported_at: datetime.datetime
    source: str


_BESIDES_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Session:
    """One minutes, ready to be shown and spoken.

    ``id`` can be read out on the telephone: 20211028-1. ``revision`` counts its changes, for people; ``stamp`` is
    another one after every change and never given twice (empty for what stands in no library). ``passages`` are in
    reading order: the title, then headings, turns and notes. ``lexicon`` is what every utterance was annotated
    with (the municipality's readings, then these minutes' own).
    """

    id: str
    revision: int
    minutes: Minutes
    passages: tuple[Passage, ...]
    lexicon: tuple[Reading, ...]
    source: str
    imported_at: datetime.datetime
    stamp: str = ""

    @property
    def weight(self) -> int:
        """What it costs to hold it in memory, counted in characters of text."""
        return _BESIDES_TEXT + sum(len(passage.text) for passage in self.passages)

    def passage(self, key: str) -> Passage:
        """The passage with that key (``t12``). NotFoundError if there is none."""
        for passage in self.passages:
            if passage.key == key:
                return passage
        raise NotFoundError(f"会議録 {self.id} に {key} はありません。会議録のはじめから選んでください。")

    def passages_of(self, speaker: str) -> tuple[Passage, ...]:
        """The turns of one speaker, in order."""
        return tuple(p for p in self.passages if p.kind is PassageKind.TURN and p.speaker == speaker)

    def utterance(self, utterance_id: str) -> Utterance:
        """The utterance with that id (``t12-3``). NotFoundError if there is none."""
        for passage in self.passages:
            for utterance in passage.utterances:
                if utterance.id == utterance_id:
                    return utterance
        raise NotFoundError(f"会議録 {self.id} に文 {utterance_id} はありません。番号を確かめてください。")


def utc(stored: datetime.datetime) -> datetime.datetime:
    """SQLite keeps no time zone; what we store is UTC."""
    return stored if stored.tzinfo else stored.replace(tzinfo=datetime.UTC)
