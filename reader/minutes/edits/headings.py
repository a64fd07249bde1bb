"""Headings that a person made or took back: the agenda, and which item turns and notes fall under."""

from dataclasses import replace

from reader.minutes.edits.changes import Stretch, taken_out
from reader.minutes.edits.pieces import NOBODY, Pieces
from reader.minutes.lines.headings import plain_title, title_key
from reader.minutes.model import AgendaItem, PartKind
from reader.minutes.text.characters import fold
from reader.minutes.text.numbering import read_number

_LISTING = (PartKind.METADATA, PartKind.RESULT)


def to_heading(pieces: Pieces, stretch: Stretch) -> None:
    """The stretch is a heading: what is read behind it, up to the next, falls under its item of the agenda. That is the item
    with the same title, or a new one."""
    places = range(pieces.cut(stretch[0]), pieces.cut(stretch[1]))
    if all(pieces.pieces[at].kind is PartKind.HEADING for at in places):
        return
    _, taken, behind = taken_out(pieces, stretch, apart=True)
    printed = "".join(pieces.pieces[at].text for at in taken).strip()
    above = pieces.heads[behind].agenda if behind != NOBODY else None
    item = _item_called(pieces, printed)
    if item is None:
        item = _new_item(pieces, printed, behind)
        if above is not None and above >= item:
            above += 1
    for at in taken:
        pieces.retake(at, PartKind.HEADING)
    _move(pieces, taken[-1], above, item)


def take_back_headings(pieces: Pieces, stretch: Stretch) -> None:
    """What is a heading in the stretch is none: what stood under it falls under the heading above. An item that nothing else
    names is none either."""
    for at in range(pieces.cut(stretch[0]), pieces.cut(stretch[1])):
        piece = pieces.pieces[at]
        if piece.kind is not PartKind.HEADING:
            continue
        pieces.retake(at, PartKind.SET_ASIDE)
        item = _item_called(pieces, piece.text)
        if item is None:
            continue
        behind = pieces.read_before(at)
        _move(pieces, at, item, pieces.heads[behind].agenda if behind != NOBODY else None)
        if not _is_named(pieces, item):
            _drop_item(pieces, item)


def _move(pieces: Pieces, at: int, one: int | None, other: int | None) -> None:
    """What is read behind the piece, up to the next heading, falls under ``other`` where it fell under ``one``."""
    following = range(at + 1, len(pieces.pieces))
    end = next((n for n in following if pieces.pieces[n].kind is PartKind.HEADING), len(pieces.pieces))
    under = {piece.owner for piece in pieces.pieces[at + 1 : end] if piece.owner != NOBODY}
    begun = {piece.owner for piece in pieces.pieces[:at] if piece.owner != NOBODY and piece.words}
    for owner in under - begun:
        if pieces.heads[owner].agenda == one:
            pieces.heads[owner] = replace(pieces.heads[owner], agenda=other)


def _item_called(pieces: Pieces, printed: str) -> int | None:
    key = title_key(printed)
    return next((item.index for item in pieces.agenda if key and title_key(item.title) == key), None)


def _new_item(pieces: Pieces, printed: str, behind: int) -> int:
    """Behind the items of what is read before it."""
    order = [*pieces.heads]
    before = order[: order.index(behind) + 1] if behind in order else []
    used = [agenda for owner in before if (agenda := pieces.heads[owner].agenda) is not None]
    index = max(used, default=-1) + 1
    number = read_number(fold(printed))
    words = printed[number.start : number.stop].strip() if number else ""
    pieces.agenda.insert(index, AgendaItem(index, words, plain_title(printed) or printed))
    _renumber(pieces, index, 1)
    return index


def _drop_item(pieces: Pieces, index: int) -> None:
    del pieces.agenda[index]
    _renumber(pieces, index + 1, -1)


def _renumber(pieces: Pieces, first: int, by: int) -> None:
    pieces.agenda[:] = [replace(item, index=index) for index, item in enumerate(pieces.agenda)]
    for owner, head in pieces.heads.items():
        if head.agenda is not None and head.agenda >= first:
            pieces.heads[owner] = replace(head, agenda=head.agenda + by)


def _is_named(pieces: Pieces, index: int) -> bool:
    """Whether anything stands under the item, or a list of the agenda or another heading has it."""
    if any(head.agenda == index for head in pieces.heads.values()) or pieces.agenda[index].results:
        return True
    key = title_key(pieces.agenda[index].title)
    listed = (p for p in pieces.pieces if p.kind in _LISTING or p.kind is PartKind.HEADING)
    return any(key in title_key(piece.text) for piece in listed)
