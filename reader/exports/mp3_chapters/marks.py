"""Which chapters a session has: its turns, under their agenda items; what is shorter than five seconds goes with its neighbour.

Players show chapters of a moment as 0 seconds, and who skips through them hears nothing. A heading goes with the turn after it, a
note or a short turn with what is before it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.exports.cue_table import CueRow
from reader.exports.material import Material
from reader.exports.mp3_chapters.id3 import Group, Mark
from reader.passages.utterance import Passage, PassageKind

SHORTEST = 5_000
"""Milliseconds of a chapter by itself."""

_OWN = (PassageKind.TURN, PassageKind.HEADING, PassageKind.TITLE)
_HEADS = (PassageKind.HEADING, PassageKind.TITLE)


def groups(material: Material) -> tuple[Group, ...]:
    """The session's chapters by agenda item, in the order of time, without gap."""
    rows = dict(material.table.passages())
    heard = [passage for passage in material.passages if passage.key in rows]
    found: list[Group] = []
    for agenda, members in groupby(heard, key=lambda passage: passage.agenda):
        item = None if agenda is None else material.minutes.agenda[agenda]
        title = f"{item.number}　{item.title}".strip() if item else material.title
        marks = tuple(_merged(_marks(material, tuple(members), rows)))
        found.append(Group(f"i{len(found) + 1}", title, marks))
    return tuple(found)


def _marks(
    material: Material, members: Sequence[Passage], rows: dict[str, tuple[CueRow, ...]]
) -> Iterator[tuple[Mark, bool]]:
    """One for each passage, and whether it must go with what comes after it or before it, being none of its own."""
    for passage in members:
        own = rows[passage.key]
        yield (
            Mark(passage.key, _title(material, passage), own[0].begin_ms, own[-1].next_begin_ms),
            passage.kind in _OWN,
        )


def _title(material: Material, passage: Passage) -> str:
    if passage.speaker is not None:
        return material.label(passage.speaker)
    if passage.kind is PassageKind.HEADING and passage.agenda is not None:
        item = material.minutes.agenda[passage.agenda]
        return f"{item.number}　{item.title}".strip()
    return passage.text


def _merged(marks: Iterator[tuple[Mark, bool]]) -> Iterator[Mark]:
    """Each as long as ``SHORTEST``, as far as the item itself is; named by the first of them that is long enough by itself."""
    current: Mark | None = None
    is_named = False
    for mark, is_own in marks:
        is_long = is_own and mark.end - mark.begin >= SHORTEST
        if current is None:
            current, is_named = mark, is_long
        elif is_named and is_long:
            yield current
            current = mark
        elif is_long:
            current, is_named = Mark(mark.id, mark.title, current.begin, mark.end), True
        else:
            current = Mark(current.id, current.title, current.begin, mark.end)
    if current is not None:
        yield current
