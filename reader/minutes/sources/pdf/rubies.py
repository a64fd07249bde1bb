"""Furigana on a page: small kana over (or, in vertical writing, right of) the words that they read.

They are no words of the line below, nor a line of their own; they state a reading::

    こうえん
     公園  の遊具        -> "公園の遊具", with the reading 公園 こうえん
"""

from collections import defaultdict
from collections.abc import Sequence

from reader.minutes.model import StatedReading
from reader.minutes.sources.pdf.glyph import Glyph
from reader.minutes.sources.ruby_text import is_kana, stated_reading

_SMALL = 0.68
_REPEATED = "々〆〇ヶ"
_ABOVE = 0.5
_BELOW = 0.35
_STEP = 6.0


def without_rubies(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[StatedReading]]:
    """The glyphs without those that read others, and what they read. Glyphs go to the right, lines down."""
    bases: dict[int, list[int]] = defaultdict(list)
    for place, glyph in enumerate(glyphs):
        if (glyph.char.isalnum() or glyph.char in _REPEATED) and not is_kana(glyph.char):
            bases[int(glyph.top // _STEP)].append(place)
    read: dict[int, list[int]] = defaultdict(list)
    for place, glyph in enumerate(glyphs):
        base = _base(glyph, glyphs, bases) if is_kana(glyph.char) else None
        if base is not None:
            read[base].append(place)
    over = {place for places in read.values() for place in places}
    kept = [glyph for place, glyph in enumerate(glyphs) if place not in over]
    return kept, _readings(glyphs, read, over)


def _base(glyph: Glyph, glyphs: Sequence[Glyph], bases: dict[int, list[int]]) -> int | None:
    """The glyph below that a small one reads."""
    best, nearest = None, 0.0
    reach = glyph.size / _SMALL
    first, last = int((glyph.bottom - _ABOVE * 3 * reach) // _STEP), int((glyph.bottom + reach) // _STEP)
    for row in range(first, last + 1):
        for place in bases.get(row, ()):
            base = glyphs[place]
            room = (glyph.right - glyph.left) * 0.5
            gap = glyph.bottom - base.top
            if (
                glyph.size <= _SMALL * base.size
                and -_BELOW * base.size <= gap <= _ABOVE * base.size
                and base.left - room <= glyph.centre <= base.right + room
            ):
                distance = abs(glyph.centre - base.centre)
                if best is None or distance < nearest:
                    best, nearest = place, distance
    return best


def _readings(glyphs: Sequence[Glyph], read: dict[int, list[int]], over: set[int]) -> list[StatedReading]:
    """What runs of read glyphs, side by side, are read as."""
    found: list[StatedReading] = []
    run: list[int] = []
    for place, glyph in enumerate(glyphs):
        if place in over:
            continue
        if place in read and (not run or _touches(glyphs[run[-1]], glyph)):
            run.append(place)
            continue
        found += _reading(glyphs, read, run)
        run = [place] if place in read else []
    found += _reading(glyphs, read, run)
    return found


def _touches(one: Glyph, other: Glyph) -> bool:
    return abs(one.middle - other.middle) < 0.5 * one.size and abs(other.left - one.right) < 0.6 * one.size


def _reading(glyphs: Sequence[Glyph], read: dict[int, list[int]], run: Sequence[int]) -> list[StatedReading]:
    kana = sorted((glyphs[place] for base in run for place in read[base]), key=lambda one: one.left)
    stated = stated_reading("".join(glyphs[base].char for base in run), "".join(one.char for one in kana))
    return [stated] if stated else []
