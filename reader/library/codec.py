"""Values to bytes and back: the JSON columns of the library."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields, replace
from functools import lru_cache
from typing import Any, get_type_hints, overload

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


MOST_MADE = 2_000
"""Sentences whose words are held as words: those looked at last, some 20 MB."""


class StoredWords(Sequence[Word]):
    """Words as the library has them: made of their bytes when somebody looks at them, and held no longer than others are not looked at.
    The words of a session of 10,000 turns are a million, 30 MB as the library has them and 400 as words; a page shows some thousands."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def made(self) -> tuple[Word, ...]:
        """All of them."""
        return _made(self._data)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        return self.made[index]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StoredWords):
            return self._data == other._data or self.made == other.made
        return self.made == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.made)

    def __repr__(self) -> str:
        return repr(self.made)


def _plain(value: object) -> object:
    if isinstance(value, StoredWords):
        return value.made
    raise NotImplementedError(f"{type(value)} is nothing that the library keeps")


_encoder = msgspec.json.Encoder(enc_hook=_plain)
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


_QUICK = 1
_LIST = b"["


def words_to_bytes(words: Sequence[Word]) -> bytes:
    """Words as JSON, packed: a sixth of it, since most is the names of what is said of a word."""
    return zlib.compress(_encoder.encode(words), _QUICK)


def words_from_bytes(data: bytes) -> tuple[Word, ...]:
    """What ``words_to_bytes`` was given; or what an earlier version wrote, JSON that is not packed."""
    return _words_decoder.decode(data if data.startswith(_LIST) else zlib.decompress(data))


_made = lru_cache(MOST_MADE)(words_from_bytes)


def overrides_to_bytes(overrides: Sequence[Override]) -> bytes:
    """Overrides as JSON."""
    return _encoder.encode(overrides)


NO_OVERRIDES = overrides_to_bytes(())
"""What almost every utterance has."""


def overrides_from_bytes(data: bytes) -> tuple[Override, ...]:
    """What ``overrides_to_bytes`` was given."""
    return _overrides_decoder.decode(data)


def passages_to_bytes(passages: Sequence[Passage]) -> bytes:
    """Passages with their utterances and words as JSON."""
    return _encoder.encode(passages)


def passages_from_bytes(data: bytes) -> tuple[Passage, ...]:
    """What ``passages_to_bytes`` was given."""
    return tuple(
        replace(passage, utterances=tuple(replace(u, words=tuple(u.words)) for u in passage.utterances))
        for passage in _passages_decoder.decode(data)
    )


def lexicon_to_bytes(lexicon: Sequence[Reading]) -> bytes:
    """Readings as JSON."""
    return _encoder.encode(lexicon)


def lexicon_from_bytes(data: bytes) -> tuple[Reading, ...]:
    """What ``lexicon_to_bytes`` was given."""
    return _lexicon_decoder.decode(data)
