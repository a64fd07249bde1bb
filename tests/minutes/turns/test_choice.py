"""Who speaks by words alone: what proves a way of marking, and what stands in it and is nobody."""

import pytest

from reader.minutes.hints import Hints
from reader.minutes.lines.rows import rows_of
from reader.minutes.sources.text import read_text
from reader.minutes.turns.choice import decide


def labels(text: str, hints: Hints | None = None) -> list[str]:
    decision = decide(rows_of(read_text(text)), hints or Hints())
    return [match.label for match in decision.labels.values()]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("○会長　始めます。\n○課長　三件です。\n", ["会長", "課長"]),
        ("会長：始めます。\n課長：三件です。\n", ["会長", "課長"]),
        (
            "【会長】\n始めます。\n【中央新聞】\n伺います。\n【会長】\n終わります。\n",
            ["会長", "中央新聞", "会長"],
        ),
        ("問　桜は切りますか。\n答　切りません。\n", ["問", "答"]),
        ("会長：佐藤一郎\n委員：中原三\n", []),
        ("日時：4月1日\n場所：公民館\n", []),
        ("○緑の基本計画について\n○その他\n", []),
    ],
)
def test_who_speaks(text: str, speakers: list[str]) -> None:
    assert labels(text) == speakers


def test_what_a_person_has_said_binds() -> None:
    text = "○会長　始めます。\n○課長　三件です。\n○会長　終わります。\n"
    assert labels(text, Hints(nobody=frozenset({"課長"}))) == ["会長", "会長"]
