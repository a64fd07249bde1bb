"""The glossary: which words are found, whose explanation wins, and what a spoilt file says."""

from importlib.resources import files

import pytest

from reader.errors import SettingsError
from reader.glossary.glossary import Explanation, Glossary, parse_glossary, stated_in

BUILT_IN = parse_glossary((files("reader.glossary") / "terms.toml").read_text(encoding="utf-8"), "terms.toml")
GLOSSARY = Glossary(BUILT_IN)


def _terms(text: str) -> list[str]:
    return [explanation.term for explanation in GLOSSARY.found_in(text)]


def test_the_built_in_list_is_long_and_plain() -> None:
    assert len(BUILT_IN) >= 60
    for explanation in BUILT_IN:
        assert explanation.text.endswith("。"), explanation.term
        assert len(explanation.text) <= 80, explanation.term
    for term in ("答弁", "諮問", "附属機関", "KPI", "DX", "ワーケーション", "マイナンバー"):
        assert GLOSSARY.get(term), term


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("基本施策にKPIを設け、DX推進計画の", ["施策", "KPI", "DX"]),
        ("マイナンバーカードを使う", ["マイナンバーカード"]),
        ("マイナンバーを使う", ["マイナンバー"]),
        ("データベースとアプリケーション", []),
        ("MAINとAIと", ["AI"]),
        ("デジタル・トランスフォーメーションの取り組み事例", ["デジタル・トランスフォーメーション"]),
        ("GIGAスクール構想で", ["GIGAスクール構想"]),
        ("国のSociety5.0は", ["Society5.0"]),
        ("", []),
    ],
)
def test_terms_stand_alone_and_the_longest_is_found(text: str, terms: list[str]) -> None:
    assert _terms(text) == terms


def test_what_the_minutes_explain_is_used_first() -> None:
    text = "次のステップに進むのかというマイルストーン(プロジェクト進捗状況の中間地点)のようなもの"
    stated = stated_in([text])
    assert stated == (Explanation("マイルストーン", "プロジェクト進捗状況の中間地点", from_minutes=True),)
    assert GLOSSARY.extended(stated).get("マイルストーン") == stated[0]


@pytest.mark.parametrize(
    "text",
    [
        "デジタル・トランスフォーメーション推進計画(以下「自治体DX推進計画」という。)に",
        "スケジュール(案)について",
        "センター(令和3年度に開設した所)では",
        "プログラム（資料1をご覧ください）では",
        "コンベンション(Convention Bureau)が",
        "(仮称)長崎市DX推進計画の基本方針(案)について",
    ],
)
def test_not_every_bracket_explains(text: str) -> None:
    assert stated_in([text]) == ()


def test_a_municipality_says_it_otherwise() -> None:
    own = parse_glossary(
        '"KPI" = "めあての数です。"\n"ふれあいセンター" = "地域の集会所です。"', "glossary.toml"
    )
    glossary = GLOSSARY.extended(own)
    assert [(e.term, e.text) for e in glossary.found_in("KPIとふれあいセンター")] == [
        ("KPI", "めあての数です。"),
        ("ふれあいセンター", "地域の集会所です。"),
    ]


@pytest.mark.parametrize(
    "text", ['"KPI" = 1', '"KPI" = ""', '"" = "説明"', "KPI =", f'"KPI" = "{"あ" * 201}"']
)
def test_a_spoilt_file_is_told_in_one_line(text: str) -> None:
    with pytest.raises(SettingsError, match=r"glossary\.toml") as caught:
        parse_glossary(text, "glossary.toml")
    assert "\n" not in str(caught.value)


def test_an_empty_glossary_finds_nothing() -> None:
    assert list(Glossary(()).found_in("KPI")) == []
