"""A session cut into chapters: one for each agenda item, none longer than an hour.

::

    m        c001   title, what was said before the first item
    a1 t1…   c002   an agenda item with its turns
    a2 t9…   c003, c004   an item of 80 minutes, cut between two turns

Some readers drift by a tenth of a thousandth in recordings longer than an hour, and a file with no sound at all is
refused by most: an item in which nothing is heard stays with what stands before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from reader.errors import SpeechError
from reader.exports.book.blocks import block_of, cut, shifted
from reader.exports.book.book import Block, Book, Chapter, Window
from reader.exports.book.pages import BY_PRINT, BY_TURN, pages_begun
from reader.exports.material import Material
from reader.minutes.model import Minutes
from reader.passages.utterance import Passage

LONGEST = 55 * 60_000
"""Milliseconds of a chapter's sound."""


def book(material: Material, longest: int = LONGEST) -> Book:
    """The session as a book. SpeechError if nothing of it is heard."""
    windows = {row.utterance_id: Window(row.begin_ms, row.next_begin_ms) for row in material.table.rows}
    if not windows:
        raise SpeechError("読み上げる文がない会議録です。文字のファイルを選んでください。")
    about = (*material.imprint.told(), BY_PRINT if material.minutes.page_lines else BY_TURN)
    begun = pages_begun(material.minutes, material.passages)
    parts = _chapters(material.minutes, material.passages, windows, longest)
    paged = tuple(
        replace(part, blocks=tuple(_paged(block, begun) for block in part.blocks)) for part in parts
    )
    return Book(material.title, material.minutes, material.imprint, about, paged)


def _paged(block: Block, begun: Mapping[str, tuple[int, ...]]) -> Block:
    return block if block.since else replace(block, pages=begun.get(block.key, ()))


def _chapters(
    minutes: Minutes, passages: Sequence[Passage], windows: Mapping[str, Window], longest: int
) -> Iterator[Chapter]:
    """The chapters. ``windows`` are those of the utterances that are heard, in the sound of the whole session; what is in
    none of them is printed and not heard. Something must be heard."""
    groups: list[tuple[int | None, list[Block]]] = []
    for agenda, members in groupby(passages, key=lambda passage: passage.agenda):
        blocks = (part for p in members for part in cut(block_of(minutes, p, windows), longest))
        for part in _parts(blocks, longest):
            if groups and not (_length(part) and _length(groups[-1][1])):
                before, other = groups.pop()
                groups.append((agenda if before is None else before, other + part))
            else:
                groups.append((agenda, part))
    begin = 0
    for number, (agenda, part) in enumerate(groups, 1):
        item = None if agenda is None else minutes.agenda[agenda]
        title = f"{item.number}　{item.title}".strip() if item else minutes.meeting or ""
        yield Chapter(number, title, tuple(shifted(block, begin) for block in part), _length(part))
        begin += _length(part)


def _parts(blocks: Iterable[Block], longest: int) -> Iterator[list[Block]]:
    """The blocks of one item in parts no longer than that."""
    part: list[Block] = []
    length = 0
    for block in blocks:
        if part and length + block.milliseconds > longest:
            yield part
            part, length = [], 0
        part.append(block)
        length += block.milliseconds
    yield part


def _length(part: Sequence[Block]) -> int:
    return sum(block.milliseconds for block in part)
