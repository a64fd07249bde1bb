"""What Word prints without its being text: signs by their font's place, old fields, formulas, forms."""

import pytest

from reader.minutes.model import StatedReading
from reader.minutes.sources import read_source
from reader.minutes.sources.docx.equations import printed_by
from reader.minutes.sources.docx.symbols import symbol
from tests.minutes.sources.docx.word import field, paragraph, run, word_file


def _shown(*inside: str) -> str:
    return read_source(word_file(paragraph("は", *inside, "です"))).text


def _sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def _math(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        (_sym("Symbol", "F0B3"), "≥"),
        (_sym("symbol", "B3"), "≥"),
        (_sym("Symbol", "F0B4"), "×"),
        (_sym("Wingdings", "F0A1"), "○"),
        (_sym("Wingdings", "F06C"), "●"),
        (_sym("Wingdings", "F082"), "②"),
        (_sym("Wingdings", "F0E8"), "→"),
        (_sym("Wingdings 2", "F06B"), "②"),
        (_sym("ＭＳ 明朝", "2460"), "①"),
        (_sym("ＭＳ 明朝", "9AD9"), "髙"),
        (_sym("知らない外字", "F041"), "〓"),
        (run("\uf0fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "✓"),
        (run("l", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "●"),
        (field(r" eq \o\ac(○,秘)"), "㊙"),
        (field(r" EQ \o\ac(○,12) "), "⑫"),
        (field(r" EQ \o\ac(□,欠)"), "□欠"),
        (field(r" EQ \f(貸出点数,人口)"), "貸出点数/人口"),
        (field(r" EQ \r(3,x)"), "3√x"),
        (field(r" EQ \x(要)"), "要"),
        (field(r" EQ \s\up 5(二)\s\do 3(三)"), "二三"),
        (field(r' SYMBOL 61619 \f "Symbol" \s 11'), "≥"),
        (field(r' SYMBOL 0x2460 \f "ＭＳ 明朝"'), "①"),
        (field(" MACROBUTTON  NoMacro  ここを押す"), "ここを押す"),
        (field(" EQ \\o\\ac(○,秘)", "㊙"), "㊙"),
        (r'<w:fldSimple w:instr=" eq \o\ac(○,印)"/>', "㊞"),
        (_math(_m("貸出点数÷人口")), "貸出点数÷人口"),
        (_math(f"<m:f><m:num>{_m('貸出')}</m:num><m:den>{_m('人口+1')}</m:den></m:f>"), "貸出/(人口+1)"),
        (_math(f"<m:sSup><m:e>{_m('m')}</m:e><m:sup>{_m('2')}</m:sup></m:sSup>"), "m²"),
        (_math(f"<m:sSub><m:e>{_m('CO')}</m:e><m:sub>{_m('2')}</m:sub></m:sSub>"), "CO2"),
        (_math(f"<m:rad><m:deg/><m:e>{_m('x')}</m:e></m:rad>"), "√x"),
        (
            _math(
                f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{_m('a')}</m:e></m:d>"
            ),
            "[a]",
        ),
        (
            _math(
                f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{_m('i')}</m:sub><m:sup/><m:e>{_m('x')}</m:e></m:nary>"
            ),
            "∑_i x",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "☑",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="公開"/>'
            '<w:listEntry w:val="非公開"/></w:ddList></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "非公開",
        ),
    ],
)
def test_printed(inside: str, printed: str) -> None:
    assert _shown(inside) == f"は{printed}です"


def test_the_old_phonetic_guide_states_a_reading() -> None:
    code = r' EQ \* jc2 \* "Font:ＭＳ 明朝" \* hps10 \o\ad(\s\up 9(おきつ),興津)'
    source = read_source(word_file(paragraph(field(code), "分館")))
    assert source.text == "興津分館"
    assert source.readings == (StatedReading("興津", "おきつ", "", "分館"),)


def test_a_code_of_any_shape_prints_its_words() -> None:
    for code in (
        r"EQ \o(",
        r"EQ \f(あ",
        r"EQ ((あ",
        "EQ \\o\\ad(\\s\\up(,あ",
        r"EQ \o あ",
        "EQ " + "(" * 9_000 + "あ",
    ):
        assert "あ" in printed_by(code).text or code == r"EQ \o("


def test_signs_that_no_table_knows_are_told() -> None:
    source = read_source(word_file(paragraph("委員", _sym("外字", "F041"), _sym("外字", "F042"))))
    assert source.text == "委員〓〓"
    assert [warning.message for warning in source.warnings] == [
        "読み取れない記号が2字あります（〓で示します）。元の文書で確かめてください。"
    ]


def test_a_large_first_letter_belongs_to_its_paragraph() -> None:
    frame = '<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around"/>'
    body = paragraph("○委員") + paragraph("夜", properties=frame) + paragraph("間の数は。")
    assert read_source(word_file(body)).text == "○委員\n夜間の数は。"


def test_words_of_the_alternative_that_is_shown_in_a_run() -> None:
    run = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="zzz"><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t><w:tab/>'
        '<w:sym w:font="Symbol" w:char="F0B3"/></mc:Fallback></mc:AlternateContent></w:r>'
    )
    assert read_source(word_file(paragraph("夜", run, "です"))).text == "夜旧\t≥です"


def test_drawn_words_are_a_line() -> None:
    def shape(words: str, style: str = "") -> str:
        return (
            f'<w:r><w:pict><v:shape style="{style}"><v:textpath string="{words}"/></v:shape></w:pict></w:r>'
        )

    source = read_source(word_file(paragraph(shape("案"), "会議録", shape("内緒", "visibility:hidden"))))
    assert source.text == "会議録\n案"


def test_a_number_that_is_hidden_is_counted_all_the_same() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
        for at, text, more in ((0, "%1.", "<w:rPr><w:vanish/></w:rPr>"), (1, "%1-%2.", ""))
    )
    lists = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = "".join(
        paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>')
        for at, text in ((0, "甲"), (0, "乙"), (1, "丙"))
    )
    assert read_source(word_file(body, numbering=lists)).text == "甲\n乙\n4-3.　丙"


def test_symbols_of_no_number() -> None:
    assert [symbol(code, "明朝") for code in (0, 0xD800, 0x110000, 0xE000)] == ["〓"] * 4
