"""What a new edition would change of the public one, turn by turn.

::

    t3  事務局  「三百万円です。」 → 「三百五十万円です。」          t4  新しい発言          t7  なくなる発言
"""

from dataclasses import dataclass
from enum import StrEnum

from reader.minutes.model import Minutes, Note, Turn


class Changed(StrEnum):
    """What becomes of a turn, a note, or a fact of the head."""

    NEW = "新しい"
    GONE = "なくなる"
    OTHER = "変わる"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where (「発言12 事務局」), what stood there, what will."""

    kind: Changed
    where: str
    before: str
    after: str


def changes(before: Minutes, after: Minutes) -> tuple[Change, ...]:
    """All differences in what residents read: first those of the head, then in the order of the new edition, what goes
    last."""
    found = [
        Change(Changed.OTHER, name, one or "", two or "")
        for name, one, two in (
            ("会議名", before.meeting, after.meeting),
            ("日時", before.date, after.date),
            ("場所", before.place, after.place),
        )
        if one != two
    ]
    old = {_key(entry): entry for entry in before.entries}
    new = {_key(entry): entry for entry in after.entries}
    for key, entry in new.items():
        known = old.get(key)
        if known is None:
            found.append(Change(Changed.NEW, _where(entry, after), "", entry.text))
        elif _said(known, before) != _said(entry, after):
            found.append(
                Change(Changed.OTHER, _where(entry, after), _said(known, before), _said(entry, after))
            )
    found += [
        Change(Changed.GONE, _where(entry, before), entry.text, "")
        for key, entry in old.items()
        if key not in new
    ]
    return tuple(found)


def _key(entry: Turn | Note) -> tuple[bool, int]:
    return isinstance(entry, Turn), entry.number


def _label(entry: Turn | Note, minutes: Minutes) -> str:
    return minutes.speaker(entry.speaker).label if isinstance(entry, Turn) else ""


def _said(entry: Turn | Note, minutes: Minutes) -> str:
    label = _label(entry, minutes)
    return f"{label}：{entry.text}" if label else entry.text


def _where(entry: Turn | Note, minutes: Minutes) -> str:
    name = "発言" if isinstance(entry, Turn) else "ト書き"
    return f"{name}{entry.number} {_label(entry, minutes)}".strip()
