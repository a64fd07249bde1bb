"""Our morae and accents in the notation of VOICEVOX, held by the rules of its own parser."""

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.labels import NASAL, STOP, BreathGroup, Mora, breath_groups
from reader.speech.drivers.accented_kana import accented_kana
from tests.speech.voicevox_stand_in import parse_kana

CONSONANTS = [
    "k",
    "g",
    "s",
    "z",
    "t",
    "d",
    "n",
    "h",
    "b",
    "p",
    "m",
    "y",
    "r",
    "w",
    "f",
    "v",
    "sh",
    "j",
    "ch",
    "ts",
    "ty",
    "dy",
    "ky",
    "gy",
    "ny",
    "hy",
    "by",
    "py",
    "my",
    "ry",
    "kw",
    "gw",
]  # what Open JTalk's own table of kana has


def said(text: str, analyzer: OpenJTalkAnalyzer) -> str:
    return accented_kana(breath_groups(analyzer.labels(text)))


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("箸を持つ。", "ハ'シオ/モ'ツ"),
        ("橋を渡りますか？", "ハシ'オ/ワタリマ'_スカ？"),
        ("はい、東京です。", "ハ'イ、トオキョオデ'_ス"),
        ("DXは3つ。", "ディイエッ'_クスワ/ミッツ'"),
        ("――――。", None),
    ],
)
def test_what_is_heard_is_what_is_shown(text: str, kana: str | None, analyzer: OpenJTalkAnalyzer) -> None:
    if kana is None:
        assert analyzer.labels(text) == []
    else:
        assert said(text, analyzer) == kana


def test_every_mora_there_is_can_be_said() -> None:
    """VOICEVOX knows each, voiced and voiceless, and its accents stand where ours do."""
    vowels = [(consonant, vowel) for consonant in ("", *CONSONANTS) for vowel in "aiueoAIUEO"]
    for consonant, vowel in (*vowels, ("", NASAL), ("", STOP)):
        for nucleus in (0, 1, 2):
            group = (Mora(consonant, vowel, 1, 2, nucleus, False), Mora("", "a", 2, 2, nucleus, False))
            (phrase,) = parse_kana(accented_kana([group]))
            assert (len(phrase["moras"]), phrase["accent"]) == (2, nucleus or 2), (consonant, vowel)


def test_a_phrase_without_end_is_parted() -> None:
    """VOICEVOX takes no more than 300 morae in one."""
    endless: BreathGroup = tuple(Mora("k", "a", place, 700, 650, True) for place in range(1, 701))
    phrases = parse_kana(accented_kana([endless]))
    assert sum(len(phrase["moras"]) for phrase in phrases) == 700
    assert [phrase["is_interrogative"] for phrase in phrases] == [False, False, False, True]


@pytest.mark.parametrize(
    "wrong", ["", "カ", "'カ", "カ'カ'", "カー'", "カ'？カ", "カ'//カ'", "_ン'", "県'", "か'"]
)
def test_the_stand_in_refuses_what_voicevox_refuses(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"[A-Z_]+"):
        parse_kana(wrong)
