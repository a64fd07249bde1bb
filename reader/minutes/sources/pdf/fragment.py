"""Characters side by side: the pieces that lines are made of.

::

    会   議   録 (evenly spaced)   -> "会議録"
    1     山田                    -> two fragments; a small gap is an ideographic space, but before letters of another size
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reader.minutes.sources.pdf.glyph import Glyph

_NEW_FRAGMENT = 1.5
_SPACE = 0.5
_OTHER_SIZE = 0.9


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text at one height, in points; y grows upwards."""

    text: str
    left: float
    right: float
    middle: float
    size: float


def fragments_of(glyphs: Iterable[Glyph]) -> list[Fragment]:
    """The fragments with words, in the order of the file."""
    fragments = (_fragment(run) for run in _runs(glyphs))
    return [fragment for fragment in fragments if fragment.text.strip()]


def rows_of(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Fragments at one height, each row from the left, from the top of the page."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda one: -one.middle):
        if rows and abs(rows[-1][0].middle - fragment.middle) < 0.5 * max(fragment.size, rows[-1][0].size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters side by side, in the order of the file."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _beside(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _beside(one: Glyph, other: Glyph) -> bool:
    size = max(one.size, other.size)
    if abs(one.middle - other.middle) > 0.5 * size:
        return False
    apart = other.left - one.right
    if apart > _SPACE * size and min(one.size, other.size) < _OTHER_SIZE * size:
        return False
    return -size < apart < _NEW_FRAGMENT * size


def _fragment(run: Sequence[Glyph]) -> Fragment:
    size = median(glyph.size for glyph in run)
    gaps = [other.left - one.right for one, other in pairwise(run)]
    apart = len(gaps) >= 2 and min(gaps) > 0.3 * size and max(gaps) - min(gaps) < 0.25 * size
    text = [run[0].char]
    for glyph, gap in zip(run[1:], gaps, strict=True):
        if gap > _SPACE * size and not apart and text[-1].strip() and glyph.char.strip():
            text.append("\u3000")
        text.append(glyph.char)
    middle = median(glyph.middle for glyph in run)
    return Fragment("".join(text), run[0].left, run[-1].right, middle, size)
