"""Letters in Word that nobody sees for their ink, their ground, their size or their place; and those that are seen."""

import pytest

from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import HIDDEN_ROW, NO_INK, OUTSIDE, TINY, LeftOut
from tests.minutes.sources.docx.word import paragraph, run, word_file

NAME = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def _filled(colour: str, *, kind: str = "srgbClr", change: str = "", outline: str = "") -> str:
    """Letters that Word 2010 and later paint with a fill of their own."""
    fill = f'<w14:solidFill><w14:{kind} w14:val="{colour}">{change}</w14:{kind}></w14:solidFill>'
    return f"{outline}<w14:textFill {NAME}>{fill}</w14:textFill>"


def _outline(inside: str) -> str:
    return f"<w14:textOutline {NAME}>{inside}</w14:textOutline>"


DARK = '<w:color w:val="003366"/>'


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('<w:color w:val="FEFEFE"/>', NO_INK),
        ('<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>', NO_INK),
        ('<w:color w:val="FF0000"/><w:shd w:val="solid" w:color="FF0000"/>', NO_INK),
        ('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', NO_INK),
        ('<w:highlight w:val="black"/>', NO_INK),
        ('<w:color w:val="auto"/><w:highlight w:val="black"/>', NO_INK),
        ('<w14:textFill xmlns:w14="urn:w14"><w14:noFill/></w14:textFill>', NO_INK),
        (_filled("FFFFFF"), NO_INK),
        (_filled("bg1", kind="schemeClr"), NO_INK),
        (_filled("000000", change='<w14:alpha w14:val="100000"/>'), NO_INK),
        (_filled("FFFFFF", outline=_outline("<w14:noFill/>")), NO_INK),
        ('<w:sz w:val="4"/>', TINY),
        ('<w:w w:val="1"/>', TINY),
        ('<w:position w:val="-3000"/>', OUTSIDE),
    ],
)
def test_ink_like_its_ground_and_letters_of_no_size(properties: str, kind: str) -> None:
    source = read_source(word_file(paragraph("前", run("梅枝町の土屋", properties), "後")))
    assert [line.text for line in source.lines if line.text] == ["前後"]
    assert source.left_out == (LeftOut(kind, 6),)


@pytest.mark.parametrize(
    "properties",
    [
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>',
        '<w:color w:val="000000"/><w:highlight w:val="yellow"/>',
        '<w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:themeColor="accent1"/><w:shd w:val="clear" w:themeFill="accent1"/>',
        '<w:color w:val="003366"/><w:shd w:val="pct20" w:fill="003366"/>',
        _filled("C00000"),
        _filled("bg1", kind="schemeClr", change='<w14:lumMod w14:val="50000"/>'),
        _filled("000000", change='<w14:alpha w14:val="40000"/>'),
        _filled("FFFFFF", outline=_outline('<w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill>')),
        '<w:w w:val="66"/>',
        '<w:position w:val="-12"/>',
        "<w:strike/>",
    ],
)
def test_ink_of_another_colour_than_its_ground(properties: str) -> None:
    """Automatic ink turns white on dark shading, not under a marker."""
    source = read_source(word_file(paragraph("前", run("梅枝町の土屋", properties), "後")))
    assert [line.text for line in source.lines if line.text] == ["前梅枝町の土屋後"]
    assert source.left_out == ()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (paragraph("内緒", properties='<w:spacing w:line="1" w:lineRule="exact"/>'), OUTSIDE),
        (paragraph("内緒", properties='<w:framePr w:x="-20000" w:y="1" w:hAnchor="page"/>'), OUTSIDE),
        (paragraph("内緒", properties='<w:ind w:left="-30000"/>'), OUTSIDE),
        (
            f'<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc>{paragraph("内緒")}</w:tc></w:tr></w:tbl>',
            HIDDEN_ROW,
        ),
        (
            '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="003366"/></w:tcPr>'
            f"{paragraph(run('内緒', DARK))}</w:tc></w:tr></w:tbl>",
            NO_INK,
        ),
    ],
)
def test_a_place_where_nothing_is_seen(body: str, kind: str) -> None:
    source = read_source(word_file(body + paragraph("後")))
    assert [line.text for line in source.lines if line.text] == ["後"]
    assert source.left_out == (LeftOut(kind, 2),)
