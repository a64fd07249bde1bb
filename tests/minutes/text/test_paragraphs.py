"""Lines to paragraphs: where lines are broken, and which go on in the next."""

import pytest

from reader.minutes.text.characters import width
from reader.minutes.text.paragraphs import mend, wrap_width

FULL = "この橋は六十年前に架けられたものですから"
"""Twenty characters that break off: forty columns."""


def printed(lines: list[str]) -> list[tuple[str, int]]:
    return [(line, width(line)) for line in lines]


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        ([FULL, FULL, "短い。"], 40),
        ([FULL, "短い。"], 40),
        ([FULL + "。", FULL + "。"], 0),
        (["この橋は六十年前に架け"] * 2, 22),
        (["六十年前に架けた橋"] * 2, 0),
        (["長" * 100] * 2, 0),
        ([], 0),
    ],
    ids=["two agree", "a wide one alone", "sentences", "narrow", "too narrow", "too wide", "nothing"],
)
def test_the_width_at_which_lines_are_broken(lines: list[str], columns: int) -> None:
    assert wrap_width(printed(lines)) == columns


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([FULL, "直します。"], [FULL + "直します。"]),
        (["終わります。", "次です。"], ["終わります。", "次です。"]),
        (["短い行", "次の行です。"], ["短い行", "次の行です。"]),
        ([FULL, "・一つ目です。"], [FULL, "・一つ目です。"]),
        ([FULL, "（案）です。"], [FULL, "（案）です。"]),
        ([FULL[:-1] + "は", "2 回目です。"], [FULL[:-1] + "は2 回目です。"]),
        ([FULL[:-2] + "計画", "2 見直しについて"], [FULL[:-2] + "計画", "2 見直しについて"]),
        (["始めます。", FULL, "　別の段落です。"], ["始めます。", FULL, "別の段落です。"]),
        ([FULL[:-2] + "市の Wi", "Fi です。"], [FULL[:-2] + "市の Wi Fi です。"]),
        ([FULL, "　", "直します。"], [FULL + "直します。"]),
    ],
    ids=[
        "goes on",
        "a sentence ends",
        "a short line ends",
        "a bullet",
        "a bracket",
        "an open word takes a number",
        "a numbered line",
        "an indented line",
        "a space between latin words",
        "blank lines are no paragraph",
    ],
)
def test_which_lines_go_on_in_the_next(lines: list[str], paragraphs: list[str]) -> None:
    assert mend(printed(lines), 40) == paragraphs


def test_where_lines_are_not_broken_each_is_a_paragraph() -> None:
    assert mend(printed([FULL, "直します。"]), 0) == [FULL, "直します。"]


@pytest.mark.parametrize(
    "first", ["。", "、それから", "」と答えた。", "）です。", "って言いました。", "々の声です。"]
)
def test_what_no_line_begins_with_goes_on(first: str) -> None:
    assert mend(printed(["始めます", "　" + first]), 0) == ["始めます" + first]
    assert mend(printed([first]), 0) == [first]
