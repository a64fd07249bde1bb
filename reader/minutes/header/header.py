"""What stands above the record: the meeting's name, date, place, department, agenda, results, and who was there.

Fields (``fields``) are read with their values; what has no field (a title, a date under it) is recognised by its
shape. Everything else stays metadata: it is shown with the minutes, and lost nowhere::

    令和2年度第2回人権会議会議録(令和3年1月20日開催)   -> meeting 令和2年度第2回人権会議
    1 日時 │ 令和3年1月20日(水曜日) 午後6時30分から     -> date, held_on 2021-01-20
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.minutes.header.columns import side_by_side
from reader.minutes.header.loose import (
    has_hour,
    is_building,
    is_hours,
    is_room,
    loose_date,
    loose_place,
    told_meeting,
)
from reader.minutes.header.meeting import goes_on, meeting_name
from reader.minutes.header.section import Section
from reader.minutes.lines.fields import FieldKind, FieldMatch, read_field
from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare, fold
from reader.minutes.text.dates import find_date
from reader.minutes.text.furniture import is_furniture
from reader.minutes.text.numbering import read_number

_FAR_IN, _SHORT = 3, 16
_ENGLISH = re.compile(r"\s*[A-Za-z][A-Za-z& ]{1,20}(?:\s+|:|$)")
_OPEN = re.compile(r"(?:から|より|[~〜～\-―–])$")
_CONVENED = "招集"
_OPENED = re.compile(r"[\s|]*(?:\(?\d{1,2}\)?[\s.]+)?開\s*[議会](?:年月日|日時|の日時)?[\s:|]+")
_YEAR = re.compile(r"(?:令和|平成|昭和)(?:\d{1,2}|元)年$|(?:19|20)\d\d年$")


@dataclass(frozen=True, slots=True)
class Header:
    """What the rows above the record state."""

    meeting: str | None
    date: str | None
    held_on: datetime.date | None
    place: str | None
    department: str | None
    sections: tuple[Section, ...]


def read_header(rows: Sequence[Row], title: str | None, told: Sequence[Row] = ()) -> Header:
    """The metadata in the rows above the record; ``title`` is what the format calls the document, ``told`` are the rows
    between there and the first turn, which may tell of the meeting in a sentence."""
    sections = tuple(side_by_side(read_sections(rows)))
    when, day, place_beside = _date([*rows, *told], sections)
    place = _place(sections) or place_beside or loose_place([*rows, *told])
    name = meeting_name(rows, _named(sections), title, sections[0].first if sections else len(rows))
    return Header(
        meeting=name or told_meeting([*rows, *told]),
        date=when,
        held_on=day,
        place=place,
        department=_value(sections, FieldKind.DEPARTMENT),
        sections=sections,
    )


def read_sections(rows: Sequence[Row]) -> list[Section]:
    """The fields of the header, in order."""
    found: list[tuple[int, FieldMatch]] = []
    for index, row in enumerate(rows):
        if row.kind is LineKind.CHROME or is_furniture(row.folded.strip()):
            continue
        field = read_field(row.folded) or (_unknown_field(rows, found[-1], index) if found else None)
        if field and not (found and _is_item(rows, found[-1], index, field)):
            found.append((index, field))
    ends = ([index for index, _ in found] + [len(rows)])[1:]
    return [
        Section(
            field.kind,
            index,
            _beside(rows[index], field),
            tuple(row for row in rows[index + 1 : end] if row.kind is not LineKind.CHROME),
            field.word,
        )
        for (index, field), end in zip(found, ends, strict=True)
    ]


def _beside(row: Row, field: FieldMatch) -> str:
    """What stands beside a field's word, without the same word in English: 日時 / Date　2023年9月12日."""
    label, value = row.text[: field.end], row.text[field.end :]
    english = _ENGLISH.match(fold(value)) if label.rstrip()[-1:] in ("/", "／") else None
    return value[english.end() :] if english else value


def _unknown_field(rows: Sequence[Row], above: tuple[int, FieldMatch], index: int) -> FieldMatch | None:
    """A heading that no word tells, but its number goes on from the field's before: 5 議事日程 … 6 その場の様子."""
    start, field = above
    heading, number = read_number(rows[start].folded), read_number(rows[index].folded)
    if heading is None or number is None or not field.numbered:
        return None
    if number.style != heading.style or number.value != heading.value + 1 or not number.value:
        return None
    inside = (read_number(row.folded) for row in rows[start + 1 : index])
    if any(other is not None and other.style == number.style for other in inside):
        return None
    return FieldMatch(FieldKind.OTHER, "", number.end, True)


