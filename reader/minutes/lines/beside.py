"""Fields that stand on one line, and a label behind a field: where the line is cut.

::

    日時 令和元年10月29日 午後1時 場所 資料館                                     date, place
    第2回審議会 議事録 1 日時 令和元年… 2 場所 資料館 3 議題 (1)柵 (2)鐘 4 議事要旨      a header copied on one line
    会議録　委員長：それでは…                                                    the record's heading, a label
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from reader.minutes.labels.grammar import read_label
from reader.minutes.labels.match import Style
from reader.minutes.labels.strength import Strength
from reader.minutes.lines.fields import FieldKind, FieldMatch, read_field
from reader.minutes.text.characters import MARK_CLASS, fold
from reader.minutes.text.dates import find_date
from reader.minutes.text.numbering import read_number

_LONGEST_FIELDS = 160
_LONGEST_HEADER = 6_000
_LOOK = 80
_MOST = 60
_SURE = (
    FieldKind.DATE,
    FieldKind.DATE_PLACE,
    FieldKind.PLACE,
    FieldKind.PEOPLE,
    FieldKind.MEETING,
    FieldKind.AGENDA,
)
_WITH_DAY = (FieldKind.PLACE, FieldKind.MEETING, FieldKind.AGENDA, FieldKind.PEOPLE)
_BESIDE_DAY = (FieldKind.PLACE, FieldKind.DATE_PLACE)
_TABLE = "発言者"
_MOST_WORDS = 600
_BESIDE = (FieldKind.PLACE, FieldKind.PEOPLE)
_HOURS = ("時間", "開催時間", "会議時間")
_STATED = (FieldKind.DATE, FieldKind.DATE_PLACE)
_COULD_STATE = re.compile(r"[年月日]|\d[./-]\d|[Dd]ate")
_NAMES_A_FIELD = re.compile(
    r"場\s*所|会\s*場|ところ|ばしょ|於|方\s*法|[Pp]lace|[Vv]enue|議\s*題|議\s*案|次\s*第|案\s*件|議\s*事|事\s*項|事\s*件|テーマ|内\s*容|[出欠]\s*席|会\s*議\s*名|名\s*称|[Aa]genda"
)
_HOUR = re.compile(r"午前|午後|正午|\d|[一二三四五六七八九十]+[月時]")
_HOURS_BEHIND = re.compile(
    r"[\s~〜～\-―–、]*(?:(?:午前|午後|正午|から|まで|より|\d{1,2}[時:]\d{0,2}分?半?)[\s~〜～\-―–]*)+"
)
_WORD = re.compile(r"[^\s/]+")
_CLEAR, _SHOWN = 4, 3
_SAYS_SO = re.compile(rf"[:|【\[<■{MARK_CLASS}]")


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
    whole = _whole_header(folded)
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
        if beside and (beside.kind in _BESIDE or beside.word in _HOURS) and folded[at + beside.end :].strip():
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


def _whole_header(folded: str) -> set[int]:
    """Where the fields begin of a header that stands on one line, and the items of its agenda; none where the line does
    not state both a day and something else of the meeting."""
    if len(folded) > _LONGEST_HEADER or not (_COULD_STATE.search(folded) and _NAMES_A_FIELD.search(folded)):
        return set()
    fields = _fields(folded)
    dated = next((at for at, field in fields if field.kind in _STATED and _has_day(folded, at, field)), -1)
    shown = [(at, field) for at, field in fields if _is_shown(folded, at, field)]
    dealt = _dealt(folded, fields)
    sure = fields if dated >= 0 or dealt else shown
    if dated < 0 and not dealt and (len(shown) < _SHOWN or not find_date(folded)):
        return set()
    said = folded.find("。", max(dated, sure[0][0] if dated < 0 else 0))
    stop = said if said >= 0 else len(folded)
    first = next(
        at
        for at, field in sure
        if dated < 0 or at == dated or field.kind in (*_BESIDE_DAY, FieldKind.MEETING)
    )
    told = [(at, field) for at, field in fields if first <= at < stop and _is_told(folded, at, field)]
    if not any(at != dated and field.kind in _WITH_DAY for at, field in told):
        return set()
    record = next(
        (place for place, (_, field) in enumerate(told) if field.kind is FieldKind.RECORD), len(told)
    )
    told = told[: record + 1]
    cuts = {at for at, _ in told} | dealt
    ends = [at for at, _ in told[1:]] + [len(folded)]
    for (at, field), end in zip(told, ends, strict=True):
        if field.kind is FieldKind.AGENDA:
            cuts |= _items(folded, at + field.end, end)
    return cuts


def _dealt(folded: str, told: Sequence[tuple[int, FieldMatch]]) -> set[int]:
    """Where the values begin that follow all labels of a form: 会議名 日時 場所 第2回審議会 令和元年10月29日 資料館."""
    for place, (at, field) in enumerate(told):
        end = at + field.end
        if place >= _SHOWN - 1 and any(
            one + other.end != behind for (one, other), (behind, _) in pairwise(told[place - 2 : place + 1])
        ):
            continue
        follows = place + 1 < len(told) and told[place + 1][0] == end
        kinds = {other.kind for _, other in told[: place + 1]}
        day = find_date(folded[end : end + _LOOK]) if place >= _SHOWN - 1 and not follows else None
        if day is not None and (FieldKind.DATE in kinds) and day.start < _LOOK:
            hours = _HOURS_BEHIND.match(folded, end + day.end)
            return {end, end + day.start, hours.end() if hours else end + day.end}
    return set()


def _fields(folded: str) -> list[tuple[int, FieldMatch]]:
    """Every field that a word of the line could begin, in order; none inside the one before."""
    found: list[tuple[int, FieldMatch]] = []
    behind = 0
    for word in islice(_WORD.finditer(folded), _MOST_WORDS):
        field = read_field(folded[word.start() : word.start() + _LOOK]) if word.start() >= behind else None
        if field is not None and len(found) < _MOST:
            found.append((word.start(), field))
            behind = word.start() + field.end
    return found


def _has_day(folded: str, at: int, field: FieldMatch) -> bool:
    day = find_date(folded[at + field.end : at + field.end + _LOOK], yearless=True)
    return day is not None and day.start == 0


def _is_shown(folded: str, at: int, field: FieldMatch) -> bool:
    return field.numbered or _SAYS_SO.search(folded[at : at + field.end]) is not None


def _is_told(folded: str, at: int, field: FieldMatch) -> bool:
    """True for a field that its number, mark or colon shows, or whose word is hardly another thing's."""
    heads = field.kind is FieldKind.RECORD and at + field.end >= len(folded)
    shown = _is_shown(folded, at, field)
    clear = len(field.word) >= _CLEAR or field.kind in _SURE or field.word in _HOURS
    timed = field.kind is FieldKind.OTHER and _HOUR.match(folded, at + field.end) is not None
    return shown or heads or clear or timed or field.word == _TABLE


def _items(folded: str, start: int, end: int) -> set[int]:
    """Where the numbers, or the bullets, of an agenda's items stand between two places."""
    found: set[int] = set()
    behind = start
    for word in re.finditer(r"\S+", folded[start:end]):
        at = start + word.start()
        number = read_number(folded[at : min(end, at + _LOOK)]) if at >= behind else None
        if number is not None and folded[at + number.end : end].strip():
            found.add(at)
            behind = at + number.end
        elif word.group()[0] in "・･•" and len(word.group()) > 1:
            found.add(at)
    return found
