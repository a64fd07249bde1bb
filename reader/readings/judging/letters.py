"""Words that are read as they are written: katakana, and Japanese in Latin letters.

The analyser's dictionary turns rare katakana into others (スィーツ into スイーツ), and spells what it does not know by
its letters; a word that Hepburn spelling explains from end to end is taken as Japanese::

    ミュンヒェン → ミュンヒェン        Tsukuba → ツクバ        kasuga → カスガ        e-Stat stays
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reader.readings.morpheme import Morpheme, Settled
from reader.readings.writing.kana import pronounce

_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_LATIN = re.compile(r"[Ａ-Ｚａ-ｚ]{4,}")
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
LETTER_NAMES: Mapping[str, str] = MappingProxyType(
    dict(
        zip(
            "abcdefghijklmnopqrstuvwxyz",
            [
                "エー",
                "ビー",
                "シー",
                "ディー",
                "イー",
                "エフ",
                "ジー",
                "エイチ",
                "アイ",
                "ジェー",
                "ケー",
                "エル",
                "エム",
                "エヌ",
                "オー",
                "ピー",
                "キュー",
                "アール",
                "エス",
                "ティー",
                "ユー",
                "ブイ",
                "ダブリュー",
                "エックス",
                "ワイ",
                "ゼット",
            ],
            strict=True,
        )
    )
)
"""What each letter is called when a word is spelt."""

_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サ スセソ",
    "t": "タ  テト",
    "n": "ナニヌネノ",
    "h": "ハヒ ヘホ",
    "m": "マミムメモ",
    "y": "ヤ ユ ヨ",
    "r": "ラリルレロ",
    "w": "ワ    ",
    "g": "ガギグゲゴ",
    "z": "ザ ズゼゾ",
    "d": "ダ  デド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
_SYLLABLES: dict[str, str] = {
    consonant + vowel: kana
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row, strict=True)
    if kana != " "
}
_SYLLABLES |= {"shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ", "ji": "ジ", "n": "ン"}
_SYLLABLES |= {
    f"{consonant}{vowel}": kana + small
    for consonant, kana in {
        "ky": "キ", "gy": "ギ", "ny": "ニ", "hy": "ヒ", "by": "ビ", "py": "ピ", "my": "ミ", "ry": "リ",
        "sh": "シ", "ch": "チ", "j": "ジ",
    }.items()
    for vowel, small in zip("auo", "ャュョ", strict=True)
}  # fmt: skip
_SYLLABLE = re.compile(r"([kstpg])(?=\1)|t(?=ch)|n(?![aiueoy])|[bcdfghjkmnprstwyz]{0,2}[aiueo]")


def settle_letters(morphemes: Sequence[Morpheme]) -> Iterator[Settled]:
    """The readings of katakana and of Japanese in Latin letters that the analyser has otherwise."""
    for morpheme in morphemes:
        if morpheme.lexical or not morpheme.spoken or morpheme.end - morpheme.start != len(morpheme.surface):
            continue
        read = _as_written(morpheme)
        if read and read != morpheme.read:
            yield Settled(morpheme.start, morpheme.end, read, pos=morpheme.pos)


def _as_written(morpheme: Morpheme) -> str | None:
    if _KATAKANA.fullmatch(morpheme.surface):
        return morpheme.surface
    if _LATIN.fullmatch(morpheme.surface):
        word = morpheme.surface.translate(_HALF)
        if not word.isupper() and _is_spelt_out(word.lower(), morpheme.pron):
            return from_romaji(word.lower())
    return None


def _is_spelt_out(word: str, pronunciation: str) -> bool:
    return pronounce("".join(LETTER_NAMES[letter] for letter in word)) == pronounce(
        pronunciation.replace("’", "")
    )


def from_romaji(word: str) -> str | None:
    """The katakana of a word in Hepburn spelling (lower case), or None if it is not one."""
    kana, position = [], 0
    while position < len(word):
        match = _SYLLABLE.match(word, position)
        syllable = _syllable(match) if match else None
        if match is None or syllable is None:
            return None
        kana.append(syllable)
        position = match.end()
    return "".join(kana)


def _syllable(match: re.Match[str]) -> str | None:
    doubled = match.group(1) or match.group() == "t"
    return "ッ" if doubled else _SYLLABLES.get(match.group())
