"""The repeated kanji 々 where the analyser tore it off its word, or did not hear the second half voiced.

::

    声高|々 → 声 高々[たかだか]      鳥|々 とりとり → とりどり      懇|々 こんこん stays (read as Chinese is)
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from reader.readings.morpheme import Morpheme, Settled
from reader.readings.writing.kana import is_kanji

KnownReadings = Callable[[str], Collection[str]]
"""The readings (katakana) that the dictionary knows for a folded surface, the first the likeliest."""

_VOICED = dict(
    zip("カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ", strict=True)
)


def settle_repeats(
    text: str, morphemes: Sequence[Morpheme], known: KnownReadings, chinese: KnownReadings
) -> Iterator[Settled]:
    """The readings of the words of a folded text that end in 々. ``known`` are whole words, ``chinese`` the readings of a
    kanji as in Chinese."""
    for before, mark in pairwise(morphemes):
        if (
            text[mark.start : mark.end] != "々"
            or before.end != mark.start
            or before.lexical
            or not is_kanji(text[mark.start - 1])
        ):
            continue
        kanji = text[mark.start - 1]
        words = list(known(f"{kanji}々"))
        if before.end - before.start > 1 and words:
            yield Settled(mark.start - 1, mark.end, words[0])
        elif before.end - before.start == 1 and before.read not in chinese(kanji):
            second = _VOICED.get(before.read[:1], before.read[:1]) + before.read[1:]
            yield Settled(before.start, mark.end, before.read + second)
