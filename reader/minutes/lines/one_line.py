"""A header that was copied on one line: where its fields, the items of its agenda and what follows its last value begin.

::

    第2回審議会 議事録 1 日時 令和元年… 2 場所 資料館 3 議題 (1)柵 (2)鐘 4 議事要旨
    会議名 日時 場所 第2回審議会 令和元年10月29日 資料館                         labels, then their values
    … 場所 資料館 1 柵について                                               the place ends before the record's heading
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from reader.minutes.lines.fields import HOURS, FieldKind, FieldMatch, read_field
from reader.minutes.text.characters import DASHES, KANJI, MARK_CLASS
from reader.minutes.text.dates import find_date
from reader.minutes.text.numbering import read_number

_LONGEST_HEADER = 6_000
_LOOK = 80
_MOST, _MOST_WORDS = 60, 600
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
_STATED = (FieldKind.DATE, FieldKind.DATE_PLACE)
_SHORT_VALUE = (FieldKind.PLACE, FieldKind.DATE)
_TABLE = "発言者"
_CLEAR, _SHOWN = 4, 3
_COULD_STATE = re.compile(r"[年月日]|\d[./-]\d|[Dd]ate")
_NAMES_A_FIELD = re.compile(
    r"場\s*所|会\s*場|ところ|ばしょ|於|方\s*法|[Pp]lace|[Vv]enue|議\s*題|議\s*案|次\s*第|案\s*件|議\s*事|事\s*項|事\s*件|テーマ|内\s*容|[出欠]\s*席|会\s*議\s*名|名\s*称|[Aa]genda"
)
_HOUR = re.compile(r"午前|午後|正午|\d|(?:明治|大正|昭和|平成|令和)|[一二三四五六七八九十]+[月時]")
_HOURS_BEHIND = re.compile(
    r"[\s~〜～\-―–、]*(?:(?:午前|午後|正午|から|まで|より|\d{1,2}[時:]\d{0,2}分?半?)[\s~〜～\-―–]*)+"
)
_WORD = re.compile(r"[^\s/]+")
_SLASH = re.compile(r"(?<=[^\x00-\x7f])/(?=[^\s/])")
_SAYS_SO = re.compile(rf"[:|【\[<■{MARK_CLASS}]")
_ENDS_VALUE = re.compile(
    rf"[【\[<|][^\s]|[{MARK_CLASS}](?:\s|[^\s])|[{re.escape(DASHES)}]\s\d{{1,3}}\s[{re.escape(DASHES)}]"
)
_PLACE_WORD = re.compile(
    r"室|館|階|[Ff]$|ホール|センター|庁舎|役[所場]|[所場堂校園棟間院]$|プラザ|ルーム|ロビー|スペース|オンライン|[Ww][Ee][Bb]|\)$"
)
_LABEL_LIKE = re.compile(f"[{KANJI}ァ-ヶーｦ-ﾟ]{{2,8}}:?\\S*")
_NO_UNIT = re.compile(r"(?![階F棟号室人名])")


def whole_header(folded: str) -> set[int]:
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
    listing = False
    for (at, field), end in zip(told, ends, strict=True):
        listing = field.kind is FieldKind.AGENDA or (
            listing and field.numbered and field.kind is FieldKind.OTHER
        )
        if listing:
            cuts |= _items(folded, at + field.end, end)
        elif field.kind in _SHORT_VALUE and not dealt:
            cuts |= _behind_value(folded, at + field.end, end, field.kind is FieldKind.PLACE)
    return cuts


def _behind_value(folded: str, start: int, end: int, place: bool) -> set[int]:
    """Where a day's or a place's words end: at a number with a title, a bracket or a mark behind them, and a place's at a
    label that no list has (… 図書室 記録 教頭)."""
    words = list(islice(re.finditer(r"\S+", folded[start:end]), _MOST))
    for number_of, word in enumerate(words[1:], start=1):
        at = start + word.start()
        other = (
            place
            and number_of + 1 < len(words)
            and _LABEL_LIKE.fullmatch(word.group()) is not None
            and _PLACE_WORD.search(words[number_of - 1].group()) is not None
            and _PLACE_WORD.search(word.group()) is None
        )
        number = read_number(folded[at : min(end, at + _LOOK)])
        titled = (
            number is not None
            and number.style not in ("第1", "ア")
            and len(folded[at + number.end : end].strip()) > 1
            and _NO_UNIT.match(folded, at + number.end) is not None
        )
        if titled or other or _ENDS_VALUE.match(folded, at):
            return {at}
    return set()


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
    read = _SLASH.sub(":", folded)
    for word in islice(_WORD.finditer(folded), _MOST_WORDS):
        field = read_field(read[word.start() : word.start() + _LOOK]) if word.start() >= behind else None
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
    clear = len(field.word) >= _CLEAR or field.kind in _SURE or field.word in HOURS
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
