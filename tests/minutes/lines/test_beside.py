"""Fields that stand on one line."""

import pytest

from reader.minutes.lines.beside import fields_beside
from reader.minutes.text.characters import bare
from tests.parsed import read_minutes

HEADER = (
    "第2回文化財審議会　議事録　１　日　時　令和元年10月29日（火）午後1時　２　場　所　資料館　集会室　３　議　題　（１）柵の修理について　（２）鐘の貸出しについて　"
    "４　公開区分　公開　５　傍聴者　2人　６　議事要旨"
)
SAID = "\n委員長：それでは始めます。\n委員：道の話をします。\n委員長：では議題です。\n事務局：説明します。\n"


def test_a_header_on_one_line_states_what_it_states_on_several() -> None:
    minutes = read_minutes(f"{HEADER}{SAID}".encode())
    assert minutes.meeting == "第2回文化財審議会"
    assert minutes.date == "令和元年10月29日（火）午後1時"
    assert minutes.place == "資料館　集会室"
    assert [item.title for item in minutes.agenda] == ["柵の修理について", "鐘の貸出しについて"]
    assert len(minutes.turns) == 4
    assert bare("".join(part.text for part in minutes.parts)) == bare(HEADER + SAID)


@pytest.mark.parametrize(
    "line",
    [
        "次回の日時は10月29日、場所は資料館です。",
        "日時　未定　場所　未定",
        "第2回文化財審議会　議事録　令和元年10月29日（火）",
        "○会長　場所　資料館の前と、日時　を決めたい。",
    ],
)
def test_a_line_that_states_no_day_and_place_stays_whole(line: str) -> None:
    assert fields_beside(line) == set()


def test_hours_and_place_behind_the_day() -> None:
    line = "年月日　令和3年5月10日（月）　時間　午前9時～午前10時　場所　委員会室"
    assert [line[at : at + 2] for at in sorted(fields_beside(line))] == ["年月", "時間", "場所"]
