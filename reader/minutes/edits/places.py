"""From a turn or note as a person sees it to the place in the source, quoted: what a new edit is anchored by.

::

    turn_begin(put_right, 11)            the twelfth turn or note: its first words, its printed label among them
    whole(put_right, 11)                 all of its words
    words(put_right, 11, 120, 180)       characters 120 to 180 of its text
"""

from reader.minutes.edits.apply import PutRight
from reader.minutes.edits.pieces import Pieces
from reader.minutes.edits.quote import Quote

BEGIN = 40
"""Characters by which the begin of a turn is known."""


def turn_begin(put_right: PutRight, index: int) -> Quote:
    """The first words of the entry ``index`` of the minutes. IndexError if there is none."""
    start, end = _stretch(put_right, index)
    last = min(end, start + BEGIN)
    while not put_right.plain.is_edge(last):
        last += 1
    return _quote(put_right, start, last)


def whole(put_right: PutRight, index: int) -> Quote:
    """All that the entry ``index`` has, from its first to its last word. IndexError if there is none."""
    return _quote(put_right, *_stretch(put_right, index))


def words(put_right: PutRight, index: int, start: int, end: int) -> Quote:
    """The characters ``start`` to ``end`` of the text of the entry ``index``; ValueError where those are no words."""
    pieces = _pieces(put_right)
    owner = [*pieces.heads][index]
    starts = pieces.starts()
    offsets: list[int] = []
    for at, begin in pieces.text(owner).begins:
        piece = pieces.pieces[at]
        lead = piece.text.find(piece.words)
        inside = range(max(start, begin), min(end, begin + len(piece.words)))
        if inside:
            offsets += [starts[at] + lead + (place - begin) for place in (inside[0], inside[-1])]
    plain = put_right.plain
    if not offsets:
        raise ValueError("no words")
    first, last = plain.at(offsets[0]), plain.at(offsets[-1] + 1)
    while not plain.is_edge(first):
        first -= 1
    if first >= last:
        raise ValueError("no words")
    return _quote(put_right, first, last)


def part_words(put_right: PutRight, index: int) -> Quote:
    """The words of the part ``index`` of the minutes, whatever it was taken for; ValueError where it has none."""
    pieces = _pieces(put_right)
    base = pieces.starts()[index]
    first, last = put_right.plain.at(base), put_right.plain.at(base + len(pieces.pieces[index].text))
    if first >= last:
        raise ValueError("no words")
    return _quote(put_right, first, last)


def _stretch(put_right: PutRight, index: int) -> tuple[int, int]:
    pieces = _pieces(put_right)
    own = pieces.of([*pieces.heads][index])
    starts = pieces.starts()
    last = own[-1]
    plain = put_right.plain
    return plain.at(starts[own[0]]), plain.at(starts[last] + len(pieces.pieces[last].text))


def _quote(put_right: PutRight, start: int, end: int) -> Quote:
    pieces = _pieces(put_right)
    offset = put_right.plain.place(start)
    at = max(n for n, begin in enumerate(pieces.starts()) if begin <= offset)
    return put_right.plain.quote(start, end, pieces.pieces[at].line)


def _pieces(put_right: PutRight) -> Pieces:
    if put_right.pieces is None:
        raise ValueError("parts and entries do not fit together")
    return put_right.pieces
