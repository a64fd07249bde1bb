"""Dates as they are printed, and the day they mean."""

from datetime import date

import pytest

from reader.minutes.text.dates import find_date


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("令和3年10月28日(木曜日)13時30分~", date(2021, 10, 28)),
        ("令和　６年１２月２６日", date(2024, 12, 26)),
        ("令和元年五月一日", date(2019, 5, 1)),
        ("平成三十一年四月三十日", date(2019, 4, 30)),
        ("平成31年（2019年）３月５日（火曜日）午後１時", date(2019, 3, 5)),
        ("昭和六十三年十二月二十八日", date(1988, 12, 28)),
        ("R3.10.28", date(2021, 10, 28)),
        ("Ｒ３．１０．２８（木）", date(2021, 10, 28)),
        ("H30/8/15", date(2018, 8, 15)),
        ("2024-12-26", date(2024, 12, 26)),
        ("2016/1/29", date(2016, 1, 29)),
        ("２０２１年１０月２８日", date(2021, 10, 28)),
        ("二〇一九年九月二十日", date(2019, 9, 20)),
        ("2025年(令和7年)1月24日", date(2025, 1, 24)),
        ("開催日 平成 5 年 1 月 8 日 (金)", date(1993, 1, 8)),
    ],
)
def test_days(printed: str, day: date) -> None:
    found = find_date(printed)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "text", ["", "第3.10.28号", "12.5.1", "令和3年度", "10月28日", "電話095-829-1124", "3年10月28日"]
)
def test_no_date(text: str) -> None:
    assert find_date(text) is None


def test_a_day_that_is_none() -> None:
    found = find_date("令和3年2月30日")
    assert found is not None
    assert found.day is None


def test_a_date_without_its_year() -> None:
    found = find_date("第6回委員会 (8月17日)", yearless=True)
    assert found is not None
    assert (found.day, "第6回委員会 (8月17日)"[found.start : found.end]) == (None, "8月17日")


def test_the_weekday_is_told_apart() -> None:
    text = "平成30年8月15日(水)から"
    found = find_date(text)
    assert found is not None
    assert text[found.start : found.bare_end] == "平成30年8月15日"
    assert text[found.start : found.end] == "平成30年8月15日(水)"
