"""The agenda: from its list above the record, else from the record's headings, else from what the chair announces.

Steps of the meeting (開会, あいさつ) and words that only hold items (議題, 報告事項) are no items; their children
are::

    1. 開会                                  1 開 会
    2. 議題                                  2 議事
      (1)事務局からの報告事項    -> item        議第45号          -> item
      (2)その他                  -> item      3 その他
    3. 閉会
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.minutes.characters import bare, fold
from reader.minutes.fields import FieldKind
from reader.minutes.header import Section
from reader.minutes.headings import is_container, is_procedure, plain_title
from reader.minutes.numbering import Numbered, read_number
from reader.minutes.rows import Row
from reader.minutes.segments import Segment
from reader.minutes.sources.source import LineKind
from reader.minutes.stage_directions import is_direction

_ANNOUNCED = re.compile(
    r"(?:議題|協議事項|報告事項|審議事項|案件|議事|議案|日程)\s*(?:第?\s*\(?\s*[\d一二三四五六七八九十]{1,3}\s*\)?\s*号?)[、,の:\s]*「?([^。、,」「]{2,60}?(?:について|の件))"
    r"|(?:[一二三四五六七八九\d]つ目|[\d一二三]点目|[\d一二三]件目|最初の議題|次の議題|本日の議題)は[、,]?\s*「?([^。、,」「]{2,60}?(?:について|の件))(?:」)?(?:です|でございます|であります|となります)"
)
_RESULT = re.compile(
    r"(?:原案|修正|可決|承認|否決|認定|同意|採択|不採択|継続|了承|承諾|決定|撤回|付託|適任|異議な|報告)[^\s]{0,12}$"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An item before it has an index: its number and title as printed, and what the list says came of it."""

    number: str
    title: str
    results: tuple[str, ...] = ()
    line: int = 0


def listed_items(sections: Iterable[Section]) -> list[Listed]:
    """The items of the agenda's list, of the first section that has any."""
    for section in sections:
        if section.kind is FieldKind.AGENDA:
            items = _section_items(section)
            if items:
                return items
    return []


def _section_items(section: Section) -> list[Listed]:
    rows = [
        row for row in section.below if row.text.strip(" 　|│｜\t") and not is_direction(row.folded.strip())
    ]
    entries: list[tuple[Numbered | None, str, int]] = []
    if section.inline.strip(" 　|│｜"):
        number = read_number(fold(section.inline))
        entries.append((number, section.inline, section.below[0].number - 1 if section.below else 0))
    for row in rows:
        number = read_number(row.folded)
        if _goes_on(entries, row, number):
            above = entries[-1]
            entries[-1] = (above[0], above[1].rstrip() + row.text.strip(), above[2])
        elif (
            entries
            and row.gap
            and number is None
            and entries[-1][0] is not None
            and row.kind is LineKind.TEXT
        ):
            break
        else:
            entries.append((number, row.text, row.number))
    return _without_steps(entries)


def _goes_on(entries: Sequence[tuple[Numbered | None, str, int]], row: Row, number: Numbered | None) -> bool:
    """A line without a number, indented below a numbered one without a gap, is the rest of its title."""
    if not entries or number is not None or row.gap or row.folded.strip()[:1] in "・•○●◯-*":
        return False
    above_number, above, _ = entries[-1]
    if above_number is None:
        return False
    indent = len(row.folded) - len(row.folded.lstrip())
    return indent > len(above) - len(above.lstrip()) and not above.rstrip().endswith(("について", "。"))


def _without_steps(entries: Sequence[tuple[Numbered | None, str, int]]) -> list[Listed]:
    items = []
    for number, text, line in entries:
        title = plain_title(text)
        if (
            title
            and not is_procedure(title)
            and not is_container(title)
            and bare(title) not in ("なし", "無し", "別紙のとおり", "別添のとおり")
        ):
            items.append(Listed(number.number if number else "", title, (), line))
    return items


def heading_items(segments: Iterable[Segment]) -> list[Listed]:
    """The items that the record's own headings make."""
    items = []
    for segment in segments:
        heading = segment.heading
        if heading and not heading.is_procedure and not heading.is_container:
            items.append(Listed(heading.number, heading.title, (), segment.line))
    return items


def announced_items(texts: Iterable[str]) -> list[Listed]:
    """The items that are announced in speech: 「協議事項(1)誌面構成の見直しについて、…」."""
    items: list[Listed] = []
    for text in texts:
        folded = fold(text)
        for found in _ANNOUNCED.finditer(folded):
            place = found.span(1) if found.group(1) else found.span(2)
            title = text[place[0] : place[1]].strip()
            if title not in [item.title for item in items]:
                items.append(Listed("", title))
    return items


def table_items(rows: Sequence[Row]) -> list[Listed]:
    """Bills with their results, one a row: 議案第1号  …一部改正について  令和7年12月15日  原案可決."""
    items = []
    for row in rows:
        number = read_number(row.folded)
        if number is None or number.style != "第1号":
            continue
        cells = [
            cell for cell in re.split(r"[\s　]{2,}|[|│｜\t]", row.text[number.end :].strip()) if cell.strip()
        ]
        if not cells:
            continue
        results = tuple(cell for cell in cells[1:] if _RESULT.search(fold(cell)))
        items.append(Listed(number.number, plain_title(cells[0]), results, row.number))
    return items
