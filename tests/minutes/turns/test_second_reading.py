"""Ways of marking that no table knows: a second reading finds them, and only where the first explains little."""

import pytest

from reader.minutes.hints import Hints
from reader.minutes.lines.rows import rows_of
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text
from reader.minutes.turns.shapes import Shape
from reader.minutes.turns.wide.openings import openings_of

SAID = (
    "朝に混み合うと聞きました。",
    "来年度に直す予定です。",
    "三割ほど傷んでいますか。",
    "国の補助を待っています。",
    "図面のとおりです。",
    "以上で終わります。",
)
WHO = ("会長", "しおかぜの会", "町の担当", "しおかぜの会", "町の担当", "会長")


def document(way: str) -> str:
    return "第2回まちの会\n日時　令和5年6月1日\n\n" + "\n".join(
        way.format(who=who, said=said, n=n) for n, (who, said) in enumerate(zip(WHO, SAID, strict=True), 1)
    )


def speakers(text: str, hints: Hints | None = None) -> list[str]:
    return [turn.speaker for turn in parse(read_text(text), hints or Hints()).turns]


@pytest.mark.parametrize(
    "way",
    [
        "＠{who}；{said}",
        "[{n:03}] {who}　{said}",
        "‖{who}‖\n　{said}",
        "§{who}\n{said}",
        "{who}】{said}",
        "（{n}）　{who}\n{said}",
        "・{said}＝{who}",
        "・{said}\n（{who}）",
    ],
)
def test_any_sign_can_mark_who_speaks(way: str) -> None:
    assert speakers(document(way)) == list(WHO)


def test_a_hint_binds_the_second_reading_too() -> None:
    assert "町の担当" not in speakers(document("＠{who}；{said}"), Hints(nobody=frozenset({"町の担当"})))


def test_sentences_that_begin_alike_are_nobodys() -> None:
    said = "§会費、今年は上げない。\n§会場、駅の前に決めた。\n§会費、来年に見直した。\n§日程、次は秋とした。\n§会場、駐車場がなかった。\n"
    assert speakers("第2回まちの会\n" + said.replace("会費", "資料").replace("会場", "図面")) == []


def test_an_opening_is_what_signs_leave_between_them() -> None:
    rows = rows_of(read_text("[001] ＠会長；始めます。\n"))
    assert [(one.shape, one.label) for one in openings_of(rows)] == [
        (Shape("[", "]"), "001"),
        (Shape("[9]@", ";"), "会長"),
    ]
