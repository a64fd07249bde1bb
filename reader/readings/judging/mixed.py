"""Kanji that no dictionary knows for a word, read half in Chinese and half in Japanese: such a word is read in Chinese whole.

::

    旅|泊 たび|はく → りょはく      銅|坑 どう|あな → どうこう      白|猫 しろ|ねこ stays (Japanese whole), 真|逆 stays (ま is a prefix)
"""

from collections.abc import Callable, Iterator, Sequence

from reader.readings.morpheme import Morpheme, Settled
from reader.readings.writing.kana import is_kanji, pronounce

Chinese = Callable[[str], str | None]
"""The reading (katakana) of a kanji as in Chinese; None where it has none."""

_NOUNS = {
    ("名詞", "一般"),
    ("名詞", "サ変接続"),
    ("名詞", "固有名詞"),
    ("接頭詞", "名詞接続"),
    ("動詞", "自立"),
}
_PERSON = "人名"
_PREFIXES = frozenset("真大小御新旧前後上下中内外全各本当同両再最超")
"""Kanji that stand before words of either kind."""

_HARDENS = {
    "ツ": frozenset("カキクケコサシスセソタチツテト"),
    "チ": frozenset("カキクケコサシスセソタチツテト"),
    "ク": frozenset("カキクケコ"),
}


def settle_mixed(text: str, morphemes: Sequence[Morpheme], chinese: Chinese) -> Iterator[Settled]:
    """The readings of such words of a folded text."""
    for run in _runs(text, morphemes):
        readings = [chinese(morpheme.surface) for morpheme in run]
        spoken_so = [
            reading is not None and pronounce(reading) == pronounce(morpheme.read)
            for reading, morpheme in zip(readings, run, strict=True)
        ]
        if any(spoken_so) and not all(spoken_so) and all(readings):
            yield Settled(run[0].start, run[-1].end, _joined([reading or "" for reading in readings]))


def _runs(text: str, morphemes: Sequence[Morpheme]) -> Iterator[list[Morpheme]]:
    """Two or more single kanji in a row that fill all between other signs."""
    run: list[Morpheme] = []
    for morpheme in [*morphemes, None]:
        if morpheme is not None and _is_single(morpheme) and (not run or run[-1].end == morpheme.start):
            run.append(morpheme)
            continue
        if len(run) > 1 and _stands_alone(text, run):
            yield run
        run = [morpheme] if morpheme is not None and _is_single(morpheme) else []


def _is_single(morpheme: Morpheme) -> bool:
    return (
        morpheme.end - morpheme.start == 1
        and len(morpheme.surface) == 1
        and is_kanji(morpheme.surface)
        and not morpheme.lexical
        and morpheme.pos[:2] in _NOUNS
        and morpheme.pos[2] != _PERSON
    )


def _stands_alone(text: str, run: Sequence[Morpheme]) -> bool:
    before, after = text[: run[0].start][-1:], text[run[-1].end :][:1]
    return (
        not (before and is_kanji(before))
        and not (after and is_kanji(after))
        and run[0].surface not in _PREFIXES
    )


def _joined(readings: Sequence[str]) -> str:
    """ゲツ and カ grow together: ゲッカ."""
    joined = ""
    for reading in readings:
        if joined and len(joined) > 1 and reading[0] in _HARDENS.get(joined[-1], ()):
            joined = joined[:-1] + "ッ"
        joined += reading
    return joined
