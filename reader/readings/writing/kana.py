"""Kana: the two scripts, morae, and the way from a written reading to the sound.

A reading is written (こうか, はなぢ), a pronunciation is heard (コーカ, ハナジ). A mora is one kana with the small
kana that follow it: きょ is one mora, きっ are two.
"""

import re
from bisect import bisect_right
from functools import lru_cache

_TO_KATAKANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
_TO_HIRAGANA = str.maketrans({chr(code + 0x60): chr(code) for code in range(0x3041, 0x3097)})
_MORA = re.compile(r"[ァ-ヺ][ァィゥェォャュョヮ]?|ー")
_SMALL = frozenset("ァィゥェォャュョヮ")
_KANA = re.compile(r"[ぁ-ゖァ-ヺーゝゞヽヾ]+")
_KANJI = re.compile(r"[㐀-䶿一-鿿豈-﫿々〆〇ヶヵ\U00020000-\U0003fffd]")

_ROWS = {
    "ア": "アカサタナハマヤラワガザダバパァャヮ",
    "イ": "イキシチニヒミリヰギジヂビピィ",
    "ウ": "ウクスツヌフムユルグズヅブプゥュヴ",
    "エ": "エケセテネヘメレヱゲゼデベペェ",
    "オ": "オコソトノホモヨロヲゴゾドボポォョ",
}
VOWEL: dict[str, str] = {kana: vowel for vowel, row in _ROWS.items() for kana in row}
"""The vowel that a katakana ends in."""

_ROW_STARTS, _ROW_NAMES = "ぁかさたなはまゃらゎ", "あかさたなはまやらわ"

_SOUNDS = str.maketrans({"ヂ": "ジ", "ヅ": "ズ", "ヰ": "イ", "ヱ": "エ", "ヲ": "オ", "ヮ": "ワ"})
# After which vowel a vowel kana only lengthens. ア and イ are left alone: 場合 and 委員 are spoken as written.
_LENGTHENS = {"ウ": "ウオ", "イ": "エ", "エ": "エ", "オ": "オ"}
# ノウ in の上, の内, の裏 and so on is two words grown together, not a long vowel.
_SEPARATE = re.compile(r"(?<=ノ)ウ(?=エ|チ(?!ョ)|ラ|ミ)|(?<=ト)ウ(?=チ(?!ョ|ュ))")


def to_katakana(text: str) -> str:
    """Hiragana made katakana; everything else stays."""
    return text.translate(_TO_KATAKANA)


def to_hiragana(text: str) -> str:
    """Katakana made hiragana; the long mark and everything else stay."""
    return text.translate(_TO_HIRAGANA)


def is_kana(text: str) -> bool:
    """Whether the text is one or more kana and nothing else."""
    return _KANA.fullmatch(text) is not None


def is_kanji(character: str) -> bool:
    """Whether the character is read as kanji are: kanji, 々, 〆, 〇, ヶ."""
    return _KANJI.fullmatch(character) is not None


def has_kanji(text: str) -> bool:
    """Whether any character of the text is a kanji (々, 〆, 〇 and ヶ counted)."""
    return _KANJI.search(text) is not None


def kana_row(reading: str) -> str:
    """The row of the table of fifty sounds that a reading (hiragana) begins in: ぎあん → か; empty if it begins in none."""
    first = reading[:1].replace("ゔ", "う")
    at = bisect_right(_ROW_STARTS, first) - 1
    return _ROW_NAMES[at] if at >= 0 and first <= "ん" else ""


def morae(katakana: str) -> list[str]:
    """The morae of a reading in katakana."""
    return _MORA.findall(katakana)


@lru_cache(maxsize=32_768)
def pronounce(reading: str) -> str:
    """The pronunciation of a word's reading: ケンカシチョウ → ケンカシチョー, ハナヂ → ハナジ, イノウエ stays.

    Vowels that lengthen the mora before them become ー, as dictionaries of speech write them.
    """
    katakana = to_katakana(reading)
    separate = {match.start() for match in _SEPARATE.finditer(katakana)}
    sounds: list[str] = []
    for index, kana in enumerate(katakana.translate(_SOUNDS)):
        vowel = VOWEL.get(sounds[-1]) if sounds else None
        lengthens = vowel is not None and vowel in _LENGTHENS.get(kana, "") and index not in separate
        sounds.append("ー" if lengthens else kana)
    return "".join(sounds)


def spell(read: str, pronunciation: str) -> str:
    """The reading as it is written, from a dictionary's ``read`` and the sound it was given.

    Sound changes are kept (フン said プン is ぷん), long vowels and ず/づ are turned back as ``read`` has them
    (コーカ is こうか). Both are katakana, and so is the result.
    """
    sound = pronunciation.replace("’", "")
    if len(read) != len(sound):
        return read if is_kana(read) else sound
    return "".join(_spell_kana(written, heard) for written, heard in zip(read, sound, strict=True))


def _spell_kana(written: str, heard: str) -> str:
    if heard == "ー" and written in "アイウエオ":
        return written
    return written if (written, heard) in _WRITTEN_OTHERWISE else heard


# は and へ that are said ワ and エ (では, または), 言う that is said ユウ, and the two sounds that are written in two ways.
_WRITTEN_OTHERWISE = frozenset({("ハ", "ワ"), ("ヘ", "エ"), ("イ", "ユ"), ("ヂ", "ジ"), ("ヅ", "ズ")})
