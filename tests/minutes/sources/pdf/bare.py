"""Makes PDF files from bare objects, for what a library would not write: fonts that are not in the file, layers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

JAPANESE = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>"
IDENTITY = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
_SIZE, _STEP, _APART = 11, 24, 30


def file_of(objects: Iterable[bytes]) -> bytes:
    """A PDF of those objects, numbered from 1; the first is the catalogue."""
    file, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(file), len(places) + 1
    file += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return file + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def stream(words: bytes, entries: bytes = b"") -> bytes:
    """An object that is a stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(words), entries, words)


@dataclass(frozen=True, slots=True)
class Font:
    """A font of two-byte characters that is not in the file."""

    name: str = "HeiseiMin-W3"
    encoding: str = "UniJIS-UCS2-H"
    codec: str = "utf-16-be"
    order: bytes = JAPANESE
    entries: bytes = b""

    @property
    def dictionary(self) -> bytes:
        """The font's object."""
        name = self.name.encode()
        described = (
            b"/FontDescriptor << /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [0 -200 1000 900] "
            b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>" % name
        )
        below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s %s /DW 1000 %s >>"
        return b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /%s %s /DescendantFonts [%s] >>" % (
            name,
            self.encoding.encode(),
            self.entries,
            below % (name, self.order, described),
        )

    def shown(self, left: float, up: float, text: str) -> bytes:
        """The words that draw a text at a place."""
        letters = text.encode(self.codec).hex().encode()
        return b"BT /F1 %d Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (_SIZE, left, up, letters)

    def lines(self, lines: Sequence[str | Sequence[str]], top: float = 760.0) -> bytes:
        """Lines below each other; one in pieces is drawn piece by piece, apart."""
        words = b""
        for place, line in enumerate(lines):
            pieces = [line] if isinstance(line, str) else line
            for number, piece in enumerate(pieces):
                words += self.shown(60 + _APART * number, top - _STEP * place, piece)
        return words


@dataclass(frozen=True, slots=True)
class BarePage:
    """One page: what draws it, in which font; what the catalogue, the page and its resources say; more objects (from 6)."""

    words: bytes
    font: Font = field(default_factory=Font)
    catalogue: bytes = b""
    page: bytes = b"/MediaBox [0 0 595 842]"
    resources: bytes = b""
    objects: Sequence[bytes] = ()

    def done(self) -> bytes:
        """The file."""
        return file_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R %s >>" % self.catalogue,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> %s >>"
                % (self.resources, self.page),
                stream(self.words),
                self.font.dictionary,
                *self.objects,
            ]
        )
