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


@pytest.mark.parametrize("kind", ["Type1", "TrueType"])
@pytest.mark.parametrize("name", ["Helvetica", "MS-Mincho", "ABCDEF+Foo"])
def test_a_kanji_that_a_font_of_letters_names(kind: str, name: str) -> None:
    """Drawn alone, PDFium's own letters would pass over it; the next file has its usual letters again."""
    page = BarePage(
        Font().shown(60, 700, "議長") + b"BT /F2 11 Tf 1 0 0 1 60 650 Tm (A) Tj 11 0 Td (B) Tj ET"
    ).done()
    letters = (
        f"/F2 << /Type /Font /Subtype /{kind} /BaseFont /{name} /FirstChar 65 /LastChar 66 /Widths [1000 1000] "
        "/Encoding << /Differences [65 /uni9AD9 /u59D4] >> >>"
    )
    source = read_source(page.replace(b"/F1 5 0 R", letters.encode() + b" /F1 5 0 R"))
    assert source.text.split() == ["議長", "髙委"]
    assert source.warnings == ()
    test_letters_keep_the_widths_of_the_usual_fonts()


@pytest.mark.parametrize(
    ("name", "entries", "read"),
    [
        ("ABCDEF+MS-Mincho", "", "〓〓"),
        ("ABCDEF+#82l#82r#96#be#92#a9", "", "〓〓"),
        ("ABCDEF+MS-Mincho", "/Encoding /WinAnsiEncoding", "AB"),
        ("ABCDEF+Arial", "", "AB"),
        ("MS-Mincho", "", "AB"),
    ],
)
def test_a_japanese_font_of_codes_without_letters(name: str, entries: str, read: str) -> None:
    """What its codes are is said nowhere: the letters that they would be in a font of letters are wrong ones."""
    words = Font().shown(60, 700, "議長　始めます。") + b"BT /F2 11 Tf 1 0 0 1 60 650 Tm (AB) Tj ET"
    page = BarePage(words, objects=[stream(stand_in.SQUARES, b"/Length1 %d" % len(stand_in.SQUARES))]).done()
    font = (
        f"/F2 << /Type /Font /Subtype /TrueType /BaseFont /{name} {entries} /FirstChar 65 /LastChar 66 /Widths [1000 1000] "
        f"/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /FontFile2 6 0 R >> >>"
    )
    source = read_source(page.replace(b"/F1 5 0 R", font.encode() + b" /F1 5 0 R"))
    assert source.text.split() == ["議長", "始めます。", read]
    assert bool(source.warnings) == (read == "〓〓")


def test_what_cannot_be_read_even_so_is_told() -> None:
    """A letter that no font has, drawn alone, which PDFium passes over."""
    page = BarePage(Font().shown(60, 700, "議長") + b"BT /F2 11 Tf 1 0 0 1 60 650 Tm (A) Tj ET").done()
    letters = b"/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 /uni0E01] >> >>"
    source = read_source(page.replace(b"/F1 5 0 R", letters + b" /F1 5 0 R"))
    assert source.text.strip() == "議長"
    assert [warning.message[:19] for warning in source.warnings] == ["読み取れなかった文字のまとまりが1あり"]
