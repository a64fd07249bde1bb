"""When each word of an utterance is heard, out of when each mora of its clip is.

::

    words  県下市町 は、目的 に ついて    beats  120 245 380 …    →  県下市町は 120 ms, 目的に 1,480 ms, ついて 1,900 ms

A clip knows morae and no words: the same sound may be written in several ways. What leans on the word before it (particles,
endings of a kana or two) is marked with that word: every mark stands long enough to be seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.readings.word import Word, WordKind
from reader.readings.writing.kana import morae

_LEANING = 2


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A stretch of an utterance's text (offsets), and when it begins to be heard, in milliseconds from the clip's beginning."""

    start: int
    end: int
    begin_ms: int


def spoken_words(words: Sequence[Word], beats: Sequence[int]) -> tuple[SpokenWord, ...]:
    """The words in order. None where the beats are not those of the words."""
    spoken = [(word, len(morae(word.pronunciation))) for word in words]
    if not beats or sum(count for _, count in spoken) != len(beats):
        return ()
    return tuple(_stretches(spoken, beats))


def _stretches(spoken: Sequence[tuple[Word, int]], beats: Sequence[int]) -> Iterator[SpokenWord]:
    at, held = 0, None
    for word, count in spoken:
        if not count:
            continue
        if held is not None and held.end == word.start and _leans(word):
            held = SpokenWord(held.start, word.end, held.begin_ms)
        else:
            if held is not None:
                yield held
            held = SpokenWord(word.start, word.end, beats[at])
        at += count
    if held is not None:
        yield held


def _leans(word: Word) -> bool:
    return word.kind is WordKind.PARTICLE or (len(word.surface) <= _LEANING and word.surface == word.reading)
