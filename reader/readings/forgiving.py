"""Kana folded so that a search forgives how it was typed.

Katakana, half width, long vowels, small っ and ぢ/づ/を make no difference, on both sides of the comparison::

    ちょうないかい, ﾁｮｰﾅｲｶｲ, ちょおないかい  →  ちょないかい
"""

import re
import unicodedata

from reader.readings.kana import VOWEL, is_kana, to_hiragana, to_katakana

_LONG = {"ー": "アイウエオ", "ア": "ア", "イ": "イエ", "ウ": "ウオ", "エ": "エ", "オ": "オ"}
_SAME = str.maketrans(
    {"ヂ": "ジ", "ヅ": "ズ", "ヲ": "オ", "ヰ": "イ", "ヱ": "エ", "ヮ": "ワ", "ヴ": "ブ", "ッ": None}
)
_DROPPED = re.compile(r"[\s\x00-\x1f\x7f・゠＝=\-‐－、。]+")


def forgiving(kana: str) -> str:
    """The folded form, in hiragana. What is not kana stays as NFKC makes it."""
    text = to_katakana(_DROPPED.sub("", unicodedata.normalize("NFKC", kana))).translate(_SAME)
    kept: list[str] = []
    for character in text:
        before = VOWEL.get(kept[-1]) if kept else None
        if before is not None and before in _LONG.get(character, ""):
            continue
        kept.append(character)
    return to_hiragana("".join(kept))


def is_kana_query(text: str) -> bool:
    """Whether somebody typed how a word sounds rather than how it is written."""
    return is_kana(_DROPPED.sub("", unicodedata.normalize("NFKC", text)))
