"""Fields that stand on one line, and a label behind a field: where the line is cut.

::

    日時 令和元年10月29日 午後1時 場所 資料館                                     date, place
    第2回審議会 議事録 1 日時 令和元年… 2 場所 資料館 3 議題 (1)柵 (2)鐘 4 議事要旨      a header copied on one line
    会議録　委員長：それでは…                                                    the record's heading, a label
"""

import re

from reader.minutes.labels.grammar import read_label
from reader.minutes.labels.match import Style
from reader.minutes.labels.strength import Strength
from reader.minutes.lines.fields import HOURS, FieldKind, read_field
from reader.minutes.lines.one_line import whole_header
from reader.minutes.text.characters import fold
from reader.minutes.text.dates import find_date

_LONGEST_FIELDS = 160
_BESIDE = (FieldKind.PLACE, FieldKind.PEOPLE)


def label_behind_field(text: str) -> set[int]:
    """Where a label stands right behind the record's heading: 会議録　委員長：それでは…"""
    folded = fold(text)
    field = read_field(folded)
    if field is None or field.kind not in (FieldKind.RECORD, FieldKind.AGENDA) or field.end >= len(folded):
        return set()
    match = read_label(folded[field.end : field.end + 140])
    said = folded[field.end :]
    strong = match is not None and match.strength is Strength.STRONG and match.style is not Style.QUESTION
    return {field.end} if strong and "。" in said else set()


def fields_beside(text: str) -> set[int]:
    """Where further fields begin on the line that states the date: 日時 令和元年10月29日 午後1時 場所 資料館; and where the
    date's does, behind the meeting's name: 第2回審議会 議事録 日時 …."""
    folded = fold(text)
    whole = whole_header(folded)
    if whole:
        return whole
    start = _date_field(folded) if len(folded) <= _LONGEST_FIELDS else -1
    field = read_field(folded[start:]) if start >= 0 else None
    if field is None:
        return set()
    found: set[int] = {start} if start else set()
    dated = False
    behind = start + field.end
    for word in re.finditer(r"\S+", folded[behind:]):
        at = behind + word.start()
        beside = read_field(folded[at:]) if dated else None
        if beside and (beside.kind in _BESIDE or beside.word in HOURS) and folded[at + beside.end :].strip():
            found.add(at)
        dated = dated or any(char.isdigit() for char in word.group())
    return found


def _date_field(folded: str) -> int:
    """Where the line's field begins that states the date, with a date behind it; -1 where none does."""
    for word in re.finditer(r"\S+", folded):
        field = read_field(folded[word.start() :])
        if field is not None and field.kind is FieldKind.DATE:
            found = find_date(folded[word.start() + field.end :], yearless=True) if word.start() else None
            return word.start() if not word.start() or (found and not found.start) else -1
        if field is not None and not word.start():
            return -1
    return -1
