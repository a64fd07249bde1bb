"""Ruby lies over kanji only, in one piece a run, and its bases joined are the word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.readings.furigana.ruby import Ruby, align


def shown(surface: str, reading: str) -> str:
    return "".join(
        f"{part.base}[{part.reading}]" if part.reading else part.base for part in align(surface, reading)
    )


@pytest.mark.parametrize(
    ("surface", "reading", "expected"),
    [
        ("取り組み", "とりくみ", "取[と]り組[く]み"),
        ("引き渡し", "ひきわたし", "引[ひ]き渡[わた]し"),
        ("見通し", "みとおし", "見通[みとお]し"),
        ("取り扱う", "とりあつかう", "取[と]り扱[あつか]う"),
        ("申し込み", "もうしこみ", "申[もう]し込[こ]み"),
        ("聞き書き", "ききがき", "聞[き]き書[が]き"),
        ("お知らせ", "おしらせ", "お知[し]らせ"),
        ("お母さん", "おかあさん", "お母[かあ]さん"),
        ("大人", "おとな", "大人[おとな]"),
        ("今日", "きょう", "今日[きょう]"),
        ("一人", "ひとり", "一人[ひとり]"),
        ("人々", "ひとびと", "人々[ひとびと]"),
        ("ヶ所", "かしょ", "ヶ所[かしょ]"),
        ("七ヶ宿町", "しちかしゅくまち", "七ヶ宿町[しちかしゅくまち]"),
        ("八ケ岳", "やつがたけ", "八ケ岳[やつがたけ]"),
        ("1人", "ひとり", "1人[ひとり]"),
        ("6つ", "むっつ", "6つ[むっつ]"),
        ("KPI", "けーぴーあい", "KPI[けーぴーあい]"),
        ("GIGAスクール", "ぎがすくーる", "GIGA[ぎが]スクール"),
        ("デジタル", "でじたる", "デジタル"),
        ("すべて", "すべて", "すべて"),
        ("、", "", "、"),
        ("会\u200b議", "かいぎ", "会\u200b議[かいぎ]"),
        ("気づかず", "きづかず", "気[き]づかず"),
        ("不思議ちゃん", "まったくちがう", "不思議ちゃん[まったくちがう]"),
    ],
)
def test_ruby_lies_over_the_kanji(surface: str, reading: str, expected: str) -> None:
    assert shown(surface, reading) == expected


@given(st.text("漢字々ヶりくみあアー12A", max_size=12), st.text("りくみあいうかー", max_size=20))
def test_nothing_of_the_word_is_lost(surface: str, reading: str) -> None:
    parts = align(surface, reading)
    assert "".join(part.base for part in parts) == surface
    assert all(part.reading is None or part.reading for part in parts)


def test_one_base_for_a_word_that_does_not_fit() -> None:
    assert align("〆切り", "しめきり") == (Ruby("〆切", "しめき"), Ruby("り"))
