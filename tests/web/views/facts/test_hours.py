"""The hours that minutes print, in words of the page's language."""

import pytest

from reader.assets import asset_folder
from reader.web.views.facts.hours import hours_in_words
from reader.web.views.preferences import Language
from reader.web.views.texts import catalogues

CATALOGUES = catalogues(asset_folder("templates") / "texts")


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("13時30分~", "from 13:30"),
        ("13時30分～", "from 13:30"),
        ("14時00分~15時30分", "14:00–15:30"),
        ("午後1時半から午後3時まで", "13:30–15:00"),
        ("午後１時から３時５分まで", "13:00–15:05"),
        ("午前10時00分 開議、午後2時12分 散会", "opened at 10:00, closed at 14:12"),
        ("10:00－12:00", "10:00–12:00"),
        ("正午から", "from 12:00"),
        ("午前9時", "9:00"),
        ("17時まで", "until 17:00"),
        ("午後0時30分", "12:30"),
    ],
)
def test_hours_are_told_in_english(printed: str, said: str) -> None:
    assert hours_in_words(printed, CATALOGUES[Language.ENGLISH]) == said


@pytest.mark.parametrize(
    "printed",
    ["", "夜から", "13時30分から（予定は未定）", "25時", "10時61分", "午前12時", "まで", "から13時", "13時"],
)
def test_what_is_not_understood_stays_as_it_is_printed(printed: str) -> None:
    assert hours_in_words(printed, CATALOGUES[Language.JAPANESE]) is None
    assert printed == "13時" or hours_in_words(printed, CATALOGUES[Language.ENGLISH]) is None


def test_easy_japanese_reads_them() -> None:
    said = hours_in_words("13時30分～15時05分", CATALOGUES[Language.EASY])
    assert said is not None
    assert [part.split("<")[0] for part in said.split('<rt aria-hidden="true">')[1:]] == [
        "じ",
        "ぷん",
        "じ",
        "ふん",
    ]
