"""Days and spans of time in words."""

from datetime import date

import pytest

from reader.assets import asset_folder
from reader.web.views.preferences import Language
from reader.web.views.texts import catalogues
from reader.web.views.wording import day_in_words, hours_printed, japanese_year, span_in_words, year_in_words

CATALOGUES = catalogues(asset_folder("templates") / "texts")
T, ENGLISH, EASY = (CATALOGUES[name] for name in (Language.JAPANESE, Language.ENGLISH, Language.EASY))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2021, 10, 28), "令和3年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 4, 30), "平成31年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
        (date(1926, 12, 24), "大正15年"),
        (date(1912, 7, 29), "明治45年"),
        (date(1868, 1, 1), "1868年"),
    ],
)
def test_years_by_era(day: date, year: str) -> None:
    assert japanese_year(day, T) == year


@pytest.mark.parametrize(
    ("day", "reading"),
    [
        (1, "たち"),
        (2, "か"),
        (10, "か"),
        (11, "にち"),
        (14, "か"),
        (19, "にち"),
        (20, "か"),
        (24, "か"),
        (31, "にち"),
    ],
)
def test_days_of_the_month_are_read_by_their_number(day: int, reading: str) -> None:
    assert f"{day}<ruby>日<rp" in (said := day_in_words(date(2021, 10, day), EASY))
    assert said.split(f"{day}<ruby>日")[1].split("<rt")[1].split("<")[0].endswith(f">{reading}")


@pytest.mark.parametrize(
    ("minutes", "reading"), [(1, "ぷん"), (2, "ふん"), (5, "ふん"), (10, "ぷん"), (33, "ぷん"), (57, "ふん")]
)
def test_minutes_are_read_by_their_number(minutes: int, reading: str) -> None:
    assert f">{reading}</rt>" in span_in_words(60 * minutes, EASY)


def test_a_day_is_said_in_both_calendars() -> None:
    assert (
        day_in_words(date(2021, 10, 28), T) == '令和3年（2021年）<span class="whole">10月28日</span> 木曜日'
    )
    assert day_in_words(date(2021, 10, 28), ENGLISH).striptags() == "Thursday, 28 October 2021 (Reiwa 3)"
    assert year_in_words(2019, T) == "令和元年（2019年）"


@pytest.mark.parametrize(
    ("printed", "hours"),
    [
        ("令和3年10月28日(木曜日)13時30分~", "13時30分~"),
        ("令和8年5月14日(木曜日)14時00分~15時30分", "14時00分~15時30分"),
        ("2016/1/29", ""),
        ("日時不明", ""),
        ("", ""),
    ],
)
def test_the_hours_are_what_is_printed_after_the_day(printed: str, hours: str) -> None:
    assert hours_printed(printed) == hours


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "約1分"), (29, "約1分"), (95, "約2分"), (3599, "約1時間"), (3900, "約1時間5分"), (7200, "約2時間")],
)
def test_spans_of_time_are_to_the_minute(seconds: float, words: str) -> None:
    assert span_in_words(seconds, T) == words
