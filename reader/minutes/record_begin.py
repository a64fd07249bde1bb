"""Where the record begins: above its first turn, the headings and notes that belong to it.

::

    ５ 主な質疑                     the header's last field
    (1) 協議会条例について           <- the record begins here
    中原委員                        its first turn
"""

import re
from collections.abc import Sequence

from reader.minutes.characters import bare, fold, is_rule
from reader.minutes.fields import FieldKind, read_field
from reader.minutes.heading_places import HEADING_MARKS
from reader.minutes.headings import Heading, is_procedure, read_heading
from reader.minutes.meeting_name import clean_title
from reader.minutes.page_furniture import is_furniture
from reader.minutes.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.stage_directions import is_direction, is_result


def spoken_begin(rows: Sequence[Row], first: int) -> int:
    """The row where the record begins, given the row of its first turn."""
    begin = first
    above: Heading | None = None
    while begin > 0:
        row = rows[begin - 1]
        body = row.folded.strip()
        field = read_field(row.folded)
        if field and field.kind is FieldKind.RECORD:
            break
        if _is_between(row, body) or (not field and (is_result(body) or body.endswith("。"))):
            begin -= 1
            above = None if not is_rule(row.text) else above
            continue
        heading = _heading(row, field is not None, field.kind if field else None)
        if heading is None:
            break
        if above and above.family == heading.family and not heading.is_procedure:
            begin += above.value > 1 or above.style == "第1号"
            break
        above = heading
        begin -= 1
    return _past_list(rows, begin, first)


def _past_list(rows: Sequence[Row], begin: int, first: int) -> int:
    """Past the last item of a list that stands right above the first turn: 「（２）夜市について」 below its sibling."""
    if not 0 < begin < first or rows[begin].gap:
        return begin
    last = read_heading(rows[begin].text, rows[begin].folded)
    field = read_field(rows[begin - 1].folded)
    inline = rows[begin - 1].text[field.end :] if field else ""
    above = read_heading(inline, fold(inline)) if inline.strip() else None
    listed = last and above and last.family == above.family and last.value == above.value + 1
    return begin + 1 if listed else begin


def _is_between(row: Row, body: str) -> bool:
    return is_rule(row.text) or is_direction(body) or is_furniture(body) or row.kind is LineKind.CHROME


def _heading(row: Row, is_field: bool, kind: FieldKind | None) -> Heading | None:
    """The heading that a row above the first turn can be."""
    heading = read_heading(row.text, row.folded)
    marked = row.kind is LineKind.HEADING or row.folded.strip()[0] in HEADING_MARKS
    if (
        heading is None
        or not (heading.style or marked)
        or (marked and not heading.style and clean_title(row.text))
    ):
        return None
    if is_field and (
        kind not in (FieldKind.AGENDA, FieldKind.OTHER) or not (heading.style or is_procedure(heading.title))
    ):
        return None
    return heading


def told_begin(rows: Sequence[Row]) -> int:
    """Where the record begins of minutes in which nobody is quoted: below the fields."""
    begin = 0
    for index, row in enumerate(rows):
        field = read_field(row.folded)
        if field and field.kind in (FieldKind.RECORD, FieldKind.RESULTS):
            return index + 1
        heading = read_heading(row.text, row.folded)
        if heading and heading.style and heading.is_procedure:
            return index
        if field and field.kind is not FieldKind.OTHER:
            begin = index + 1 + (not row.text[field.end :].strip())
        elif _is_record_title(row.text) and index > begin:
            begin = index + 1
    return min(max(begin, 1), len(rows))


def _is_record_title(text: str) -> bool:
    """True for the record's own title printed again above it: 教 育 委 員 会 会 議 録."""
    return re.search(r"(?:会議録|議事録|速記録)$", bare(fold(text))) is not None
