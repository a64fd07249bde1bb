"""A legend says which symbol stands for whom: 「(◎:主査 ○:委員 △:事務局)」, 「●は事務局の発言」.

Without one a symbol at the start of a line is a bullet; with one it is a speaker's label.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.minutes.labels.roles import ANSWERS, QUESTIONS
from reader.minutes.labels.strength import Strength, assess, is_thing
from reader.minutes.lines.rows import Row
from reader.minutes.text.characters import BULLETS, MARK_CLASS

_PAIR = re.compile(
    rf"([{MARK_CLASS}{re.escape(BULLETS)}→⇒〇])(?:印)?\s*(?:[:=…―─\-]+|は、?|が、?)\s*([^\s{MARK_CLASS}→⇒〇:=,、。()\[\]【】/]{{1,16}}?)"
    r"(?:の?(?:発言|意見|質問|回答|説明|答弁)(?:者)?(?:です|を(?:示|表)す)?)?(?=[\s,、。()\[\]【】/・;]|$)"
)
_SPEAKS = re.compile(r"\s*[(\[【][^()\[\]【】]{2,40}[)\]】]\s*[^\s()]")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Legend:
    """What each symbol stands for, and the rows that say so."""

    labels: Mapping[str, str]
    rows: frozenset[int]


def _speaks(label: str) -> bool:
    return assess(label) >= Strength.OFFICE or label in QUESTIONS or label in ANSWERS


def read_legend(rows: Sequence[Row]) -> Legend:
    """The legend in the rows that explain at least two symbols (together, in a row or two); mostly there is none."""
    labels: dict[str, str] = {}
    explaining: set[int] = set()
    near: list[tuple[int, str, str]] = []
    for index, row in enumerate(rows):
        if len(row.folded) > _LONGEST or _SPEAKS.match(row.folded):
            continue
        pairs = _PAIR.findall(row.folded)
        speaks = any(_speaks(label) for _, label in pairs)
        near += [(index, mark, who) for mark, who in pairs if _speaks(who) or (speaks and not is_thing(who))]
    for place, (index, mark, label) in enumerate(near):
        around = near[max(0, place - 1) : place] + near[place + 1 : place + 2]
        if any(abs(other - index) <= 1 and symbol != mark for other, symbol, _ in around):
            labels.setdefault(mark, label)
            explaining.add(index)
    return Legend(labels, frozenset(explaining))
