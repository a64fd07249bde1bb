"""Layers of a PDF that are off: what stands on them is told to PDFium by an update at the file's end.

PDFium shows text whatever layer it is on, and tells of a mark only what its dictionary says. So the dictionaries of
layers that are off say it, and forms that hang on such a layer are drawn far outside every paper::

    6 0 obj << /Type /OCG /Name (控え) >>, /D << /OFF [6 0 R] >>   -> 6 0 obj << /Type /OCG /ReaderOff 1 >>
    7 0 obj << /Subtype /Form /OC 6 0 R … >> stream …             -> the same, /Matrix [1 0 0 1 30000000 30000000]
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.minutes.sources.pdf.file.entries import entries_of, references
from reader.minutes.sources.pdf.file.objects import PdfObject, stream_of

OFF = b"ReaderOff"
"""The entry of a mark that says whether what stands here is on a layer that is off: 1 or 0."""

FAR = 30_000_000.0
"""Where forms on such a layer are moved (points, to the right and up)."""

_START = re.compile(rb"startxref\s{1,20}(\d{1,12})")
_TRAILER = re.compile(rb"\btrailer\b")
_TABLE = re.compile(rb"\s{0,20}xref\b")
_VISIBLE_IF = {"AnyOn": any, "AllOn": all}
_DEEPEST = 16
_MOST_LAYERS = 20_000


@dataclass(slots=True)
class Layers:
    """The layers of a file, and which of them are off."""

    objects: Mapping[int, PdfObject]
    off: set[int] = field(default_factory=set)

    def read(self) -> bool:
        """Reads what the catalogue says of layers; False where it says nothing (or cannot be read: it is locked)."""
        catalogues = [one.entries for one in self.objects.values() if b"/OCProperties" in one.entries]
        if not catalogues:
            return False
        said = self._resolved(entries_of(catalogues[-1]).get("OCProperties", b""))
        every = references(self._listed(said.get("OCGs", b"")))[:_MOST_LAYERS]
        usual = self._resolved(said.get("D", b""))
        self.off = set(every) if usual.get("BaseState") == b"/OFF" else set()
        self.off -= set(references(self._listed(usual.get("ON", b""))))
        self.off |= set(references(self._listed(usual.get("OFF", b""))))
        if b"/View" in usual.get("AS", b""):
            for number in every:
                self._by_use(number)
        return True

    def is_off(self, number: int) -> bool:
        """Whether a layer, or a group of layers, is not shown."""
        one = self.objects.get(number)
        entries = entries_of(one.entries) if one is not None else {}
        if entries.get("Type") != b"/OCMD":
            return number in self.off
        if "VE" in entries:
            return not self._holds(self._listed(entries["VE"]), 0)
        layers = references(self._listed(entries.get("OCGs", b"")))
        shown = [layer not in self.off for layer in layers if layer in self.objects]
        policy = entries.get("P", b"/AnyOn")[1:].decode("latin-1")
        if not shown:
            return False
        if policy in ("AnyOff", "AllOff"):
            return not (all if policy == "AllOff" else any)(not one for one in shown)
        return not _VISIBLE_IF.get(policy, any)(shown)

    def _by_use(self, number: int) -> None:
        """What a layer is for may say that it is off, or on, in a viewer."""
        one = self.objects.get(number)
        use = self._resolved(entries_of(one.entries).get("Usage", b"")) if one is not None else {}
        state = self._resolved(use.get("View", b"")).get("ViewState")
        if state == b"/OFF":
            self.off.add(number)
        elif state == b"/ON":
            self.off.discard(number)

    def _holds(self, words: bytes, depth: int) -> bool:
        """Whether a visibility expression holds: [/And 6 0 R [/Not 7 0 R]]."""
        inside = _pieces(words)
        if depth > _DEEPEST or not inside:
            return True
        operands = [
            self._holds(piece, depth + 1) if piece.startswith(b"[") else self._is_on(piece)
            for piece in inside[1:]
        ]
        if inside[0] == b"/Not":
            return not all(operands)
        return any(operands) if inside[0] == b"/Or" else all(operands)

    def _is_on(self, reference: bytes) -> bool:
        return not any(number in self.off for number in references(reference))

    def _resolved(self, value: bytes) -> dict[str, bytes]:
        """The entries of a dictionary that stands there, or is referred to."""
        return entries_of(self._target(value) or value)

    def _listed(self, value: bytes) -> bytes:
        """An array that stands there, or is referred to; what is no array as it stands."""
        target = self._target(value).lstrip()
        return target if target.startswith(b"[") else value

    def _target(self, value: bytes) -> bytes:
        """What a reference leads to; b"" for what is none."""
        numbers = references(value) if value[:1].isdigit() else []
        one = self.objects.get(numbers[0]) if numbers else None
        return one.entries if one is not None else b""


def _pieces(words: bytes) -> list[bytes]:
    """What stands in an array: names, references, arrays."""
    found = re.findall(
        rb"/\w+|\d{1,8}\s+\d{1,5}\s+R|\[[^\[\]]*(?:\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\][^\[\]]*)*\]",
        words[words.find(b"[") + 1 : words.rfind(b"]")],
    )
    return list(found)


def with_layers_told(data: bytes, objects: Mapping[int, PdfObject]) -> bytes:
    """The file with every layer, and every group of layers, telling whether it is off; as it was where it has none."""
    layers = Layers(objects)
    if not layers.read():
        return data
    changes: dict[int, bytes] = {}
    for number, one in objects.items():
        if b"/OC" not in one.entries:
            continue
        entries = entries_of(one.entries)
        hung = references(entries.get("OC", b""))
        if entries.get("Type") in (b"/OCG", b"/OCMD"):
            changes[number] = b"<< /Type /OCG /%s %d >>" % (OFF, layers.is_off(number))
        elif entries.get("Subtype") == b"/Form" and hung and layers.is_off(hung[0]):
            changes[number] = _moved(data, number)
    return _updated(data, objects, changes) if changes else data


def _moved(data: bytes, number: int) -> bytes:
    entries, rest = stream_of(data, number)
    at = entries.rfind(b">>")
    return entries[:at] + b" /Matrix [1 0 0 1 %d %d] " % (FAR, FAR) + entries[at:] + rest


def _updated(data: bytes, objects: Mapping[int, PdfObject], changes: Mapping[int, bytes]) -> bytes:
    """The file with those objects changed, as an update at its end."""
    places: dict[int, int] = {}
    file = bytearray(data + b"\n")
    for number, words in sorted(changes.items()):
        places[number] = len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    starts = _START.findall(data)
    before = int(starts[-1]) if starts else 0
    start, size = len(file), max(max(objects), max(changes)) + 2
    if starts and _TABLE.match(data, before):
        trailers = [found.end() for found in _TRAILER.finditer(data)]
        kept = _kept(entries_of(data[trailers[-1] :]) if trailers else _catalogue(objects))
        file += b"xref\n"
        for number, place in places.items():
            file += b"%d 1\n%010d 00000 n \n" % (number, place)
        file += b"trailer << /Size %d %s /Prev %d >>" % (size, kept, before)
    else:
        tables = [one.entries for one in objects.values() if b"/XRef" in one.entries]
        kept = _kept(entries_of(tables[-1]) if tables else {})
        places[size - 1] = start
        rows = b"".join(b"\x01" + place.to_bytes(4) + b"\0\0" for place in places.values())
        index = b" ".join(b"%d 1" % number for number in places)
        file += b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Index [%s] /Length %d %s" % (
            size - 1,
            size,
            index,
            len(rows),
            kept,
        )
        file += b" /Prev %d >>\nstream\n%s\nendstream\nendobj\n" % (before, rows)
    return bytes(file + b"\nstartxref\n%d\n%%%%EOF\n" % start)


def _catalogue(objects: Mapping[int, PdfObject]) -> Mapping[str, bytes]:
    """The entry that leads to a file's catalogue, where no trailer does."""
    for number, one in objects.items():
        if entries_of(one.entries).get("Type") == b"/Catalog":
            return {"Root": b"%d 0 R" % number}
    return {}


def _kept(entries: Mapping[str, bytes]) -> bytes:
    """What an update's trailer says again."""
    return b" ".join(
        b"/%s %s" % (name.encode(), entries[name]) for name in ("Root", "Encrypt", "ID") if name in entries
    )
