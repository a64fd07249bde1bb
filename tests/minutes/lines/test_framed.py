"""Labels in brackets inside lines, whoever they name, and those that the line's end breaks."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

TALK = "（しおかぜの会）桜を残してほしい。（町）残します。（しおかぜの会）枝は切りますか。（町）切りません。（しおかぜの会）分かりました。（町）では閉じます。"


def speakers(said: str) -> list[str]:
    return [turn.speaker for turn in parse(read_text(f"第2回まちの会\n令和5年6月1日\n{said}\n")).turns]


@pytest.mark.parametrize("width", [200, 31, 23])
def test_what_is_said_runs_on_from_label_to_label(width: int) -> None:
    broken = "\n".join(TALK[at : at + width] for at in range(0, len(TALK), width))
    assert speakers(broken) == ["しおかぜの会", "町"] * 3


def test_a_remark_in_brackets_begins_no_turn() -> None:
    said = "会長：始めます。（拍手）続けます。（笑声）次です。（拍手）終わります。\n課長：はい。（笑声）以上です。\n"
    assert speakers(said) == ["会長", "課長"]


@pytest.mark.parametrize(("first", "second"), [("教育総務", "課　長"), ("職務代理", "者")])
def test_a_label_that_its_cells_edge_broke(first: str, second: str) -> None:
    talk = f"教育長\n始めます。\n{first}\n{second}\n三件です。\n教育長\n続けます。\n{first}\n{second}\n以上です。"
    assert speakers(talk) == ["教育長", first + second.replace("　", "")] * 2
