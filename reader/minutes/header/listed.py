"""The agenda's list above the record.

Steps of the meeting (開会, あいさつ) and words that only hold items (議題, 報告事項) are no items; their children are::

    1. 開会
    2. 議題
      (1)事務局からの報告事項    -> item
      (2)その他                  -> item
    3. 閉会
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.minutes.header.section import Section
from reader.minutes.lines.directions import is_direction, is_hour
from reader.minutes.lines.fields import FieldKind
from reader.minutes.lines.headings import is_container, is_procedure, plain_title
from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import BARS, KANJI, MARKS, bare, fold, is_rule
from reader.minutes.text.dates import find_date
from reader.minutes.text.numbering import Numbered, read_number

_NUMBER_INSIDE = re.compile(
    r"(?<=[\s|])(?=(?:(?:\d{1,2}[.、]|\(\d{1,2}\)|[①-⑳⑴-⒇])\s*[^\s\d]|\d{1,2}\s*その他))"
)
_CELLS = re.compile(r"(?<=\S)[\s　]{2,}(?=\S)|[|│｜\t]")
_NO_ITEM = re.compile(
    r"(?:(?:.{1,8}:)?(?:なし|無し)|(?:配[布付])?資料の?確認|特になし|別紙(?:のとおり)?|別添(?:のとおり)?|以下のとおり|下記のとおり|次のとおり|.*(?:会議録|議事録|速記録))$"
)
_BESIDE_ITEMS = re.compile(
    r"(?:その他|(?:委嘱状|辞令|任命書)の?(?:交付|伝達)(?:式)?|(?:新任)?(?:委員|職員|出席者|事務局)の?(?:自己)?紹介|自己紹介|事務連絡|連絡事項|諸連絡|.{0,10}(?:挨拶|あいさつ))$"
)
_BUSINESS = re.compile(r"(?:報告|協議|審議|検討|議決|承認|審査|付議)(?:事項|案件|議案|事件|議題)?$|議案$")
_GREETING = re.compile(
    r"(?!開会|閉会|会長|委員長|座長|部会長|主催|開式|閉式|就任|委員).{2,8}長?(?<=[長臣事])(?:挨拶|あいさつ)$"
)
_RESULT = re.compile(
    r"(?:原案|修正|可決|承認|否決|認定|同意|採択|不採択|継続|了承|承諾|決定|撤回|付託|適任|異議な|報告)[^\s]{0,12}$"
)
_BILL = re.compile(r"(第\s*\d{1,3}\s*号)\s+(?=\S)")
_TOLD_BY = re.compile(r"\s*\((?:説明|担当|所管|報告|提案|資料)(?:者|課|部署)?\s*[:\d][^()]*\)$")
_SIGN = re.compile(rf"\s*[{KANJI}]\s*$")
_DECIDED = re.compile(
    r"\((?:原案(?:どおり)?|修正|全会一致で|継続)?(?:可決|承認|否決|認定|同意|採択|不採択|審査|了承|決定)\)$"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An item before it has an index: its number and title as printed, and what the list says came of it."""

    number: str
    title: str
    results: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list, with the number in front and what wrapped below it joined."""

    number: Numbered | None
    text: str
    line: int

    @property
    def printed(self) -> str:
        """The number as printed, without the space around it."""
        return self.text[self.number.start : self.number.stop].strip() if self.number else ""


def listed_titles(sections: Iterable[Section]) -> list[str]:
    """Every title of the agenda's lists, the steps of the meeting (挨拶, 閉会) among them."""
    return [
        title
        for section in sections
        if section.kind is FieldKind.AGENDA
        for entry in _section_entries(section)
        if (title := plain_title(_split_results(entry.text)[0]))
    ]


