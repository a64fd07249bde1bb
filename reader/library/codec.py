"""Values to bytes and back: the JSON columns of the library."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from reader.minutes.model import (
    AgendaItem,
    Doubt,
    Minutes,
    Note,
    Part,
    Speaker,
    StatedReading,
    Turn,
)
from reader.passages.outline import entry_key
from reader.readings.word import Override, Word


@dataclass(frozen=True, slots=True)
class _StoredMinutes:
    """Minutes with turns and notes apart; ``order`` says how they interleave (``t1``, ``n1``)."""

    meeting: str | None
    date: str | None
    held_on: datetime.date | None
    place: str | None
    department: str | None
    agenda: tuple[AgendaItem, ...]
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    notes: tuple[Note, ...]
    order: tuple[str, ...]
    results: tuple[str, ...]
    readings: tuple[StatedReading, ...]
    parts: tuple[Part, ...]
    warnings: tuple[Doubt, ...]


_encoder = msgspec.json.Encoder()
_minutes_decoder = msgspec.json.Decoder(_StoredMinutes)
_words_decoder = msgspec.json.Decoder(tuple[Word, ...])
_overrides_decoder = msgspec.json.Decoder(tuple[Override, ...])


def minutes_to_bytes(minutes: Minutes) -> bytes:
    """The whole minutes as JSON."""
    return _encoder.encode(
        _StoredMinutes(
            meeting=minutes.meeting,
            date=minutes.date,
            held_on=minutes.held_on,
            place=minutes.place,
            department=minutes.department,
            agenda=minutes.agenda,
            speakers=minutes.speakers,
            turns=minutes.turns,
            notes=minutes.notes,
            order=tuple(entry_key(entry) for entry in minutes.entries),
            results=minutes.results,
            readings=minutes.readings,
            parts=minutes.parts,
            warnings=minutes.warnings,
        )
    )


def minutes_from_bytes(data: bytes) -> Minutes:
    """What ``minutes_to_bytes`` was given."""
    stored = _minutes_decoder.decode(data)
    entries: dict[str, Turn | Note] = {}
    entries.update((entry_key(turn), turn) for turn in stored.turns)
    entries.update((entry_key(note), note) for note in stored.notes)
    return Minutes(
        meeting=stored.meeting,
        date=stored.date,
        held_on=stored.held_on,
        place=stored.place,
        department=stored.department,
        agenda=stored.agenda,
        speakers=stored.speakers,
        entries=tuple(entries[key] for key in stored.order),
        results=stored.results,
        readings=stored.readings,
        parts=stored.parts,
        warnings=stored.warnings,
    )


def words_to_bytes(words: Sequence[Word]) -> bytes:
    """Words as JSON."""
    return _encoder.encode(words)


def words_from_bytes(data: bytes) -> tuple[Word, ...]:
    """What ``words_to_bytes`` was given."""
    return _words_decoder.decode(data)


def overrides_to_bytes(overrides: Sequence[Override]) -> bytes:
    """Overrides as JSON."""
    return _encoder.encode(overrides)


def overrides_from_bytes(data: bytes) -> tuple[Override, ...]:
    """What ``overrides_to_bytes`` was given."""
    return _overrides_decoder.decode(data)
