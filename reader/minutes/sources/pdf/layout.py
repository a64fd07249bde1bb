"""Characters on a page to lines of text, in reading order.

Characters that stand side by side are a fragment, fragments at one height a line. Gaps become ideographic spaces, so
that a table's columns and a paragraph's indent stay visible; characters that are only spaced apart do not. A page
set in two columns is read column by column, a page of vertical lines in its own order::

    議　長    ただいまから会議を開きます。      -> "議　長　　ただいまから会議を開きます。"
    会   議   録 (evenly spaced)              -> "会議録"
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_NEW_FRAGMENT = 1.5
_SPACE = 0.5
_BLANK_LINE = 1.7
_FEWEST_COLUMN_LINES = 6


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box, in points; y grows upwards."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The height of its line, in points; never 0."""
        return max(self.top - self.bottom, 0.1)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page; a blank one has no text."""

    text: str


@dataclass(frozen=True, slots=True)
class _Fragment:
    text: str
    left: float
    right: float
    middle: float
    size: float


def page_lines(glyphs: Sequence[Glyph]) -> list[PageLine]:
    """The lines of a page, from its characters in the order of the file."""
    glyphs = _without_shadows(glyphs)
    if not any(glyph.char.strip() for glyph in glyphs):
        return []
    if _is_vertical(glyphs):
        return [PageLine(text) for text in _vertical_lines(glyphs)]
    fragments = [_fragment(run) for run in _runs(glyphs)]
    fragments = [fragment for fragment in fragments if fragment.text.strip()]
    lines: list[PageLine] = []
    for region in _regions(fragments):
        if lines and lines[-1].text:
            lines.append(PageLine("") if region else lines.pop())
        lines += _region_lines(region)
    return lines


def _without_shadows(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """A bold face made by printing twice is read once."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        above = kept[-1] if kept else None
        if above and above.char == glyph.char and glyph.char.strip():
            near = abs(above.left - glyph.left) < 0.2 * glyph.size
            if near and abs(above.middle - glyph.middle) < 0.2 * glyph.size:
                continue
        kept.append(glyph)
    return kept


def _is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """True where characters follow each other downwards."""
    down = across = 0
    for one, other in pairwise(glyphs):
        if abs(one.left - other.left) < 0.3 * one.size and 0 < one.middle - other.middle < 2 * one.size:
            down += 1
        elif abs(one.middle - other.middle) < 0.3 * one.size:
            across += 1
    return down > 20 and down > 3 * across


def _vertical_lines(glyphs: Sequence[Glyph]) -> list[str]:
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if (
            lines
            and abs(lines[-1][-1].left - glyph.left) < 0.5 * glyph.size
            and glyph.middle < lines[-1][-1].middle
        ):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [text for line in lines if (text := "".join(glyph.char for glyph in line)).strip()]


def _runs(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
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
    return -size < other.left - one.right < _NEW_FRAGMENT * size


def _fragment(run: Sequence[Glyph]) -> _Fragment:
    size = median(glyph.size for glyph in run)
    gaps = [other.left - one.right for one, other in pairwise(run)]
    apart = len(gaps) >= 2 and min(gaps) > 0.3 * size and max(gaps) - min(gaps) < 0.25 * size
    text = run[0].char
    for glyph, gap in zip(run[1:], gaps, strict=True):
        if gap > _SPACE * size and not apart and text[-1].strip() and glyph.char.strip():
            text += "\u3000"
        text += glyph.char
    middle = median(glyph.middle for glyph in run)
    return _Fragment(text, run[0].left, run[-1].right, middle, size)


def _regions(fragments: Sequence[_Fragment]) -> list[list[_Fragment]]:
    """The page in reading order: one region, or for two columns what is above, the left, the right, and so on."""
    gutter = _gutter(fragments)
    if gutter is None:
        return [list(fragments)]
    regions: list[list[_Fragment]] = []
    across = sorted((one for one in fragments if one.left < gutter < one.right), key=lambda one: -one.middle)
    ceiling = float("inf")
    for bar in [*across, None]:
        floor = bar.middle if bar else float("-inf")
        between = [
            one for one in fragments if floor < one.middle < ceiling and not one.left < gutter < one.right
        ]
        for side in (
            [one for one in between if one.right <= gutter],
            [one for one in between if one.left >= gutter],
        ):
            if side:
                regions.append(side)
        if bar:
            regions.append([bar])
            ceiling = bar.middle
    return _joined(regions, gutter)


def _joined(regions: Sequence[list[_Fragment]], gutter: float) -> list[list[_Fragment]]:
    """Full-width lines that follow each other are one region."""
    joined: list[list[_Fragment]] = []
    for region in regions:
        full = region[0].left < gutter < region[0].right
        if full and joined and joined[-1][0].left < gutter < joined[-1][0].right:
            joined[-1] += region
        else:
            joined.append(list(region))
    return joined


def _gutter(fragments: Sequence[_Fragment]) -> float | None:
    """The middle of the empty strip between two columns of running text, or None."""
    if len(fragments) < 2 * _FEWEST_COLUMN_LINES:
        return None
    left, right = min(one.left for one in fragments), max(one.right for one in fragments)
    width = right - left
    for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56, 0.42, 0.58):
        at = left + share * width
        crossing = sum(one.left < at < one.right for one in fragments)
        before = [one for one in fragments if one.right <= at]
        after = [one for one in fragments if one.left >= at]
        if crossing * 5 <= len(fragments) and _is_column(before, width) and _is_column(after, width):
            return at
    return None


def _is_column(fragments: Sequence[_Fragment], width: float) -> bool:
    """Running text: enough lines, most of them as wide as a column is."""
    if len(fragments) < _FEWEST_COLUMN_LINES:
        return False
    return median(one.right - one.left for one in fragments) > 0.3 * width


def _region_lines(region: Sequence[_Fragment]) -> list[PageLine]:
    """Fragments at one height joined to lines, from the top; a wide step down leaves a blank line."""
    rows: list[list[_Fragment]] = []
    for fragment in sorted(region, key=lambda one: -one.middle):
        if rows and abs(rows[-1][0].middle - fragment.middle) < 0.5 * max(fragment.size, rows[-1][0].size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    margin = min((one.left for one in region), default=0.0)
    steps = [one[0].middle - other[0].middle for one, other in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    lines: list[PageLine] = []
    for place, row in enumerate(rows):
        if place and steps[place - 1] > max(_BLANK_LINE * usual, 2.2 * row[0].size):
            lines.append(PageLine(""))
        lines.append(PageLine(_row_text(sorted(row, key=lambda one: one.left), margin)))
    return lines


def _row_text(row: Sequence[_Fragment], margin: float) -> str:
    text = "\u3000" * min(round((row[0].left - margin) / row[0].size), 30)
    for place, fragment in enumerate(row):
        if place:
            gap = (fragment.left - row[place - 1].right) / fragment.size
            text += "\u3000" * min(max(round(gap), 1), 20)
        text += fragment.text
    return text
