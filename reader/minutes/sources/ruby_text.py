"""Readings that a document states, in hiragana.

::

    stated_reading("市町", "シチョウ") -> StatedReading("市町", "しちょう")
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from reader.minutes.model import AROUND, StatedReading
from reader.minutes.text.characters import bare

_KANA = re.compile(r"[ぁ-ゖァ-ヺーゝゞ・゛゜\s]+$")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LONGEST = 40


def to_hiragana(text: str) -> str:
    """Katakana made hiragana, without whitespace; ー stays."""
    return bare(text).translate(_TO_HIRAGANA)


def is_kana(text: str) -> bool:
    """True for words of kana only."""
    return bool(bare(text)) and _KANA.match(text) is not None


def stated_reading(surface: str, reading: str) -> StatedReading | None:
    """A reading as the document gives it; None where it is none (empty, not kana, or kana for kana)."""
    surface, reading = bare(surface), bare(reading)
    if not surface or len(surface) > _LONGEST or not is_kana(reading) or is_kana(surface):
        return None
    return StatedReading(surface, to_hiragana(reading).replace("・", ""))


def with_places(
    pieces: Sequence[str], stated: Iterable[tuple[StatedReading, int]]
) -> Iterator[StatedReading]:
    """The readings of a line with what stands around them. The line is ``pieces`` joined; the surface of each reading is
    the end of its first so many pieces."""
    line = bare("".join(pieces))
    ends = [0, *accumulate(len(bare(piece)) for piece in pieces)]
    for item, count in stated:
        end = ends[min(count, len(pieces))]
        start = end - len(item.surface)
        stands = start >= 0 and line[start:end] == item.surface
        before = line[max(0, start - AROUND) : start] if stands else None
        yield replace(item, before=before, after=line[end : end + AROUND] if stands else "")
