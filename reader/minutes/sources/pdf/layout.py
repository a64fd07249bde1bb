"""Characters on a page to lines of text, in reading order.

Characters that stand side by side are a fragment, fragments at one height a line. Gaps become ideographic spaces, so
that a table's columns and a paragraph's indent stay visible; characters that are only spaced apart do not. A page
set in two columns is read column by column, a page of vertical lines column by column from the right, a turned page
as its text stands::

    議　長    ただいまから会議を開きます。      -> "議　長　　ただいまから会議を開きます。"
    会   議   録 (evenly spaced)              -> "会議録"
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reader.minutes.model import StatedReading
from reader.minutes.sources.pdf.fragment import Fragment, fragments_of, rows_of
from reader.minutes.sources.pdf.glyph import SLANTED, Glyph, turned
from reader.minutes.sources.pdf.line_numbers import line_numbers
from reader.minutes.sources.pdf.rubies import without_rubies
from reader.minutes.sources.pdf.vertical import across_the_page, in_columns, is_vertical, tiers

_TOUCHING = 0.2
_BLANK_LINE = 1.7
_FEWEST_COLUMN_LINES = 6
_FEWEST_OF_SHORT = 4
_FEWEST_TURNED = 30
_SHADE = 8.0


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page; a blank one has no text. ``aside``: it is the page's, not the text's."""

    text: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's lines, and the readings that its furigana states."""

    lines: list[PageLine]
    readings: list[StatedReading]


def page_words(glyphs: Sequence[Glyph]) -> PageWords:
    """The words of a page, from its characters in the order of the file."""
    glyphs = _without_shadows(glyphs)
    lines: list[PageLine] = []
    readings: list[StatedReading] = []
    if not any(glyph.char.strip() for glyph in glyphs):
        return PageWords(lines, readings)
    for part, aside, columns in _parts(glyphs):
        kept, stated = without_rubies(part)
        readings += stated
        found = _part_lines(kept, columns)
        lines += [PageLine(line.text, line.aside or aside) for line in found]
    return PageWords(lines, readings)


def _parts(glyphs: Sequence[Glyph]) -> list[tuple[list[Glyph], bool, bool]]:
    """What is read one after the other, upright: glyphs, whether they stand aside, whether columns are sought."""
    if is_vertical([glyph for glyph in glyphs if glyph.turn == 0]):
        upright = in_columns([glyph for glyph in glyphs if glyph.turn != SLANTED])
        slanted = [glyph for glyph in glyphs if glyph.turn == SLANTED]
        across = across_the_page(upright)
        heads = {id(glyph) for glyph in across}
        return [
            *((tier, False, False) for tier in tiers([glyph for glyph in upright if id(glyph) not in heads])),
            *((aside, True, False) for aside in (across, turned(slanted, SLANTED)) if aside),
        ]
    ways: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        ways[glyph.turn].append(glyph)
    ordered = sorted(ways.items(), key=lambda way: -len(way[1]))
    return [
        (turned(way, turn), place > 0 and len(way) < _FEWEST_TURNED, True)
        for place, (turn, way) in enumerate(ordered)
    ]


def _part_lines(glyphs: Sequence[Glyph], columns: bool) -> list[PageLine]:
    fragments = fragments_of(glyphs)
    counting = line_numbers(rows_of(fragments))
    numbers = " ".join(one.text.strip() for one in fragments if id(one) in counting)
    fragments = [one for one in fragments if id(one) not in counting]
    lines: list[PageLine] = []
    for region in _regions(fragments) if columns else [fragments]:
        if lines and lines[-1].text:
            lines.append(PageLine("") if region else lines.pop())
        lines += _region_lines(region)
    return [*lines, PageLine(numbers, aside=True)] if numbers else lines


def _without_shadows(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """A bold face, or a shadow, made by printing twice is read once: letter by letter, or line by line."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.char.strip():
            across, up = round(glyph.left / _SHADE), round(glyph.middle / _SHADE)
            near = (
                one
                for right in (-1, 0, 1)
                for above in (-1, 0, 1)
                for one in places.get((glyph.char, across + right, up + above), ())
            )
            if any(_is_shadow(one, glyph) for one in near):
                continue
            places[glyph.char, across, up].append(glyph)
        kept.append(glyph)
    return kept


def _is_shadow(one: Glyph, other: Glyph) -> bool:
    most = min(0.2 * other.size, _SHADE)
    return abs(one.left - other.left) < most and abs(one.middle - other.middle) < most


def _regions(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The page in reading order: one region, or for two columns what is above, the left, the right, and so on."""
    gutter = _gutter(fragments)
    if gutter is None:
        return [list(fragments)]
    regions: list[list[Fragment]] = []
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


def _joined(regions: Sequence[list[Fragment]], gutter: float) -> list[list[Fragment]]:
    """Full-width lines that follow each other are one region."""
    joined: list[list[Fragment]] = []
    for region in regions:
        full = region[0].left < gutter < region[0].right
        if full and joined and joined[-1][0].left < gutter < joined[-1][0].right:
            joined[-1] += region
        else:
            joined.append(list(region))
    return joined


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """The middle of the empty strip between two columns of running text, or None."""
    if len(fragments) < 2 * _FEWEST_OF_SHORT:
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


def _is_column(fragments: Sequence[Fragment], width: float) -> bool:
    """Running text: enough lines, most of them as wide as a column is. A short column shows by its lines that go on: they
    begin under each other, and reach the same edge."""
    if len(fragments) < _FEWEST_OF_SHORT:
        return False
    if len(fragments) < _FEWEST_COLUMN_LINES:
        left, right = min(one.left for one in fragments), max(one.right for one in fragments)
        size = fragments[0].size
        full = sum(right - one.right < size for one in fragments)
        if full * 2 < len(fragments) or any(one.left - left > 1.5 * size for one in fragments):
            return False
    return median(one.right - one.left for one in fragments) > 0.3 * width


def _region_lines(region: Sequence[Fragment]) -> list[PageLine]:
    """Fragments at one height joined to lines, from the top; a wide step down leaves a blank line."""
    rows = rows_of(region)
    margin = min((one.left for one in region), default=0.0)
    steps = [one[0].middle - other[0].middle for one, other in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    lines: list[PageLine] = []
    for place, row in enumerate(rows):
        if place and steps[place - 1] > max(_BLANK_LINE * usual, 2.2 * row[0].size):
            lines.append(PageLine(""))
        lines.append(PageLine(_row_text(row, margin)))
    return lines


def _row_text(row: Sequence[Fragment], margin: float) -> str:
    text = "\u3000" * min(round((row[0].left - margin) / row[0].size), 30)
    for place, fragment in enumerate(row):
        if place:
            gap = (fragment.left - row[place - 1].right) / fragment.size
            text += "\u3000" * (0 if abs(gap) < _TOUCHING else min(max(round(gap), 1), 20))
        text += fragment.text
    return text
