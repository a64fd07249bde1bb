"""Words that somebody says, told from names, titles and figures."""

import pytest

from reader.minutes.lines.saying import begins_with_particle, is_count, is_polite, says


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("計画の背景について伺う。", True),
        ("異議なし", True),
        ("よろしいですか", True),
        ("説明（資料1）", True),
        ("中原三", False),
        ("令和3年10月28日", False),
        ("緑の基本計画", False),
        ("", False),
    ],
)
def test_what_is_said(text: str, said: bool) -> None:
    assert says(text) is said


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [("の質問", True), ("から説明", True), ("はい、三件です", False), ("もう一つ", False)],
)
def test_what_goes_on_from_the_words_before(text: str, goes_on: bool) -> None:
    assert begins_with_particle(text) is goes_on


@pytest.mark.parametrize(
    ("text", "count"), [("0 人", True), ("12名", True), ("3件", False), ("5人います", False)]
)
def test_a_number_of_people(text: str, count: bool) -> None:
    assert is_count(text) is count


@pytest.mark.parametrize(
    ("texts", "polite"),
    [
        (["始めます。", "三件です。", "分かりました。"], True),
        (["始める。", "三件です。", "分かった。"], False),
        (["始めます。", "三件です。"], False),
    ],
)
def test_most_of_three_sentences_are_polite(texts: list[str], polite: bool) -> None:
    assert is_polite(texts) is polite