def _is_item(rows: Sequence[Row], above: tuple[int, FieldMatch], index: int, field: FieldMatch) -> bool:
    """True for 「1. 開会」 and 「2. 議題」 below 次第: items of that agenda, not fields of their own."""
    start, parent = above
    if (
        parent.kind is not FieldKind.AGENDA
        or not field.numbered
        or field.kind not in (FieldKind.AGENDA, FieldKind.OTHER)
    ):
        return False
    number, heading = read_number(rows[index].folded), read_number(rows[start].folded)
    if heading is None or number is None:
        return True
    return number.style != heading.style or number.value <= heading.value


def _value(sections: Sequence[Section], kind: FieldKind) -> str | None:
    for section in sections:
        if section.kind is kind and section.values:
            return section.values[0]
    return None


def _named(sections: Sequence[Section]) -> str | None:
    """The meeting's name in its field, joined where it goes on in the row below."""
    section = next((one for one in sections if one.kind is FieldKind.MEETING and one.values), None)
    if section is None:
        return None
    first, *below = section.values
    return first + below[0] if below and goes_on(first, below[0]) else first


def _place(sections: Sequence[Section]) -> str | None:
    """The place with its room, where that stands far in on the line below."""
    section = next((one for one in sections if one.kind is FieldKind.PLACE and one.values), None)
    if section is None:
        return None
    first, *more = section.values
    row = section.below[0 if section.inline.strip() else 1] if more and len(section.below) else None
    if row is None or row.gap or not is_room(more[0]):
        return first
    indented = bool(section.inline.strip()) and len(row.text) - len(row.text.lstrip()) >= _FAR_IN
    return f"{first} {more[0]}" if indented or is_building(first) else first


def _date(
    rows: Sequence[Row], sections: Sequence[Section]
) -> tuple[str | None, datetime.date | None, str | None]:
    """The date as printed, the day, and (where date and place are one field) the place."""
    for section in sections:
        if section.kind not in (FieldKind.DATE, FieldKind.DATE_PLACE):
            continue
        if section.word.startswith(_CONVENED) and (opened := _opened(rows)):
            return *opened, None
        for value in section.values[:3]:
            found = find_date(value, yearless=True)
            if found is None:
                continue
            if section.kind is FieldKind.DATE_PLACE:
                place, on_the_line = _place_beside(section, value, found.end)
                stated = value[found.start : found.bare_end] if on_the_line else value[found.start :]
                return stated.strip(), found.day, place
            whole = _with_hours(section, value).rstrip(" 　/／")
            stated_day = find_date(whole)
            return whole, stated_day.day if stated_day else found.day, None
    return (*loose_date(rows), None)


def _opened(rows: Sequence[Row]) -> tuple[str, datetime.date | None] | None:
    """The day on which an assembly sat, where it says that beside the day it was convened for: 開議　令和5年9月7日　午前9時30分."""
    for row in rows:
        opened = _OPENED.match(row.folded)
        found = find_date(row.text[opened.end() :]) if opened else None
        if opened and found and not found.start:
            return row.text[opened.end() :].strip(), found.day
    return None


def _with_hours(section: Section, value: str) -> str:
    """The date with the hours of the line below, where it has none itself or goes on there (10時から⏎11時まで), and with
    the year of the line above: 令和元年⏎12月10日."""
    at = section.values.index(value)
    year = section.values[at - 1] if at and _YEAR.match(bare(fold(section.values[at - 1]))) else ""
    below = section.values[at + 1 :][:1]
    open_ended = _OPEN.search(fold(value)) is not None and below and has_hour(below[0])
    told = below and (
        (not has_hour(value) and is_hours(below[0])) or (open_ended and len(below[0]) <= _SHORT)
    )
    return f"{year}{value} {below[0]}" if told else f"{year}{value}"


def _place_beside(section: Section, value: str, end: int) -> tuple[str | None, bool]:
    """The place in 「令和６年12月17日（火）午前10時40分～午前11時11分　第３委員会室」, or on the line below; and whether it is the former."""
    rest = re.split(r"[\s　]{1,}", value[end:].strip())
    words = [
        word for word in rest if word and not re.search(r"[時分半~～〜]|午前|午後|から|まで|^[-―]+$", word)
    ]
    if words:
        return " ".join(words), True
    later = section.values[section.values.index(value) + 1 :]
    return (later[0] if later else None), False
