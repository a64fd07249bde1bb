"""What stands below the last turn and is nobody's speech is not swallowed by it."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

MINUTES = "第2回審議会\n\n会長：始めます。\n委員：分かりました。\n会長：では、2月17日とします。\n"


@pytest.mark.parametrize(
    "tail",
    [
        "以上",
        "（以下余白）",
        "次回は3月中旬に開く。",
        "次回の定例記者会見は，6月18日（火曜日）の予定です。",
        "上記のとおり相違ないことを証するため署名する。\n　令和2年4月10日\n　　議　　長\n　　署名委員（3番）",
        "お問い合わせ：公園緑地課　電話00-0000",
        "老健局　総務課\nTEL 03(0000)0000（内線0000）",
        "以上\n（文責：西森小PTA広報）\n▲もどる",
        "◇・・・・・・・・・・・・・◇\n閉会　午後3時",
        "傍聴者: 0 人\n庶 務 担 当 課\n教育部 生涯学習課(内線:000)\n(日本工業規格A列4番)",
    ],
)
def test_the_last_turn_ends_above_the_tail(tail: str) -> None:
    minutes = parse(read_text(MINUTES + tail + "\n"))
    assert minutes.turns[-1].text == "では、2月17日とします。"


@pytest.mark.parametrize(
    "said", ["次回は3月に開きますので、よろしくお願いします。", "電話で知らせます。", "以上で会を閉じます。"]
)
def test_what_is_said_last_stays(said: str) -> None:
    minutes = parse(read_text(MINUTES + said + "\n以上\n"))
    assert minutes.turns[-1].text.endswith(said)
