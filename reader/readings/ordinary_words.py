"""Words that stand in all minutes, and the readings that would break one of them.

::

    員会 いんかい  →  breaks 委員会        人 ひと  →  breaks 3人        下市町 しもいちちょう  →  breaks none
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from reader.readings.folding import fold
from reader.readings.kana import pronounce
from reader.readings.word import Analyzer, Reading


def ordinary_words() -> tuple[str, ...]:
    """The words of the list, in its order."""
    text = (files("reader.readings") / "data" / "ordinary_words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(word for line in lines for word in line.split())


def broken_words(
    analyzer: Analyzer, lexicon: Sequence[Reading], entered: Iterable[Reading]
) -> Iterator[tuple[Reading, str]]:
    """Each reading of ``entered`` with the first ordinary word around its surface that would be read otherwise."""
    words = [(word, fold(word).text) for word in ordinary_words()]
    for reading in entered:
        surface = fold(reading.surface).text
        around = [word for word, folded in words if surface in folded and surface != folded]
        for word in around:
            if _sound(analyzer, word, (*lexicon, reading)) != _sound(analyzer, word, lexicon):
                yield reading, word
                break


def _sound(analyzer: Analyzer, word: str, lexicon: Sequence[Reading]) -> str:
    return pronounce("".join(part.reading for part in analyzer.annotate(word, lexicon).words))
