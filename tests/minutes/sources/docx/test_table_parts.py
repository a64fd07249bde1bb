"""Parts of a Word table that its style hides or prints like the paper: first row, last column, bands, corners."""

import pytest

from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import HIDDEN, NO_INK, LeftOut
from tests.minutes.sources.docx.word import paragraph, run, word_file

VANISH = "<w:rPr><w:vanish/></w:rPr>"
ALL = 'w:firstRow="1" w:lastRow="1" w:firstColumn="1" w:lastColumn="1" w:noHBand="0" w:noVBand="1"'


def _part(kind: str, inside: str = VANISH) -> str:
    return f'<w:tblStylePr w:type="{kind}">{inside}</w:tblStylePr>'


def _style(*parts: str, based: str = "") -> str:
    return (
        f'<w:style w:type="table" w:styleId="t">{based}{"".join(parts)}</w:style>'
        f'<w:style w:type="table" w:styleId="root">{_part("lastRow")}</w:style>'
        '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>'
    )


def _table(look: str, *rows: str) -> str:
    """A table of that look, a word of its rows a cell."""
    made = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row.split())}</w:tr>" for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/>{look}</w:tblPr>{made}</w:tbl>'


def _look(attributes: str) -> str:
    return f"<w:tblLook {attributes}/>"


@pytest.mark.parametrize(
    ("parts", "look", "seen"),
    [
        ([_part("firstRow")], _look(ALL), "四五六七八九"),
        ([_part("lastRow")], _look(ALL), "一二三四五六"),
        ([_part("firstCol")], _look(ALL), "二三五六八九"),
        ([_part("lastCol")], _look(ALL), "一二四五七八"),
        ([_part("nwCell")], _look(ALL), "二三四五六七八九"),
        ([_part("seCell")], _look(ALL), "一二三四五六七八"),
        ([_part("firstRow")], _look('w:val="0020"'), "四五六七八九"),
        ([_part("firstRow")], _look('w:val="04A0"'), "四五六七八九"),
        ([_part("firstRow")], _look('w:val="0480"'), "一二三四五六七八九"),
        ([_part("firstRow")], _look('w:val="0020" w:firstRow="0"'), "一二三四五六七八九"),
        ([_part("firstRow")], "", "一二三四五六七八九"),
        ([_part("band1Horz")], _look('w:val="0000"'), "四五六"),
        ([_part("band1Horz")], _look('w:val="0200"'), "一二三四五六七八九"),
        ([_part("band2Horz")], _look('w:val="0020"'), "一二三四五六"),
        ([_part("band1Vert")], _look('w:val="0000"'), "二五八"),
        ([_part("firstRow"), _part("nwCell", '<w:rPr><w:vanish w:val="0"/></w:rPr>')], _look(ALL), "一四五六七八九"),
    ],
)  # fmt: skip
def test_what_a_part_of_a_table_hides(parts: list[str], look: str, seen: str) -> None:
    source = read_source(word_file(_table(look, "一 二 三", "四 五 六", "七 八 九"), _style(*parts)))
    assert "".join(line.text for line in source.lines) == seen
    assert source.left_out == ((LeftOut(HIDDEN, 9 - len(seen)),) if len(seen) < 9 else ())


def test_bands_of_several_rows_and_parts_by_descent() -> None:
    size = '<w:tblPr><w:tblStyleRowBandSize w:val="2"/></w:tblPr>'
    styles = _style(size, _part("band1Horz"), based='<w:basedOn w:val="root"/>')
    source = read_source(word_file(_table(_look('w:val="0040"'), *"一二三四五六七八"), styles))
    assert "".join(line.text for line in source.lines) == "三四七"


@pytest.mark.parametrize(
    ("size", "rows", "seen"),
    [
        ("", ["一2 二 三", "四 五 六 七"], "三五七"),
        ("", ["一 二2 三 四", "五2 六2 七"], "二三"),
        ('<w:tblPr><w:tblStyleColBandSize w:val="2"/></w:tblPr>', ["一 二 三 四 五"], "三四"),
        ('<w:tblPr><w:tblStyleColBandSize w:val="2"/></w:tblPr>', ["一2 二 三 四"], "二三"),
    ],
)
def test_bands_of_columns_by_the_grid(size: str, rows: list[str], seen: str) -> None:
    """``二2`` is a cell of two columns."""
    body = _table(_look('w:val="0200"'), *rows)
    for cell in "一二五六":
        wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(cell)}</w:tc>'
        body = body.replace(f"<w:tc>{paragraph(cell + '2')}</w:tc>", wide)
    source = read_source(word_file(body, _style(size, _part("band1Vert"))))
    assert "".join(line.text for line in source.lines) == seen


def test_white_words_of_a_part_are_seen_on_its_shade_only() -> None:
    white = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    shade = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
    body = _table(_look('w:val="0020"'), "一 二", "三 四")
    bare = read_source(word_file(body, _style(_part("firstRow", white))))
    assert ("".join(line.text for line in bare.lines), bare.left_out) == ("三四", (LeftOut(NO_INK, 2),))
    shaded = read_source(word_file(body, _style(_part("firstRow", white + shade))))
    assert ("".join(line.text for line in shaded.lines), shaded.left_out) == ("一二三四", ())


def test_what_hides_twice_shows_and_what_a_run_says_decides() -> None:
    twice, decided = run("二", '<w:rStyle w:val="c"/>'), run("見", '<w:vanish w:val="0"/>')
    rows = f"<w:tr><w:tc>{paragraph(twice, decided, '隠')}</w:tc></w:tr>"
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/>{_look(ALL)}</w:tblPr>{rows}</w:tbl>'
    source = read_source(word_file(body, _style(_part("firstRow"))))
    assert "".join(line.text for line in source.lines) == "二見"
