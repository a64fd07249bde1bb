"""What rows could begin with, whatever sign marks it: the skeleton of a row's beginning, and the words between its signs.

No sign is known here. What is no word is a sign, what counts is one sign (``9``), and what signs leave between them could be who speaks::

    [001] ＠会長；始めます。     Shape("[9]@", ";")    会長
    (3) 湖畔の会 ―― 反対です。    Shape("(9)", "――")    湖畔の会
    ‖議長‖                   Shape("‖", "")       議長
        遠藤⏎　賛成です。        Shape(" ", "")       遠藤
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare, past_spaces
from reader.minutes.turns.shapes import Candidate, Shape

_HEAD = 80
_LONGEST = 24
_MOST_SPREAD = 14
_QUOTES = "「『"
_SIGN = r"[^\w\s]"
_COUNTED = (
    r"(?:(?:No\.?|第|発言|通番|番号)\s?\d{1,4}|\d{1,2}[:時]\d{1,2}(?::\d{2}|分)?(?:\d{1,2}秒)?|\d{1,4}(?:[-.]\d{1,3})?"
    r"|[一二三四五六七八九十]{1,3}|[①-⑳⑴-⒇]|[ア-ンa-zA-Zイロハ甲乙丙丁])"
)
_FRONT = re.compile(
    rf"(?P<count>\s*(?:{_SIGN}\s?){{0,2}}{_COUNTED}(?:\s?番|号)?(?:{_SIGN}{{1,2}}\s*|\s+))?(?P<sign>\s*(?:{_SIGN}{{1,3}}\s*)?)"
)
_SIGNED = re.compile(rf"\s*(?:{_SIGN}{{1,3}})?\s*")
_WORD = re.compile(r"[\w々・]+(?:\([^()。]{1,16}\)(?:[君氏]|さん|様)?)?")
_BEHIND = re.compile(r"\s*(?P<sign>[^\w\s(\[【<「『]{1,3}|[「『]|)\s*")
_KINDS = (
    (re.compile(r"\d+"), "9"),
    (re.compile(r"[一二三四五六七八九十]+"), "一"),
    (re.compile(r"[①-⑳⑴-⒇]"), "①"),
    (re.compile(r"[ア-ン]"), "ア"),
    (re.compile(r"[a-zA-Z](?![a-zA-Z])"), "a"),
)

COUNTS = "9一①アa"
"""What counts in the opener of a shape: each stands for all numbers of its kind."""


def openings_of(rows: Sequence[Row]) -> list[Candidate]:
    """The openings of all rows in order: of one shape a row has one, whose words are the likelier."""
    found = [
        one
        for index, row in enumerate(rows)
        if row.kind not in (LineKind.CHROME, LineKind.SPEAKER)
        for one in _of_row(index, row.folded)
    ]
    again = Counter((one.shape, one.label) for one in found)
    best: dict[tuple[int, Shape], Candidate] = {}
    for one in found:
        key = one.index, one.shape
        other = best.get(key)
        if other is None or _likelier(one, again) > _likelier(other, again):
            best[key] = one
    return list(best.values())


def _likelier(one: Candidate, again: Mapping[tuple[Shape, str], int]) -> tuple[bool, int, int]:
    strength = assess(one.label)
    return strength is Strength.STRONG, min(again[one.shape, one.label], 2), strength


def _of_row(index: int, folded: str) -> Iterator[Candidate]:
    head = folded[:_HEAD]
    seen: set[tuple[int, int]] = set()
    for start, front in _fronts(head):
        for stop in _stops(head, start):
            label = bare(head[start:stop])
            behind = _BEHIND.match(head, stop)
            if (start, stop) in seen or not 0 < len(label) <= _LONGEST or behind is None:
                continue
            seen.add((start, stop))
            sign = behind["sign"]
            end = behind.start("sign") if sign in _QUOTES and sign else past_spaces(folded, behind.end())
            if not sign and end < len(folded):
                sign = " "
            shape = Shape(front, sign if end < len(folded) else "")
            yield Candidate(index, shape, label, start, stop, end)


def _fronts(head: str) -> list[tuple[int, str]]:
    """Where a label could begin, with the skeleton of what stands in front of it: past signs, and past a number and signs."""
    found = [(signed.end(), _skeleton(signed.group()))] if (signed := _SIGNED.match(head)) else []
    front = _FRONT.match(head)
    if front and front["count"]:
        found.append((front.end(), _skeleton(front.group())))
    return found


def _skeleton(front: str) -> str:
    kept = bare(front)
    for kind, sign in _KINDS:
        kept = kind.sub(sign, kept)
    return kept if kept else " " * bool(front)


def _stops(head: str, start: int) -> Iterator[int]:
    """Where the label that begins at ``start`` could end: at its first sign or space, and at the next one behind a space."""
    word = _WORD.match(head, start)
    if word is None:
        return
    yield word.end()
    at = word.end()
    for _ in range(4):
        beyond = past_spaces(head, at)
        more = _WORD.match(head, beyond) if beyond > at else None
        if more is None or more.end() - start > _MOST_SPREAD + 6:
            return
        at = more.end()
        yield at
