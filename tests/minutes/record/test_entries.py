"""Segments to turns and notes: what opens, goes on, ends and belongs where."""

import pytest

from reader.minutes.header.listed import Listed
from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.strength import Strength
from reader.minutes.lines.headings import read_heading
from reader.minutes.lines.segments import Segment
from reader.minutes.model import Aside, Note, PartKind, Turn
from reader.minutes.record.entries import Entries
from reader.minutes.text.characters import fold

ITEMS = (Listed("1", "橋の補修について", line=3), Listed("2", "公園の木について"))


def label(name: str, style: Style = Style.MARK) -> Segment:
    match = LabelMatch(style, "○", name, 1, 1 + len(name), 1 + len(name), Strength.STRONG, True)
    return Segment(PartKind.LABEL, f"○{name}", 1, label=match)


def speech(text: str) -> Segment:
    return Segment(PartKind.SPEECH, text, 2)


def note(text: str, inside: bool = False) -> Segment:
    return Segment(PartKind.NOTE, text, 2, inside=inside)


def heading(text: str, line: int = 9) -> Segment:
    return Segment(PartKind.HEADING, text, line, heading=read_heading(text, fold(text)))


def told(*segments: Segment) -> list[tuple[str, str]]:
    """Turns as (speaker, text), notes as ("", text)."""
    entries = Entries(segments, ITEMS).entries
    return [(entry.speaker if isinstance(entry, Turn) else "", entry.text) for entry in entries]


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([label("会長"), speech("始めます。"), speech("三件です。")], [("会長", "始めます。\n三件です。")]),
        ([label("会長"), label("課長"), speech("三件です。")], [("課長", "三件です。")]),
        ([label("会長"), speech("一。"), label("〃"), speech("二。")], [("会長", "一。"), ("会長", "二。")]),
        ([speech("三件です。"), label("課長", Style.TRAILING)], [("課長", "三件です。")]),
        ([label("会長"), speech("一。"), note("休憩"), speech("二。")], [("会長", "一。"), ("", "休憩")]),
        ([label("会長"), note("休憩"), speech("一。")], [("", "休憩"), ("会長", "一。")]),
        ([note("│開会│")], [("", "開会")]),
        ([speech("誰も名乗らない。")], []),
    ],
    ids=[
        "paragraphs of one turn",
        "a label without words",
        "the label above again",
        "a label behind its words",
        "a note ends a turn",
        "a note below a label",
        "without the bars of a table",
        "words without a label",
    ],
)
def test_turns_and_notes(segments: list[Segment], expected: list[tuple[str, str]]) -> None:
    assert told(*segments) == expected


def test_an_aside_stays_in_its_turn_and_is_marked() -> None:
    (turn,) = Entries(
        [label("会長"), speech("諮ります。"), note("〔拍手〕", True), speech("次です。")], ()
    ).entries
    assert isinstance(turn, Turn)
    assert turn.text == "諮ります。\n〔拍手〕\n次です。"
    assert turn.asides == (Aside(6, 10),)


@pytest.mark.parametrize(
    ("segment", "item"),
    [
        (heading("1 橋の補修について"), 0),
        (heading("何の話でも", line=3), 0),
        (heading("2 公園の木について（続き）"), 1),
        (heading("公園の木について（質疑）"), 1),
        (heading("3 看板の色について"), None),
        (heading("（1）費用の内訳"), 0),
    ],
    ids=[
        "its title",
        "its line",
        "its title again",
        "its title and more",
        "another item",
        "a heading below it",
    ],
)
def test_a_heading_begins_an_item_of_the_agenda(segment: Segment, item: int | None) -> None:
    segments = [heading("1 橋の補修について"), segment, label("会長"), speech("始めます。"), note("休憩")]
    entries = Entries(segments, ITEMS).entries
    assert [entry.agenda for entry in entries] == [item, item]


def test_turns_and_notes_are_counted_apart() -> None:
    entries = Entries(
        [label("会長"), speech("一。"), note("休憩"), label("課長"), speech("二。"), note("散会")], ()
    ).entries
    assert [(type(entry), entry.number) for entry in entries] == [(Turn, 1), (Note, 1), (Turn, 2), (Note, 2)]
