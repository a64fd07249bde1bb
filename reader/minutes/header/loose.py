"""What no field states: a date on a line of its own, a room behind its hours, a meeting that a sentence tells of.

::

    令和2年11月15日（日）13:00-15:00　旧駅舎                       date, place
    市役所大会議室において、令和5年5月16日（火）午後3時から、第1回水道料金等審議会を開催した。
"""

import datetime
import re
from collections.abc import Sequence
from itertools import pairwise

from reader.minutes.header.title import clean_title
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import says
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare, fold
from reader.minutes.text.dates import find_date
from reader.minutes.text.furniture import is_furniture

_TIME = r"(?:(?:午前|午後|正午)\s*)?(?:\d{1,2}\s*[時:]\s*(?:\d{1,2}\s*分?|零\s*分|半)?|正午)"
_HOUR = re.compile(
    rf"[\s、,]*{_TIME}(?:\s*(?:[~〜～\-―–—]|から|より|開[会始])\s*(?:{_TIME})?)?(?:\s*(?:まで|閉会))?"
)
_OPENED = re.compile(r"\s*(?:開\s*会|開\s*議|再\s*開)")
_SINCE = re.compile(r"(?:\s*(?:から|より))?$")
_TOLD = re.compile(
    r"(?:^|[、を。]|は、?|会に?)(?P<place>[^、。はを()\s]{2,30}(?:室|ホール|館|場|センター|庁舎|所|堂|校|院|階|役場))"
    r"(?:(?:に|で|において|にて|に於いて|へ)(?:招集|参集|開催|開[会い]|行[わっ]|集)|(?:において|にて|に於いて)[、,])"
)
_HELD = re.compile(
    r"(?P<meeting>(?:第\s*\d{1,3}\s*回)?[^、。\s「」]{3,40}会議?)を(?:[^。、]{1,24}(?:において|にて|で))?(?:開催|開会|招集|開[いき])"
)
_NO_PLACE = re.compile(r"開会|閉会|開議|開催|出席|欠席|配布|作成|更新|公開|発表|主催|^[(\[<【]")
_LONGEST_ROOM, _SHORT_PLACE, _NEAR = 40, 16, 60
_AT = re.compile(r"^於(?:[\s　:：・]+|(?=[^\s]))")
_WHERE = re.compile(r"(?:にて|において)$")
_ROOM = re.compile(
    r"\d階|会議室|委員会室|[^教]室$|センター|ホール|会館|庁舎|公民館|講堂|役場|議場|プラザ|体育館|集会所|公会堂|支所$|オンライン|リモート|[Ww][Ee][Bb]|[Zz][Oo][Oo][Mm]"
)
_BUILDING = re.compile(r"(?:市役所|区役所|役場|庁舎|館|センター|ビル|棟|\d階|プラザ)$")
_OFFICE = re.compile(r"[課部局係]$")


def loose_place(rows: Sequence[Row]) -> str | None:
    """A room behind a date with its hours, or on the line below, or in the sentence that tells of the meeting."""
    for row in rows[:_NEAR]:
        found = find_date(row.text) if len(row.text) <= 80 else None
        hours = _HOUR.match(row.folded, found.end) if found else None
        stated = len(hours.group().rstrip()) if hours else 0
        beside = row.text[found.end + stated :] if found else ""
        words = fold(beside).strip()
        first = found is not None and not row.text[: found.start].strip()
        loose = (
            hours or _AT.match(words) or (first and _OFFICE.search(words) is None and not clean_title(words))
        )
        roomy = _is_place(beside) if loose else _ROOM.search(words) is not None
        if 1 < len(beside) <= _LONGEST_ROOM and (beside[0].isspace() or beside[0] in "/／") and roomy:
            return _AT.sub("", beside.strip("/／ 　\t"))
    for row, below in pairwise(rows[:_NEAR]):
        found = find_date(row.text) if len(row.text) <= 80 else None
        if (
            found
            and (has_hour(row.text[found.end :]) or not row.text[found.end :].strip())
            and _ROOM.search(below.folded.strip())
            and len(below.text) <= 60
        ):
            return _AT.sub("", _WHERE.sub("", below.text.strip()))
    told = _TOLD.search(_joined(rows))
    return told["place"] if told else None


def is_room(text: str) -> bool:
    """True for a room or a building: 4階　庁議室."""
    return _ROOM.search(fold(text).strip()) is not None


def is_building(text: str) -> bool:
    """True for a building or a floor whose room is not named: 市役所 東館4階."""
    return _BUILDING.search(fold(text).strip()) is not None


def has_hour(text: str) -> bool:
    """True where an hour is printed: 令和元年7月2日 午後1時30分."""
    return re.search(_TIME, fold(text)) is not None


def is_hours(text: str) -> bool:
    """True for hours from and to, and nothing else: 午後1時30分から午後4時まで."""
    hours = _HOUR.fullmatch(fold(text).strip())
    return hours is not None and len(re.findall(_TIME, hours.group())) > 1


def told_meeting(rows: Sequence[Row]) -> str | None:
    """The meeting that a sentence says was held: …において、第1回水道料金等審議会を開催した。"""
    held = _HELD.search(_joined(rows))
    return held["meeting"] if held else None


def _joined(rows: Sequence[Row]) -> str:
    """What the rows tell, those joined that no blank line parts."""
    return "".join("。" * row.gap + row.folded.strip() for row in rows[:_NEAR])[:2000]


def _is_place(text: str) -> bool:
    """True for a room; and for a few words behind a date that nobody says, and that name nobody."""
    words = fold(text).strip()
    if _ROOM.search(words):
        return True
    return (
        len(bare(words)) <= _SHORT_PLACE
        and not says(words)
        and not any(char.isdigit() for char in words)
        and _NO_PLACE.search(words) is None
        and assess(bare(words)) is not Strength.STRONG
    )


def loose_date(rows: Sequence[Row]) -> tuple[str | None, datetime.date | None]:
    """A date that no field states: with its weekday in a title, without on a line of its own."""
    near: list[tuple[int, str, datetime.date | None]] = []
    for _index, row in enumerate(rows[:_NEAR]):
        body = row.folded.strip()
        if row.kind is LineKind.CHROME or is_furniture(body) or len(body) > 120:
            continue
        found = find_date(row.text, yearless=True)
        if found is None:
            continue
        alone = not body[: found.start - (len(row.folded) - len(row.folded.lstrip()))].strip(" (")
        rank = (found.day is None, not alone)
        behind = row.folded[found.end :].strip()
        beside = bool(behind) and (not has_hour(behind) or behind[0] == "、")
        end = found.bare_end if alone and not beside else found.end
        hours = _HOUR.match(row.folded, found.end)
        if hours and not _OPENED.match(row.folded, hours.end()) and not _OPENED.search(hours.group()):
            end = hours.end() if alone else found.end + len(_SINCE.sub("", hours.group()))
        text = row.text[found.start : end].strip()
        near.append((rank[0] * 2 + rank[1], text, found.day))
        if rank == (False, False):
            break
    if not near:
        return None, None
    _, text, day = min(near, key=lambda one: one[0])
    return text, day
