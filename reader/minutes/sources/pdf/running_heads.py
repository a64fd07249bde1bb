"""Running heads, feet and page numbers: lines at a page's edge that recur with other digits, or are only a number.

::

    第2回審議会会議録                  第2回審議会会議録
    …                                …
    - 3 -                            - 4 -
"""

import re
from collections import Counter
from collections.abc import Sequence

from reader.minutes.sources.pdf.layout import PageLine
from reader.minutes.text.characters import MARK_CLASS, bare, fold

_EDGE = 2
_LONG_ENOUGH = 6
_SHARE = 0.4
_NUMBER = re.compile(
    r"(?:[-―─–—~<(\[]*(?:p|page|頁)?\.?\d{1,4}(?:/\d{1,4})?(?:ページ|頁)?[-―─–—~>)\]]*)$", re.IGNORECASE
)
_COULD_SPEAK = re.compile(rf"^[{MARK_CLASS}【(\[<]|[。:]|(?:長|員|君|局)$")
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+")


def running_heads(pages: Sequence[Sequence[PageLine]]) -> set[tuple[int, int]]:
    """The lines, as (page, place) from 0, that are the page's and not the text's."""
    found: set[tuple[int, int]] = set()
    edges = [(page, place) for page, lines in enumerate(pages) for place in _edges(lines)]
    by_page = {(page, _shape(pages[page][place].text)) for page, place in edges}
    shapes = Counter(shape for _, shape in by_page)
    enough = max(2, _SHARE * len([page for page in pages if page]))
    twice = _on_both(pages) if len(pages) == 2 else frozenset()
    for page, place in edges:
        text = bare(fold(pages[page][place].text))
        recurs = text in twice or (
            len(pages) > 2 and shapes[_shape(text)] >= enough and len(text) <= 60 and "。" not in text
        )
        if recurs or _NUMBER.match(text):
            found.add((page, place))
    return found


def _on_both(pages: Sequence[Sequence[PageLine]]) -> frozenset[str]:
    """Of two pages, the words that both begin with, or both end with, and that no label can be."""
    found: set[str] = set()
    for end in (0, -1):
        first, second = (_written(lines, end) for lines in pages)
        if first == second and len(first) >= _LONG_ENOUGH and not _COULD_SPEAK.search(first):
            found.add(first)
    return frozenset(found)


def _written(lines: Sequence[PageLine], end: int) -> str:
    texts = [text for line in lines if (text := bare(fold(line.text)))]
    return texts[end] if texts else ""


def _edges(lines: Sequence[PageLine]) -> set[int]:
    """The places of the first and last lines with words."""
    written = [place for place, line in enumerate(lines) if line.text.strip()]
    return {*written[:_EDGE], *written[-_EDGE:]}


def _shape(text: str) -> str:
    """The line with its digits left out of account."""
    return _DIGITS.sub("#", bare(fold(text)))
