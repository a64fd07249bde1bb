"""Values to bytes and back: the JSON columns of the library."""

from collections.abc import Sequence
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

import msgspec

from reader.minutes.model import Minutes, Note, Turn
from reader.passages.outline import entry_key
from reader.passages.utterance import Passage
from reader.readings.word import Override, Reading, Word

_HINTS = get_type_hints(Minutes)
# Minutes hold turns and notes in one row; in JSON they stand apart, and ``order`` says how they interleave (t1, n1).
_BESIDE = tuple(field for field in fields(Minutes) if field.name != "entries")
_StoredMinutes = msgspec.defstruct(
    "_StoredMinutes",
    [
        *(
            (field.name, _HINTS[field.name])
            if field.default is MISSING
            else (field.name, _HINTS[field.name], field.default)
            for field in _BESIDE
        ),
        ("turns", tuple[Turn, ...]),
        ("notes", tuple[Note, ...]),
        ("order", tuple[str, ...]),
    ],
    kw_only=True,
    frozen=True,
)

_encoder = msgspec.json.Encoder()
_minutes_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(_StoredMinutes)
_words_decoder = msgspec.json.Decoder(tuple[Word, ...])
_passages_decoder = msgspec.json.Decoder(tuple[Passage, ...])
_lexicon_decoder = msgspec.json.Decoder(tuple[Reading, ...])
_overrides_decoder = msgspec.json.Decoder(tuple[Override, ...])


def minutes_to_bytes(minutes: Minutes) -> bytes:
    """The whole minutes as JSON."""
    beside = {field.name: getattr(minutes, field.name) for field in _BESIDE}
    order = tuple(entry_key(entry) for entry in minutes.entries)
    return _encoder.encode(_StoredMinutes(**beside, turns=minutes.turns, notes=minutes.notes, order=order))


def minutes_from_bytes(data: bytes) -> Minutes:
    """What ``minutes_to_bytes`` was given."""
    stored = _minutes_decoder.decode(data)
    entries: dict[str, Turn | Note] = {entry_key(entry): entry for entry in (*stored.turns, *stored.notes)}
    beside = {field.name: getattr(stored, field.name) for field in _BESIDE}
    return Minutes(**beside, entries=tuple(entries[key] for key in stored.order))


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


def passages_to_bytes(passages: Sequence[Passage]) -> bytes:
    """Passages with their utterances and words as JSON."""
    return _encoder.encode(passages)


def passages_from_bytes(data: bytes) -> tuple[Passage, ...]:
    """What ``passages_to_bytes`` was given."""
    return _passages_decoder.decode(data)


def lexicon_to_bytes(lexicon: Sequence[Reading]) -> bytes:
    """Readings as JSON."""
    return _encoder.encode(lexicon)


def lexicon_from_bytes(data: bytes) -> tuple[Reading, ...]:
    """What ``lexicon_to_bytes`` was given."""
    return _lexicon_decoder.decode(data)
