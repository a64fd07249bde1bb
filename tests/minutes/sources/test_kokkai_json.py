"""Records in JSON, the Diet's and others'."""

import json

import pytest

from reader.errors import SourceError
from reader.minutes.model import StatedReading
from reader.minutes.outline import parse
from reader.minutes.sources import read_source

SPEECHES = [
    {"speaker": "会議録情報", "speech": "令和三年四月十三日（火曜日）\r\n　　　午前九時開議"},
    {
        "speaker": "朝霧高志",
        "speakerYomi": "あさぎりたかし",
        "speakerPosition": None,
        "speech": "○朝霧委員長　これより会議を開きます。",
    },
    {
        "speaker": "雪村清",
        "speakerYomi": "ユキムラキヨシ",
        "speakerPosition": "大臣",
        "speech": "お答えいたします。",
    },
]
MEETING = {"nameOfHouse": "衆議院", "nameOfMeeting": "港湾委員会", "issue": "第3号", "date": "2021-04-13"}


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def test_the_diets_record() -> None:
    minutes = parse(read_source(_bytes({**MEETING, "speechRecord": SPEECHES})))
    assert [(turn.speaker, turn.text) for turn in minutes.turns] == [
        ("朝霧委員長", "これより会議を開きます。"),
        ("大臣(雪村清)", "お答えいたします。"),
    ]
    assert (minutes.meeting, str(minutes.held_on)) == ("衆議院 港湾委員会 第3号", "2021-04-13")
    assert minutes.readings == (
        StatedReading("朝霧高志", "あさぎりたかし"),
        StatedReading("雪村清", "ゆきむらきよし"),
    )
    assert minutes.speaker("大臣(雪村清)").reading == "ゆきむらきよし"
    assert minutes.speaker("朝霧委員長").reading == "あさぎりたかし"


def test_an_answer_of_the_api() -> None:
    answer = {"numberOfRecords": 1, "meetingRecord": [{**MEETING, "issueID": "1", "speechRecord": SPEECHES}]}
    assert len(parse(read_source(_bytes(answer))).turns) == 2


def test_other_peoples_keys() -> None:
    record = {"Title": "街づくり委員会", "Voices": [{"Speaker": "事務局", "Utterance": "始めます。"}]}
    assert [(turn.speaker, turn.text) for turn in parse(read_source(_bytes(record))).turns] == [
        ("事務局", "始めます。")
    ]


def test_several_meetings_are_told() -> None:
    answer = {"meetingRecord": [{"issueID": name, "speechRecord": SPEECHES} for name in ("a", "b")]}
    with pytest.raises(SourceError, match="2つの会議"):
        read_source(_bytes(answer))
