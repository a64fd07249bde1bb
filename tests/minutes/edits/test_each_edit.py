"""What each kind of edit does, and that leaving it out undoes it."""

import pytest

from reader.minutes.edits.apply import PutRight, apply
from reader.minutes.edits.edit import Edit, EditKind
from reader.minutes.edits.pieces import put_together
from reader.minutes.edits.places import part_words, turn_begin, whole, words
from reader.minutes.edits.quote import Standing
from reader.minutes.edits.taking_apart import taken_apart
from reader.minutes.model import Minutes, Role
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text
from tests.minutes.edits.drawn import said

TEXT = """みどりの協議会 会議録
日時：令和3年10月28日（木）
場所：市役所 201会議室

1 基本方針（案）について
会長：それでは始めます。
環境整備課：資料1を説明します。
　計画の年次は三年です。
　山田　質問があります。ごみの分別はどうなりますか。
- 2 -
　分別の方法は
変わりません。
委員：わかりました。
（拍手）
委員：最後に一つ。
2 その他
会長：これで終わります。
"""


@pytest.fixture
def minutes() -> Minutes:
    return parse(read_text(TEXT))


def _index(state: PutRight, text: str) -> int:
    return next(n for n, entry in enumerate(state.minutes.entries) if text in entry.text)


def _at(state: PutRight, text: str) -> tuple[int, int, int]:
    index = _index(state, text)
    start = state.minutes.entries[index].text.index(text)
    return index, start, start + len(text)


def _undone(edits: list[Edit], minutes: Minutes) -> None:
    """Without one of the edits the others stand as they stood, and without all of them nothing was ever done."""
    for left_out in range(len(edits)):
        rest = [edit for n, edit in enumerate(edits) if n != left_out]
        assert all(outcome.stands for outcome in apply(rest, minutes).outcomes)
    assert apply((), minutes).minutes == minutes


def test_a_speaker_of_one_turn_and_of_every_one(minutes: Minutes) -> None:
    state = apply((), minutes)
    one = Edit(EditKind.SPEAKER, turn_begin(state, _index(state, "わかりました")), "佐藤副会長")
    put_right = apply([one], minutes)
    speakers = [turn.speaker for turn in put_right.minutes.turns]
    assert speakers == ["会長", "環境整備課", "佐藤副会長", "委員", "会長"]
    assert put_right.minutes.speaker("佐藤副会長").role is Role.VICE_CHAIR
    every = Edit(EditKind.EVERY_SPEAKER, was="会長", value="委員長")
    put_right = apply([one, every], minutes)
    assert [turn.speaker for turn in put_right.minutes.turns][0::4] == ["委員長", "委員長"]
    assert "会長" not in {speaker.key for speaker in put_right.minutes.speakers}
    _undone([one, every], minutes)


def test_a_turn_is_split_where_another_begins_to_speak(minutes: Minutes) -> None:
    state = apply((), minutes)
    index, start, end = _at(state, "山田　質問があります。")
    split = Edit(EditKind.SPLIT, words(state, index, start, end), "山田委員", label=2)
    put_right = apply([split], minutes)
    speaker, text = said(put_right.minutes)[2]
    assert speaker == "山田委員"
    assert text.startswith("質問があります。")
    assert said(put_right.minutes)[1] == ("環境整備課", "資料1を説明します。\n計画の年次は三年です。")
    assert any(part.text.strip() == "山田" for part in put_right.minutes.parts)


def test_a_turn_goes_on_from_the_one_above(minutes: Minutes) -> None:
    """The same speaker's label is set aside, what was no label is words, a note in between is an aside."""
    state = apply((), minutes)
    join = Edit(EditKind.JOIN, turn_begin(state, _index(state, "最後に一つ")))
    joined = next(t for t in apply([join], minutes).minutes.turns if "最後に一つ" in t.text)
    assert joined.text == "わかりました。\n（拍手）\n最後に一つ。"
    assert [joined.text[aside.start : aside.end] for aside in joined.asides] == ["（拍手）"]
    misread = Edit(EditKind.JOIN, turn_begin(state, _index(state, "資料1を説明")))
    assert (
        apply([misread], minutes)
        .minutes.turns[0]
        .text.startswith("それでは始めます。\n環境整備課：資料1を説明します。")
    )
    over_a_heading = Edit(EditKind.JOIN, turn_begin(state, _index(state, "これで終わります")))
    put_right = apply([over_a_heading], minutes)
    assert put_right.outcomes[0].standing is Standing.UNSURE
    assert "見出し" in put_right.outcomes[0].why
    assert put_right.minutes == minutes


