"""Fields that stand on one line, and date and place in one field."""

import pytest

from tests.parsed import read_minutes

SAID = "\n委員長：それでは始めます。\n委員：道の話をします。\n委員長：では議題です。\n事務局：説明します。\n"


@pytest.mark.parametrize(
    ("header", "date", "place"),
    [
        (
            "日時 令和元年10月29日（火）午後1時 場所 資料館 集会室",
            "令和元年10月29日（火）午後1時",
            "資料館 集会室",
        ),
        (
            "開催日：令和元年10月29日（火）　時間：午後1時～3時　会場：第1委員会室",
            "令和元年10月29日（火）",
            "第1委員会室",
        ),
        (
            "1．日時及び場所\n令和元年10月29日（火）　午後1時～3時\n市役所3階　第1委員会室",
            "令和元年10月29日（火）　午後1時～3時",
            "市役所3階　第1委員会室",
        ),
        (
            "日時 令和元年10月29日（火）　開会 午前9時　閉会 午前11時\n場所 講堂",
            "令和元年10月29日（火）　開会 午前9時　閉会 午前11時",
            "講堂",
        ),
        ("とき　2018年11月8日　/\nところ　港の会館", "2018年11月8日", "港の会館"),
        ("ひにち：2018年11月8日（木）\nばしょ：港の会館", "2018年11月8日（木）", "港の会館"),
        (
            "2018年11月8日（木）午後1時\n港町議会第1委員会室\n",
            "2018年11月8日（木）午後1時",
            "港町議会第1委員会室",
        ),
    ],
)
def test_date_and_place(header: str, date: str, place: str) -> None:
    minutes = read_minutes(f"第2回文化財審議会\n{header}{SAID}".encode())
    assert (minutes.date, minutes.place, len(minutes.turns)) == (date, place, 4)


def test_the_meetings_name_stands_before_its_fields_on_one_line() -> None:
    line = "森林ビジョン策定委員会 第2回 議事録 日時 令和3年7月13日（火）13:30～15:30 場所 林業センター 研修室 出席者 7名"
    minutes = read_minutes(f"{line}{SAID}".encode())
    assert minutes.meeting == "森林ビジョン策定委員会 第2回"
    assert (minutes.date, minutes.place) == ("令和3年7月13日（火）13:30～15:30", "林業センター 研修室")
