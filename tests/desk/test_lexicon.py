"""Readings by Excel and CSV: the same from every file, refused rows told by their number, and back without a loss."""

import io
import re
import zipfile

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from reader.desk.lexicon.exchange import Exchange, Fate, Plan
from reader.desk.lexicon.tables import Entry, entries_of
from reader.desk.lexicon.workbook import written_sheet
from reader.desk.staff.rights import NotAllowedError
from reader.errors import LexiconError
from reader.library.desk import audit
from reader.library.desk.people import Account
from reader.readings.lexicon.formats import write_lexicon
from reader.readings.word import Reading
from tests.desk.desks import Desk, page
from tests.desk.test_editions import WORDS

ROWS = (("鵺尾橋", "ぬえおばし"), ("星見浜", "ほしみはま"), ("県下市町", "けんかしちょう"))
CSV = "表記,読み,アクセント\r\n" + "".join(f"{surface},{reading},\r\n" for surface, reading in ROWS)


def _sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _shared(*rows: tuple[object, ...]) -> bytes:
    """A workbook whose strings stand in one table, as Excel writes them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _with_furigana(data: bytes, kana: dict[str, str]) -> bytes:
    """A workbook in which those strings carry what was typed for them, as Excel of Japan writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode() if name.endswith("sharedStrings.xml") else ""
            for text, typed in kana.items():
                phonetic = f'<rPh sb="0" eb="{len(text)}"><t>{typed}</t></rPh><phoneticPr fontId="1"/>'
                part = re.sub(rf"(<si><t[^>]*>{text}</t>)(</si>)", rf"\1{phonetic}\2", part)
            new.writestr(name, part or old.read(name))
    return out.getvalue()


TYPED = {surface: "".join(chr(ord(one) + 96) for one in reading) for surface, reading in ROWS}


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        b"\xef\xbb\xbf" + CSV.encode(),
        CSV.encode("cp932"),
        CSV.replace(",", "\t").encode("utf-16"),
        CSV.partition("\r\n")[2].encode(),
        _sheet(("表記", "読み", "アクセント"), *ROWS),
        _sheet(("番号", "氏名", "ふりがな"), *((n, *row) for n, row in enumerate(ROWS, 1))),
        _with_furigana(_shared(("番号", "表記"), *((n, row[0]) for n, row in enumerate(ROWS, 1))), TYPED),
        _with_furigana(_shared(*((row[0],) for row in ROWS)), TYPED),
        written_sheet([Reading(*row) for row in ROWS]),
    ],
    ids=[
        "utf-8",
        "a mark",
        "shift_jis",
        "utf-16",
        "no head",
        "xlsx",
        "names",
        "furigana",
        "furigana alone",
        "ours",
    ],
)
def test_the_same_readings_from_every_file(data: bytes) -> None:
    assert tuple((one.surface, one.reading) for one in entries_of(data, "a")) == ROWS


def test_names_lose_the_space_between_their_halves() -> None:
    (entry,) = entries_of(_sheet(("氏名", "フリガナ"), ("山田　太郎", "ヤマダ　タロウ")), "a")
    assert (entry.surface, entry.reading) == ("山田太郎", "やまだたろう")


def test_rows_are_told_by_the_number_that_the_spreadsheet_shows(desk: Desk) -> None:
    desk.settling.corrector.add("星見浜", "ほしみはま")
    desk.settling.corrector.add("県下市町", "けんげしちょう")
    data = _sheet(
        ("語", "よみ", "アクセント"),
        ("鵺尾橋", "ぬえおばし", 2),
        (),
        ("星見浜", "ほしみはま"),
        ("県下市町", "けんかしちょう"),
        ("魚町", "うお町"),
        ("鵺尾橋", "ぬえびばし"),
        ("は", "わ"),
        ("虎橋", "とらはし", "たかい"),
    )
    plan = Exchange(desk.settling.corrector).plan(entries_of(data, "a.xlsx"))
    assert [(row.entry.number, row.fate) for row in plan.rows] == [
        (2, Fate.NEW),
        (4, Fate.SAME),
        (5, Fate.CHANGED),
        (6, Fate.REFUSED),
        (7, Fate.REFUSED),
        (8, Fate.REFUSED),
        (9, Fate.REFUSED),
    ]
    assert all(row.why for row in plan.rows if row.fate is Fate.REFUSED)
    assert plan.rows[2].why == "けんげしちょう"
    assert [one.surface for one in plan.readings] == ["鵺尾橋", "県下市町"]


def test_what_is_announced_is_what_changes_and_nothing_before(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    session = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
    exchange = Exchange(desk.settling.corrector)
    before = [u.digest for p in desk.library.session(session).passages for u in p.utterances]
    plan: Plan = exchange.plan([Entry(1, "鵺尾橋", "ぬえおばし"), Entry(2, "欄干", "てすり")])
    assert plan.changed == 1
    assert [u.digest for p in desk.library.session(session).passages for u in p.utterances] == before
    with pytest.raises(NotAllowedError):
        exchange.enter(clerk, plan.readings, "a.xlsx")
    assert exchange.enter(approver, plan.readings, "a.xlsx") == plan.changed
    assert {(one.surface, one.reading) for one in desk.library.readings()} == {
        ("鵺尾橋", "ぬえおばし"),
        ("欄干", "てすり"),
    }
    assert exchange.remove(approver, "欄干") == 1
    with desk.library.reading() as connection:
        (gone, came, *_) = audit.entries(connection)
    assert (gone.act.act, gone.act.subject, gone.act.before) == ("lexicon", "欄干", "てすり")
    assert (came.act.subject, came.act.after) == ("a.xlsx", "読み 2")


@pytest.mark.parametrize("surface", ["=1+1町", "+cmd", "-2町", "@SUM町", "'=町"])
def test_no_cell_is_a_formula_and_it_comes_back_the_same(surface: str) -> None:
    readings = [Reading(surface, "けんかしちょう")]
    sheet = load_workbook(io.BytesIO(written_sheet(readings))).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == (surface, "s")
    text = write_lexicon(readings)
    assert text.splitlines()[1][:1] not in ("=", "+", "-", "@")
    for data in (written_sheet(readings), text.encode()):
        assert [one.surface for one in entries_of(data, "a")] == [surface]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 cut off", "表記,読み\n".encode(), b"\xff\xfe\x00"],
    ids=["empty", "half a workbook", "only a head", "half a character"],
)
def test_what_is_no_table_is_one_line(data: bytes) -> None:
    with pytest.raises(LexiconError) as told:
        entries_of(data, "a.csv")
    assert "\n" not in str(told.value)


def test_entities_and_bombs_are_refused() -> None:
    plain = _shared(("表記", "読み"), *ROWS)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sharedStrings.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "b">]><sst>' + b"<si><t>&a;</t></si>" * 9 + b"</sst>"
            new.writestr(name, data)
    with pytest.raises(LexiconError):
        entries_of(out.getvalue(), "a.xlsx")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/workbook.xml", b" " * (41 * 1024 * 1024))
    with pytest.raises(LexiconError, match="大きすぎます"):
        entries_of(bomb.getvalue(), "a.xlsx")
