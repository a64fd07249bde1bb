"""Numbers that stay: an edited source keeps the numbers of the turns that stayed.

The old and the new entries are aligned in order. An entry with the same speaker and text keeps its number; one
that was changed in place keeps it when its text is the same (its speaker was put right), or its speaker and most of
its text; a new one gets a number never used before::

    before  t1 委員「A」  t2 事務局「B」               next 3
    after   t1 委員「A」  t3 委員「新」  t2 事務局「B、C」  next 4
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from reader.minutes.model import Minutes, Note, Turn
from reader.passages.likeness import is_similar

MOST_PAIRS_COMPARED = 400
"""Edited entries are compared pair by pair within a replaced stretch, up to this many pairs in all."""

_Entry = TypeVar("_Entry", Turn, Note)


def with_stable_numbers(
    minutes: Minutes, before: Minutes, next_turn: int, next_note: int
) -> tuple[Minutes, int, int]:
    """``minutes`` numbered after ``before``; also the next free numbers of turns and notes."""
    turns, next_turn = _numbered(minutes.turns, before.turns, next_turn)
    notes, next_note = _numbered(minutes.notes, before.notes, next_note)
    left_turns, left_notes = iter(turns), iter(notes)
    entries = tuple(
        next(left_turns) if isinstance(entry, Turn) else next(left_notes) for entry in minutes.entries
    )
    return replace(minutes, entries=entries), next_turn, next_note


def _numbered(
    entries: Sequence[_Entry], before: Sequence[_Entry], next_number: int
) -> tuple[list[_Entry], int]:
    numbers: list[int | None] = [None] * len(entries)
    pairs_left = MOST_PAIRS_COMPARED
    for tag, a1, a2, b1, b2 in _aligned(before, entries):
        if tag == "equal":
            for old, new in zip(range(a1, a2), range(b1, b2), strict=True):
                numbers[new] = before[old].number
        elif tag == "replace":
            old = a1
            for new in range(b1, b2):
                for candidate in range(old, a2):
                    if pairs_left <= 0:
                        break
                    pairs_left -= 1
                    if _similar(before[candidate], entries[new]):
                        numbers[new] = before[candidate].number
                        old = candidate + 1
                        break
    numbered = []
    for entry, number in zip(entries, numbers, strict=True):
        if number is None:
            number, next_number = next_number, next_number + 1
        numbered.append(replace(entry, number=number))
    return numbered, next_number


def _aligned(before: Sequence[_Entry], entries: Sequence[_Entry]) -> Iterator[tuple[str, int, int, int, int]]:
    """What stayed, went and came, as ``difflib`` says it; what was replaced is aligned once more by its words alone."""
    for tag, a1, a2, b1, b2 in _opcodes([_key(e) for e in before], [_key(e) for e in entries]):
        if tag != "replace":
            yield tag, a1, a2, b1, b2
            continue
        old, new = [e.text for e in before[a1:a2]], [e.text for e in entries[b1:b2]]
        for inner, c1, c2, d1, d2 in _opcodes(old, new):
            yield inner, a1 + c1, a1 + c2, b1 + d1, b1 + d2


def _opcodes(before: Sequence[object], after: Sequence[object]) -> list[tuple[str, int, int, int, int]]:
    matcher: difflib.SequenceMatcher[Any] = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    return [(tag, a1, a2, b1, b2) for tag, a1, a2, b1, b2 in matcher.get_opcodes()]


def _key(entry: Turn | Note) -> tuple[str, str]:
    return (entry.speaker if isinstance(entry, Turn) else "", entry.text)


def _similar(old: Turn | Note, new: Turn | Note) -> bool:
    return _key(old)[0] == _key(new)[0] and is_similar(old.text, new.text)
