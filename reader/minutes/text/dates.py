"""Dates as minutes print them, and the day they mean.

Japanese eras, Western years, kanji numerals, full and half width, spaces anywhere::

    令和 ３年10月28日（木曜日） · R3.10.28 · 平成三十一年三月五日 · 令和元年五月一日 · 2024-12-26 · 8月17日
"""

import re
from dataclasses import dataclass
from datetime import date

from reader.minutes.text.characters import bare, fold

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERAS |= {
    "M": 1867,
    "T": 1911,
    "S": 1925,
    "H": 1988,
    "R": 2018,
    "㍾": 1867,
    "㍽": 1911,
    "㍼": 1925,
    "㍻": 1988,
    "㋿": 2018,
}
_DIGITS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "元": 1, "零": 0}

_S = r"\s{0,3}"
_N = r"(?:\d{1,2}|[一二三四五六七八九十〇元]{1,4})"
_SPREAD = r"(?:\d(?:\s?\d)?|[一二三四五六七八九十〇元]{1,4})"
"""The same with room between its digits, as a title that is spaced out has them."""
_Y = r"(?:(?:19|20)\d{2}|[一二]千?[〇一二三四五六七八九百十○]{3,5})"
_ERA = r"(?:明\s?治|大\s?正|昭\s?和|平\s?成|令\s?和|[㍾㍽㍼㍻㋿])"
_WEEKDAY = rf"(?:{_S}[(（\[〔]{_S}[月火水木金土日](?:{_S}曜{_S}日?)?(?:{_S}[・･]{_S}祝日?)?{_S}[)）\]〕])?"
_WRITTEN = re.compile(
    rf"(?P<era>{_ERA})?{_S}(?P<year>{_Y}|{_SPREAD}){_S}年{_S}(?:\((?:{_ERA}?{_S}{_N}|{_Y}){_S}年\){_S})?(?P<month>{_SPREAD}){_S}月{_S}(?P<day>{_SPREAD}){_S}日"
    rf"(?P<weekday>{_WEEKDAY})"
)
_DOTTED = re.compile(
    rf"(?<![A-Za-z\d.])(?:(?P<era>[MTSHR]){_S})?(?P<year>\d{{4}}|\d{{1,2}}){_S}[.\-/]{_S}(?P<month>\d{{1,2}}){_S}[.\-/]{_S}"
    rf"(?P<day>\d{{1,2}})(?![\d.])(?P<weekday>{_WEEKDAY})"
)
_DAY_ONLY = re.compile(rf"(?P<month>{_N}){_S}月{_S}(?P<day>{_N}){_S}日(?P<weekday>{_WEEKDAY})")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: ``start`` to ``end`` with its weekday, to ``bare_end`` without. ``day`` is None where the
    year is not printed or there is no such day."""

    start: int
    end: int
    bare_end: int
    day: date | None


def find_date(text: str, yearless: bool = False) -> FoundDate | None:
    """The first date in a text; with ``yearless`` also 「8月17日」. Only the first 400 characters are looked at."""
    folded = fold(text[:400])
    patterns = (_WRITTEN, _DOTTED, _DAY_ONLY) if yearless else (_WRITTEN, _DOTTED)
    for pattern in patterns:
        for found in pattern.finditer(folded):
            groups = found.groupdict()
            if pattern is _DOTTED and not groups["era"] and len(groups["year"]) < 4:
                continue
            if pattern is _WRITTEN and not groups["era"] and _number(groups["year"]) < 1860:
                continue
            return FoundDate(found.start(), found.end(), found.start("weekday"), _day(groups))
    return None


def _day(groups: dict[str, str | None]) -> date | None:
    year, month, day = (_number(groups.get(part) or "") for part in ("year", "month", "day"))
    if not year:
        return None
    try:
        return date(_ERAS.get(bare(groups.get("era") or ""), 0) + year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int:
    """三十一 -> 31, 二〇一九 -> 2019, 元 -> 1, "28" -> 28; 0 for nothing."""
    text = bare(text)
    if not text:
        return 0
    if text.isdecimal():
        return int(text)
    if not re.search("[十百千]", text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
