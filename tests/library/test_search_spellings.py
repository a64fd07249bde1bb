"""A library's search finds sentences however names and words are spelt, and an old index is made anew."""

from pathlib import Path

import pytest

from reader.library.library import Library
from reader.library.search import Query
from reader.passages.annotator import Annotator
from reader.readings.finding.spellings import usual_synonyms
from tests.stock import stocked

PAGE = """第3回みどり丘市名簿検討会会議録
令和6年11月6日（水）午後2時

○座長　葛\U000e0100飾区の濵田さんと𠮷田さんの例です。
○課長　霞ヶ関のWi‐Fiは3ヶ月で直します。
○座長　お年寄りのふれあいバスの⻑い⽇程は㈱みどりの案です。
"""


@pytest.fixture
def library(tmp_path: Path, annotator: Annotator) -> Library:
    synonyms = usual_synonyms().extended({"福祉バス": "ふれあいバス"})
    return stocked(tmp_path / "library.sqlite3", annotator, PAGE.encode(), synonyms=synonyms)


@pytest.mark.parametrize(
    "words",
    [
        "葛飾",
        "浜田",
        "濱田",
        "吉田",
        "霞が関",
        "霞ケ関",
        "wifi",
        "ＷｉＦｉ",
        "Wi-Fi",
        "3か月",
        "３カ月",
        "高齢者",
        "シニア",
        "福祉バス",
        "長い日程",
        "株式会社みどり",
        "（株）みどり",
    ],
)
def test_a_sentence_is_found_however_it_is_spelt(library: Library, words: str) -> None:
    assert library.search(Query(words)).total == 1


def test_other_words_are_not_found(library: Library) -> None:
    assert [library.search(Query(words)).total for words in ("肉屋", "霞の関", "子ども")] == [0, 0, 0]
