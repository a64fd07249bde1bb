"""Which of the readings that minutes state themselves may count in all of them; and names that nobody states, read alike.

A page with furigana everywhere gives 人[ひと] beside 三人[さんにん]: taken as it is, 3人 would be さんひと. Names are what
such readings are there for::

    山田太郎[やまだたろう], 下市[しもいち] → kept        人[ひと], 生[なま] and 生[い]きる → not
    小倉將信[おぐらまさのぶ] twice, 小倉將信[こくらまさのぶ] once → おぐらまさのぶ, and staff are asked
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from reader.errors import LexiconError
from reader.minutes.model import Minutes, StatedReading
from reader.passages.utterance import Passage, Utterance
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.lexicon.ordinary_words import broken_words
from reader.readings.word import Analyzer, Reading, ReadingSource, WordKind
from reader.readings.writing.kana import has_kanji, is_kana, pronounce

_SURNAME = 2
_TITLE = re.compile(
    r"委員|議員|君|くん|さん|氏|様|[正副議会座部課局室館署園校市町村区]長|先生|教授|監査|$|[、。）\s]"
)


def usable_readings(
    stated: Iterable[StatedReading], analyzer: Analyzer, ordinary: Iterable[str]
) -> tuple[StatedReading, ...]:
    """Those that may stand in a lexicon, are of more than one character, are stated in one way only, are no ordinary word
    that is read otherwise (市場 いちば) and break none. They count where they stand all the same; nobody entered the
    others, so nobody is told."""
    by_surface: dict[str, set[str]] = defaultdict(set)
    for item in stated:
        by_surface[item.surface].add(item.reading)
    kept = [
        Reading(surface, reading, source=ReadingSource.MINUTES)
        for surface, (reading, *others) in by_surface.items()
        if len(surface) > 1 and not others and _may_stand(surface, reading)
    ]
    uncommon = [
        reading for reading in kept if _read_alone(analyzer, reading.surface) != pronounce(reading.reading)
    ]
    ordinary_here = {reading.surface for reading in uncommon if _is_ordinary(analyzer, reading.surface)}
    uncommon = [reading for reading in uncommon if reading.surface not in ordinary_here]
    broken = ordinary_here | {
        reading.surface for reading, _ in broken_words(analyzer, ordinary, (), uncommon)
    }
    return tuple(StatedReading(r.surface, r.reading) for r in kept if r.surface not in broken)


def _read_alone(analyzer: Analyzer, surface: str) -> str:
    return pronounce("".join(word.reading for word in analyzer.annotate(surface).words))


def _is_ordinary(analyzer: Analyzer, surface: str) -> bool:
    """Whether the analyser knows it for one word, and no name."""
    words = analyzer.annotate(surface).words
    return len(words) == 1 and words[0].kind is WordKind.ORDINARY


def _may_stand(surface: str, reading: str) -> bool:
    try:
        check_reading(surface, reading, None)
    except LexiconError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class AlikeNames:
    """Readings to take for names everywhere; and those among them of names that were read in several ways."""

    readings: tuple[StatedReading, ...] = ()
    unsure: tuple[StatedReading, ...] = ()


@dataclass(slots=True)
class _Heard:
    """How a name is read where it is surely one, and where it may be another word; how often it is torn."""

    as_name: Counter[str] = field(default_factory=Counter)
    otherwise: set[str] = field(default_factory=set)
    torn: int = 0

    def agreed(self, name: str) -> str | None:
        """The reading to take everywhere, where the analyser does not read the name alike by itself."""
        if not self.as_name or (len(self.as_name) == 1 and not self.torn):
            return None
        reading = self.as_name.most_common(1)[0][0]
        doubtful = len(name) <= _SURNAME and self.otherwise - {reading}
        return None if doubtful or not is_kana(reading) else reading


def names_read_alike(minutes: Minutes, passages: Iterable[Passage], settled: Collection[str]) -> AlikeNames:
    """The readings of speakers' names that the analyser reads in several ways, or tears, in the passages: the one that is
    heard most. Surnames that are other words here too (上田委員 of 上田市) are left as they are."""
    names = {"".join(speaker.name.split()) for speaker in minutes.speakers if speaker.name}
    names = {name for name in names if len(name) >= _SURNAME and has_kanji(name)} - set(settled)
    if not names:
        return AlikeNames()
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))
    heard: dict[str, _Heard] = defaultdict(_Heard)
    for passage in passages:
        for utterance in passage.utterances:
            for found in pattern.finditer(utterance.text):
                _hear(heard[found.group()], found.group(), utterance, found.start())
    agreed = {name: one.agreed(name) for name, one in heard.items()}
    readings = tuple(StatedReading(name, reading) for name, reading in sorted(agreed.items()) if reading)
    return AlikeNames(readings, tuple(one for one in readings if len(heard[one.surface].as_name) > 1))


def _hear(heard: _Heard, name: str, utterance: Utterance, start: int) -> None:
    end = start + len(name)
    words = [word for word in utterance.words if word.start < end and start < word.end]
    titled = len(name) > _SURNAME or _TITLE.match(utterance.text, end)
    if words[0].start != start or words[-1].end != end:
        heard.torn += bool(titled)
    elif titled:
        heard.as_name["".join(word.reading for word in words)] += 1
    else:
        heard.otherwise.add("".join(word.reading for word in words))


def without_names(passages: Iterable[Passage], names: Iterable[StatedReading]) -> tuple[Passage, ...]:
    """The passages with those of their utterances that hold none of the names."""
    surfaces = tuple(name.surface for name in names)
    return tuple(
        replace(p, utterances=tuple(u for u in p.utterances if not any(s in u.text for s in surfaces)))
        for p in passages
    )
