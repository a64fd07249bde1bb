"""Labels in brackets inside lines, whoever they name: where what is said runs on from one to the next, lines broken anywhere.

::

    …まとめます。（しおかぜの会）桜を残してほしい。（町）残します。（しお       a bracket that opens here
    かぜの会）分かりました。                                       and closes there: one label, cut off and joined
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from reader.minutes.labels.strength import Strength, assess, is_thing
from reader.minutes.lines.look import Look
from reader.minutes.sources.source import Line, LineKind
from reader.minutes.text.characters import bare

_CLOSING = {"(": ")", "【": "】", "[": "]", "<": ">", "『": "』"}
_WHO = r"[^()【】\[\]<>『』「」。、:]{1,20}(?:\([^()【】。]{1,12}\))?"
_FRAMED = re.compile(
    rf"(?<=[。?!？！」)\]】])\s?(?P<open>[(【\[<『])(?P<who>{_WHO})(?P<close>[)】\]>』])(?:\s*$|\s?(?=[^\s、。(])(?!の(?!ち)|[はがをにともへ](?![いうしじっ])))"
)
_CUT_OFF = re.compile(
    rf"(?<=[。?!？！」)])\s?(?P<open>[(【\[<『])(?:{_WHO}|[^()【】\[\]<>『』「」。、:]{{0,20}}(?:\([^()【】。]{{0,12}})?)?$"
)
_ACTED = re.compile(
    r"拍手|笑|声|呼ぶ|起立|挙手|[登降]壇|[退着出欠]席|[退入]室|[退入]場|休憩|再開|朗読|なし|あり|多数|異議|賛成|反対|除斥|配[付布]|参照|別紙|省略|資料|図|表|以下|注"
)
_OFTEN = 3
_LONG = 40


def frames_inside(lines: Sequence[Line], look: Look) -> frozenset[str]:
    """The brackets that open labels inside lines: three times or more, of two speakers or more who mostly come again or hold an
    office, and seldom at a line's end, where they would tell who has spoken."""
    texts = [look.fold(line.text).strip() for line in lines if line.kind is not LineKind.CHROME]
    joined, firsts = "".join(texts), set(itertools.accumulate(map(len, texts)))
    found: dict[str, Counter[str]] = {}
    inside: Counter[str] = Counter()
    for one in _FRAMED.finditer(joined):
        if _CLOSING[one["open"]] == one["close"] and _is_who(one["who"]):
            found.setdefault(one["open"], Counter())[bare(one["who"])] += 1
            inside[one["open"]] += one.start("open") not in firsts
    ends = Counter(text[-1:] for text in texts if len(text) > 1)
    openers: set[str] = set()
    for opener, labels in found.items():
        likely = sum(n for who, n in labels.items() if n > 1 or assess(who) >= Strength.OFFICE)
        behind = ends[_CLOSING[opener]]
        often = inside[opener] >= max(_OFTEN, behind * 2 + 1)
        if often and len(labels) > 1 and likely * 3 >= labels.total() * 2:
            openers.add(opener)
    return frozenset(openers)


def cuts_at_frames(folded: str, openers: frozenset[str]) -> set[int]:
    """Where a label in one of the brackets begins behind a sentence, and where one is cut off by the end of the line."""
    if not openers:
        return set()
    cuts = {
        one.start("open")
        for one in _FRAMED.finditer(folded)
        if one["open"] in openers and _CLOSING[one["open"]] == one["close"] and _is_who(one["who"])
    }
    last = _CUT_OFF.search(folded.rstrip(), max(0, len(folded) - _LONG))
    if last and last["open"] in openers:
        cuts.add(last.start("open"))
    return cuts


def _is_who(words: str) -> bool:
    return _ACTED.search(words) is None and not is_thing(bare(words)) and not words.strip().isdigit()
