"""What one document puts for full stops, round brackets and colons is made alike, offset for offset."""

import pytest

from reader.minutes.lines.look import look_of

ENGINEERS = [
    "委員：浸透の計算に用いた値は，どこから得たのか．",
    "事務局：試験の中央値を用いた．",
    "委員：次回，示してほしい．",
]
SLASHES = [
    "議長／様子から話してください。",
    "民生委員／将棋はどうか。",
    "議長／次回にします。",
    "医師会／帰りの足がない。",
]


def test_full_stops_of_engineers() -> None:
    look = look_of(ENGINEERS)
    assert look.fold("値は，2.5である．次に") == "値は、2.5である。次に"


def test_full_stops_of_everybody_stay() -> None:
    assert look_of(["一つ．二つ。", "三つ。", "四つ．"]).fold("意見．袋は透明に．") == "意見.袋は透明に."


def test_a_sign_that_stands_for_a_colon() -> None:
    look = look_of(SLASHES)
    assert look.colon == "/"
    assert look.fold("医師会／賛成／反対の数は。") == "医師会:賛成/反対の数は。"


@pytest.mark.parametrize(
    "lines", [["4月／5月の予定"], ["賛成／反対", "男／女", "有／無", "可／否"], ["資料1／12ページ"] * 2]
)
def test_signs_that_only_divide(lines: list[str]) -> None:
    assert look_of(lines).colon == ""


def test_brackets_that_stand_for_round_ones() -> None:
    look = look_of(["○議長【川津隆】　始めます。", "○議員【高崎進】　はい。", "資料【案】のとおり"])
    assert look.fold("○議長【川津隆】") == "○議長(川津隆)"
    assert look_of(["○議長【川津隆】　始めます（再開）。"] * 4).round == ""


@pytest.mark.parametrize("text", ["", "　", "［１］／＝→――本文．", "議長――始めます．はい，"])
def test_no_offset_moves(text: str) -> None:
    for lines in (ENGINEERS, SLASHES, ["議長―始める。", "委員―はい。"]):
        assert len(look_of(lines).fold(text)) == len(text)
