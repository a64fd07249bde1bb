"""Masked minutes hold nothing of the words, and say in one place that something was taken out."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.codec import minutes_to_bytes
from reader.minutes.edits.quote import Plain, plain
from reader.minutes.edits.taking_apart import taken_apart
from reader.minutes.masking.mask import MaskKind, mark_of, masked
from reader.minutes.masking.places import word_places
from reader.minutes.masking.stretch import Stretch
from reader.minutes.model import Minutes, PartKind
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text
from tests.examples import tried
from tests.minutes.test_no_word_lost import TEXTS
from tests.parsed import read_minutes

TEXT = """みどりの協議会 会議録
日時：令和3年10月28日（木）
出席者：会長 星川一、委員 山田花子
1 山田花子委員の辞職について
会長：それでは始めます。
山田花子委員：星川さんは大
馬鹿者だ。以上です。
（「大馬鹿者とは何だ」と呼ぶ者あり）
会長：「大 馬鹿者だ」との発言は、取り消してください。
"""
MARK = mark_of(MaskKind.WITHDRAWN)


def _masked(minutes: Minutes, words: str, mark: str = MARK) -> Minutes:
    return masked(minutes, [Stretch(one.start, one.end, mark) for one in word_places(minutes, words)])


def _all(minutes: Minutes) -> str:
    """Everything that minutes hold, as a library keeps it."""
    return plain(minutes_to_bytes(minutes).decode())


def test_every_place_is_found_whatever_stands_between_the_characters() -> None:
    places = word_places(parse(read_text(TEXT)), "大馬鹿者")
    assert [place.kind for place in places] == [PartKind.SPEECH, PartKind.NOTE, PartKind.SPEECH]
    assert [place.line for place in places] == [6, 8, 9]
    assert places[0].before.endswith("星川さんは")
    assert places[0].behind.startswith("だ。以上です。")


def test_a_withdrawn_remark_is_an_aside_that_nobody_says() -> None:
    minutes = parse(read_text(TEXT))
    put = _masked(minutes, "大馬鹿者だ")
    turn = next(turn for turn in put.turns if "山田" in turn.speaker)
    assert turn.text == f"星川さんは\n{MARK}\n。以上です。"
    assert [turn.text[aside.start : aside.end] for aside in turn.asides] == [MARK]
    assert [type(entry) for entry in put.entries] == [type(entry) for entry in minutes.entries]
    assert [entry.number for entry in put.entries] == [entry.number for entry in minutes.entries]
    assert "大馬鹿者だ" not in _all(put)
    assert "大馬鹿者とは何だ" in _all(put)


def test_a_name_goes_from_titles_labels_and_lists() -> None:
    put = _masked(parse(read_text(TEXT)), "山田花子", mark_of(MaskKind.MASKED, "条例第7条"))
    assert "山田花子" not in _all(put)
    assert [item.title for item in put.agenda] == ["━━━━〔伏せ字：条例第7条〕委員の辞職について"]
    assert {turn.speaker for turn in put.turns} == {speaker.key for speaker in put.speakers}


def test_only_the_places_that_were_chosen_are_masked() -> None:
    minutes = parse(read_text(TEXT))
    place = word_places(minutes, "大馬鹿者")[1]
    put = masked(minutes, [Stretch(place.start, place.end, MARK)])
    assert _all(put).count("大馬鹿者") == _all(minutes).count("大馬鹿者") - 2  # the note, and its part
    assert f"（「{MARK}とは何だ」と呼ぶ者あり）" in [note.text for note in put.notes]


def test_words_go_from_minutes_whose_parts_and_entries_do_not_fit_together() -> None:
    """As another program may have left them: nothing stands any more, and what was not chosen does."""
    minutes = parse(read_text(TEXT))
    unfit = replace(minutes, entries=minutes.entries[::-1])
    assert taken_apart(unfit) is None
    place = word_places(unfit, "大馬鹿者だ")[0]
    put = masked(unfit, [Stretch(place.start, place.end, MARK)])
    texts = [entry.text for entry in put.entries]
    assert texts[-2:] == [f"星川さんは\n{MARK}\n。以上です。", "それでは始めます。"]
    (turn,) = (turn for turn in put.turns if MARK in turn.text)
    assert [turn.text[aside.start : aside.end] for aside in turn.asides] == [MARK]
    assert texts[:-2] == [entry.text for entry in unfit.entries][:-2]
    assert plain("".join(part.text for part in put.parts)).count(plain(MARK)) == 1
    for words in ("大馬鹿者", "山田花子", "それでは始めます。", "始めます。山田花子委員：星川さん"):
        _is_gone(unfit, words)
    put = _masked(unfit, "山田花子", mark_of(MaskKind.MASKED, "条例第7条"))
    assert "山田花子" not in _all(put)


@tried(200)
@given(TEXTS, st.data())
def test_of_any_text(text: str, data: st.DataObject) -> None:
    minutes = parse(read_text(text))
    shown = Plain(part.text for part in minutes.parts).text
    if len(shown) < 4:
        return
    start = data.draw(st.integers(0, len(shown) - 3))
    words = shown[start : start + data.draw(st.integers(2, 24))]
    _is_gone(minutes, words)


@pytest.mark.slow
def test_of_the_shared_documents(shared: Path) -> None:
    dice = random.Random(7)
    for path in sorted((shared / "minutes").glob("*/*.*")):
        minutes = read_minutes(path.read_bytes(), path.name)
        shown = Plain(part.text for part in minutes.parts).text
        for _ in range(2):
            start = dice.randrange(len(shown) - 40)
            words = shown[start : start + dice.randint(6, 200)]
            _is_gone(minutes, words)
            _is_gone(replace(minutes, entries=minutes.entries[::-1]), words)


def _is_gone(minutes: Minutes, words: str) -> None:
    places = word_places(minutes, words)
    put = _masked(minutes, words)
    if words in plain(MARK):
        return
    left = plain("".join(part.text for part in put.parts).replace(MARK, "\n\x00\n"))
    if places:
        assert words not in left
    assert [entry.number for entry in put.entries] == [entry.number for entry in minutes.entries]
    assert {turn.speaker for turn in put.turns} == {speaker.key for speaker in put.speakers}
    for turn in put.turns:
        assert all(0 <= aside.start < aside.end <= len(turn.text) for aside in turn.asides)
        for line in turn.text.split("\n"):
            assert words not in plain(line)
    for told in (*put.warnings, *put.readings):
        assert words not in plain(str(told))
