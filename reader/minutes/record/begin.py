"""Where the record begins: above its first turn, the headings and notes that belong to it.

::

    ５ 主な質疑                     the header's last field
    (1) 協議会条例について           <- the record begins here
    中原委員                        its first turn
"""

import re
from collections.abc import Sequence

from reader.minutes.header.title import clean_title
from reader.minutes.lines.directions import is_direction, is_narrated, is_result
from reader.minutes.lines.fields import FieldKind, FieldMatch, read_field
from reader.minutes.lines.headings import Heading, is_container, read_heading, title_key
from reader.minutes.lines.rows import Row
from reader.minutes.record.heading_places import HEADING_MARKS
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import BARS, bare, fold, is_rule
from reader.minutes.text.furniture import is_furniture

_PAGE_TOP = 12
_INNER = "[(<"


def spoken_begin(rows: Sequence[Row], first: int) -> int:
    """The row where the record begins, given the row of its first turn."""
    floor = _after_list(rows, first)
    begin = first
    above: Heading | None = None
    while begin > floor:
        row = rows[begin - 1]
        body = row.folded.strip()
        field = read_field(row.folded)
        inner = field is not None and field.kind is FieldKind.RECORD and body[0] in _INNER
        if field and field.kind is FieldKind.RECORD and not inner:
            break
        told = not field and (is_result(body) or body.endswith("。") or is_container(body))
        if _is_between(row, body) or told:
            begin -= 1
            above = None if not is_rule(row.text) else above
            continue
        heading = _heading(row, field)
        if heading is None:
            break
        if above and above.family == heading.family and not heading.is_procedure:
            begin += above.value > 1 or above.style == "第1号"
            break
        above = heading
        begin -= 1
    return begin


def _after_list(rows: Sequence[Row], first: int) -> int:
    """The row below the agenda's list, where one of two items or more stands above the first turn; else 0.

    A title that is printed again, below the list or below what stands beside 「次第：」, begins the record."""
    for start in range(first - 1, -1, -1):
        field = read_field(rows[start].folded)
        if field is None or field.kind not in (FieldKind.AGENDA, FieldKind.RECORD):
            continue
        if field.kind is FieldKind.RECORD:
            break
        end = start + 1
        listed: set[str] = set()
        beside = title_key(rows[start].text[field.end :])
        while end < first and (key := _entry(rows[end])) and key not in listed and not _is_empty(rows[end]):
            if key in beside:
                break
            if is_narrated(rows[end].folded.strip()):
                return 0
            listed.add(key)
            end += 1
        entries = len(listed) + (not _is_empty(rows[start]))
        if entries > 1:
            return end
        if listed:
            return 0
    return 0


def _is_empty(row: Row) -> bool:
    """True for a field's heading with nothing behind it that holds items or the record itself: 5 議事."""
    field = read_field(row.folded)
    return (
        field is not None
        and field.kind in (FieldKind.AGENDA, FieldKind.RECORD)
        and not row.text[field.end :].strip(BARS)
    )


def _entry(row: Row) -> str:
    """The title that a row would be in the agenda's list; "" for what is none. Printed again, it begins the record."""
    heading = None if _is_between(row, row.folded.strip()) else read_heading(row.text, row.folded)
    return title_key(heading.title) if heading else ""


def _is_between(row: Row, body: str) -> bool:
    return is_rule(row.text) or is_direction(body) or is_furniture(body) or row.kind is LineKind.CHROME


def _heading(row: Row, field: FieldMatch | None) -> Heading | None:
    """The heading that a row above the first turn can be."""
    heading = read_heading(row.text, row.folded)
    marked = row.kind is LineKind.HEADING or row.folded.strip()[0] in HEADING_MARKS
    if heading is None or not (heading.style or marked):
        return None
    if not heading.style and clean_title(row.text):
        return None
    return heading if field is None or _holds_items(row, field, heading) else None


def _holds_items(row: Row, field: FieldMatch, heading: Heading) -> bool:
    """A field's word that heads a stretch of the record: 3 議題, (and nothing behind it); 1 開会."""
    if field.kind not in (FieldKind.AGENDA, FieldKind.OTHER):
        return False
    return heading.is_procedure or (bool(heading.style) and not row.text[field.end :].strip(BARS))


def told_begin(rows: Sequence[Row]) -> int:
    """Where the record begins of minutes in which nobody is quoted: below the fields."""
    begin = 0
    for index, row in enumerate(rows):
        field = read_field(row.folded)
        if field and field.kind in (FieldKind.RECORD, FieldKind.RESULTS):
            if not begin and any(_states(row) for row in rows[index + 1 : index + _PAGE_TOP]):
                continue
            return index + 1
        heading = read_heading(row.text, row.folded)
        if heading and heading.style and heading.is_procedure:
            return index
        if field and field.kind is not FieldKind.OTHER:
            begin = index + 1 + (not row.text[field.end :].strip())
        elif _is_record_title(row.text) and index > begin:
            begin = index + 1
    title = next((index for index, row in enumerate(rows) if not _is_between(row, row.folded.strip())), 0)
    return min(max(begin, title + 1), len(rows))


def _states(row: Row) -> bool:
    """True for a field of the header, which never stands below the record's heading: 本文 above it is the page's."""
    field = read_field(row.folded)
    return field is not None and field.kind in (FieldKind.MEETING, FieldKind.DATE, FieldKind.PLACE)


def _is_record_title(text: str) -> bool:
    """True for the record's own title printed again above it: 教 育 委 員 会 会 議 録."""
    return re.search(r"(?:会議録|議事録|速記録)$", bare(fold(text))) is not None
