"""Which words get furigana, by the lists of school kanji and the kind of word."""

import pytest

from reader.readings.furigana.levels import Level, Seen, gets_ruby, ruby_words
from reader.readings.furigana.school_kanji import GENERAL_USE, PRIMARY_SCHOOL, SCHOOL_YEAR
from reader.readings.word import Word, WordKind


def word(surface: str, reading: str, kind: WordKind = WordKind.ORDINARY, *, certain: bool = True) -> Word:
    return Word(surface, 0, len(surface), reading, reading, kind, certain=certain)


def test_the_lists_are_whole() -> None:
    assert [sum(year == n for year in SCHOOL_YEAR.values()) for n in range(1, 7)] == [
        80,
        160,
        200,
        202,
        193,
        191,
    ]
    assert (len(PRIMARY_SCHOOL), len(GENERAL_USE)) == (1026, 2136)


@pytest.mark.parametrize(
    ("given", "none", "hard", "everything"),
    [
        (word("会議", "かいぎ"), False, False, True),
        (word("基盤", "きばん"), False, True, True),
        (word("長崎", "ながさき", WordKind.PLACE), False, True, True),
        (word("鈴木", "すずき", WordKind.PERSON), False, True, True),
        (word("水面", "すいめん", certain=False), False, True, True),
        (word("人々", "ひとびと"), False, False, True),
        (word("1人", "ひとり"), False, False, True),
        (word("6つ", "むっつ"), False, False, True),
        (word("28", "にじゅうはち", WordKind.NUMBER), False, False, False),
        (word("KPI", "けーぴーあい", WordKind.LATIN), False, False, True),
        (word("デジタル", "でじたる"), False, False, False),
        (word("は", "は", WordKind.PARTICLE), False, False, False),
        (word("、", "", WordKind.SYMBOL), False, False, False),
    ],
    ids=lambda value: value.surface if isinstance(value, Word) else "",
)
def test_levels(given: Word, none: bool, hard: bool, everything: bool) -> None:
    assert (gets_ruby(given, Level.NONE), gets_ruby(given, Level.HARD), gets_ruby(given, Level.ALL)) == (
        none,
        hard,
        everything,
    )


def test_the_first_time_only() -> None:
    words = [word("会議", "かいぎ"), word("会議", "かいぎ"), word("今日", "きょう"), word("今日", "こんにち")]
    seen: Seen = set()
    shown = [any(part.reading for part in parts) for _, parts in ruby_words(words, Level.ALL, seen)]
    assert shown == [True, False, True, True]
    assert not any(part.reading for _, parts in ruby_words(words, Level.ALL, seen) for part in parts)
    assert all(any(part.reading for part in parts) for _, parts in ruby_words(words, Level.ALL))
