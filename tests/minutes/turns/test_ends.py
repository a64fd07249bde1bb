"""Answers in brackets are said; names in brackets are names; so are those in a column of their own."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source

HEAD = "第3回検討会会議録\n令和6年9月17日\n\n○座長　第一号議案はいかがですか。\n"


def _turns(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in parse(read_source(text.encode())).turns]


@pytest.mark.parametrize(
    "answer",
    ["はい", "賛成", "意見なし", "異議なし", "特になし", "別紙", "いません", "資料のとおり", "承知しました", "挙手多数", "結構です"],
)  # fmt: skip
@pytest.mark.parametrize("space", ["", "　"])
def test_answers(answer: str, space: str) -> None:
    text = f"{HEAD}○委員{space}（{answer}）\n○座長　次へ進みます。\n○各委員{space}（{answer}）\n"
    assert _turns(text)[1:] == [
        ("委員", f"（{answer}）"),
        ("座長", "次へ進みます。"),
        ("各委員", f"（{answer}）"),
    ]


@pytest.mark.parametrize("name", ["小松原健君", "森下みのり", "山田", "梨あり子", "岡本"])
def test_names(name: str) -> None:
    text = f"{HEAD}○委員（{name}）\n伺います。\n○座長　どうぞ。\n○委員（{name}）\n以上です。\n"
    assert [said for _, said in _turns(text)] == [
        "第一号議案はいかがですか。",
        "伺います。",
        "どうぞ。",
        "以上です。",
    ]


SAID = ["始めます。", "三件あります。", "どうぞ。", "直します。"]


def _labelled(*fronts: str) -> list[str]:
    text = "第3回検討会会議録\n令和6年9月17日\n\n" + "".join(
        f"{front}{said}\n" for front, said in zip(fronts, SAID, strict=True)
    )
    minutes = parse(read_source(text.encode()))
    assert [turn.text for turn in minutes.turns] == SAID
    return [turn.speaker for turn in minutes.turns]


def test_a_name_in_a_column_of_its_own() -> None:
    fronts = ("市長　　神鳥　　", "教育長　吉灘　　", "市長　　神鳥　　", "委員　　長柄　　")
    assert _labelled(*fronts) == ["市長神鳥", "教育長吉灘", "市長神鳥", "委員長柄"]


@pytest.mark.parametrize(
    "front",
    ["{}　■　", "－{}：", "― {}　", "{}（山田一郎）", "－{}－　"],
    ids=["a sign behind", "a dash before", "a dash apart", "nothing behind a name", "dashes around"],
)
def test_signs_are_nobodys(front: str) -> None:
    told = _labelled(*(front.format(who) for who in ("会長", "課長", "会長", "課長")))
    name = "（山田一郎）" if "山田" in front else ""
    assert [who.replace("(", "（").replace(")", "）") for who in told] == [f"会長{name}", f"課長{name}"] * 2
