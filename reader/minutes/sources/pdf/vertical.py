"""Pages written downwards: columns from the right, in one tier or several below each other.

::

    tiers(glyphs)   the glyphs of each tier, from the top, laid down as if written across
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from reader.minutes.sources.pdf.glyph import Glyph, laid_down

_FEWEST = 8
_BETWEEN = 1.3
_WIDE = 1.8
_STOPS = frozenset("。、，．")
_CELL = 12.0
"""Points: stops are looked for within two such cells of a letter."""
_MOST = 20


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """True where characters follow each other downwards."""
    down = across = 0
    for one, other in pairwise(glyphs):
        size = max(one.size, one.right - one.left)
        if abs(one.centre - other.centre) < 0.3 * size and 0 < one.middle - other.middle < 2 * size:
            down += 1
        elif abs(one.middle - other.middle) < 0.3 * one.size:
            across += 1
    return down >= _FEWEST and down > 2 * across


def across_the_page(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a vertical page that stand side by side above or below all of its columns: its number, its head."""
    rows: list[list[Glyph]] = []
    for one in glyphs:
        last = rows[-1][-1] if rows else one
        if (
            rows
            and abs(one.middle - last.middle) < 0.3 * last.size
            and 0 <= one.left - last.left < 2 * last.size
        ):
            rows[-1].append(one)
        else:
            rows.append([one])
    wide = [row for row in rows if row[-1].right - row[0].left > _WIDE * row[0].size]
    apart = {id(one) for row in wide for one in row}
    rest = [one for one in glyphs if id(one) not in apart and one.char.strip()]
    top, bottom = (
        max((one.top for one in rest), default=0.0),
        min((one.bottom for one in rest), default=0.0),
    )
    return [one for row in wide if row[0].bottom >= top or row[0].top <= bottom for one in row]


def in_columns(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with stops and commas in the columns that they end: some print them up and to the right by half a letter,
    at once or after the words of the page."""
    places: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for one in glyphs:
        if one.char.strip() and one.char not in _STOPS:
            places[round(one.centre / _CELL), round(one.middle / _CELL)].append(one)
    return [_under(one, places) if one.char in _STOPS else one for one in glyphs]


def _under(stop: Glyph, places: Mapping[tuple[int, int], Sequence[Glyph]]) -> Glyph:
    """The stop below the letter that it stands aside of; where it is, if it stands in a column."""
    across, down = round(stop.centre / _CELL), round(stop.middle / _CELL)
    reach = range(-2, 3)
    around = [
        one for right in reach for up in reach for one in places.get((across + right, down + up), ())[:_MOST]
    ]
    for one in around:
        if abs(one.centre - stop.centre) < 0.3 * one.size and 0 < one.middle - stop.middle < 1.3 * one.size:
            return stop
    for one in around:
        if (
            0.3 * one.size < stop.centre - one.centre < one.size
            and 0 < one.middle - stop.middle < 1.2 * one.size
        ):
            middle, half = one.middle - one.size, stop.size / 2
            return replace(stop, left=one.left, right=one.right, bottom=middle - half, top=middle + half)
    return stop


def tiers(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """A vertical page's tiers: cut where a strip right across the page holds nothing."""
    lying = laid_down(glyphs)
    size = median(glyph.size for glyph in lying)
    cuts: list[float] = []
    end = float("-inf")
    for glyph in sorted(lying, key=lambda one: one.left):
        if glyph.left - end > _BETWEEN * size and end > float("-inf"):
            cuts.append((end + glyph.left) / 2)
        end = max(end, glyph.right)
    found: list[list[Glyph]] = [[] for _ in range(len(cuts) + 1)]
    for glyph in lying:
        found[sum(glyph.centre > cut for cut in cuts[:64])].append(glyph)
    return [tier for tier in found if tier]
