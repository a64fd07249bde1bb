"""Meetings of one body have one name between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.minutes.text.bodies import body_of


@pytest.mark.parametrize(
    ("meeting", "body"),
    [
        ("令和3年度第2回長崎市DX推進委員会", "長崎市DX推進委員会"),
        ("令和３年度 第１０回 長崎市DX推進委員会", "長崎市DX推進委員会"),
        ("令和5年第3回定例会（第2号）", "定例会"),
        ("令和元年 第十二回 町議会臨時会", "町議会臨時会"),
        ("第15回上下水道料金審議会議事録", "上下水道料金審議会"),
        ("2024年度第3回 総合計画審議会 会議録", "総合計画審議会"),
        ("第2次総合計画策定委員会（第4回）会議要旨", "総合計画策定委員会"),
        ("令和6年6月定例会", "定例会"),
        ("総務委員会", "総務委員会"),
        ("R5年度 第3回 総務委員会 議事概要", "総務委員会"),
        ("令和８年第２回（６月）星見浜市議会定例会", "星見浜市議会定例会"),
        ("令和7年6月定例会 本会議 第3日", "定例会 本会議"),
        ("第3回", "第3回"),
        ("", ""),
    ],
)
def test_what_tells_meetings_apart_is_left_out(meeting: str, body: str) -> None:
    assert body_of(meeting) == body


@given(st.integers(1, 30), st.integers(1, 99), st.sampled_from(["総務委員会", "市民協働推進会議", "定例会"]))
def test_every_meeting_of_a_body_has_its_name(year: int, number: int, body: str) -> None:
    assert body_of(f"令和{year}年度第{number}回{body}") == body_of(f"第{number}回 {body}会議録") == body


@given(st.text(max_size=60))
def test_a_name_is_never_lost(meeting: str) -> None:
    assert bool(body_of(meeting)) == bool(meeting.strip())
