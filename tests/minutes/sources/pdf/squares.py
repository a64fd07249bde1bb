"""A font for tests that is in the file: every character is a square, as wide as it is high.

What a page is made of can then be drawn character by character, turned, in any colour, over and under things.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

NAME = "Squares"
WIDTH, HEIGHT = 420.0, 595.0
_KANA = "".join(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB))))
_LETTERS = (
    "　、。・ー「」『』（）【】：○●◎〔〕︑︒︓︵︶﹁﹂﹃﹄"
    "一二三四五六七八九十百千万円年月日時分第回会議録議題議長副委員市町村長課部局事務職森下山田小松原健君"
    "館開閉始終前後午令和元平成公園遊具増夜間利用者数伺休館図書本日程質問順許人手面検討平均駐車場台来度以上次明散"
    "読配総出席名案件号上続水路幅聞０１２３４５６７８９〃秘密土屋梅枝苦情寄方対応見文字印刷行番号予算"
)
_CHARACTERS = sorted({*map(chr, range(0x20, 0x7F)), *_KANA, *_LETTERS})


def _font() -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", *(f"u{ord(char):04X}" for char in _CHARACTERS)]
    pen = TTGlyphPen(None)
    for point in ((40, -80), (40, 840), (960, 840), (960, -80)):
        (pen.lineTo if pen.points else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in _CHARACTERS})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics({name: (500 if name[1:].startswith("00") else 1000, 40) for name in names})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "squares.ttf"
        builder.save(str(path))
        return path.read_bytes()


class SquarePage:
    """Pages drawn with that font."""

    def __init__(self) -> None:
        if NAME not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(NAME, io.BytesIO(_font())))
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=(WIDTH, HEIGHT))
        self.font()

    def font(self, size: float = 11.0) -> "SquarePage":
        """Go on in that size."""
        self.canvas.setFont(NAME, size)
        return self

    def across(self, left: float, up: float, text: str) -> "SquarePage":
        """A line."""
        self.canvas.drawString(left, up, text)
        return self

    def down(self, left: float, top: float, text: str, size: float = 11.0) -> "SquarePage":
        """A column, character by character."""
        for place, char in enumerate(text):
            if char != "　":
                self.canvas.drawString(left, top - size * (place + 1), char)
        return self

    def lines(
        self, lines: Sequence[str], left: float = 40.0, top: float = 540.0, step: float = 20.0
    ) -> "SquarePage":
        """Lines below each other."""
        for place, line in enumerate(lines):
            self.across(left, top - step * place, line)
        return self

    def next(self) -> "SquarePage":
        """A new page."""
        self.canvas.showPage()
        return self.font()

    def done(self) -> bytes:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()
