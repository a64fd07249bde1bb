"""The page numbers of a session: those of the print where its source had any (a PDF), else those of its turns.

::

    no pages    t1 t2 t3         →  t1: 1   t2: 2   t3: 3
    a PDF       t1 | t2 … | … t3 →  m: 1    t2: 2, 3    (page 3 begins within t2, and t3 not on it)

Of a turn it is known on which page it begins, not where in it the next one does: a page on which no turn and no note begins is
found at the one that runs into it, so every page leads somewhere, and never behind itself.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from reader.minutes.model import Minutes
from reader.passages.outline import entry_key
from reader.passages.utterance import Passage

BY_TURN = "ページの番号は、発言の番号です。"
BY_PRINT = (
    "ページの番号は、もとの PDF のページです。発言の途中で始まるページへは、その発言のはじめから入ります。"
)
"""What people are told of a book's page numbers: 「12 ページへ」 goes to turn 12, or to what begins on that page."""


def pages_begun(minutes: Minutes, passages: Sequence[Passage]) -> Mapping[str, tuple[int, ...]]:
    """The pages that begin with each passage, by its key, in order. Each page begins once."""
    if not minutes.page_lines:
        return {entry_key(turn): (turn.number,) for turn in minutes.turns}
    lines = {entry_key(entry): entry.line for entry in minutes.entries}
    found: dict[str, list[int]] = defaultdict(list)
    before = passages[0].key
    found[before].append(1)
    starts = [(lines[passage.key], passage.key) for passage in passages if lines.get(passage.key)]
    ends = (*minutes.page_lines[1:], float("inf"))
    for page, (begin, end) in enumerate(zip(minutes.page_lines, ends, strict=True), 2):
        place = bisect_left(starts, (begin + 1, ""))
        if place < len(starts) and starts[place][0] <= end:
            found[starts[place][1]].append(page)
        else:
            found[starts[place - 1][1] if place else before].append(page)
    return {key: tuple(pages) for key, pages in found.items()}


def printed_pages(minutes: Minutes, passages: Sequence[Passage]) -> Mapping[str, int]:
    """The page of the print on which each passage stands, by its key; none of a source without pages."""
    if not minutes.page_lines:
        return {}
    begun, page = pages_begun(minutes, passages), 1
    found = {}
    for passage in passages:
        found[passage.key] = min(begun.get(passage.key, (page,)))
        page = max(begun.get(passage.key, (page,)))
    return found
