"""Morphemes made words: put back on the original text, which they cover from end to end.

The figures of one number are one word, a morpheme without a place of its own (the 十 of ２８) joins the one before,
and what was left unsaid (signs, zero-width spaces) is a word without a reading::

    ２ 十 ８ 日 → Word("28", 3, 5, "にじゅうはち", …) Word("日", 5, 6, "にち", …)
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.readings.judging.parts import part_of
from reader.readings.morpheme import Morpheme, Settled
from reader.readings.word import PartOfSpeech, ReadingSource, Word, WordKind
from reader.readings.writing.folding import FoldedText
from reader.readings.writing.kana import spell, to_hiragana

_LATIN = re.compile(r"[Ａ-Ｚａ-ｚA-Za-zÀ-ɏ][Ａ-Ｚａ-ｚA-Za-zÀ-ɏ０-９0-9．&＆/／'’−+＋-]*")
_HIRAGANA = re.compile(r"[ぁ-ゖー]+")
_TENTH = "十日"
_NUMBER = ("名詞", "数")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Characters ``start`` to ``end`` of the folded text may be misread; ``alternative`` is another reading
    (katakana), where one is known."""

    start: int
    end: int
    alternative: str | None


@dataclass(frozen=True, slots=True)
class _Unit:
    """Morphemes that stand on one span of the original."""

    start: int
    end: int
    morphemes: tuple[Morpheme, ...]


def make_words(
    text: str,
    folded: FoldedText,
    morphemes: Sequence[Morpheme],
    settled: Sequence[Settled] = (),
    doubts: Sequence[Doubt] = (),
    lexical_source: Callable[[str], ReadingSource] = lambda _: ReadingSource.BUILT_IN,
) -> tuple[Word, ...]:
    """The words of ``text``. ``lexical_source`` says which layer of the lexicon a folded surface is from."""
    words: list[Word] = []
    position = 0
    for unit in _units(folded, morphemes):
        if unit.start > position:
            words.append(_silent(text, position, unit.start))
        source = _source(unit, settled, lexical_source)
        doubt = next((doubt for doubt in doubts if _overlap(unit, doubt)), None)
        words.append(_word(text, unit, source, doubt))
        position = unit.end
    if position < len(text):
        words.append(_silent(text, position, len(text)))
    return tuple(_with_decimals(words))


def _units(folded: FoldedText, morphemes: Iterable[Morpheme]) -> Iterator[_Unit]:
    unit: _Unit | None = None
    for morpheme in morphemes:
        placed = morpheme.end > morpheme.start
        start, end = folded.original(morpheme.start, morpheme.end) if placed else (0, 0)
        joins = unit is not None and (
            start >= end or start < unit.end or _one_number(unit.morphemes[-1], morpheme)
        )
        if unit is not None and joins:
            unit = _Unit(unit.start, max(unit.end, end), (*unit.morphemes, morpheme))
        elif start < end:
            if unit is not None:
                yield unit
            unit = _Unit(start, end, (morpheme,))
    if unit is not None:
        yield unit


def _one_number(before: Morpheme, after: Morpheme) -> bool:
    return before.pos[:2] == _NUMBER and after.pos[:2] == _NUMBER and not before.surface.startswith("、")


def _overlap(unit: _Unit, stretch: Doubt | Settled) -> bool:
    first = unit.morphemes[0].start
    last = max(morpheme.end for morpheme in unit.morphemes)
    return first < stretch.end and stretch.start < last


def _source(
    unit: _Unit, settled: Sequence[Settled], lexical_source: Callable[[str], ReadingSource]
) -> ReadingSource:
    for stretch in settled:
        if _overlap(unit, stretch):
            return stretch.source
    lexical = [morpheme.surface for morpheme in unit.morphemes if morpheme.lexical]
    return lexical_source(lexical[0]) if lexical else ReadingSource.DICTIONARY


def _word(text: str, unit: _Unit, source: ReadingSource, doubt: Doubt | None) -> Word:
    spoken = [morpheme for morpheme in unit.morphemes if morpheme.spoken]
    surface = text[unit.start : unit.end]
    return Word(
        surface=surface,
        start=unit.start,
        end=unit.end,
        reading=to_hiragana("".join(map(_reading, spoken))),
        pronunciation="".join(morpheme.pron.replace("’", "") for morpheme in spoken),
        kind=_kind(surface, spoken),
        source=source,
        certain=doubt is None,
        alternative=to_hiragana(doubt.alternative) if doubt and doubt.alternative else None,
        part=part_of(spoken[-1].pos) if spoken else PartOfSpeech.SYMBOL,
    )


def _reading(morpheme: Morpheme) -> str:
    if morpheme.pos[:2] == _NUMBER:
        return (
            morpheme.pron.replace("’", "")
            .replace("レー", "レイ")
            .replace("ュー", "ュウ")
            .replace("トー", "トウ")
            .replace("スー", "スウ")
        )
    if _HIRAGANA.fullmatch(morpheme.surface):
        return morpheme.surface
    if morpheme.surface.startswith(_TENTH):  # the dictionary has トウカ beside トオカ
        return spell(morpheme.read.replace("トウカ", "トオカ"), morpheme.pron)
    return spell(morpheme.read, morpheme.pron)


def _with_decimals(words: Sequence[Word]) -> Iterator[Word]:
    """The words, those of numbers with a point as they are written: said ニーテンゴー, written にてんご."""
    for at, word in enumerate(words):
        beside = (words[at + 1 : at + 2], words[at - 1 : at] if at else ())
        if word.kind is WordKind.NUMBER and any(one.reading == "てん" for side in beside for one in side):
            yield replace(word, reading=word.reading.replace("にー", "に").replace("ごー", "ご"))
        else:
            yield word


def _kind(surface: str, spoken: Sequence[Morpheme]) -> WordKind:
    if not spoken:
        return WordKind.SYMBOL
    if _LATIN.fullmatch(surface):
        return WordKind.LATIN
    kinds = [_kind_of_pos(morpheme.pos) for morpheme in spoken]
    return next((kind for kind in kinds if kind is not WordKind.ORDINARY), WordKind.ORDINARY)


def _kind_of_pos(pos: tuple[str, str, str, str]) -> WordKind:
    if pos[0] == "助詞":
        return WordKind.PARTICLE
    if pos[1] == "数":
        return WordKind.NUMBER
    if pos[1] != "固有名詞":
        return WordKind.ORDINARY
    return {"人名": WordKind.PERSON, "地域": WordKind.PLACE}.get(pos[2], WordKind.NAME)


def _silent(text: str, start: int, end: int) -> Word:
    return Word(text[start:end], start, end, "", "", WordKind.SYMBOL, part=PartOfSpeech.SYMBOL)
