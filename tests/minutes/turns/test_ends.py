"""Answers in brackets are said; names in brackets are names."""

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
