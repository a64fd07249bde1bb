"""What is said in the layouts that may be looked at, marked in other ways: one sign or place after the other, half of them kept.

::

    remarked(kept=False) -> Marked("q17 tokyo-ward-marks, sep '；'", "…佐久間委員長；ただいまから…", …), …

What stands between turns is left out but for one heading in their middle. A kept way shows no text to anybody: only sums are told of it.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.minutes.marked import Marked, read_pieces, unmark, without_marks

_UNSEEN = Path(__file__).parent / "unseen"
_TURN = re.compile(r"«([^»]*)»[^«»‹›]{0,12}?‹([^›]*)›")
_LONGEST_LABEL, _FEWEST, _SHORTEST_HEAD, _LONGEST_HEAD = 26, 6, 30, 900
_HEADING = "議題2　その他について"
Way = Callable[[int, str, list[str]], str]
Dialogue = tuple[str, str, list[tuple[str, str]]]
_PAIRS = [
    "《》",
    "〈〉",
    "［］",
    "｛｝",
    "〘〙",
    "“”",
    "『』",
    "「」",
    "＜＜,＞＞",
    "◁▷",
    "[[,]]",
    "()",
    "‖‖",
    "**",
    "__",
    "～～",
    "＝＝",
]
_SIGNS = [
    "／",
    "｜",
    "→",
    "－",
    "―",
    "——",
    "：：",
    "・",
    "。",
    "、",
    "；",
    "＞",
    ">",
    "»»",
    "＝",
    "=>",
    "＝＞",
    "▶",
    "】",
    "）",
    "］",
    "…",
    "..",
    "．",
    "|",
    "~",
    "＊",
    "⇒",
    "│",
    "＃",
]
_BETWEEN = [*_SIGNS, "　", "　　　", "  ", "\t", " - ", " / ", " ： "]
_MARKS = [
    "◉",
    "★",
    "▲",
    "■",
    "✔",
    "▶",
    "➤",
    "🎤",
    "❖",
    "＊",
    "※",
    "＃",
    "@",
    "＠",
    "§",
    "・",
    "－",
    ">",
    "＞",
    "|",
    "+",
    "＋",
    "~",
    "◦",
]
_KANJI = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}. ",
    "(1)": lambda n: f"（{n}） ",
    "1": lambda n: f"{n}　",
    "①": lambda n: _CIRCLED[(n - 1) % 20] + " ",
    "#1": lambda n: f"#{n} ",
    "発言1": lambda n: f"発言{n}　",
    "1-1": lambda n: f"1-{n} ",
    "[001]": lambda n: f"[{n:03}] ",
    "一、": lambda n: _KANJI[(n - 1) % 10] + "、",
    "No.": lambda n: f"No.{n}　",
    "10:05": lambda n: f"10:{n + 5:02} ",
    "(10時5分)": lambda n: f"（10時{n + 5}分）",
}
_BEHIND = ["（,）", "［,］", "──,", "　　,", "＝,", "〈,〉", "－,", "／,", "　【,】", "…,"]


def _inline(front: Callable[[int], str], between: str) -> Way:
    return lambda n, who, said: f"{front(n)}«{who}»{between}‹" + "\n　".join(said) + "›\n"


def _own(front: Callable[[int], str], behind: str, indent: str = "　") -> Way:
    return lambda n, who, said: f"{front(n)}«{who}»{behind}\n{indent}‹" + f"\n{indent}".join(said) + "›\n"


def _trailing(front: str, before: str, behind: str) -> Way:
    return lambda _, who, said: f"{front}‹" + "\n　".join(said) + f"›{before}«{who}»{behind}\n"


def _run(before: str, behind: str, end: str = "") -> Way:
    return lambda _, who, said: f"{before}«{who}»{behind}‹" + "".join(said) + f"›{end}"


def _sign(sign: str) -> Callable[[int], str]:
    return lambda _: sign


def _ways() -> dict[str, Way]:
    ways: dict[str, Way] = {}
    for pair in _PAIRS:
        opened, closed = pair.split(",") if "," in pair else (pair[0], pair[-1])
        ways[f"pair {pair} inline"] = _inline(_sign(opened), closed + "　")
        ways[f"pair {pair} glued"] = _inline(_sign(opened), closed)
        ways[f"pair {pair} own"] = _own(_sign(opened), closed)
    ways |= {f"sep {sign!r}": _inline(_sign(""), sign) for sign in _BETWEEN}
    fronts = {f"mark {mark}": _sign(mark) for mark in _MARKS} | {
        f"number {name}": front for name, front in _NUMBERS.items()
    }
    for name, front in fronts.items():
        ways[f"{name} inline"] = _inline(front, "　")
        ways[f"{name} colon"] = _inline(front, "：")
        ways[f"{name} own"] = _own(front, "")
    for pair in _BEHIND:
        before, behind = pair.split(",")
        ways[f"behind {pair}"] = _trailing("・", before, behind)
        ways[f"behind, no bullet {pair}"] = _trailing("", before, behind)
    return ways | {
        "behind, own line": lambda _, who, said: "・‹" + "\n　".join(said) + f"›\n（«{who}»）\n",
        "behind, to the right": lambda _, who, said: "‹" + "\n".join(said) + f"›\n{'　' * 10}«{who}»\n",
        "own, no indent": _own(_sign(""), "", ""),
        "own, deep": _own(_sign(""), "", "　　　　"),
        "own, label indented": _own(_sign("　　　　"), "", ""),
        "cells with blanks": lambda _, who, said: f"«{who}»\n\n‹" + "\n\n".join(said) + "›\n\n",
        "number and label in lines": lambda n, who, said: f"{n}\n«{who}»\n‹" + "\n".join(said) + "›\n",
    }


_LINES = _ways()
_FLAT = {
    "flat 　": _run("", "　", "　"),
    "flat space": _run("", " ", " "),
    "flat ：": _run("", "：", " "),
    "flat （）": _run("（", "）"),
    "flat 【】": _run("【", "】"),
    "flat ＜＞": _run("＜", "＞"),
    "flat ●": _run("●", " "),
}
_WRAPPED = {
    f"wrapped {width} {pair}": (_run(pair[0], pair[1]), width)
    for width in (22, 26, 30, 38)
    for pair in ("【】", "（）")
}


def remarked(*, kept: bool, each: int = 2) -> Iterator[Marked]:
    """``each`` dialogues in every way of one half, the same ones every time."""
    dialogues = _dialogues()
    names = sorted([*_LINES, *_FLAT, *_WRAPPED])
    random.Random(0).shuffle(names)
    for way in names[kept::2]:
        for name, head, turns in random.Random(way).sample(dialogues, each):
            yield unmark(f"{name}, {way}", _marked(way, head, turns))


def _dialogues() -> list[Dialogue]:
    """The documents of the looked-at half that have a header and six turns or more, all text."""
    found: list[Dialogue] = []
    for path in sorted(_UNSEEN.glob("looked_at*.txt")):
        for name, marked in read_pieces(path):
            first = marked.find("«")
            turns = [(re.sub(r"\s+", " ", who).strip(), said) for who, said in _TURN.findall(marked)]
            head = without_marks(marked[: marked.rfind("\n", 0, first) + 1])
            whole = len(turns) == marked.count("«") >= _FEWEST and not marked.lstrip().startswith("<")
            short = all(len(who) <= _LONGEST_LABEL and "|" not in who for who, _ in turns)
            if whole and short and _SHORTEST_HEAD <= len(head) <= _LONGEST_HEAD:
                found.append((name, head, turns))
    return found


def _marked(way: str, head: str, turns: list[tuple[str, str]]) -> str:
    said = [(who, [line.strip() for line in words.split("\n") if line.strip()]) for who, words in turns]
    if way in _FLAT:
        return (
            " ".join(head.split("\n")) + "".join(_FLAT[way](n, *one) for n, one in enumerate(said, 1)) + "\n"
        )
    if way in _WRAPPED:
        mark, width = _WRAPPED[way]
        return head + _wrapped("".join(mark(n, *one) for n, one in enumerate(said, 1)), width) + "\n"
    lines = [_LINES[way](n, *one) for n, one in enumerate(said, 1)]
    middle = len(lines) // 2
    return head + "".join(lines[:middle]) + _HEADING + "\n" + "".join(lines[middle:])


def _wrapped(text: str, width: int) -> str:
    """The text in lines of so many letters, however that breaks labels; marks count for nothing."""
    out: list[str] = []
    column = 0
    for char in text:
        if char not in "«»‹›":
            if column >= width and char not in "。、）」』】":
                out.append("\n")
                column = 0
            column += 1
        out.append(char)
    return "".join(out)