def listed_items(sections: Sequence[Section]) -> list[Listed]:
    """The items of the agenda's list, of the first section that has any; with those that stand right below it under another
    kind of business: 報告 (1) … 協議 (2) …"""
    items: list[Listed] = []
    for above, section in zip([None, *sections], sections, strict=False):
        if section.kind is not FieldKind.AGENDA:
            continue
        follows = above is not None and above.kind is FieldKind.AGENDA and _BUSINESS.match(section.word)
        if not items or follows:
            items += [
                item for item in _section_items(section) if item.title not in [one.title for one in items]
            ]
    return items


def _section_items(section: Section) -> list[Listed]:
    entries = _section_entries(section)
    steps = _steps(entries)
    return [item for entry in entries if entry not in steps and (item := _item(entry))]


def _steps(entries: Sequence[_Entry]) -> list[_Entry]:
    """What is no item beside a word that holds the items: 1 委嘱状交付 2 議題 (1)… 3 その他 (with nothing below it)."""
    styles = [entry.number.style if entry.number else "" for entry in entries]
    holds = {
        styles[place]
        for place, entry in enumerate(entries[:-1])
        if styles[place] and styles[place + 1] not in ("", styles[place]) and _is_container(entry)
    }
    return [
        entry
        for place, entry in enumerate(entries)
        if styles[place] in holds
        and styles[place + 1 : place + 2] in ([], [""], [styles[place]])
        and _BESIDE_ITEMS.match(bare(fold(plain_title(entry.text))))
    ]


def _is_container(entry: _Entry) -> bool:
    return is_container(plain_title(entry.text))


def _section_entries(section: Section) -> list[_Entry]:
    entries: list[_Entry] = []
    if _words(section.inline):
        line = section.below[0].number - 1 if section.below else 0
        entries += _split_numbers(section.inline.rstrip(BARS), line)
    for row in section.below:
        number = read_number(fold(_between_bars(row.text)))
        if is_rule(row.text) and entries:
            break
        if _is_no_entry(row, number) or _is_detail(entries, row, number):
            continue
        if _begins_again(entries, row, number):
            break
        if _goes_on(entries, row, number) or (entries and not _titled(entries[-1])):
            entries[-1] = replace(entries[-1], text=entries[-1].text.rstrip() + row.text.strip())
        elif _ends(entries, row, number):
            break
        else:
            entries += _split_numbers(_between_bars(row.text), row.number)
    return entries


def _between_bars(text: str) -> str:
    """A row of a table that is drawn with bars, without them: │　　│2 道路について│."""
    return text.strip(BARS) if fold(text).lstrip()[:1] == "|" else text


def _begins_again(entries: Sequence[_Entry], row: Row, number: Numbered | None) -> bool:
    """True for a number that begins anew below a gap, the record's own headings; and for a form's word broken over rows."""
    counted = [
        entry.number.value
        for entry in entries
        if entry.number and number and entry.number.style == number.style
    ]
    broken = number is None and bool(entries) and entries[-1].number is not None and _SIGN.match(row.folded)
    again = number is not None and number.value == 1 and row.gap and max(counted, default=0) > 1
    return again or bool(broken)


def _titled(entry: _Entry) -> bool:
    """False for a number that stands on a line of its own, with its title below."""
    return entry.number is None or bool(_words(entry.text[entry.number.end :]))


