"""What a document writes otherwise in one place is asked of staff, with both readings."""

import pytest

from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.strength import Strength
from reader.minutes.lines.rows import rows_of
from reader.minutes.lines.segments import Segment
from reader.minutes.model import ParserWarning, PartKind
from reader.minutes.outline import parse
from reader.minutes.record.unlike import warnings_about_ways
from reader.minutes.sources.text import read_text

Turn = tuple[str, str, tuple[str, ...]]
"""What stands in front of a label, the label, and the rows of what is said."""


def warnings(*turns: Turn, style: Style = Style.MARK) -> list[ParserWarning]:
    segments: list[Segment] = []
    for front, label, said in turns:
        start, end = len(front), len(front) + len(label)
        match = LabelMatch(style, front.strip(), label, start, end, end, Strength.STRONG, False)
        segments.append(Segment(PartKind.LABEL, front + label, len(segments) + 1, label=match))
        segments += [
            Segment(PartKind.SPEECH, row, len(segments) + place) for place, row in enumerate(said, 1)
        ]
    return list(warnings_about_ways(segments, ()))


PLAIN = (("○", "議長", ("始めます。",)), ("○", "委員", ("何割か。",)), ("○", "議長", ("終わります。",)))


def test_what_is_written_alike_is_not_asked() -> None:
    assert not warnings(*PLAIN)


@pytest.mark.parametrize(
    ("turns", "line", "words"),
    [
        ([("○", "議長＊", ("始めます。",))], 1, "議長＊"),
        (
            [
                ("00:01 ", "議長", ("始めます。",)),
                ("00:02 ", "町長", ("話します。", "00:03 四番 聞きます。")),
                ("00:04 ", "議長", ("はい。",)),
            ],
            5,
            "00:03四番聞きます。",
        ),
        (
            [
                ("○", "議長", ("高樹　清　始めます。",)),
                ("○", "三番", ("石森　登　聞きます。",)),
                ("○", "村長", ("黒木　茂　話します。",)),
            ],
            2,
            "高樹清始めます。",
        ),
        (
            [("", "会長", ("「始めます。」", "山の会「はい。」")), ("", "委員", ("「何割か。」",))],
            3,
            "山の会",
        ),
    ],
    ids=["a sign at its end", "begins as labels do", "a name first", "quoted as turns are"],
)
def test_what_is_written_otherwise_is_asked(turns: list[Turn], line: int, words: str) -> None:
    (asked,) = warnings(*turns)
    assert (asked.line, asked.about) == (line, words)
    assert len(set(asked.readings)) == 2
    assert all(reading in asked.message for reading in asked.readings)


def test_a_bracket_behind_a_sentence_where_labels_stand_behind() -> None:
    said = (("", "委員", ("何割か。",)), ("", "座長", ("台数は平均すると11台である。（管財課）",)))
    assert [one.about for one in warnings(*said, style=Style.TRAILING)] == ["管財課"]
    assert not warnings(*said)


def test_nobody_speaks_where_rows_begin_with_one_sign() -> None:
    rows = rows_of(read_text("記録\n[a] 外す案に驚いた。\n[b] 客が半分になる。\n[a] 維持に金がかかる。\n"))
    (asked,) = warnings_about_ways((), rows)
    assert asked.line == 2
    rows = rows_of(
        read_text("結果\n1については、決定した。\n2については、継続とした。\n・次回は3月とした。\n")
    )
    assert not list(warnings_about_ways((), rows))


@pytest.mark.parametrize(
    ("above", "below", "asked"), [("席が足りない。\n", "", True), ("", "九時に閉める。\n", False)]
)
def test_labels_that_may_name_who_has_spoken_above_them_are_asked(
    above: str, below: str, asked: bool
) -> None:
    text = f"第2回懇談会\n令和5年6月1日\n{above}【学生】\n六席を増やす。\n【館長】\n夜も開けてほしい。\n【学生】\n八時まで開ける。\n【館長】\n{below}"
    told = [warning for warning in parse(read_text(text)).warnings if "前の言葉の発言者" in warning.readings]
    assert bool(told) is asked
    assert [warning.line for warning in told] == [4] * asked
