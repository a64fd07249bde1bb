"""One reading everywhere: what the words show is, sound for sound, what the labels of the clip say."""

import re
from pathlib import Path

import pytest

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import Override, Reading

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サ_スセソ", "t": "タ__テト", "n": "ナニヌネノ", "h": "ハヒ_ヘホ",
    "m": "マミムメモ", "y": "ヤ_ユ_ヨ", "r": "ラリルレロ", "w": "ワ____", "g": "ガギグゲゴ", "z": "ザ_ズゼゾ",
    "d": "ダ__デド", "b": "バビブベボ", "p": "パピプペポ", "ts": "__ツ__", "sh": "_シ___", "ch": "_チ___",
    "j": "_ジ___", "f": "__フ__", "v": "__ヴ__",
}  # fmt: skip
_SOUNDS = {
    kana: (consonant, vowel)
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
    if kana != "_"
} | {"ヲ": ("", "o"), "ヂ": ("j", "i"), "ヅ": ("z", "u")}
_SMALL = dict(zip("ァィゥェォャュョ", "aiueoauo", strict=True))
_PALATAL = {"k", "g", "n", "h", "b", "p", "m", "r"}


def phonemes(katakana: str) -> list[str]:
    """The phonemes of a pronunciation, as Open JTalk names them."""
    said: list[str] = []
    for kana in katakana:
        if kana in _SMALL and len(said) >= 1:
            vowel = said.pop()
            if vowel == "i" and kana in "ャュョェ" and said and said[-1] in _PALATAL:
                said[-1] += "y"
            said.append(_SMALL[kana])
        elif kana == "ー":
            said.append(said[-1])
        elif kana in "ンッ":
            said.append("N" if kana == "ン" else "cl")
        else:
            consonant, vowel = _SOUNDS[kana]
            said += [consonant, vowel] if consonant else [vowel]
    return said


def labelled(labels: list[str]) -> list[str]:
    """The phonemes of labels, without pauses; a vowel that is whispered counts as the vowel."""
    found = [label.split("-", 1)[1].split("+", 1)[0] for label in labels]
    return [
        phoneme.lower() if phoneme in "AIUEO" else phoneme
        for phoneme in found
        if phoneme not in ("sil", "pau")
    ]


def assert_one_reading(
    analyzer: OpenJTalkAnalyzer, text: str, *given: list[Reading] | list[Override]
) -> None:
    annotation = analyzer.annotate(text, *given)  # type: ignore[arg-type]
    shown = phonemes("".join(word.pronunciation for word in annotation.words))
    assert shown == labelled(analyzer.labels(text, *given)), text  # type: ignore[arg-type]


@pytest.mark.slow
def test_of_the_whole_seed(analyzer: OpenJTalkAnalyzer, shared: Path) -> None:
    (seed,) = (shared / "minutes" / "seed").glob("*.txt")
    for sentence in re.split(r"(?<=。)|\n", seed.read_text(encoding="utf-8")):
        assert_one_reading(analyzer, sentence)


@pytest.mark.parametrize(
    "text",
    [
        "2021/10/28 13:30~、R3.10.28、1/2、㈱長崎",
        "095-829-1124、〒850-8685、101号室、資料1-2",
        "8分と18分と8票、6つ、1人1台、20ヶ国100ヶ所",
        "スィーツとミュンヒェンとTsukubaとSmart City",
        "教 育 委 員 会、会\u200b議",
        "持ち札を見学に行った方々が調査を行った。",
    ],
)
def test_of_what_the_rules_change(analyzer: OpenJTalkAnalyzer, text: str) -> None:
    assert_one_reading(analyzer, text)


def test_of_lexicon_and_overrides(analyzer: OpenJTalkAnalyzer) -> None:
    text = "下市町と市場の件"
    lexicon, overrides = [Reading("下市町", "しもしちょう", 3)], [Override(4, 6, "いちば")]
    annotation = analyzer.annotate(text, lexicon, overrides)
    assert [word.reading for word in annotation.words] == ["しもしちょう", "と", "いちば", "の", "けん"]
    assert phonemes("".join(word.pronunciation for word in annotation.words)) == labelled(
        analyzer.labels(text, lexicon, overrides)
    )
