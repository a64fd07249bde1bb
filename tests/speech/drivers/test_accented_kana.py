"""Our morae and accents in the notation of VOICEVOX, held by the rules of its own parser."""

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.labels import NASAL, STOP, BreathGroup, Mora, breath_groups
from reader.speech.drivers.accented_kana import accented_kana
from tests.speech.voicevox_stand_in import is_query, parse_kana

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
    ("wrong", "name"),
    [
        ("", "EMPTY_PHRASE"),
        ("カ'//カ'", "EMPTY_PHRASE"),
        ("カ'、", "EMPTY_PHRASE"),
        ("カ", "ACCENT_NOTFOUND"),
        ("？", "ACCENT_NOTFOUND"),
        ("'カ", "ACCENT_TOP"),
        ("カ'カ'", "ACCENT_TWICE"),
        ("カ'？カ", "INTERROGATION_MARK_NOT_AT_END"),
        ("カー'", "UNKNOWN_TEXT"),
        ("_ン'", "UNKNOWN_TEXT"),
        ("県'", "UNKNOWN_TEXT"),
        ("か'", "UNKNOWN_TEXT"),
        ("カ'" + 300 * "カ", "INFINITE_LOOP"),
    ],
)
def test_the_stand_in_refuses_what_voicevox_refuses(wrong: str, name: str) -> None:
    """By the names of its ``ParseKanaErrorCode``."""
    with pytest.raises(ValueError, match=name):
        parse_kana(wrong)


@pytest.mark.parametrize(
    ("field", "value"),
    [("speedScale", "1"), ("outputSamplingRate", None), ("accent_phrases", [{"moras": [{"text": "ハ"}]}])],
)
def test_the_stand_in_refuses_queries_that_voicevox_refuses(field: str, value: object) -> None:
    query = {
        "accent_phrases": parse_kana("ハ'シ、ワ'"),
        "outputSamplingRate": 24_000,
        "outputStereo": False,
        **dict.fromkeys(("speedScale", "intonationScale", "volumeScale"), 1.0),
        **dict.fromkeys(("pitchScale", "prePhonemeLength", "postPhonemeLength"), 0.0),
    }
    assert is_query(query)
    assert not is_query({**query, field: value})
