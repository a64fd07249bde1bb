"""Numbers in the margin that count a page's lines: the printer's, nobody's words.

They go down one edge, apart from the text, and grow as the lines do (each line, or every fifth); in smaller type than
the lines they are known on a short page too::

     1  ○議長　ただいまから
     2  会議を開きます。            -> 1, 2, 3 … are set aside
     3  本日の議案は、
"""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from reader.minutes.sources.pdf.fragment import Fragment
from reader.minutes.text.characters import fold

_NUMBER = re.compile(r"\s*(\d{1,4})\s*[:|]?\s*$")
_FEWEST = 3
_FEWEST_ROWS = 10
_FEWEST_SMALL = 5
_FEWEST_IN_MARGIN = 2
_SMALL = 0.9
_SHARE = 0.8
_APART = 0.4
_RUNNING = 0.5


def line_numbers(rows: Sequence[Sequence[Fragment]]) -> set[int]:
    """The fragments, by ``id``, of the page's rows (each from the left) that only count them."""
    for end in (0, -1):
        found = _counting(rows, end)
        if found:
            return {id(rows[place][end]) for place in found}
    return set()


def _counting(rows: Sequence[Sequence[Fragment]], end: int) -> list[int]:
    """The rows whose first (0) or last (-1) fragment counts them; none where these numbers could be words."""
    numbers = {place: number for place, row in enumerate(rows) if (number := _number(row, end)) is not None}
    small = len(numbers) == len(rows) and all(_is_small(row, end) for row in rows)
    fewest = _FEWEST_IN_MARGIN if _in_margin(rows, list(numbers), end) else _FEWEST
    if len(numbers) < fewest or len(rows) < (_FEWEST_SMALL if small else _FEWEST_ROWS):
        return []
    start, agreed = Counter(number - place for place, number in numbers.items()).most_common(1)[0]
    places = [place for place, number in numbers.items() if number - place == start]
    if agreed < max(fewest, _SHARE * len(numbers)) or not _one_edge([rows[place][end] for place in places]):
        return []
    each_line = len(places) > 0.5 * len(rows)
    by_fives = all(numbers[place] % 5 == 0 for place in places) and len(places) * 4 <= len(rows) + 8
    if each_line and len(places) >= _SHARE * len(rows) and (small or _is_running_text(rows, end)):
        return places
    return places if by_fives and not each_line else []


def _number(row: Sequence[Fragment], end: int) -> int | None:
    found = _NUMBER.match(fold(row[end].text))
    if found is None:
        return None
    if len(row) > 1:
        gap = row[1].left - row[0].right if end == 0 else row[-1].left - row[-2].right
        if gap < _APART * row[end].size:
            return None
    return int(found.group(1))


def _is_small(row: Sequence[Fragment], end: int) -> bool:
    """True for a number in smaller type than the words of its line."""
    return len(row) > 1 and row[end].size < _SMALL * row[1 if end == 0 else -2].size


def _in_margin(rows: Sequence[Sequence[Fragment]], places: Sequence[int], end: int) -> bool:
    """True for numbers in smaller type that stand outside of all of the page's words."""
    if not places or not all(_is_small(rows[place], end) for place in places):
        return False
    words = [
        one
        for place, row in enumerate(rows)
        for one in (row if place not in places else row[1:] if end == 0 else row[:-1])
    ]
    numbers = [rows[place][end] for place in places]
    if end == 0:
        return max(one.right for one in numbers) < min(one.left for one in words)
    return min(one.left for one in numbers) > max(one.right for one in words)


def _one_edge(pieces: Sequence[Fragment]) -> bool:
    """True where numbers stand under each other, flush at the left or at the right."""
    for edges in ([one.left for one in pieces], [one.right for one in pieces]):
        if max(edges) - min(edges) < 0.6 * pieces[0].size:
            return True
    return False


def _is_running_text(rows: Sequence[Sequence[Fragment]], end: int) -> bool:
    """True where most rows are as wide as text runs: a list of short items is counted by its author."""
    texts = [row[1:] if end == 0 else row[:-1] for row in rows]
    widths = [text[-1].right - text[0].left for text in texts if text]
    return bool(widths) and median(widths) >= _RUNNING * max(widths) and max(widths) > 20 * rows[0][0].size
