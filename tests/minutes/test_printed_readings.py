"""Readings printed behind names: the name's alone, whatever office stands in front."""

import pytest

from reader.minutes.people.roster import printed_readings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会長 山本春子(やまもと はるこ)", {"山本春子": "やまもとはるこ"}),
        ("会長山本春子（やまもとはるこ）", {"山本春子": "やまもとはるこ"}),
        (
            "委員長　中村 一郎（なかむら いちろう）",
            {"中村一郎": "なかむらいちろう", "中村": "なかむら", "一郎": "いちろう"},
        ),
        ("町長（ちょうちょう）", {}),
        ("資料（なし）", {}),
    ],
)
def test_a_reading_belongs_to_the_name_alone(text: str, found: dict[str, str]) -> None:
    assert {item.surface: item.reading for item in printed_readings([text])} == found
