"""A PDF's objects, read loosely: as much as a guard needs to know before the file goes to PDFium.

Objects are found by their own words, not by the table of their places (which a damaged file has wrong)::

    5 0 obj << /Subtype /Form … >> stream … endstream endobj   -> 5: its entries, and its words unpacked
    an object stream with 7 and 8 in it                        -> 7, 8
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reader.errors import SourceError

_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s{1,20}\d{1,5}\s{1,20}obj\b")
_STREAM = re.compile(rb"\bstream\r?\n?")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_OTHER_FILTER = re.compile(
    rb"/(?:LZWDecode|LZW|ASCII85Decode|A85|ASCIIHexDecode|AHx|RunLengthDecode|RL|Crypt)\b"
)
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_FONT = re.compile(rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_LONGEST_STREAM = 64 * 1024 * 1024
_LONGEST_ALL = 512 * 1024 * 1024
_LONGEST_INSIDE = 8
_MOST_OBJECTS = 400_000
_ENTRIES = 200_000


@dataclass(frozen=True, slots=True)
class PdfObject:
    """An object: its entries as they stand in the file, and the words of its stream (b"" for none, None for words
    that cannot be unpacked here)."""

    entries: bytes
    words: bytes | None


def read_objects(data: bytes) -> Mapping[int, PdfObject]:
    """All objects by number; of two with one number, the later. SourceError where unpacking them would be too much."""
    objects: dict[int, PdfObject] = {}
    unpacked = 0
    for number, body in _bodies(data):
        found = _object(body)
        unpacked += len(found.words or b"")
        if unpacked > _LONGEST_ALL or len(objects) > _MOST_OBJECTS:
            raise _too_large()
        objects[number] = found if _kept(found) else PdfObject(found.entries, b"")
        if found.words and _PACKED.search(found.entries):
            for inside, one in _inside(found):
                unpacked += len(one.entries)
                if unpacked > _LONGEST_ALL or len(objects) > _MOST_OBJECTS:
                    raise _too_large()
                objects[inside] = one
    return objects


def stream_of(data: bytes, number: int) -> tuple[bytes, bytes]:
    """The entries of the object of that number, and its stream as it stands in the file (from ``stream`` to ``endstream``)."""
    body = [found for other, found in _bodies(data) if other == number][-1]
    begun = _STREAM.search(body)
    end = body.rfind(b"endstream")
    if begun is None or end < begun.end():
        return body[: body.rfind(b">>") + 2], b""
    return body[: begun.start()], body[begun.start() : end + len(b"endstream")]


def _too_large() -> SourceError:
    return SourceError("PDFの中身が大きすぎます。いくつかのファイルに分けて保存しなおしてください。")


def _kept(found: PdfObject) -> bool:
    """Words are kept where they may draw other things; the rest of them was only measured."""
    return found.words is None or b" Do" in found.words or b"\nDo" in found.words or b"\rDo" in found.words


def _bodies(data: bytes) -> Iterator[tuple[int, bytes]]:
    starts = [(int(found.group(1)), found.start(), found.end()) for found in _OBJECT.finditer(data)]
    for place, (number, _, start) in enumerate(starts):
        end = starts[place + 1][1] if place + 1 < len(starts) else len(data)
        yield number, data[start:end]


def _object(body: bytes) -> PdfObject:
    stream = _STREAM.search(body)
    if stream is None:
        return PdfObject(body[:_ENTRIES], b"")
    entries = body[: stream.start()][:_ENTRIES]
    end = body.rfind(b"endstream")
    packed = body[stream.end() : end if end >= stream.end() else len(body)]
    return PdfObject(entries, _unpacked(entries, packed))


def _unpacked(entries: bytes, packed: bytes) -> bytes | None:
    if _PICTURE.search(entries) or _FONT.search(entries):
        return b""
    if _OTHER_FILTER.search(entries):
        return None
    words: bytes | None = packed
    for _ in _FLATE.findall(entries)[:4]:
        words = _inflated(words) if words is not None else None
    return words


def _inflated(packed: bytes) -> bytes | None:
    unpacker = zlib.decompressobj()
    try:
        words = unpacker.decompress(packed, _LONGEST_STREAM)
    except zlib.error:
        return None
    if unpacker.unconsumed_tail:
        raise _too_large()
    return words


def _inside(packed: PdfObject) -> Iterator[tuple[int, PdfObject]]:
    """The objects of an object stream: pairs of number and place, then the objects. Places may name the same bytes
    again and again; objects that are together many times the stream are none."""
    first = re.search(rb"/First\s+(\d{1,9})", packed.entries)
    if first is None or packed.words is None:
        return
    start = int(first.group(1))
    numbers = [int(word) for word in packed.words[:start].split() if word.isdigit() and len(word) < 10]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))[:_MOST_OBJECTS]
    longest = _LONGEST_INSIDE * len(packed.words)
    for place, (number, offset) in enumerate(pairs):
        end = pairs[place + 1][1] if place + 1 < len(pairs) else len(packed.words) - start
        entries = packed.words[start + offset : start + max(end, offset)][:_ENTRIES]
        longest -= len(entries)
        if longest < 0:
            raise _too_large()
        yield number, PdfObject(entries, b"")
