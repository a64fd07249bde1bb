"""What Word does not show is not taken in: no way of hiding words lets one through, and staff are told how many."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import (
    ALTERNATIVE,
    CODE,
    COMMENT,
    DELETED,
    EMBEDDED,
    HIDDEN,
    HIDDEN_CELLS,
    HIDDEN_ROW,
    NO_INK,
    OUTSIDE,
    TINY,
    UNUSED,
    LeftOut,
)
from reader.minutes.sources.source import Source
from tests.minutes.sources.docx.word import changed, field, paragraph, run, word_file

SECRET = "梅ヶ枝町の土屋"
VANISH = "<w:vanish/>"
NOTED = '<w:r><w:footnoteReference w:id="2"/></w:r>'
WHITE = '<w:color w:val="FFFFFF"/>'
STYLES = (
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="heir"><w:basedOn w:val="c"/></w:style>'
    '<w:style w:type="character" w:styleId="open"><w:basedOn w:val="c"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="t"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="white"><w:rPr><w:color w:val="ffffff"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="pale"><w:rPr><w:color w:themeColor="background1"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="dark"><w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr></w:style>'
    '<w:style w:type="table" w:styleId="grid"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
)


def _seen(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.text]


def _row(*cells: str, properties: str = "") -> str:
    inside = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


@pytest.mark.parametrize(
    ("body", "what", "count"),
    [
        (paragraph("前", run(SECRET, VANISH), "後"), HIDDEN, 7),
        (paragraph("前", run(SECRET, '<w:vanish w:val="true"/>'), "後"), HIDDEN, 7),
        (paragraph("前", run(SECRET, '<w:rStyle w:val="c"/>'), "後"), HIDDEN, 7),
        (paragraph("前", run(SECRET, '<w:rStyle w:val="heir"/>'), "後"), HIDDEN, 7),
        (paragraph("前後") + paragraph(SECRET, properties='<w:pStyle w:val="p"/>'), HIDDEN, 7),
        (paragraph("前", f"<w:del>{run(SECRET)}</w:del>", "後"), DELETED, 7),
        (paragraph("前", f"<w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>", "後"), DELETED, 7),
        (paragraph("前", f"<w:moveFrom>{run(SECRET)}</w:moveFrom>", "後"), DELETED, 7),
        (paragraph("前後") + f"<w:del>{paragraph(SECRET)}</w:del>", DELETED, 7),
        (
            paragraph("前後") + f"<w:tbl>{_row(SECRET, SECRET, properties='<w:hidden/>')}</w:tbl>",
            HIDDEN_ROW,
            14,
        ),
        (paragraph("前後") + f"<w:tbl>{_row(SECRET, properties='<w:del/>')}</w:tbl>", DELETED, 7),
        (
            paragraph("前後") + f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr>{_row(SECRET)}</w:tbl>',
            HIDDEN,
            7,
        ),
        (
            paragraph("前後")
            + f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph(SECRET)}</w:tc></w:tr></w:tbl>",
            DELETED,
            7,
        ),
        (paragraph("前", field(f' IF 1 = 2 "{SECRET}" ""', ""), "後"), CODE, 7),
        (paragraph("前", field(f' XE "{SECRET}" '), "後"), CODE, 7),
        (paragraph("前", f'<w:fldSimple w:instr=" TC &quot;{SECRET}&quot; "/>', "後"), CODE, 7),
        (
            paragraph(
                "前",
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>',
                field("MERGEFIELD x", SECRET),
                '<w:r><w:instrText> = 1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                "後",
            ),
            CODE,
            7,
        ),
        (
            paragraph(
                "前",
                f'<mc:AlternateContent><mc:Choice Requires="odd">{run(SECRET)}</mc:Choice>'
                f"<mc:Fallback>{run('後')}</mc:Fallback></mc:AlternateContent>",
            ),
            ALTERNATIVE,
            7,
        ),
        (
            paragraph(
                "前",
                f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>後</w:t></mc:Choice>'
                f"<mc:Fallback><w:t>{SECRET}</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            ).replace("<w:t>後</w:t>", f"<w:p>{run('後')}</w:p>"),
            ALTERNATIVE,
            7,
        ),
        (
            paragraph(
                "前後",
                '<w:r><w:drawing><wp:anchor><wp:docPr hidden="1"/><w:txbxContent>'
                f"{paragraph(SECRET)}</w:txbxContent></wp:anchor></w:drawing></w:r>",
            ),
            HIDDEN,
            7,
        ),
        (
            paragraph(
                "前後",
                '<w:r><w:pict><v:shape style="position:absolute;visibility:hidden"><v:textbox><w:txbxContent>'
                f"{paragraph(SECRET)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
            ),
            HIDDEN,
            7,
        ),
        (
            paragraph(
                "前",
                f"<m:oMath><m:r><m:rPr/><w:rPr>{VANISH}</w:rPr><m:t>{SECRET}</m:t></m:r></m:oMath>",
                "後",
            ),
            HIDDEN,
            7,
        ),
        (
            paragraph(
                "前",
                f"<w:hyperlink><w:sdt><w:sdtContent>{run(SECRET, VANISH)}</w:sdtContent></w:sdt></w:hyperlink>",
                "後",
            ),
            HIDDEN,
            7,
        ),
    ],
)
def test_hidden_words(body: str, what: str, count: int) -> None:
    source = read_source(word_file(body, STYLES))
    assert "".join(_seen(source)).replace("\n", "") == "前後"
    assert source.left_out == (LeftOut(what, count),)
    assert SECRET not in repr(parse(source))
    assert any(f"「{what}」を{count}字" in str(warning) for warning in parse(source).warnings)


def _shape(inside: str, before: str = "", name: str = "wsp") -> str:
    box = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
    return paragraph(
        f'<w:r><w:drawing><wp:anchor><wps:{name} xmlns:a="urn:a">{before}{box}</wps:{name}></wp:anchor></w:drawing></w:r>'
    )


def _filled(colour: str) -> str:
    return f"<wps:spPr><a:solidFill>{colour}</a:solidFill></wps:spPr>"


def _drawn(kind: str, attributes: str, inside: str) -> str:
    box = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>"
    return paragraph(f"<w:r><w:pict><v:{kind} {attributes}>{box}</v:{kind}></w:pict></w:r>")


def _under(merge: str) -> str:
    cell = f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(SECRET)}</w:tc>"
    first = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("前")}</w:tc>'
    return f"<w:tbl><w:tr>{first}</w:tr><w:tr>{cell}</w:tr></w:tbl>" + paragraph("後")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (_shape(paragraph(SECRET), '<wps:cNvPr id="1" name="a" hidden="1"/>'), HIDDEN),
        (_shape(paragraph(SECRET), '<wps:nvSpPr><wps:cNvPr hidden="true"/></wps:nvSpPr>', "grpSp"), HIDDEN),
        (_drawn("roundrect", 'style="display:none"', paragraph(SECRET)), HIDDEN),
        (_drawn("oval", 'style="visibility: hidden"', paragraph(SECRET)), HIDDEN),
        (_shape(paragraph(run(SECRET, WHITE)), _filled('<a:srgbClr val="FFFFFF"/>')), NO_INK),
        (_shape(paragraph(run(SECRET, WHITE)), _filled('<a:schemeClr val="bg1"/>')), NO_INK),
        (_shape(paragraph(run(SECRET, '<w:color w:val="003366"/>')), _filled('<a:srgbClr val="003366"/>')), NO_INK),
        (_drawn("rect", 'fillcolor="white [3212]"', paragraph(run(SECRET, WHITE))), NO_INK),
        (_drawn("rect", 'fillcolor="#003366"', paragraph(run(SECRET, '<w:color w:val="003366"/>'))), NO_INK),
        (paragraph(SECRET, properties='<w:framePr w:w="1" w:h="1" w:hRule="exact"/>'), OUTSIDE),
        (_under("<w:vMerge/>"), HIDDEN_CELLS),
        (_under('<w:vMerge w:val="continue"/>'), HIDDEN_CELLS),
    ],
)  # fmt: skip
def test_shapes_boxes_and_cells_that_hide(body: str, what: str) -> None:
    source = read_source(word_file(paragraph("前後") + body))
    assert SECRET not in source.text
    assert source.left_out == (LeftOut(what, 7),)


def _beside(first: str, second: str) -> str:
    """A row of two cells, the second with the secret."""
    cells = "".join(
        f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(words)}</w:tc>"
        for merge, words in ((first, "前"), (second, SECRET))
    )
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("後")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (_beside('<w:hMerge w:val="restart"/>', "<w:hMerge/>"), HIDDEN_CELLS),
        (_beside('<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'), HIDDEN_CELLS),
    ],
)
def test_cells_beside_a_merged_one_hide(body: str, what: str) -> None:
    source = read_source(word_file(body))
    assert [line.text for line in source.lines if line.text] == ["前", "後"]
    assert source.left_out == (LeftOut(what, 7),)


@pytest.mark.parametrize(
    "body",
    [
        _beside("", "<w:hMerge/>"),
        _beside('<w:hMerge w:val="restart"/>', '<w:hMerge w:val="restart"/>'),
        _shape(paragraph(run(SECRET, WHITE)), _filled('<a:srgbClr val="003366"/>')),
        _shape(paragraph(run(SECRET, WHITE)), _filled('<a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr>')),
        _shape(paragraph(run(SECRET, WHITE)), "<wps:spPr><a:noFill/></wps:spPr>"),
        _shape(paragraph(SECRET), '<wps:cNvPr id="1" name="a" hidden="0"/>'),
        _drawn("rect", 'fillcolor="#003366" style="position:absolute"', paragraph(run(SECRET, WHITE))),
        _drawn("rect", "", paragraph(run(SECRET, WHITE))),
        paragraph(SECRET, properties='<w:framePr w:w="1" w:h="400" w:hRule="exact"/>'),
        _under('<w:vMerge w:val="restart"/>'),
    ],
)  # fmt: skip
def test_shapes_boxes_and_cells_that_show(body: str) -> None:
    source = read_source(word_file(body))
    assert SECRET in source.text
    assert source.left_out == ()


def test_hidden_in_heads_feet_and_notes() -> None:
    hidden = paragraph("見える", run(SECRET, VANISH))
    data = word_file(
        paragraph("本文", NOTED),
        STYLES,
        header=hidden,
        footer=hidden,
        footnotes=f'<w:footnote w:id="2">{hidden}</w:footnote>',
    )
    source = read_source(data)
    assert _seen(source) == ["見える", "本文", "見える", "見える"]
    assert source.left_out == (LeftOut(HIDDEN, 21),)


def test_comments_and_embedded_documents_are_counted() -> None:
    comments = f'<w:comment w:id="1">{paragraph(SECRET)}</w:comment>' * 2
    data = word_file(paragraph("本文") + '<w:altChunk r:id="r9"/>'.replace("r:id", "w:id"), comments=comments)
    source = read_source(data)
    assert _seen(source) == ["本文"]
    assert source.left_out == (LeftOut(EMBEDDED, 1), LeftOut(COMMENT, 2))


def test_what_is_shown_stays() -> None:
    """What looks like hiding, and hides nothing."""
    body = (
        paragraph(
            run("一", '<w:rStyle w:val="open"/>'), run("二", '<w:rStyle w:val="c"/><w:vanish w:val="0"/>')
        )
        + paragraph(
            run("三", "<w:webHidden/>"), run("四", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")
        )
        + paragraph(f"<w:ins>{run('五')}</w:ins><w:moveTo>{run('六')}</w:moveTo>")
        + paragraph(field(" PAGE ", "七"), field(' HYPERLINK "https://市.example/" ', "八"))
        + paragraph(run("九", '<w:rStyle w:val="c"/>'), properties='<w:pStyle w:val="p"/>')
    )
    source = read_source(word_file(body, STYLES))
    assert _seen(source) == ["一二", "三四", "五六", "七八", "九"]
    assert source.left_out == ()


def test_a_paragraph_whose_end_is_hidden_or_deleted_runs_on() -> None:
    body = (
        paragraph("一", properties="<w:rPr><w:vanish/></w:rPr>")
        + paragraph("二")
        + paragraph("三", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
        + paragraph("四")
        + paragraph("五", properties="<w:rPr><w:vanish/></w:rPr>")
    )
    assert _seen(read_source(word_file(body))) == ["一二", "三四", "五"]


def test_a_field_that_is_never_closed_swallows_nothing() -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert _seen(read_source(word_file(paragraph("前", opened, "後") + paragraph("次")))) == ["前後", "次"]


def test_everything_is_hidden_by_default() -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    source = read_source(word_file(paragraph(SECRET, run("見える", '<w:vanish w:val="0"/>')), defaults))
    assert _seen(source) == ["見える"]


def test_hidden_in_a_strict_file() -> None:
    data = word_file(paragraph("前", run(SECRET, VANISH), f"<w:del>{run(SECRET)}</w:del>", "後"))
    strict = changed(
        data,
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    source = read_source(strict)
    assert _seen(source) == ["前後"]
    assert source.left_out == (LeftOut(HIDDEN, 7), LeftOut(DELETED, 7))


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (paragraph("前", run(SECRET, WHITE), "後"), NO_INK),
        (paragraph("前", run(SECRET, '<w:color w:val="auto" w:themeColor="background1"/>'), "後"), NO_INK),
        (paragraph("前", run(SECRET, '<w:rStyle w:val="white"/>'), "後"), NO_INK),
        (paragraph("前", run(SECRET, WHITE + '<w:shd w:val="clear" w:fill="auto"/>'), "後"), NO_INK),
        (paragraph("前", run(SECRET, WHITE + '<w:highlight w:val="white"/>'), "後"), NO_INK),
        (paragraph("前後") + paragraph(SECRET, properties='<w:pStyle w:val="pale"/>'), NO_INK),
        (paragraph("前後") + f"<w:tbl>{_row(run(SECRET, WHITE))}</w:tbl>", NO_INK),
        (paragraph("前", run(SECRET, '<w:sz w:val="2"/>'), "後"), TINY),
    ],
)
def test_words_that_nobody_can_see(body: str, what: str) -> None:
    source = read_source(word_file(body, STYLES))
    assert "".join(_seen(source)) == "前後"
    assert source.left_out == (LeftOut(what, 7),)


def _cell(fill: str) -> str:
    shade = f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
    return f"<w:tbl><w:tr><w:tc>{shade}{paragraph(run('白', WHITE))}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("白", WHITE + '<w:highlight w:val="black"/>')),
        paragraph(run("白", WHITE + '<w:shd w:val="clear" w:fill="000000"/>')),
        paragraph(run("白", WHITE + "<w:outline/>")),
        paragraph(run("白", '<w:color w:themeColor="background1" w:themeShade="80"/>')),
        paragraph(run("白", WHITE), properties='<w:shd w:val="clear" w:fill="333333"/>'),
        paragraph(run("白", WHITE), properties='<w:pStyle w:val="dark"/>'),
        paragraph(run("白", '<w:rStyle w:val="white"/><w:color w:val="000000"/>')),
        _cell("1F3864"),
        f'<w:tbl><w:tblPr><w:tblStyle w:val="grid"/></w:tblPr>{_row(run("白", WHITE))}</w:tbl>',
        paragraph(
            f'<w:r><w:drawing><wp:anchor behindDoc="1"><wp:docPr id="1"/></wp:anchor></w:drawing></w:r>{run("白", WHITE)}'
        ),
        paragraph(
            f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph(run('白', WHITE))}</w:txbxContent></v:textbox></w:pict></w:r>"
        ),
        paragraph(run("白", '<w:sz w:val="5"/>')),
    ],
)
def test_white_words_that_are_seen(body: str) -> None:
    source = read_source(word_file(body, STYLES))
    assert _seen(source) == ["白"]
    assert source.left_out == ()


def test_white_words_on_coloured_paper() -> None:
    data = word_file(paragraph(run("白", WHITE)))
    dark = changed(data, ("<w:body>", '<w:background w:color="000000"/><w:body>'))
    assert _seen(read_source(dark)) == ["白"]


def test_notes_that_nothing_refers_to_are_on_no_page() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"注{n}")}</w:footnote>' for n in (2, 3, 4))
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="3"/></w:r>'
    deleted = '<w:del><w:r><w:footnoteReference w:id="4"/></w:r></w:del>'
    source = read_source(word_file(paragraph("本文", NOTED, hidden, deleted), footnotes=notes))
    assert _seen(source) == ["本文", "注2"]
    assert source.left_out == (LeftOut(UNUSED, 4),)


def test_heads_that_no_section_has_are_on_no_page() -> None:
    data = word_file(paragraph("本文"), header=paragraph(SECRET), footer=paragraph("足"))
    others = changed(data, ('<w:headerReference w:type="default"', '<w:headerReference w:type="KIND"'))
    unnamed = changed(data, ('r:id="xheader"', 'r:id="none"'))
    first, even = (changed(others, ("KIND", kind)) for kind in ("first", "even"))
    for file in (unnamed, first, even):
        source = read_source(file)
        assert _seen(source) == ["本文", "足"]
        assert source.left_out == (LeftOut(UNUSED, 7),)
    titled = changed(first, ("</w:sectPr>", "<w:titlePg/></w:sectPr>"))
    assert _seen(read_source(titled)) == [SECRET, "本文", "足"]


@pytest.mark.parametrize("kind", ["oleObject", "package"])
def test_documents_within_the_document_are_told(kind: str) -> None:
    source = read_source(word_file(paragraph("本文"), **{kind: paragraph(SECRET)}))
    assert (source.text, source.left_out) == ("本文", (LeftOut(EMBEDDED, 1),))
