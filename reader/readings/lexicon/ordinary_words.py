"""Words that stand in all minutes, and the readings that would break one of them.

::

    員会 いんかい  →  breaks 委員会        人 ひと  →  breaks 3人        下市町 しもいちちょう  →  breaks none
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from reader.readings.word import Analyzer, Reading
from reader.readings.writing.folding import full_width
from reader.readings.writing.kana import pronounce


@cache
def ordinary_words() -> tuple[str, ...]:
    """Words that stand in all minutes, and that no reading may break."""
    text = (files("reader.readings") / "data" / "ordinary_words.txt").read_text(encoding="utf-8")
    return parse_words(text)


def parse_words(text: str) -> tuple[str, ...]:
    """The words of a list: apart by spaces and line ends, lines with ``#`` left out."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(word for line in lines for word in line.split())


def broken_words(
    analyzer: Analyzer, ordinary: Iterable[str], lexicon: Sequence[Reading], entered: Iterable[Reading]
) -> Iterator[tuple[Reading, str]]:
    """Each reading of ``entered`` with the first ordinary word around its surface that it would make read otherwise
    than with ``lexicon`` alone."""
    words = [(word, full_width(word).text) for word in ordinary]
    for reading in entered:
        surface = full_width(reading.surface).text
        around = [word for word, folded in words if surface in folded and surface != folded]
        for word in around:
            if _sound(analyzer, word, (*lexicon, reading)) != _sound(analyzer, word, lexicon):
                yield reading, word
                break


def _sound(analyzer: Analyzer, word: str, lexicon: Sequence[Reading]) -> str:
    return pronounce("".join(part.reading for part in analyzer.annotate(word, lexicon).words))
