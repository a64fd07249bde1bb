"""Word files: real ones, written here."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reader.minutes.model import StatedReading
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.docx.numbers import ListNumbers
from reader.minutes.sources.source import LineKind
from tests.minutes.sources.printing import add_ruby, docx_bytes, new_docx


def test_headings_lists_tables_and_what_surrounds_them() -> None:
    document = new_docx()
    document.sections[0].header.paragraphs[0].text = "書庫整理委員会"
    document.add_heading("第1回書庫整理委員会　会議録", 0)
    document.add_heading("議題", 1)
    document.add_paragraph("古い書類の扱いについて", style="List Number")
    document.add_paragraph("書庫の鍵について", style="List Number")
    document.add_paragraph("箇条", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "委員長", "始めます。\nはい。"
    lines = [line for line in read_source(docx_bytes(document)).lines if line.text]
    assert [(line.text, line.kind) for line in lines] == [
        ("書庫整理委員会", LineKind.CHROME),
        ("第1回書庫整理委員会　会議録", LineKind.HEADING),
        ("議題", LineKind.HEADING),
        ("1.　古い書類の扱いについて", LineKind.LIST_ITEM),
        ("2.　書庫の鍵について", LineKind.LIST_ITEM),
        ("・箇条", LineKind.LIST_ITEM),
        ("委員長", LineKind.CELL),
        ("始めます。", LineKind.CELL),
        ("はい。", LineKind.CELL),
    ]


def test_minutes() -> None:
    document = new_docx()
    for line in (
        "第1回書庫整理委員会会議録",
        "日時：令和5年7月3日（月）13時",
        "議題",
        "1 鍵について",
        "議事録",
    ):
        document.add_paragraph(line)
    document.add_heading("1 鍵について", 2)
    table = document.add_table(rows=0, cols=2)
    for who, said in (("委員長", "始めます。"), ("総務課長", "鍵は2本です。"), ("〃", "箱は120あります。")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = who, said
    document.add_paragraph("委員：写しは残りますか。")
    minutes = parse(read_source(docx_bytes(document)))
    assert [(turn.speaker, turn.agenda, turn.text) for turn in minutes.turns] == [
        ("委員長", 0, "始めます。"),
        ("総務課長", 0, "鍵は2本です。"),
        ("総務課長", 0, "箱は120あります。"),
        ("委員", 0, "写しは残りますか。"),
    ]


def test_ruby_is_a_stated_reading() -> None:
    document = new_docx()
    add_ruby(document, "県下市町", "けんかしちょう", "の例")
    source = read_source(docx_bytes(document))
    assert source.text == "県下市町の例"
    assert source.readings == (StatedReading("県下市町", "けんかしちょう", "", "の例"),)


def test_words_in_boxes_controls_and_tracked_changes() -> None:
    document = new_docx()
    words = nsdecls("w")
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {words}><w:sdtContent><w:p><w:r><w:t>枠の中</w:t></w:r>"
            "<w:ins><w:r><w:t>入れた</w:t></w:r></w:ins><w:del><w:r><w:delText>消した</w:delText></w:r></w:del>"
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>吹き出し</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
            "<w:r><w:tab/><w:t>後</w:t><w:br/><w:t>次の行</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    lines = [line.text for line in read_source(docx_bytes(document)).lines if line.text]
    assert lines == ["枠の中入れた\t後", "次の行", "吹き出し"]


def test_numbers_that_word_counts() -> None:
    numbering = parse_xml(
        f"<w:numbering {nsdecls('w')}><w:abstractNum w:abstractNumId='0'>"
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimalFullWidth'/><w:lvlText w:val='%1．'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='aiueoFullWidth'/><w:lvlText w:val='(%2)'/></w:lvl>"
        "<w:lvl w:ilvl='2'><w:start w:val='9'/><w:numFmt w:val='japaneseCounting'/><w:lvlText w:val='%1-%3'/></w:lvl>"
        "</w:abstractNum><w:num w:numId='7'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    numbers = ListNumbers(numbering)
    printed = [numbers.printed("7", level) for level in (0, 1, 1, 2, 2, 2, 0, 1)]
    assert printed == ["１．　", "(ア)　", "(イ)　", "１-九　", "１-十　", "１-十一　", "２．　", "(ア)　"]
    assert numbers.printed("8", 0) == ""
