"""Kana folded so that a search forgives how it was typed.

Katakana, half width, long vowels, small っ and ぢ/づ/を make no difference, on both sides of the comparison::

    ちょうないかい, ﾁｮｰﾅｲｶｲ, ちょおないかい  →  ちょないかい

Who finds no small kana types large ones. That is another word as often as not (しよう is no しょう), so what was meant
is not folded but told apart, as what sounds nearly so::

    がつこう  →  がつこ, and nearly がこ
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import product

from reader.readings.writing.kana import VOWEL, is_kana, to_hiragana, to_katakana

_LONG = {"ー": "アイウエオ", "ア": "ア", "イ": "イエ", "ウ": "ウオ", "エ": "エ", "オ": "オ"}
_SAME = str.maketrans(
    {"ヂ": "ジ", "ヅ": "ズ", "ヲ": "オ", "ヰ": "イ", "ヱ": "エ", "ヮ": "ワ", "ヴ": "ブ", "ッ": None}
)
# Large kana that may stand for small ones: っ before another sound, ゃゅょ behind き, し, ち, …, ぁぃぅぇぉ in loan words.
_MAY_BE_SMALL = re.compile(
    "ツ(?=[カ-ドパピプペポ])|(?<=[キシチニヒミリギジヂビピ])[ヤユヨ]|(?<=[フテデウヴチシジトドツ])[アイウエオ]"
)
_SMALL = dict(zip("ツヤユヨアイウエオ", "ッャュョァィゥェォ", strict=True))
_MOST_TOLD_APART = 4
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


def nearly(kana: str) -> tuple[str, ...]:
    """The folded forms of what may have been meant where large kana were typed for small ones, without that of what was
    typed. Of more than four such kana, all are taken for small ones, or none. Empty for what is not kana."""
    if not is_kana_query(kana):
        return ()
    text = to_katakana(_DROPPED.sub("", unicodedata.normalize("NFKC", kana)))
    places = [match.start() for match in _MAY_BE_SMALL.finditer(text)]
    each = [[False, True]] * len(places)
    choices = product(*each) if len(places) <= _MOST_TOLD_APART else [[True] * len(places)]
    meant = {forgiving(_shrunk(text, places, choice)) for choice in choices}
    return tuple(sorted(meant - {forgiving(kana)}))


def _shrunk(katakana: str, places: Sequence[int], small: Sequence[bool]) -> str:
    letters = list(katakana)
    for place, is_small in zip(places, small, strict=True):
        letters[place] = _SMALL[letters[place]] if is_small else letters[place]
    return "".join(letters)


def is_kana_query(text: str) -> bool:
    """Whether somebody typed how a word sounds rather than how it is written."""
    return is_kana(_DROPPED.sub("", unicodedata.normalize("NFKC", text)))
