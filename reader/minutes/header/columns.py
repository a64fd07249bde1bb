"""A form whose labels are printed in one column and its values in another, read one column after the other.

::

    会議名                                会議名     第2回審議会
    開催日時                              開催日時   令和4年11月15日（火）　午後2時
    開催場所                     ->       開催場所   研修室
    議題                                  議題       (1) ごみ袋について
    第2回審議会
    令和4年11月15日（火）　午後2時
    研修室
    (1) ごみ袋について
"""

from collections.abc import Sequence
from dataclasses import replace

from reader.minutes.header.loose import is_hours
from reader.minutes.header.section import Section
from reader.minutes.lines.fields import HOURS, FieldKind
from reader.minutes.lines.rows import Row
from reader.minutes.text.characters import BARS
from reader.minutes.text.dates import find_date
from reader.minutes.text.numbering import read_number

_FEWEST = 3
_MANY = (FieldKind.AGENDA, FieldKind.RECORD, FieldKind.MATERIALS, FieldKind.RESULTS)


def side_by_side(sections: Sequence[Section]) -> list[Section]:
    """The sections, each with its own value where a run of them has all values below the last."""
    done: list[Section] = []
    run: list[Section] = []
    for section in sections:
        if not run and section.kind in _MANY and not section.values:
            done.append(section)
            continue
        run.append(section)
        if section.values:
            done += _dealt(run) if len(run) >= _FEWEST else run
            run = []
    return done + run


def _dealt(run: Sequence[Section]) -> Sequence[Section]:
    """A run of labels with the rows below the last dealt out, one each; the same run where the date falls elsewhere."""
    rows = [row for row in run[-1].below if row.text.strip(BARS)]
    stated = next((place for place, one in enumerate(run) if one.kind is FieldKind.DATE), -1)
    dated = next((place for place, row in enumerate(rows) if _begins_with_day(row)), -1)
    if run[-1].inline.strip(BARS) or stated < 0 or not stated <= dated or len(rows) < len(run):
        return run
    wrapped = dated - stated if stated else 0
    if (dated and not stated) or wrapped > 1:
        return run
    values: list[list[Row]] = [[row] for row in rows[: dated + 1]]
    if wrapped:
        values[:2] = [[*values[0], *values[1]]]
    left = rows[dated + 1 :]
    timed = any(one.word in HOURS for one in run)
    if left and not timed and is_hours(left[0].text):
        values[-1].append(left.pop(0))
    for place, one in enumerate(run[stated + 1 :], start=stated + 1):
        count = len(left) if place == len(run) - 1 else _taken(one, left)
        values.append(left[:count])
        left = left[count:]
    return [replace(one, below=tuple(value)) for one, value in zip(run, values, strict=True)]


def _taken(section: Section, left: Sequence[Row]) -> int:
    """How many of the rows a label in the middle takes: one, but people and lists up to the first number of the next list."""
    if section.kind is not FieldKind.PEOPLE and section.kind not in _MANY:
        return 1
    first = next((place for place, row in enumerate(left) if place and read_number(row.folded)), 0)
    return first or 1


def _begins_with_day(row: Row) -> bool:
    found = find_date(row.text.strip(BARS), yearless=True)
    return found is not None and found.start == 0
