"""Furigana levels: which words get ruby, by the lists of school kanji and by what kind of word it is.

none: no word. hard: names and places, kanji not taught in primary school, and readings in doubt. all: every word with
kanji, and Latin abbreviations::

    長崎市の基盤を構築する    hard → 長崎[ながさき]市の基盤を構築する (盤 and 築: 基盤[きばん], 構築[こうちく])
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from reader.readings.furigana.ruby import Ruby, align
from reader.readings.furigana.school_kanji import PRIMARY_SCHOOL
from reader.readings.word import Word, WordKind
from reader.readings.writing.kana import is_kanji, to_hiragana

_MARKS = frozenset("々〆〇ヶヵ")
_KEPT_WORDS = 20_000
"""Words whose segments are remembered: minutes say the same words again and again."""

_NAMES = frozenset({WordKind.PERSON, WordKind.PLACE, WordKind.NAME})
RubyWord = tuple[Word, tuple[Ruby, ...]]
Seen = set[tuple[str, str]]
"""Surfaces with the readings that were shown over them."""


class Level(StrEnum):
    """How much furigana a reader wants."""

    NONE = "none"
    HARD = "hard"
    ALL = "all"


def ruby_words(words: Sequence[Word], level: Level, seen: Seen | None = None) -> tuple[RubyWord, ...]:
    """Each word with its segments. A word that ``seen`` holds with the same reading gets no ruby again, and those
    that get it are added; None: ruby every time."""
    return tuple(_ruby_words(words, level, seen))


def _ruby_words(words: Sequence[Word], level: Level, seen: Seen | None) -> Iterator[RubyWord]:
    for word in words:
        cut = _cut(word.surface, word.reading, word.kind in _NAMES or not word.certain, level)
        if cut is None or (seen is not None and (word.surface, word.reading) in seen):
            yield word, (Ruby(word.surface),)
            continue
        if seen is not None:
            seen.add((word.surface, word.reading))
        yield word, cut


def gets_ruby(word: Word, level: Level) -> bool:
    """Whether the word's reading is shown at that level."""
    return _cut(word.surface, word.reading, word.kind in _NAMES or not word.certain, level) is not None


@lru_cache(_KEPT_WORDS)
def _cut(surface: str, reading: str, hard: bool, level: Level) -> tuple[Ruby, ...] | None:
    """The segments of a word whose reading is shown; None where it is not. ``hard``: whatever its kanji are."""
    if level is Level.NONE or not reading or to_hiragana(surface) == reading:
        return None
    kanji = [character for character in surface if is_kanji(character) and character not in _MARKS]
    if level is Level.ALL:
        shown = bool(kanji) or _has_letters(surface)
    else:
        shown = bool(kanji) and (hard or not PRIMARY_SCHOOL.issuperset(kanji))
    return align(surface, reading) if shown else None


def _has_letters(surface: str) -> bool:
    """Latin letters, or figures grown together with kana (6つ)."""
    return any(character.isalpha() and not "ぁ" <= character <= "ヿ" for character in surface) or (
        any(character.isdigit() for character in surface) and any("ぁ" <= kana <= "ゖ" for kana in surface)
    )
