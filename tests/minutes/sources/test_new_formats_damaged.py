"""Damaged files of the formats that came later: minutes or one clear line, no traceback, no lost word.

As many as take some seconds; ``READER_FUZZ=5000`` asks for more.
"""

import io
import os
from itertools import chain

import openpyxl

from reader.errors import SourceError
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.text.characters import bare
from tests.minutes.mutations import MUTATIONS, archive, damaged, damaged_members
from tests.minutes.sources.docx.word import field, paragraph, run, word_file
from tests.minutes.sources.pdf.squares import SquarePage

COUNT = int(os.environ.get("READER_FUZZ", "300"))


def _word() -> bytes:
    body = (
        paragraph("○会長（森下君）　", run("内緒", "<w:vanish/>"), "開きます。")
        + paragraph(field(r" EQ \o\ad(\s\up 9(おきつ),興津)"), "分館", field(" PAGE ", "3"))
        + paragraph(
            "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
        )
        + "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    return word_file(body, '<w:style w:styleId="a" w:type="paragraph"><w:rPr><w:vanish/></w:rPr></w:style>')


def _table() -> bytes:
    book = openpyxl.Workbook()
    for row in (("発言者", "内容"), ("会長", "始めます。"), ("委員", "はい。")):
        book.active.append(row)
    book.create_sheet("控え").sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _pages() -> bytes:
    columns = (
        SquarePage()
        .down(380, 560, "○議長（森下君）　会議を開きます。")
        .down(360, 560, "お手元に配りました。")
    )
    columns.canvas.rect(30, 30, 200, 40, fill=1)
    return columns.next().lines(["○委員　はい。"] * 12).font(5.5).across(84, 551, "こうえん").done()


PAGE = (
    "<html><style>.x{display:none}</style><body><ol start=3><li>項目<li value=9>二</ol><p class=x>内緒</p>"
    "<div id=pagetop><p>○会長（<img alt='﨑'>山君）　<q>開く</q>。</p></div><template>控え</template></body></html>"
).encode()


def test_damaged() -> None:
    documents = {
        "a.docx": _word(),
        "b.xlsx": _table(),
        "c.pdf": _pages(),
        "d.html": PAGE,
        "e.zip": archive({"1.html": PAGE, "2.txt": "○委員　はい。".encode(), "3.docx": _word()}),
    }
    bytewise = (damaged(documents, one, COUNT // 2 // len(MUTATIONS), seed=20240514) for one in MUTATIONS)
    for name, data in chain(*bytewise, damaged_members(documents, COUNT // 2, seed=20240514)):
        try:
            source = read_source(data, name)
        except SourceError as error:
            assert str(error).endswith("。"), name
            assert "\n" not in str(error), name
        else:
            parts = parse(source).parts
            assert bare("".join(part.text for part in parts)) == bare(source.text), name
