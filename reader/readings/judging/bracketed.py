"""Readings that a sentence itself gives in brackets: they count for the word before, and are not said a second time.

::

    興津（おきつ）分館, 「興津」（おきつ） → 興津[おきつ]分館      小中《こなか》地区 → 小中[こなか]地区      市長（あいさつ） stays

Kana in brackets are a reading only where they can be one: letter by letter (PFI, ピーエフアイ), kanji by kanji (興 おき, 津 つ), or as
a word that the dictionary knows (大人, おとな). Of a name it is enough that its first or last kanji is read so (小豆沢, あずさわ).
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache

from reader.readings.judging.letters import LETTER_NAMES
from reader.readings.writing.kana import is_kana, is_kanji, pronounce, to_katakana

KnownReadings = Callable[[str], Collection[str]]
"""The readings (katakana) that the dictionary knows for a folded surface."""

_BRACKETS = re.compile(r"[（〔《［〈]([ぁ-ゖァ-ヺー・\u3000＝]+)[）〕》］〉]")
_QUOTED = ("」", "』", "”", "’")
_APART = str.maketrans("", "", "・\u3000＝")
_LATIN = re.compile(r"[Ａ-Ｚａ-ｚ][Ａ-Ｚａ-ｚ０-９−．＆]*$")
_KANJI_RUN = re.compile(r"[㐀-鿿豈-﫿々ヶヵ]{2,5}$")
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LONGEST_BASE = 20
_LONGEST_WORD = 4
_LEAST_KANA, _MOST_KANA = 1, 4
"""Kana for each kanji of a name that cannot be explained whole."""

_VOICED = dict(
    zip("カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ", strict=True)
)
_PUFFED = dict(zip("ハヒフヘホ", "パピプペポ", strict=True))


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Characters ``start`` to ``end`` are read as ``reading`` (katakana); the brackets that say so stand from ``open`` to
    ``close``."""

    start: int
    end: int
    open: int
    close: int
    reading: str


def bracketed(text: str, known: KnownReadings, is_name: Callable[[str], bool]) -> Iterator[Bracketed]:
    """The readings in brackets of a folded text, in order. ``is_name`` says whether a run of kanji holds a name."""
    for match in _BRACKETS.finditer(text):
        reading = to_katakana(match.group(1).translate(_APART))
        end = match.start() - text.endswith(_QUOTED, 0, match.start())
        start = _base(text[max(0, end - _LONGEST_BASE) : end], reading, known, is_name)
        if start:
            yield Bracketed(end - start, end, match.start(), match.end(), reading)


def _base(before: str, reading: str, known: KnownReadings, is_name: Callable[[str], bool]) -> int:
    """How many characters at the end of ``before`` are what is read so; 0: none."""
    latin = _LATIN.search(before)
    if latin:
        return len(latin.group()) if _spells(latin.group(), reading, known) else 0
    whole = _explained(before, reading, known)
    if whole:
        return whole
    run = _KANJI_RUN.search(before)
    if run and _could_be(run.group(), reading, known) and is_name(run.group()):
        return len(run.group())
    return 0


def _spells(word: str, reading: str, known: KnownReadings) -> bool:
    letters = [LETTER_NAMES.get(letter, "") for letter in word.translate(_HALF).lower() if letter.isalpha()]
    heard = pronounce(reading)
    return heard == pronounce("".join(letters)) or heard in map(pronounce, known(word))


def _explained(before: str, reading: str, known: KnownReadings) -> int:
    """The longest end of ``before`` that begins with a kanji and is read so, character by character or word by word."""

    @cache
    def begins(end: int, left: int) -> frozenset[int]:
        """Where the base may begin, if ``before[:end]`` is to be read as the first ``left`` kana of the reading."""
        if not left:
            return frozenset({end})
        if not end:
            return frozenset()
        found: set[int] = set()
        for start in range(max(0, end - _LONGEST_WORD), end):
            for kana in _readings(before, start, end, known):
                if reading.endswith(kana, 0, left):
                    found |= begins(start, left - len(kana))
        return frozenset(found)

    starts = [
        start for start in begins(len(before), len(reading)) if is_kanji(before[start : start + 1] or " ")
    ]
    return len(before) - min(starts) if starts else 0


def _readings(before: str, start: int, end: int, known: KnownReadings) -> set[str]:
    """How ``before[start:end]`` may be read inside a word: with its first sound voiced, its last one hardened."""
    piece = before[start:end]
    if piece == "\u3000":
        return {""}
    if end - start == 1 and is_kana(piece):
        return {to_katakana(piece)} | ({"カ", "ガ", "ケ"} if piece in "ヶヵケ" else set())
    if not any(map(is_kanji, piece)):
        return set()
    if piece == "々" and start:
        return set().union(*(_changed(kana) for kana in known(before[start - 1])))
    return set().union(*(_changed(kana) for kana in known(piece)))


def _changed(kana: str) -> set[str]:
    first = {kana[:1], _VOICED.get(kana[:1], kana[:1]), _PUFFED.get(kana[:1], kana[:1])}
    begun = {sound + kana[1:] for sound in first}
    return begun | {word[:-1] + "ッ" for word in begun if len(word) > 1 and word[-1] in "チツクキ"}


def _could_be(run: str, reading: str, known: KnownReadings) -> bool:
    """Whether a name may be read so: as long as names are, and its first or its last kanji is read so elsewhere."""
    if not _LEAST_KANA * len(run) <= len(reading) <= _MOST_KANA * len(run):
        return False
    first = set().union(*(_changed(kana) for kana in known(run[0])))
    last = set().union(*(_changed(kana) for kana in known(run[-1])))
    return any(reading.startswith(kana) for kana in first) or any(reading.endswith(kana) for kana in last)
