"""A font in place of every Japanese one that a PDF names and does not hold: no machine's own fonts are asked for.

PDFium drops a character drawn alone whose substitute has no shape for it, and measures the others by whatever is installed.
Here each character is a square, as wide as it is high, so the same file is read alike everywhere. Nothing is drawn by it::

    /BaseFont /HeiseiMin-W3, not embedded, 委 員 会 drawn one by one  -> 委員会, on every machine
"""

import base64
import ctypes
from functools import cache

import pypdfium2

_OURS = 1
_LATIN = 0
_DEFAULT = 1
_NAME = b"Anything\0"

# Two glyphs, and a table of characters (its format is 13) that leads each of them to one square.
SQUARES = base64.b64decode(
    "AAEAAAAKAIAAAwAgT1MvMkTgRiQAAAEoAAAAYGNtYXAAIQBUAAABkAAAAChnbHlmue+57QAAAcAAAAA0aGVhZDFgsIIAAACs"
    "AAAANmhoZWEHWgNyAAAA5AAAACRobXR4A+gAAAAAAYgAAAAGbG9jYQAaAA0AAAG4AAAABm1heHAABAAGAAABCAAAACBuYW1l"
    "rvycDwAAAfQAAAB7cG9zdAADAAAAAAJwAAAAIAABAAAAAQAA0DX7pF8PPPUAAwPoAAAAAOcwtlUAAAAA5zC2VQAA/4gD6ANw"
    "AAAAAwACAAAAAAAAAAEAAANw/4gAAAPoAAAAAAPoAAEAAAAAAAAAAAAAAAAAAAABAAEAAAACAAQAAQAAAAAAAgAAAAAAAAAA"
    "AAAAAAAAAAAAAwPoAZAABQAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAPz8/PwAA"
    "AAAAAANw/4gAAANwAHgAAAAAAAAAAAAAAAAAAAAgAAAD6AAAAAAAAAAAAAEAAwAKAAAADAANAAAAAAAcAAAAAAAAAAEAAAAg"
    "ABD//wAAAAEAAAANABoAAAABAAD/iAPoA3AAAwAAFREhEQPoeAPo/BgAAAEAAP+IA+gDcAADAAAVESERA+h4A+j8GAAAAAAG"
    "AE4AAQAAAAAAAQAIAAAAAQAAAAAAAgAHAAgAAQAAAAAABgAIAAAAAwABBAkAAQAQAA8AAwABBAkAAgAOAB8AAwABBAkABgAQ"
    "AA9Bbnl0aGluZ1JlZ3VsYXIAQQBuAHkAdABoAGkAbgBnAFIAZQBnAHUAbABhAHIAAAMAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAA="
)

_Buffer = ctypes.c_void_p | None


class _StandIn(pypdfium2.PdfSysfontBase):  # type: ignore[misc]  # the package has no types
    """Answers PDFium's questions for fonts; those for Latin letters go on to the usual answers, but in a file whose
    fonts of letters name kanji."""

    with_kanji = False

    def MapFont(  # noqa: N802 — as PDFium calls it
        self,
        _: object,
        weight: int,
        italic: int,
        charset: int,
        pitch: int,
        face: object,
        exact: object,
    ) -> int | None:
        """The font for a face that is not in the file."""
        if charset != _LATIN or self.with_kanji:
            return _OURS
        found: int | None = self.default.MapFont(self.default, weight, italic, charset, pitch, face, exact)
        return found

    def GetFontData(self, _: object, font: int, table: int, buffer: _Buffer, size: int) -> int:  # noqa: N802
        """The bytes of a font (table 0), or how many they are; of a collection it is none."""
        if font != _OURS:
            return int(self.default.GetFontData(self.default, font, table, buffer, size))
        return 0 if table else _filled(buffer, size, SQUARES)

    def GetFaceName(self, _: object, font: int, buffer: _Buffer, size: int) -> int:  # noqa: N802
        """What the font is called."""
        if font != _OURS:
            return int(self.default.GetFaceName(self.default, font, buffer, size))
        return _filled(buffer, size, _NAME)

    def GetFontCharset(self, _: object, font: int) -> int:  # noqa: N802
        """Which characters it has."""
        return _DEFAULT if font == _OURS else int(self.default.GetFontCharset(self.default, font))

    def DeleteFont(self, _: object, font: int) -> None:  # noqa: N802
        """Ours stays."""
        if font != _OURS:
            self.default.DeleteFont(self.default, font)


def _filled(buffer: _Buffer, size: int, words: bytes) -> int:
    if buffer and size >= len(words):
        ctypes.memmove(buffer, words, len(words))
    return len(words)


def stand_in(with_kanji: bool) -> None:
    """From now on PDFium asks here for fonts; ``with_kanji`` says that fonts of letters name kanji in the file that is
    opened next. Where PDFium knows no usual answers of its own, it goes on asking itself."""
    font = _font()
    if font is not None:
        font.with_kanji = with_kanji


@cache
def _font() -> _StandIn | None:
    font = _StandIn()
    try:
        font.setup()
    except pypdfium2.PdfiumError:
        return None
    return font
