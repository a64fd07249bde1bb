"""An ID3v2.3 tag with chapters: the frames CHAP and CTOC (id3.org, "ID3v2 Chapter Frame Addendum").

::

    CTOC toc        top level, ordered  →  i1, i2, …
    CTOC i2         「日程第２　予算の件」  →  t9, t10, …
    CHAP t9         84912 ms to 131040 ms, 「議長（山田太郎君）」

A list counts its entries in one byte, so one with more than 255 is cut into several under it. Version 2.3, UTF-16 with its mark,
no extended header, no offsets in bytes: what players are known to stumble over is not there.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_CHILDREN = 255

_TOP, _ORDERED = 2, 1
_NO_OFFSET = b"\xff\xff\xff\xff"
_LONGEST_TEXT = 200
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter: milliseconds from ``begin`` to before ``end``."""

    id: str
    title: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Chapters under one title."""

    id: str
    title: str
    marks: tuple[Mark, ...]


def tag(frames: Sequence[tuple[str, str]], address: str, groups: Sequence[Group]) -> bytes:
    """The whole tag. ``frames`` are text frames by name (``TIT2``); ``address`` is where the sound belongs (WOAF), empty for none."""
    body = b"".join(_frame(name, _text(text)) for name, text in frames if text)
    if address:
        body += _frame("WOAF", address.encode("ascii", "replace"))
    body += b"".join(_contents(groups))
    body += b"".join(_chapter(mark) for group in groups for mark in group.marks)
    return b"ID3\x03\0\0" + bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0)) + body


def _contents(groups: Sequence[Group]) -> Iterator[bytes]:
    yield from _list("toc", "", [group.id for group in groups], _TOP | _ORDERED)
    for group in groups:
        yield from _list(group.id, group.title, [mark.id for mark in group.marks], _ORDERED)


def _list(name: str, title: str, children: Sequence[str], flags: int) -> Iterator[bytes]:
    """A list, and before it those into which it is cut."""
    if len(children) > MOST_CHILDREN:
        parts = [children[at : at + MOST_CHILDREN] for at in range(0, len(children), MOST_CHILDREN)]
        names = [f"{name}-{number}" for number in range(1, len(parts) + 1)]
        yield from _list(name, title, names, flags)
        for number, part in enumerate(parts, 1):
            yield from _list(names[number - 1], f"{title}（{number}）", part, _ORDERED)
        return
    entries = b"".join(child.encode("ascii") + b"\0" for child in children)
    head = name.encode("ascii") + b"\0" + bytes((flags, len(children))) + entries
    yield _frame("CTOC", head + (_frame("TIT2", _text(title)) if title else b""))


def _chapter(mark: Mark) -> bytes:
    times = struct.pack(">II", mark.begin, mark.end)
    return _frame(
        "CHAP", mark.id.encode("ascii") + b"\0" + times + 2 * _NO_OFFSET + _frame("TIT2", _text(mark.title))
    )


def _text(text: str) -> bytes:
    shown = _CONTROLS.sub(" ", text).strip()[:_LONGEST_TEXT]
    return b"\x01" + b"\xff\xfe" + shown.encode("utf-16-le") + b"\0\0"


def _frame(name: str, content: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">IH", len(content), 0) + content
