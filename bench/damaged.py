"""How often staff are asked where one place of a layout is damaged: ``python -m bench.damaged``.

Every layout that may be looked at is damaged in one place, once a kind (a label without its mark, in other brackets, without the
sign behind it, on the line of the turn above, a note or a heading between two turns …). Prints a kind a line, of documents
read wrong how many carry a warning with a line, and of those read right::

    glued       wrong 92 of 137 asked (67 %), right 3 of 21 (14 %)
    all         wrong 463 of 610 asked (76 %), right 159 of 1128 (14 %)
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator

from bench.judged import LAYOUTS, LOOKED_AT, scorer
from reader.minutes.contract import to_json
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from tests.minutes.marked import Marked, unmark

_TURN = re.compile(
    r"(?m)^(?P<front>[^\n«»‹›]*)«(?P<who>[^»]*)»(?P<mid>[^‹«]*)‹(?P<said>[^›]*)›(?P<end>[^\n«‹]*)\n"
)
_BRACKETS = ("【】", "（）", "〔〕", "＜＞")
_NAMES = ("山吹の会", "とくさ", "海辺班", "ボランティア", "第二工区", "観光船")
_NOTES = (
    "事務局が資料2を配った。",
    "ここで、傍聴者1名が入室した。",
    "（この後、現地を見る。）",
    "別紙のとおり決めた。",
)
_TITLES = ("道路の話", "■ 橋について", "次の話題", "【水路】", "２　祭りのこと")
_PAGES = ("12", "3／8", "令和5年度会議録", "p.4", "－4－")
_FEET = (
    "記録：総務係",
    "以上、報告する。",
    "会場の片付けは委員で行った。",
    "（写真は略）",
    "次に開くのは来月である。",
)
_FEWEST = 5

Damage = Callable[[re.Match[str], random.Random], str]


def _below(words: tuple[str, ...]) -> Damage:
    return lambda turn, dice: f"{turn[0]}{dice.choice(words)}\n"


def _bracketed(turn: re.Match[str], dice: random.Random) -> str:
    opened, closed = dice.choice(_BRACKETS)
    return f"{opened}«{turn['who']}»{closed}‹{turn['said']}›\n"


def _bare(turn: re.Match[str], _: random.Random) -> str:
    between = turn["mid"].lstrip(")）】]〕>＞") or "　"
    return f"«{turn['who']}»{between}‹{turn['said']}›\n"


def _split(turn: re.Match[str], _: random.Random) -> str:
    who = turn["who"]
    half = len(who) // 2
    return turn[0].replace(f"«{who}»", f"«{who[:half]}　{who[half:]}»")


DAMAGES: dict[str, Damage] = {
    "no mark": _bare,
    "brackets": _bracketed,
    "colon": lambda turn, _: f"«{turn['who']}»：‹{turn['said']}›\n",
    "glued": lambda turn, _: f"{turn['front']}«{turn['who']}»‹{turn['said']}›{turn['end']}\n",
    "above": lambda turn, _: f"\0{turn[0]}",
    "split": _split,
    "unknown": lambda turn, dice: turn[0].replace(f"«{turn['who']}»", f"«{dice.choice(_NAMES)}»"),
    "note": _below(_NOTES),
    "title": _below(_TITLES),
    "page": _below(_PAGES),
}


def damaged() -> Iterator[tuple[str, Marked]]:
    """Each layout with each damage; a ``\\0`` takes the line break before it."""
    for name in LOOKED_AT:
        pieces = re.split(r"(?m)^#### (.+)\n", (LAYOUTS / name).read_text(encoding="utf-8"))[1:]
        for title, text in zip(pieces[::2], pieces[1::2], strict=True):
            turns = list(_TURN.finditer(text))
            if text.lstrip().startswith("<") or len(turns) < _FEWEST:
                continue
            for kind, damage in DAMAGES.items():
                dice = random.Random(title + kind)
                turn = dice.choice(turns[1:-1])
                changed = text[: turn.start()] + damage(turn, dice) + text[turn.end() :]
                yield kind, unmark(title, re.sub(r"\n*\0", "　", changed))
            foot = random.Random(title).choice(_FEET)
            yield "foot", unmark(title, f"{text.rstrip()}\n{foot}\n")


def main() -> None:
    """Prints every kind and all."""
    score = scorer()
    told: Counter[tuple[str, bool, bool]] = Counter()
    for kind, one in damaged():
        found, gold = to_json(parse(read_source(one.text.encode(), one.name))), one.gold()["turns"]
        right, _ = score.score(found["turns"], gold)
        exact = right == len(found["turns"]) == len(one.turns)
        asked = any(re.match(r"\d+行目", line) for line in found["warnings"])
        told[kind, exact, asked] += 1
        told["all", exact, asked] += 1
    for kind in [*DAMAGES, "foot", "all"]:
        counts = {
            exact: (told[kind, exact, True], told[kind, exact, True] + told[kind, exact, False])
            for exact in (False, True)
        }
        shares = [100 * asked / max(all_of, 1) for asked, all_of in counts.values()]
        sys.stdout.write(
            f"{kind:10} wrong {counts[False][0]} of {counts[False][1]} asked ({shares[0]:.0f} %), "
            f"right {counts[True][0]} of {counts[True][1]} ({shares[1]:.0f} %)\n"
        )


if __name__ == "__main__":
    main()
