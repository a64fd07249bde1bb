"""What cannot be seen goes, what looks like a letter becomes it: in every format, before any label is sought."""

import json

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.edge import plain
from reader.minutes.sources.source import Source
from tests.minutes.sources.docx.word import paragraph, word_file

UNSEEN = [chr(code) for code in (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F))]
UNSEEN += [chr(code) for code in (*range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF, 0xE0001, 0x3164)]
CONTROLS = [chr(code) for code in (*range(9), 0xE, 0x1B, 0x7F, 0x80, 0x9B)]
MINUTES = (
    "第3回図書館協議会会議録\n日時　令和6年5月14日\n\n○会長（森下みのり君）　開きます。\n○委員（小松原健君）　はい。\n"
    + "○会長（森下みのり君）　続けます。\n" * 50
)


def _turns(source: Source) -> list[tuple[str, str | None, str]]:
    minutes = parse(source)
    return [(turn.speaker, minutes.speaker(turn.speaker).name, turn.text) for turn in minutes.turns]


@pytest.mark.parametrize("sign", [*UNSEEN, *CONTROLS], ids=lambda sign: f"{ord(sign):x}")
def test_a_sign_that_is_not_seen_changes_nothing(sign: str) -> None:
    text = MINUTES
    for before in ("○委員", "員（", "松原", "5月14", "開きま", "日時"):
        text = text.replace(before, before[0] + sign + before[1:])
    text = text.replace("○会長", f"{sign}○会長", 1)
    source = read_source(text.encode())
    assert _turns(source) == _turns(read_source(MINUTES.encode()))
    assert parse(source).held_on == parse(read_source(MINUTES.encode())).held_on
    assert any("制御文字が" in warning.message for warning in source.warnings) == (sign in CONTROLS)


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("⽇程", "日程"),
        ("⻑さ", "長さ"),
        ("⾻と⻣", "骨と骨"),
        ("⼾籍", "戸籍"),
        ("か\u3099き\u309a", "がき\u309a"),
        ("ハ\u309aン", "パン"),
        ("一\u2028二", "一 二"),
        ("辻\U000e0100本", "辻\U000e0100本"),
        ("委\U000e0100員（辻\U000e0100本君）", "委員（辻\U000e0100本君）"),
        ("令\ufe00和6年\ufe0f5月", "令和6年5月"),
        ("○\ufe0f会\ufe0e長　み\ufe0fのり", "○会長　みのり"),
        ("\ufe0fはい❤\ufe0f1\ufe0f\u20e3", "はい❤\ufe0f1\ufe0f\u20e3"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("あ\u200dい", "あい"),
        ("神社・神社", "神社・神社"),
    ],
)
def test_look_alikes(printed: str, seen: str) -> None:
    assert plain(printed) == seen
    assert plain(seen) == seen


def test_every_format_has_the_edge() -> None:
    words = "委\u200b員：⽇\u00ad程\x0fです。"
    word = word_file(paragraph(words.replace("\x0f", "")))
    page = f"<html><title>⻑い\u200b題</title><p>{words}</p></html>"
    speech = {"speechRecord": [{"speaker": "委\ufeff員\ud800", "speech": words}]}
    diet = json.dumps(speech).encode()
    for data in (words.encode(), word, page.encode()):
        assert read_source(data).text.strip() == "委員：日程です。"
    assert read_source(page.encode()).title == "長い題"
    assert read_source(diet).text == "委員\ufffd\n委員：日程です。"


def test_a_form_of_a_kanji_is_printed_and_the_same_person_speaks() -> None:
    text = MINUTES.replace("小松原", "辻\U000e0100本") + "○委員（辻本健君）　二度目です。\n"
    minutes = parse(read_source(text.encode()))
    assert [(speaker.label, speaker.name) for speaker in minutes.speakers] == [
        ("会長（森下みのり君）", "森下みのり"),
        ("委員（辻\U000e0100本健君）", "辻\U000e0100本健"),
    ]
