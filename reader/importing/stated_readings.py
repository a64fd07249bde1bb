"""Which of the readings that minutes state themselves may count in all of them.

A page with furigana everywhere gives 人[ひと] beside 三人[さんにん]: taken as it is, 3人 would be さんひと. Names are what
such readings are there for::

    山田太郎[やまだたろう], 下市[しもいち] → kept        人[ひと], 生[なま] and 生[い]きる → not
"""

from collections import defaultdict
from collections.abc import Iterable

from reader.errors import LexiconError
from reader.minutes.model import StatedReading
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.lexicon.ordinary_words import broken_words
from reader.readings.word import Analyzer, Reading, ReadingSource, WordKind
from reader.readings.writing.kana import pronounce


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
