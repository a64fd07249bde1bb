"""The meeting's name: its field's, else that of a title above the fields, with what is printed of it on the lines above.

::

    平成28年 · 第4回 · 教育委員会会議録        -> 平成28年第4回教育委員会
    剣沢町議会 · 令和元年12月定例会            -> 令和元年12月定例会
"""

import re
from collections.abc import Sequence

from reader.minutes.header.title import BOARD, SESSION, clean_title, title_words, to_record, without_dates
from reader.minutes.lines.fields import FieldKind, read_field
from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare, fold, is_rule, squeeze
from reader.minutes.text.dates import find_date
from reader.minutes.text.furniture import is_furniture

_SHORT_NAME = re.compile(r"(第\d{1,3}回)(会議|協議会|審議会|委員会|検討会|部会|懇談会|総会)")
_ASSEMBLY = re.compile(r"[^\s第0-9]{1,8}[都道府県市区町村]議会")
_SITTING = re.compile(r"定例会|臨時会|委員会|通常会議|会期")
_ENDS = re.compile(
    r"(?:会議?|会見|本部|チーム|WG|つどい|集い|フォーラム|ワークショップ|ミーティング|\([^()]*\))(?:\([^()]*\))?$"
)
_STATED = (FieldKind.DATE, FieldKind.PLACE, FieldKind.DATE_PLACE, FieldKind.PEOPLE, FieldKind.DEPARTMENT)
_GENERIC, _LONGEST_BELOW = 4, 30
_LONGEST = 80
_MOST_ABOVE = 3
_LONGEST_ABOVE = 60
_WRAPPED = re.compile(r"^(?:について|に関する|の|と|及び|における)")
_PIECE = re.compile(
    r"(?:(?:令和|平成|昭和)\s*(?:\d{1,2}|元)\s*年度?(?:\s*第\s*\d{1,3}\s*回)?|第\s*\d{1,3}\s*回)$"
)
_NEAR = 24


def meeting_name(rows: Sequence[Row], field: str | None, title: str | None, first_field: int) -> str | None:
    """The meeting's name as printed, or None: the field's value, a title above the fields, else the page's own."""
    if field:
        return without_dates(field) or field
    named = [
        (name, index)
        for index, row in enumerate(rows[: max(_NEAR, first_field)][:60])
        if (name := _name_in(row))
    ]
    names = [_with_above(rows, index, name) for name, index in named]
    if not names and title:
        names = [name for part in re.split(r"[|｜]", title) if (name := clean_title(part))]
    if not names:
        return None
    names.sort(key=lambda name: find_date(name, yearless=True) is not None)
    best = next((name for name in names if len(squeeze(name)) > _GENERIC), names[0])
    for name in names[1:4]:
        more = squeeze(name).endswith(squeeze(best)) or _fuller(name, best) or _sits(name, best)
        if squeeze(name) != squeeze(best) and more:
            best = name
    return best


def _with_above(rows: Sequence[Row], index: int, name: str) -> str:
    """The name with what is printed of it on the lines above: 平成28年 · 第4回 · 教育委員会会議録."""
    above: list[str] = []
    while index > 0 and len(above) < _MOST_ABOVE and not rows[index].gap:
        index -= 1
        words = rows[index].text.strip()
        if not (
            _PIECE.match(bare(fold(words)))
            or (not above and _WRAPPED.match(name) and len(words) <= _LONGEST_ABOVE)
        ):
            break
        above.insert(0, words)
    joined = "".join([*above, name])
    sitting = above and SESSION.search(fold(joined)) and BOARD.search(bare(fold(joined.removesuffix("会議"))))
    return joined.removesuffix("会議") if sitting else joined


def goes_on(name: str, below: str) -> bool:
    """True where a name in a form's cell is broken by its edge: 公共下水道事業経営⏎審議会."""
    ends = _ENDS.search(bare(fold(name)))
    return not ends and len(below) <= _LONGEST_BELOW and _ENDS.search(bare(fold(below))) is not None


def _fuller(name: str, short: str) -> bool:
    """True where a name says in full what a file is called: 第6回協議会 / 平成26年度 第6回福祉計画推進協議会."""
    kind = _SHORT_NAME.fullmatch(squeeze(short))
    return kind is not None and kind.group(1) in squeeze(name) and squeeze(name).endswith(kind.group(2))


def _sits(name: str, assembly: str) -> bool:
    """True where a name says which meeting of an assembly it was: 剣沢町議会 / 令和元年12月定例会."""
    dated = find_date(name) is not None
    return (
        not dated
        and _ASSEMBLY.fullmatch(squeeze(assembly)) is not None
        and _SITTING.search(squeeze(name)) is not None
    )


def _name_in(row: Row) -> str | None:
    body = row.folded.strip()
    text = title_words(row.text.strip("/／|｜│ 　\t"))
    if row.kind is LineKind.CHROME or is_furniture(fold(text).strip()) or is_rule(body):
        return None
    field = read_field(row.folded)
    if field is not None and (field.kind in _STATED or not row.folded[field.end :].strip()):
        return None
    head = to_record(text) if len(text) > _LONGEST else text
    return clean_title(head) if len(head) <= _LONGEST else None
