"""Words that nobody says, each kind told by itself; what is said about the same things is none of them."""

import pytest

from reader.minutes.lines.directions import is_closing, is_direction, is_hour, is_narrated, is_result
from reader.minutes.text.characters import fold


@pytest.mark.parametrize(
    "row",
    [
        "〔「異議なし」と呼ぶ者あり〕",
        "（資料1により説明）",
        "―― 了 ――",
        "※事務局より説明",
        "午後３時７分散会",
        "＜休憩＞",
        "〔12番山下みち君登壇〕（拍手）",
    ],
)
def test_a_direction(row: str) -> None:
    assert is_direction(fold(row))


@pytest.mark.parametrize(
    "row",
    [
        "",
        "。",
        "（拍手）（委員長）",
        "（委員長）",
        "〔議長（川津隆君）〕",
        "（一）と（二）",
        "「異議なし」",
        "【議題１】",
        "―― 続けます。よろしいですか。 ――",
        "傍聴者が拍手した。",
        "（" + "あ" * 200 + "）",
    ],
)
def test_no_direction(row: str) -> None:
    assert not is_direction(fold(row))


@pytest.mark.parametrize(
    ("row", "hour", "closing"),
    [
        ("午後３時７分散会", True, True),
        ("○午後２時２０分開会", True, False),
        ("（閉　会）", True, True),
        ("午前十時三十分　休憩", True, False),
        ("(10:03 開会)", True, False),
        ("午前10時", True, False),
        ("午前10時に集まりました。", False, False),
        ("閉会の挨拶をお願いします。", False, False),
        ("10月3日", False, False),
    ],
)
def test_an_hour_and_whether_it_ends_the_meeting(row: str, hour: bool, closing: bool) -> None:
    assert (is_hour(fold(row)), is_closing(fold(row))) == (hour, closing)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("全員賛成により原案どおり可決。", True),
        ("質疑は特になし。", True),
        ("質疑なし", True),
        ("討論　なし", True),
        ("資料2により説明した。", True),
        ("質疑は特にありません。", False),
        ("原案に賛成です。", False),
        ("桜は切らない。", False),
    ],
)
def test_a_result_is_told_and_not_said(row: str, told: bool) -> None:
    assert is_result(fold(row)) is told


@pytest.mark.parametrize(
    ("row", "narrated"),
    [
        ("午後1時、委員長が開会を宣告。", True),
        ("学校教育課長が資料により説明し、承認された。", True),
        ("事務局より資料の説明を行った。", True),
        ("委員長が開会を宣告した理由は何ですか。", False),
        ("課長の説明は分かりました。", False),
    ],
)
def test_what_the_minutes_narrate(row: str, narrated: bool) -> None:
    assert is_narrated(fold(row)) is narrated
