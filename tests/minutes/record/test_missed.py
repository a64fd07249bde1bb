"""What another turn may hold is asked of staff: by who speaks elsewhere, and by how long the others are."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

HEAD = "第2回水道審議会会議録\n令和5年6月1日\n"
USUAL = "水野委員：管はいつ替えますか。\n水道課長：来年に替えます。\n会長：次へ進みます。\n"


def _asked(text: str) -> list[tuple[int, str]]:
    warnings = parse(read_text(HEAD + text)).warnings
    return [(warning.line, warning.readings[1]) for warning in warnings if warning.readings]


@pytest.mark.parametrize(
    ("inside", "asked"),
    [
        ("副会長：どうですか。水道課長調べています。\n", (9, "「水道課長」の発言")),
        ("副会長：どうですか。 【水道課長】調べています。\n", (9, "「水道課長」の発言")),
        ("副会長：どうですか。\n西区長漏れを直すのが先です。\n", (10, "「西区長」の発言")),
        ("副会長：どうですか。\n〔技術士〕二面にすると三割減ります。\n", (10, "「技術士」の発言")),
    ],
    ids=["known, glued", "known, in brackets", "a role, glued", "other brackets"],
)
def test_what_may_be_somebody_elses(inside: str, asked: tuple[int, str]) -> None:
    assert asked in _asked(USUAL * 2 + inside + USUAL)


@pytest.mark.parametrize(
    ("names", "inside", "asked"),
    [
        ("市町", "市：あるか。町：ある。\n", "「町」の発言"),
        ("ABC", "A：あるか。西区長刈る。\n", "「西区長」の発言"),
    ],
)
def test_names_of_one_letter(names: str, inside: str, asked: str) -> None:
    usual = "".join(f"{name}：草を刈る。\n" for name in names)
    assert [other for _, other in _asked(usual * 3 + inside)] == [asked]


@pytest.mark.parametrize(
    "inside",
    [
        "副会長：どうですか。水道課長、お願いします。\n",
        "副会長：水道課長の話を聞きます。水道課長。\n",
        "副会長：水道課長会議の話です。\n",
        "副会長：次の二つです。\n（資料1）管の図です。\n",
    ],
    ids=["called", "called alone", "a longer word", "a thing in brackets"],
)
def test_what_is_only_named(inside: str) -> None:
    assert _asked(USUAL * 2 + inside + USUAL) == []


def test_one_speaker_twice_where_nobody_else_is() -> None:
    twice = "水道課長：来年に替えます。\n水道課長：図は次回です。\n"
    assert _asked(USUAL * 2 + twice + USUAL) == [(10, "間に別の人の発言がある")]
    assert _asked(USUAL + twice + USUAL + twice + USUAL) == []


def test_a_row_that_tells_where_every_turn_is_one_row() -> None:
    usual = "水野委員：管はいつ替えるか。\n水道課長：来年に替える。\n"
    assert _asked(usual * 3 + "会長：続ける。\n事務局が資料を配った。\n" + usual) == [(10, "発言ではない")]
    assert _asked(usual * 3 + "会長：続ける。\nまず資料を見る。\n" + usual) == []


def test_rows_of_nobodys_that_sound_as_speech() -> None:
    told = "第2回水道審議会会議録\n令和5年6月1日\n１　開会　司会（水野）\nこれより始めます。\n出席は7名です。\n２　議事\n"
    warnings = parse(read_text(told + USUAL * 2)).warnings
    assert [(one.line, one.readings[1]) for one in warnings if one.readings] == [(4, "だれかの発言")]
    assert _asked(USUAL * 2) == []
