"""The words of a header on one line."""

import pytest

from reader.minutes.lines.flat.words import words_of
from reader.minutes.text.characters import fold


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("開 催 日 時　令和4年5月12日（木）　10時", ["開 催 日 時", "令和4年5月12日（木）", "10時"]),
        ("会 場 町 民 会 館 議 題 1 並 木", ["会 場", "町 民 会 館", "議 題", "1 並 木"]),
        (
            "日時：令 和 4 年 5 月 1 2 日／会場：町民会館",
            ["日時：", "令 和 4 年 5 月 1 2 日", "会場：", "町民会館"],
        ),
        ("次第 1 開会 2 並木 3 苗木", ["次第", "1 開会", "2 並木", "3 苗木"]),
        ("会議録 1 / 3 第2回審議会", ["会議録", "1 / 3", "第2回審議会"]),
    ],
)
def test_what_is_one_word(line: str, words: list[str]) -> None:
    assert [line[word.start : word.end].strip(" 　／") for word in words_of(fold(line))] == words


def test_what_words_show() -> None:
    line = "第2回緑化審議会　■日時　令和4年5月12日　場所　町民会館　議題　1 並木について　2 苗木　9 清掃"
    shown = {line[word.start : word.end].strip(): word.shows for word in words_of(fold(line))}
    assert {"name", "sitting"} <= shown["第2回緑化審議会"]
    assert {"field date", "shown"} <= shown["■日時"]
    assert {"day", "behind label"} <= shown["令和4年5月12日"]
    assert {"field place", "bare"} <= shown["場所"]
    assert {"room", "behind label"} <= shown["町民会館"]
    assert {"number one", "item", "titled"} <= shown["1 並木について"]
    assert {"number next", "item"} <= shown["2 苗木"]
    assert "number odd" in shown["9 清掃"] and "item" not in shown["9 清掃"]
