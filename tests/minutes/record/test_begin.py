"""Where the record begins: above its first turn, below the agenda's list; without a turn below the fields."""

import pytest

from reader.minutes.lines.rows import rows_of
from reader.minutes.outline import parse
from reader.minutes.record.begin import spoken_begin, told_begin
from reader.minutes.sources import read_source
from reader.minutes.sources.text import read_text

HEAD = "第15回　料金審議会議事録\n日時：令和元年11月6日（水）午後2時\n"
BODY = "会長：始めます。\n委員：表を直してほしい。\n２．答申の時期\n会長：時期を決めます。\n"


@pytest.mark.parametrize(
    "listed",
    [
        "次第：１．料金体系　２．答申の時期\n１．料金体系\n",
        "次第：１．料金体系　２．答申の時期\n\n１．料金体系\n",
        "次第\n１．料金体系\n２．答申の時期\n\n１．料金体系\n",
    ],
    ids=["beside, no gap", "beside", "below"],
)
def test_the_first_heading_below_the_list_is_the_records_own(listed: str) -> None:
    minutes = parse(read_source((HEAD + listed + BODY).encode()))
    assert [item.title for item in minutes.agenda] == ["料金体系", "答申の時期"]
    assert [(turn.speaker, turn.agenda) for turn in minutes.turns] == [("会長", 0), ("委員", 0), ("会長", 1)]


@pytest.mark.parametrize(
    ("above", "of_the_record"),
    [
        (["5 主な質疑", "(1) 条例について"], 1),
        (["日時：令和3年10月28日"], 0),
        (["場所：公民館", "午前10時開会"], 1),
        (["場所：公民館", "（開会）", "1 開会"], 2),
        (["議題", "1 橋について", "2 木について", "1 橋について"], 1),
        (["議題", "橋について", "◇木について"], 0),
        (["議事要旨", "――――――――"], 1),
        (["第2回緑の審議会"], 0),
    ],
)
def test_headings_and_notes_right_above_the_first_turn_are_the_records(
    above: list[str], of_the_record: int
) -> None:
    rows = rows_of(read_text("\n".join([*above, "会長：始めます。"])))
    assert spoken_begin(rows, len(above)) == len(above) - of_the_record


@pytest.mark.parametrize(
    ("lines", "begin"),
    [
        (["第2回緑の審議会", "日時：令和3年", "議事要旨", "桜を二本切る。"], 3),
        (["第2回緑の審議会", "日時：令和3年", "1 開会", "桜を二本切る。"], 2),
        (["第2回緑の審議会", "場所：公民館", "桜を二本切る。"], 2),
        (["第2回緑の審議会", "場所", "公民館", "桜を二本切る。"], 3),
        (["第2回緑の審議会", "桜を二本切る。"], 1),
        (["本文", "会議名：緑の審議会", "審議結果", "承認"], 3),
        ([], 0),
    ],
)
def test_where_nobody_is_quoted(lines: list[str], begin: int) -> None:
    assert told_begin(rows_of(read_text("\n".join(lines)))) == begin