def test_a_note_inside_a_note_makes_three(minutes: Minutes) -> None:
    """And what stands printed can be taken apart, so it can be withdrawn too."""
    state = apply((), minutes)
    whole_note = Edit(EditKind.NOTE, whole(state, _index(state, "わかりました")))
    state = apply([whole_note], minutes)
    index, start, end = _at(state, "かり")
    inner = Edit(EditKind.NOTE, words(state, index, start, end))
    put_right = apply([whole_note, inner], minutes)
    notes = [note.text for note in put_right.minutes.notes]
    assert [note for note in notes if note in "委員：わかりました。"] == ["委員：わ", "かり", "ました。"]
    again = taken_apart(put_right.minutes)
    assert again is not None
    assert put_together(put_right.minutes, again) == put_right.minutes
    _undone([whole_note, inner], minutes)


def test_a_turn_becomes_a_note_and_a_note_a_turn(minutes: Minutes) -> None:
    state = apply((), minutes)
    note = Edit(EditKind.NOTE, whole(state, _index(state, "最後に一つ")))
    put_right = apply([note], minutes)
    assert ("", "委員：最後に一つ。") in said(put_right.minutes)
    back = Edit(EditKind.SPEECH, whole(put_right, _index(put_right, "最後に一つ")), "山田委員", label=3)
    assert ("山田委員", "最後に一つ。") in said(apply([note, back], minutes).minutes)


def test_words_inside_a_turn_are_an_aside_or_set_aside(minutes: Minutes) -> None:
    state = apply((), minutes)
    index, start, end = _at(state, "計画の年次は三年です。")
    aside = apply([Edit(EditKind.NOTE, words(state, index, start, end))], minutes).minutes.turns[1]
    assert [aside.text[one.start : one.end] for one in aside.asides] == ["計画の年次は三年です。"]
    gone = apply([Edit(EditKind.SET_ASIDE, words(state, index, start, end))], minutes).minutes
    assert "三年" not in "".join(text for _, text in said(gone))
    assert "三年" in "".join(part.text for part in gone.parts)


def test_what_was_set_aside_comes_back(minutes: Minutes) -> None:
    state = apply((), minutes)
    place = Edit(EditKind.SET_ASIDE, whole(state, _index(state, "（拍手）")))
    put_right = apply([place], minutes)
    assert "（拍手）" not in [text for _, text in said(put_right.minutes)]
    number = next(n for n, part in enumerate(put_right.minutes.parts) if part.text.strip() == "（拍手）")
    back = Edit(EditKind.NOTE, part_words(put_right, number))
    assert said(apply([place, back], minutes).minutes) == said(minutes)


def test_a_heading_is_made_and_taken_back(minutes: Minutes) -> None:
    state = apply((), minutes)
    index, start, end = _at(state, "計画の年次は三年です。")
    heading = Edit(EditKind.HEADING, words(state, index, start, end))
    put_right = apply([heading], minutes)
    assert [item.title for item in put_right.minutes.agenda] == [
        "基本方針（案）について",
        "計画の年次は三年です。",
        "その他",
    ]
    assert [turn.agenda for turn in put_right.minutes.turns] == [0, 0, 1, 1, 1, 2]
    number = next(n for n, part in enumerate(minutes.parts) if part.text.strip() == "2 その他")
    none = Edit(EditKind.NOTE, part_words(state, number))
    put_right = apply([none], minutes)
    assert [item.title for item in put_right.minutes.agenda] == ["基本方針（案）について"]
    assert {turn.agenda for turn in put_right.minutes.turns} == {0}
    assert ("", "2 その他") in said(put_right.minutes)


def test_the_head_is_put_right_while_the_parser_has_what_it_had(minutes: Minutes) -> None:
    edits = [
        Edit(EditKind.MEETING, was=minutes.meeting or "", value="みどりの協議会"),
        Edit(EditKind.DATE, was=minutes.date or "", value="令和3年10月29日"),
        Edit(EditKind.PLACE, was=minutes.place or "", value="市民会館"),
    ]
    put_right = apply(edits, minutes).minutes
    assert (put_right.meeting, put_right.place) == ("みどりの協議会", "市民会館")
    assert str(put_right.held_on) == "2021-10-29"
    other = parse(read_text(TEXT.replace("市役所", "町役場")))
    assert [one.standing for one in apply(edits, other).outcomes] == [
        Standing.APPLIED,
        Standing.APPLIED,
        Standing.UNSURE,
    ]


def test_an_answered_warning_is_told_no_more() -> None:
    minutes = parse(read_text("委員：はい。\n"))
    assert minutes.warnings
    first = minutes.warnings[0]
    put_right = apply([Edit(EditKind.RIGHT, answers=first.key)], minutes).minutes
    assert first not in put_right.warnings
    assert len(put_right.warnings) == len(minutes.warnings) - 1
