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
from itertools import pairwise

from reader.minutes.header.meeting import meeting_name
from reader.minutes.lines.fields import FieldKind, FieldMatch, read_field
from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare, fold
from reader.minutes.text.dates import find_date
from reader.minutes.text.furniture import is_furniture
from reader.minutes.text.numbering import read_number

_HOURS = re.compile(r"\d\s*[時:].*(?:[~〜～\-―]|から|より)")
_TIME = r"(?:(?:午前|午後|正午)\s*)?(?:\d{1,2}\s*[時:]\s*(?:\d{1,2}\s*分?|半)?|正午)"
_HOUR = re.compile(
    rf"[\s、,]*{_TIME}(?:\s*(?:[~〜～\-―–—]|から|より|開[会始])\s*(?:{_TIME})?)?(?:\s*(?:まで|閉会))?"
)
_TOLD = re.compile(
    r"(?:[、を]|は、?|会に?)(?P<place>[^、。はを()\s]{2,30}(?:室|ホール|館|場|センター|庁舎|所|堂|校|院|階|役場))(?:に|で|において|にて|に於いて|へ)(?:招集|参集|開催|開[会い]|行[わっ]|集)"
)
_LONGEST_ROOM = 40
_AT = re.compile(r"^於(?:[\s　:：・]+|(?=[^\s]))")
_ROOM = re.compile(r"\d階|会議室|委員会室|[^教]室$|センター|ホール|会館|庁舎|公民館|講堂|役場|議場")


@dataclass(frozen=True, slots=True)
class Section:
    """A field's heading with its value: the rest of its row, then the rows below, up to the next field."""

    kind: FieldKind
    first: int
    inline: str
    below: tuple[Row, ...]

    @property
    def values(self) -> list[str]:
        """The value's lines, stripped, without the bar of a table."""
        texts = [self.inline] + [row.text for row in self.below]
        return [value for text in texts if (value := text.strip().strip("|｜│ 　").strip())]


@dataclass(frozen=True, slots=True)
class Header:
    """What the rows above the record state."""

    meeting: str | None
    date: str | None
    held_on: datetime.date | None
    place: str | None
    department: str | None
    sections: tuple[Section, ...]


def read_header(rows: Sequence[Row], title: str | None) -> Header:
    """The metadata in the rows above the record; ``title`` is what the format calls the document."""
    sections = tuple(read_sections(rows))
    when, day, place_beside = _date(rows, sections)
    place = _value(sections, FieldKind.PLACE) or place_beside or _loose_place(rows)
    return Header(
        meeting=meeting_name(
            rows, _value(sections, FieldKind.MEETING), title, sections[0].first if sections else len(rows)
        ),
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
            rows[index].text[field.end :],
            tuple(row for row in rows[index + 1 : end] if row.kind is not LineKind.CHROME),
        )
        for (index, field), end in zip(found, ends, strict=True)
    ]


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


def _date(
    rows: Sequence[Row], sections: Sequence[Section]
) -> tuple[str | None, datetime.date | None, str | None]:
    """The date as printed, the day, and (where date and place are one field) the place."""
    for section in sections:
        if section.kind not in (FieldKind.DATE, FieldKind.DATE_PLACE):
            continue
        for value in section.values[:3]:
            found = find_date(value, yearless=True)
            if found is None:
                continue
            if section.kind is FieldKind.DATE_PLACE:
                return (
                    value[found.start : found.bare_end].strip(),
                    found.day,
                    _place_beside(section, value, found.end),
                )
            return value, found.day, None
    return (*_loose_date(rows), None)


def _place_beside(section: Section, value: str, end: int) -> str | None:
    """The place in 「令和６年12月17日（火）午前10時40分～午前11時11分　第３委員会室」, or on the line below."""
    rest = re.split(r"[\s　]{1,}", value[end:].strip())
    words = [
        word for word in rest if word and not re.search(r"[時分半~～〜]|午前|午後|から|まで|^[-―]+$", word)
    ]
    if words:
        return " ".join(words)
    later = section.values[section.values.index(value) + 1 :]
    return later[0] if later else None


def _loose_place(rows: Sequence[Row]) -> str | None:
    """A room behind a date with its hours, or on the line below, or in the sentence that tells of the meeting."""
    for row in rows[:60]:
        found = find_date(row.text) if len(row.text) <= 80 else None
        hours = _HOUR.match(row.folded, found.end) if found else None
        beside = row.text[found.end + len(hours.group().rstrip()) :] if found and hours else ""
        if 1 < len(beside) <= _LONGEST_ROOM and beside[0].isspace() and _ROOM.search(fold(beside)):
            return _AT.sub("", beside.strip())
    for row, below in pairwise(rows[:60]):
        found = find_date(row.text) if len(row.text) <= 80 else None
        if (
            found
            and (
                _HOURS.search(row.folded[found.end :])
                or bare(row.text) == bare(row.text[found.start : found.end])
            )
            and _ROOM.search(below.folded.strip())
            and len(below.text) <= 60
        ):
            return _AT.sub("", below.text.strip())
    told = _TOLD.search("".join(row.folded.strip() for row in rows[:60])[:2000])
    return told["place"] if told else None


def _loose_date(rows: Sequence[Row]) -> tuple[str | None, datetime.date | None]:
    """A date that no field states: with its weekday in a title, without on a line of its own."""
    near: list[tuple[int, str, datetime.date | None]] = []
    for _index, row in enumerate(rows[:60]):
        body = row.folded.strip()
        if row.kind is LineKind.CHROME or is_furniture(body) or len(body) > 120:
            continue
        found = find_date(row.text, yearless=True)
        if found is None:
            continue
        alone = not body[: found.start - (len(row.folded) - len(row.folded.lstrip()))].strip(" (")
        rank = (found.day is None, not alone)
        end = found.bare_end if alone and row.folded[found.end : found.end + 1] != "、" else found.end
        hours = _HOUR.match(row.folded, found.end) if alone else None
        if hours:
            end = hours.end()
        text = row.text[found.start : end].strip()
        near.append((rank[0] * 2 + rank[1], text, found.day))
        if rank == (False, False):
            break
    if not near:
        return None, None
    _, text, day = min(near, key=lambda one: one[0])
    return text, day
