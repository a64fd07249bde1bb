"""A header that stands on one line."""

import re
from itertools import pairwise

import pytest

from reader.minutes.lines.flat.header import whole_header
from reader.minutes.text.characters import bare, fold
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
    assert whole_header(fold(line)) == set()


def test_hours_and_place_behind_the_day() -> None:
    line = "年月日　令和3年5月10日（月）　時間　午前9時～午前10時　場所　委員会室"
    assert [line[at : at + 2] for at in sorted(whole_header(fold(line)))] == ["時間", "場所"]


@pytest.mark.parametrize(
    ("header", "place", "items"),
    [
        ("会場：資料館　日時：令和3年5月10日（月）午後1時　議題：(1)柵 (2)鐘", "資料館", ["柵", "鐘"]),
        ("日時：令和3年5月10日（月）午後1時／会場：資料館／議題：柵", "資料館", ["柵"]),
        (
            "日時 令和3年5月10日（月）午後1時 開催方法 オンライン 次第 1 開会 2 柵 3 鐘 4 閉会",
            "オンライン",
            ["柵", "鐘"],
        ),
        ("日時・場所　令和3年5月10日　資料館 ■議題 ・柵 ・鐘", "資料館", ["柵", "鐘"]),
        ("日時 令和3年5月10日（月）午後1時 場所 資料館 3階 1 柵の話", "資料館 3階", ["柵の話"]),
        ("日時 令和3年5月10日（月）午後1時 場所 資料館 【質疑】", "資料館", []),
        ("日時 令和3年5月10日（月）午後1時 場所 資料館 図書室 記録係 西村", "資料館 図書室", []),
    ],
)
def test_other_ways_of_a_header_on_one_line(header: str, place: str, items: list[str]) -> None:
    minutes = read_minutes(f"第2回文化財審議会会議録　{header}{SAID}".encode())
    assert (minutes.meeting, minutes.place) == ("第2回文化財審議会", place)
    assert (minutes.date or "").startswith("令和3年5月10日")
    assert [item.title for item in minutes.agenda] == items
    assert len(minutes.turns) == 4


def test_labels_and_then_their_values_on_one_line() -> None:
    line = "会議名 開催日時 開催場所 第2回文化財審議会 令和3年5月10日（月）　午後1時～2時 資料館　集会室"
    minutes = read_minutes(f"{line}{SAID}".encode())
    assert (minutes.meeting, minutes.date) == ("第2回文化財審議会", "令和3年5月10日（月）　午後1時～2時")
    assert minutes.place == "資料館　集会室"


@pytest.mark.parametrize(
    "lines",
    [
        [
            "令和4年度第1回緑化審議会",
            "【日時】 令和4年5月12日（木） 10:00～",
            "【会場】 町民会館 和室",
            "【議題】",
            "① 並木の剪定",
            "② 苗木の配布",
        ],
        [
            "緑 化 審 議 会 会 議 録",
            "1 日 時 令 和 4 年 5 月 1 2 日 ( 木 ) 1 0 時",
            "2 場 所 町 民 会 館",
            "3 議 題",
        ],
        [
            "第3回緑化審議会会議録（第2号）",
            "招集の場所　町民会館",
            "開議年月日　令和4年5月12日",
            "議事日程",
            "日程第1　会期の決定",
            "日程第2　議案第5号　緑化条例",
            "出席議員（4名）",
        ],
        [
            "第3回緑化審議会会議録",
            "日時：令和4年5月12日（木） 10時",
            "場所：町民会館",
            "会議事件は次のとおりである。",
            "議案第5号　緑化条例",
            "議案第6号　苗木の購入",
        ],
    ],
)
def test_lines_end_where_they_ended(lines: list[str]) -> None:
    line = " ".join(lines)
    cuts = [0, *sorted(whole_header(fold(line))), len(line)]
    assert [line[start:end].strip() for start, end in pairwise(cuts)] == lines


def test_no_cut_stands_in_a_word_or_within_brackets() -> None:
    line = "第3回緑化審議会（第2部会 日時 未定）会議録 日時 令和4年5月12日（木 雨天決行） 場所 町民会館（本館 2階） 議題 1 並木 2 苗木"
    inside = {
        at for found in re.finditer(r"（[^（）]*）", line) for at in range(found.start() + 1, found.end())
    }
    cuts = whole_header(fold(line))
    assert cuts
    assert not cuts & inside
    assert all(line[at - 1] == " " for at in cuts)


def test_labels_of_who_was_there_end_no_header() -> None:
    line = (
        "第3回緑化審議会会議録 日時 令和4年5月12日（木）10時 場所 町民会館 出席者 【委員】池田、谷、森 【事務局】緑化課長 "
        "議題 （１）並木の剪定について （２）苗木の配布について"
    )
    minutes = read_minutes(f"{line}{SAID}".encode())
    assert (minutes.meeting, minutes.place) == ("第3回緑化審議会", "町民会館")
    assert [item.title for item in minutes.agenda] == ["並木の剪定について", "苗木の配布について"]
