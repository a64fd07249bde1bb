"""Fonts that a file names and does not hold: every character is read, on machines with and without Japanese fonts."""

import io

import pytest
from fontTools.ttLib import TTFont

from reader.minutes.sources import read_source
from reader.minutes.sources.pdf import stand_in
from tests.minutes.sources.pdf.bare import IDENTITY, BarePage, Font, stream

PAGES = "".join(f"1 beginbfrange <{p:02x}00> <{p:02x}ff> <{p:02x}00> endbfrange " for p in range(0x25, 0xA0))
TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
    f"1 begincodespacerange <0000> <FFFF> endcodespacerange {PAGES} endcmap end end"
).encode()
LINES = ["○議長　始めます。", "委員会の会議録", "はい。", "二", ["一", "〃"]]
READ = ["○議長　始めます。", "委員会の会議録", "はい。", "二", "一〃"]

FONTS = [
    Font(),
    Font("Ryumin-Light", "UniJIS-UCS2-H"),
    Font("MS-Mincho", "UniJIS-UTF16-H"),
    Font("MS-Gothic", "90ms-RKSJ-H", "cp932"),
    Font("GothicBBB-Medium", "EUC-H", "euc_jp"),
    Font("IPAexMincho", "Identity-H", order=IDENTITY, entries=b"/ToUnicode 6 0 R"),
]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.encoding)
def test_characters_that_are_drawn_one_by_one_are_read(font: Font) -> None:
    words = font.lines([*LINES[:1], list(LINES[1]), *LINES[2:]])
    source = read_source(BarePage(words, font, objects=[stream(TO_UNICODE)]).done())
    assert [line.text.replace("　", "") for line in source.lines if line.text] == [
        line.replace("　", "") for line in READ
    ]
    assert source.warnings == ()


def test_letters_keep_the_widths_of_the_usual_fonts() -> None:
    page = BarePage(
        b"BT /F2 11 Tf 1 0 0 1 60 700 Tm (Wi-Fi 12) Tj ( and mail) Tj ET " + Font().shown(60, 660, "二"),
    ).done()
    helvetica = b"/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F1 5 0 R"
    read = read_source(page.replace(b"/F1 5 0 R", helvetica))
    assert [line.text for line in read.lines if line.text] == ["Wi-Fi 12 and mail", "二"]


def test_the_font_knows_every_character_as_a_square() -> None:
    font = TTFont(io.BytesIO(stand_in.SQUARES))
    glyphs = font["cmap"].tables[0].cmap
    assert {glyphs[ord(char)] for char in "二〃髙ｱ㊞𠮷"} == {glyphs[0x20]}
    shape = font["glyf"][glyphs[0x20]]
    assert (shape.xMin, shape.yMin, shape.xMax, shape.yMax) == (0, -120, 1000, 880)
    assert font["hmtx"][glyphs[0x20]] == (1000, 0)


def test_what_cannot_be_read_even_so_is_told() -> None:
    """A kanji drawn alone in a font of letters, which PDFium passes over."""
    page = BarePage(Font().shown(60, 700, "議長") + b"BT /F2 11 Tf 1 0 0 1 60 650 Tm (A) Tj ET").done()
    letters = b"/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 /uni4E8C] >> >>"
    source = read_source(page.replace(b"/F1 5 0 R", letters + b" /F1 5 0 R"))
    assert source.text.strip() == "議長"
    assert [warning.message[:19] for warning in source.warnings] == ["読み取れなかった文字のまとまりが1あり"]
