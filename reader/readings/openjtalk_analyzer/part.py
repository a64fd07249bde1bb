"""A part of a text read: folded, written out, settled, analysed, judged, and made into words and labels.

::

    興津（おきつ）分館は２１㎡ → words 興津[おきつ] （おきつ）[] 分館[ぶんかん] は ２１[にじゅういち] ㎡[へいほうめーとる], and their labels
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.readings.judging.bracketed import bracketed
from reader.readings.judging.doubts import (
    doubt_candidates,
    doubt_given_names,
    doubt_single_kanji,
    may_be_read_otherwise,
)
from reader.readings.judging.judgement import Judgement, is_free
from reader.readings.judging.mixed import settle_mixed
from reader.readings.judging.repeats import settle_repeats
from reader.readings.judging.words import make_words
from reader.readings.lexicon.latin_words import LatinWords, is_latin
from reader.readings.morpheme import Morpheme, Settled
from reader.readings.openjtalk_analyzer.engine import Engine
from reader.readings.openjtalk_analyzer.openjtalk import UNIHAN_READINGS
from reader.readings.word import Override, Reading, ReadingSource, Word
from reader.readings.writing.folding import FoldedText, full_width
from reader.readings.writing.kana import pronounce, to_hiragana, to_katakana
from reader.readings.writing.rewriting import rewrite


@dataclass(frozen=True, slots=True)
class Equipment:
    """What reads by one lexicon: an engine, the words of Latin letters, the readings by folded surface, the surfaces
    not to be written out."""

    engine: Engine
    latin: LatinWords
    readings: dict[str, Reading]
    kept: re.Pattern[str] | None

    def known(self, surface: str) -> set[str]:
        """The readings (katakana) that a folded surface may have."""
        if is_latin(surface):
            settled = self.latin.settle(surface, ())
            morphemes = self.engine.analyze(surface, settled).morphemes
            return {"".join(morpheme.read for morpheme in morphemes if morpheme.spoken)}
        readings = {candidate.read for candidate in self.engine.candidates(surface)}
        return readings | ({UNIHAN_READINGS[surface]} if surface in UNIHAN_READINGS else set())

    def repeats(self, text: str, morphemes: Sequence[Morpheme]) -> tuple[Settled, ...]:
        """The readings of words with 々 that the analyser tore apart."""

        def words(surface: str) -> list[str]:
            found = sorted(self.engine.candidates(surface), key=lambda candidate: candidate.cost)
            return [candidate.read for candidate in found if not candidate.is_name]

        def chinese(kanji: str) -> list[str]:
            return [UNIHAN_READINGS[kanji]] if kanji in UNIHAN_READINGS else []

        repeats = tuple(settle_repeats(text, morphemes, words, chinese)) if "々" in text else ()
        return (*repeats, *settle_mixed(text, morphemes, UNIHAN_READINGS.get))

    def is_name(self, surface: str) -> bool:
        """Whether a run of kanji holds a name, or a word that the dictionary has not."""
        morphemes = self.engine.analyze(surface).morphemes
        single = sum(morpheme.end - morpheme.start == 1 for morpheme in morphemes)
        return single == len(morphemes) or any(m.pos[1] == "固有名詞" for m in morphemes)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text as it was read."""

    words: tuple[Word, ...]
    labels: tuple[str, ...]


def placed(part: Part, by: int) -> Part:
    """The part with its words moved to where it stands in the text."""
    words = tuple(replace(word, start=word.start + by, end=word.end + by) for word in part.words)
    return Part(words, part.labels)


def read_part(equipment: Equipment, judgement: Judgement, text: str, overrides: Sequence[Override]) -> Part:
    """Read a text that the engine can hold, with the readings that are given for stretches of it."""
    folded, stated = _without_brackets(equipment, full_width(text))
    overrides = (*stated, *overrides)
    kept = [(given.start, given.end) for given in overrides]
    if equipment.kept:
        kept += [folded.original(*match.span()) for match in equipment.kept.finditer(folded.text)]
    folded = rewrite(folded, kept)
    settled = _settle_overrides(folded, overrides)
    settled = _in_order([*settled, *equipment.latin.settle(folded.text, settled)])
    analysis = equipment.engine.analyze(folded.text, settled)
    verdict = judgement.judge(folded.text, analysis.morphemes, settled)
    if verdict.settled:
        settled = _in_order([*settled, *verdict.settled])
        analysis = equipment.engine.analyze(folded.text, settled)
    repeats = [r for r in equipment.repeats(folded.text, analysis.morphemes) if is_free(r, settled)]
    if repeats:
        settled = _in_order([*settled, *repeats])
        analysis = equipment.engine.analyze(folded.text, settled)

    def layer(surface: str) -> ReadingSource:
        reading = equipment.readings.get(surface)
        return reading.source if reading else ReadingSource.BUILT_IN

    asked = [m for m in analysis.morphemes if may_be_read_otherwise(m, verdict.decided, judgement.sure)]
    weighed = [doubt_candidates(m, equipment.engine.candidates(m.surface)) for m in asked]
    singles = doubt_single_kanji(analysis.morphemes, verdict.decided)
    names = doubt_given_names(analysis.morphemes, verdict.decided)
    doubts = [*verdict.doubts, *filter(None, weighed), *singles, *names]
    words = make_words(text, folded, analysis.morphemes, settled, doubts, layer)
    return Part(words, tuple(equipment.engine.labels(analysis)))


def _settle_overrides(folded: FoldedText, overrides: Sequence[Override]) -> list[Settled]:
    """The overrides on the folded text, in order; of two that meet, the one given last."""
    settled: list[Settled] = []
    for given in overrides:
        start, end = folded.folded(given.start, given.end)
        if start < end:
            settled = [other for other in settled if other.end <= start or end <= other.start]
            settled.append(Settled(start, end, to_katakana(given.reading), given.accent, given.source))
    return _in_order(settled)


def _in_order(settled: Sequence[Settled]) -> list[Settled]:
    return sorted(settled, key=lambda stretch: stretch.start)


def _without_brackets(equipment: Equipment, folded: FoldedText) -> tuple[FoldedText, tuple[Override, ...]]:
    """The text without the readings that it gives in brackets, and those that differ from what is read anyway."""
    found = tuple(bracketed(folded.text, equipment.known, equipment.is_name))
    if not found:
        return folded, ()
    left = [i for i in range(len(folded.text)) if all(not b.open <= i < b.close for b in found)]
    without = FoldedText("".join(folded.text[i] for i in left), tuple(folded.spans[i] for i in left))
    read = equipment.engine.analyze(without.text).morphemes
    overrides = []
    for item in found:
        start, end = folded.original(item.start, item.end)
        place = without.folded(start, end)
        inside = [m for m in read if place[0] <= m.start and m.end <= place[1] and m.end > m.start]
        whole = inside and (inside[0].start, inside[-1].end) == place
        if not whole or pronounce("".join(m.read for m in inside)) != pronounce(item.reading):
            overrides.append(Override(start, end, to_hiragana(item.reading), source=ReadingSource.OCCURRENCE))
    return without, tuple(overrides)
