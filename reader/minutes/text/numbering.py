"""The numbers that stand in front of headings and list items.

::

    1　基本方針について   2.議題   (1)計画案   （２）…   ①…   Ⅱ …   三、…   第２ …   日程第１ …   議案第３号 …   ■議題1 …

``style`` tells one way of numbering from another, so that a list's siblings, and a heading's parent and child,
can be told apart.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.minutes.text.characters import MARK_CLASS, MARKS

_KANJI = {char: index for index, char in enumerate("〇一二三四五六七八九")}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESIZED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_AIUEO = "アイウエオカキクケコサシスセソタチツテト"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_KN = "[一二三四五六七八九十]{1,3}"
_MARK = rf"(?P<mark>[{MARK_CLASS}・•※*#]*)\s*"

_AROUND = f"{MARKS} ―─-=・"

_NAMED = re.compile(
    rf"\s*{_MARK}[【\[<]?\s*(?P<number>(?:議事)?日程第?\s*(?:\d{{1,3}}|{_KN})|(?:議題|議事|案件|協議事項|報告事項|審議事項|議決事項|承認事項|検討事項|付議事項|次第|話題|論点|視点|議案|報告|協議|審議|テーマ|項目|事項)"
    rf"\s*(?:\(\s*\d{{1,2}}\s*\)|\d{{1,2}}|[{_CIRCLED}]|第{_KN}))(?!\d*[号年月日回]|\()\s*[】\]>]?\s*[.:、)]?\s*"
)
_BILL = re.compile(
    rf"\s*{_MARK}(?P<number>(?:[^\s\d第。、()]{{0,12}}?(?:議|案|報|告|認|定|承|同|願|情|問|選|委|発)[^\s\d第。、()]{{0,4}}?|"
    rf"(?:議\s*案|報\s*告|認\s*定|同\s*意|諮\s*問|請\s*願|陳\s*情|承\s*認|発\s*議))\s*第\s*(?:\d{{1,3}}|{_KN})\s*号(?:の\d)?"
    rf"|第\s*(?:\d{{1,3}}|{_KN})\s*号\s*(?:議案|報告|案|請願|陳情|諮問|認定|発議)(?=[\s.:、「]|$))\s*[.:、]?\s*"
)
_POSSIBLE = re.compile(
    rf"[\s【\[<{MARK_CLASS}・•※*#]*[\d(第議日案協報審テ項事論視話検付承次告一二三四五六七八九十ア-ン{_CIRCLED}{_ROMAN}{_PARENTHESIZED}]"
)
_PATTERNS = (
    ("(1)", re.compile(rf"\s*{_MARK}(?P<number>\(\s*(?P<value>\d{{1,2}})\s*\))\s*")),
    ("(1)", re.compile(rf"\s*{_MARK}(?P<number>(?P<value>[{_PARENTHESIZED}]))\s*")),
    ("(一)", re.compile(rf"\s*{_MARK}(?P<number>\((?P<value>{_KN})\))\s*")),
    ("(ア)", re.compile(rf"\s*{_MARK}(?P<number>\((?P<value>[{_AIUEO}])\))\s*")),
    ("①", re.compile(rf"\s*{_MARK}(?P<number>(?P<value>[{_CIRCLED}]))\s*")),
    ("Ⅰ", re.compile(rf"\s*{_MARK}(?P<number>(?P<value>[{_ROMAN}]))\s*[.:、]?\s*")),
    (
        "第1",
        re.compile(
            rf"\s*{_MARK}(?P<number>第\s*(?P<value>\d{{1,2}}|{_KN}))(?![\d回号条項期次版章節四半年部])\s*[.:、]?\s+"
        ),
    ),
    ("1-1", re.compile(rf"\s*{_MARK}(?P<number>(?P<value>\d{{1,2}})(?:-\d{{1,2}}){{1,2}})[.)]?\s+")),
    ("1.", re.compile(rf"\s*{_MARK}(?P<number>(?P<value>\d{{1,2}}))\s*[.．、:](?!\d)\s*")),
    ("1)", re.compile(rf"\s*{_MARK}(?P<number>(?P<value>\d{{1,2}}))\)\s*")),
    (
        "1",
        re.compile(
            rf"\s*{_MARK}(?P<number>(?P<value>\d{{1,2}}))(?:\s+(?![月日時年分](?:\s|$))|(?=[^\s\d,.%年月日時分回号人名件点つ番条項か個万億千百台枚ケヶ歳か区班組階棟~/-]))"
        ),
    ),
    ("一", re.compile(rf"\s*{_MARK}(?P<number>(?P<value>{_KN}))(?:[、.]\s*|\s+)")),
    ("ア", re.compile(rf"\s*{_MARK}(?P<number>(?P<value>[ア-ン]))(?:[.、)]\s*|\s+)")),
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with a number in front: the number is ``text[start:stop]``, its title begins at ``end``; ``value`` is 0
    where it does not count."""

    style: str
    mark: str
    value: int
    start: int
    stop: int
    end: int


def read_number(folded: str) -> Numbered | None:
    """The number in front of a folded line, or None. Looks at the first 80 characters only."""
    return _read(folded[:80])


@lru_cache(maxsize=4096)
def _read(head: str) -> Numbered | None:
    """Asked of one line by each stage of the parser: remembered."""
    if not _POSSIBLE.match(head) and "第" not in head:
        return None
    for style, pattern in (("議題1", _NAMED), ("第1号", _BILL)):
        found = pattern.match(head)
        if found:
            digits = re.search(r"\d+", found.group("number"))
            return _numbered(style, found, int(digits.group()) if digits else 0)
    for style, pattern in _PATTERNS:
        found = pattern.match(head)
        if found:
            return _numbered(style, found, _value(found.group("value")))
    return None


def _numbered(style: str, found: re.Match[str], value: int) -> Numbered:
    """The number, and with it the bill's own number behind it: 日程第３　議案第５号　…."""
    number, end = found.span("number"), found.end()
    for inner in () if style == "第1号" else (_BILL, _NAMED):
        second = inner.match(found.string, end)
        if second and second.end("number") < second.end() and _words(found.string[second.end() :]):
            return Numbered(style, found.group("mark"), value, number[0], second.end("number"), second.end())
    return Numbered(style, found.group("mark"), value, *number, end)


def _words(text: str) -> str:
    """What is left of a title without the marks around it."""
    return text.strip(_AROUND)


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    for signs in (_CIRCLED, _PARENTHESIZED, _ROMAN, _AIUEO):
        if text in signs:
            return signs.index(text) + 1
    tens, _, ones = text.rpartition("十") if "十" in text else ("", "", text)
    if "十" in text:
        return (_KANJI.get(tens, 1) if tens else 1) * 10 + _KANJI.get(ones, 0)
    return _KANJI.get(ones, 0)