def _split_numbers(text: str, line: int) -> list[_Entry]:
    """A line as entries: several where numbers go on inside it (1.開会 2.議題 (1)台帳について)."""
    folded = fold(text)
    cuts = [0, *(cut.start() for cut in _NUMBER_INSIDE.finditer(folded))] if read_number(folded) else [0]
    pieces = [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return [_Entry(read_number(fold(piece)), piece, line) for piece in pieces if _words(piece)]


def _is_no_entry(row: Row, number: Numbered | None) -> bool:
    """A rule, a blank cell, a direction, a date; or a sentence, which tells of the agenda but is none of it.

    A number alone, (1), is no direction for its brackets: its title stands below."""
    if number is not None and not _words(row.text[number.end :]):
        return False
    if is_rule(row.text) or not _words(row.text) or is_direction(row.folded.strip()) or is_date(row.text):
        return True
    if is_hour(bare(row.folded)):
        return True
    return number is None and row.folded.rstrip().endswith("。")


def _is_detail(entries: Sequence[_Entry], row: Row, number: Numbered | None) -> bool:
    """A bullet below a numbered item tells more of it; below 「3 議題」 it is an item itself."""
    if number is not None or not entries or row.folded.strip()[:1] not in "・･•":
        return False
    above = next((entry for entry in reversed(entries) if entry.number is not None), None)
    return above is not None and not is_container(plain_title(above.text)) and _titled(above)


def _words(text: str) -> str:
    return text.strip(" 　|│｜\t")


def is_date(text: str) -> bool:
    """True for a day with little behind it."""
    found = find_date(text)
    return found is not None and not text[: found.start].strip() and len(bare(text[found.end :])) <= 12


def _goes_on(entries: Sequence[_Entry], row: Row, number: Numbered | None) -> bool:
    """A line without a number, indented below a numbered one without a gap, is the rest of its title."""
    if not entries or number is not None or row.gap or row.folded.strip()[:1] in f"{MARKS}・•-*":
        return False
    above = entries[-1]
    if above.number is None or is_container(plain_title(above.text)) or is_procedure(plain_title(above.text)):
        return False
    indent = len(row.folded) - len(row.folded.lstrip())
    return indent > len(above.text) - len(above.text.lstrip()) + 1 and not above.text.rstrip().endswith(
        ("について", "。")
    )


def _ends(entries: Sequence[_Entry], row: Row, number: Numbered | None) -> bool:
    """A plain line after a gap ends a numbered list; so does one that was cut from behind it on one line."""
    if not entries or number is not None:
        return False
    return (row.gap or not row.first) and entries[-1].number is not None and row.kind is LineKind.TEXT


def _item(entry: _Entry) -> Listed | None:
    """The item of a line of the list, unless it is a step of the meeting, a container, or nothing."""
    words, results = _split_results(entry.text)
    title = plain_title(words)
    told = _TOLD_BY.search(fold(title))
    title = title[: told.start()].rstrip() if told and told.start() else title
    bill = _BILL.match(fold(title))
    number, title = (title[: bill.end(1)], title[bill.end() :]) if bill else (entry.printed, title)
    step = is_procedure(title) and not _GREETING.match(bare(fold(title)))
    if not title or step or is_container(title) or _NO_ITEM.match(bare(fold(title))):
        return None
    return Listed(number, title, results, entry.line)


def _split_results(text: str) -> tuple[str, tuple[str, ...]]:
    """A row of a table of bills: 議案第1号  …の一部改正について  令和7年12月15日  原案可決."""
    number = read_number(fold(text))
    start = number.end if number else 0
    words = text[start:].strip()
    decided = _DECIDED.search(fold(words))
    if decided and decided.start():
        return text[:start] + words[: decided.start()].rstrip(), (words[decided.start() + 1 : -1],)
    first, *others = _CELLS.split(words) or [""]
    dated = find_date(words) if not others else None
    if dated and dated.start and _RESULT.search(fold(words)):
        first, others = words[: dated.start].rstrip(), [words[dated.start : dated.end], words[dated.end :]]
    results = tuple(cell.strip() for cell in others if _RESULT.search(fold(cell)))
    if results or any(is_date(cell) for cell in others):
        return text[:start] + first, results
    return text, ()


def table_items(rows: Sequence[Row]) -> list[Listed]:
    """Bills with their results, one a row, where no list and no heading names an item."""
    items = []
    for row in rows:
        number = read_number(row.folded)
        if number is None or number.style != "第1号" or len(row.text) > 160:
            continue
        item = _item(_Entry(number, row.text, row.number))
        if item and item.results:
            items.append(item)
    return items
