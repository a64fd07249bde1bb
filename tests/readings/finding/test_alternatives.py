"""Which words of a query are choices."""

import pytest

from reader.readings.finding.alternatives import alternatives, apart, joined


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ごみまたは資源", "ごみ または 資源"),
        ("市 ごみ又は紙|資源", "市 ごみ または 紙 または 資源"),
        ("ごみ または 資源", ""),
        ("または", ""),
        ("ごみまたは", ""),
        ("または資源", ""),
        ("たまたはし", ""),
        ("", ""),
    ],
)
def test_a_word_that_joins_is_set_apart_where_it_joins_words(typed: str, meant: str) -> None:
    assert apart(typed) == meant
    assert apart(meant) == ""


def test_choices_are_told_where_there_are_any() -> None:
    assert (
        joined("ごみ 回収 または 収集")
        == alternatives("ごみ 回収 または 収集")
        == (("ごみ",), ("回収", "収集"))
    )
    assert joined("ごみ 回収") == joined("") == ()
