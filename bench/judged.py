"""Minutes with their gold to judge the parser by: written, generated, given, and given ones after one change; and the judging."""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from bench.seed import ROOT, SHARED
from reader.minutes.contract import to_json
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from tests.minutes.marked import read_marked
from tests.minutes.remarked import remarked
from tests.minutes.renderer import render, render_dressed

LAYOUTS = ROOT / "tests" / "minutes" / "unseen"
LOOKED_AT = tuple(sorted(path.name for path in LAYOUTS.glob("looked_at*.txt")))
KEPT_LATER = tuple(sorted(path.name for path in LAYOUTS.glob("kept_*.txt")))
FIELDS = ("meeting", "date", "place", "agenda")
GENERATED = 200


@dataclass(frozen=True, slots=True)
class Case:
    """A document with its gold."""

    name: str
    data: bytes
    gold: Mapping[str, Any]


@dataclass
class Tally:
    """What was right in a set."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    warning: Counter[tuple[bool, bool]] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        """Micro F1 over turns."""
        return 2 * self.right / max(self.found + self.wanted, 1)

    def share(self, right: bool) -> float:
        """Of the documents that are (not) right, how many carry a warning with a line."""
        told, silent = self.warning[right, True], self.warning[right, False]
        return told / max(told + silent, 1)


def scorer() -> ModuleType:
    """``shared/minutes/score.py``."""
    path = SHARED / "minutes" / "score.py"
    module = ModuleType("score")  # not imported: nothing compiled is left beside it
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), module.__dict__)
    return module


def shared_cases(*folders: str) -> list[Case]:
    """Documents of ``shared/minutes``."""
    cases = []
    for folder in (SHARED / "minutes" / name for name in folders):
        for path in sorted((folder / "gold").glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            source = folder / gold["file"]
            cases.append(Case(source.name, source.read_bytes(), gold))
    return cases


def written_cases(*names: str) -> list[Case]:
    """Layouts written by hand with their gold in them."""
    return [
        Case(one.name, one.text.encode(), one.gold()) for name in names for one in read_marked(LAYOUTS / name)
    ]


def remarked_cases(*, kept: bool) -> Iterator[Case]:
    """What is said in the layouts that may be looked at, marked in other ways."""
    for one in remarked(kept=kept):
        yield Case(one.name, one.text.encode(), one.gold())


def dressed_cases(*, kept: bool) -> Iterator[Case]:
    """Pages, tables, recordings and flattened copies from the generator."""
    for number in range(GENERATED):
        one = render_dressed(random.Random(f"dressed-{number}"), kept=kept)
        yield Case(f"{number} {one.name}", one.text.encode(), one.gold())


def generated_cases(*, kept: bool) -> Iterator[Case]:
    """Layouts from the generator."""
    for number in range(GENERATED):
        one = render(random.Random(f"unseen-{number}"), kept=kept)
        yield Case(f"{number} {one.name}", one.text.encode(), one.gold())


_PLAIN = (
    ("でございます", "だ"),
    ("であります", "だ"),
    ("ございます", "ある"),
    ("しました", "した"),
    ("いたします", "する"),
    ("します", "する"),
    ("です。", "だ。"),
    ("ます。", "る。"),
    ("ました。", "た。"),
    ("ません。", "ない。"),
)
_MARKED = re.compile(r"[（(]([^()（）\d]{2,8})[）)]")


def _plain(text: str) -> str:
    for polite, plain in _PLAIN:
        text = text.replace(polite, plain)
    return text


def _signs(pairs: Mapping[str, str]) -> Callable[[str], str]:
    table = str.maketrans(dict(pairs))
    return lambda text: text.translate(table)


def _words(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


CHANGES: Mapping[str, Callable[[str], str]] = {
    "。 to ．": _signs({"。": "．"}),
    "、 to ，": _signs({"、": "，"}),
    "： to ／": _signs({"：": "／", ":": "／"}),
    "○ to ▲": _signs({"○": "▲", "◯": "▲", "〇": "▲"}),
    "○ to ✿": _signs({"○": "✿", "◯": "✿", "〇": "✿"}),
    "【】 to {}": _signs({"【": "{", "】": "}"}),
    "（） to 【】": _signs({"（": "【", "）": "】", "(": "【", ")": "】"}),
    "議長 to a title in no list": _words("議長", "取仕切役"),
    "委員 to 構成団体員": _words("委員", "構成団体員"),
    "plain style": _plain,
    "blank lines dropped": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "blank lines doubled": lambda text: re.sub(r"\n(\s*)\n", "\n\n\n", text),
}


def _renamed(case: Case, name: str) -> Case | None:
    """The document with the name of every role(name) made another: 議長（山田一郎君） to 議長（望月）."""
    names = {found for turn in case.gold["turns"] for found in _MARKED.findall(turn["speaker"])}
    if not names:
        return None

    def change(text: str) -> str:
        for one in sorted(names, key=len, reverse=True):
            text = text.replace(f"（{one}）", f"（{name}）").replace(f"({one})", f"({name})")
        return text

    return _changed(case, change)


_BEGIN, _END, _RAW_END = "\ue0f0", "\ue0f1", "\ue0f2"
_SAID = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}([^{_BEGIN}{_END}]*){_RAW_END}")


def _changed(case: Case, change: Callable[[str], str]) -> Case:
    """The document after a change; the gold follows its words to where they stand then."""
    text = change(_bounded(case.data.decode("utf-8"), case.gold["turns"]))
    said = [[re.sub(r"\s", "", words) for words in found] for found in _SAID.findall(text)]
    if len(said) != len(case.gold["turns"]):
        raise ValueError(case.name)
    turns = [
        {
            "speaker": change(turn["speaker"]),
            "first": words[:12],
            "last": words[-12:],
            "last_raw": f"{words}{behind}"[-12:],
        }
        for turn, (words, behind) in zip(case.gold["turns"], said, strict=True)
    ]
    text = re.sub(f"[{_BEGIN}{_END}{_RAW_END}]", "", text)
    return Case(case.name, text.encode(), {**case.gold, "turns": turns})


def _bounded(text: str, turns: list[dict[str, str]]) -> str:
    """The text with a sign where each turn begins, where it ends, and where it ends with the directions behind it."""
    places = [at for at, char in enumerate(text) if not char.isspace()]
    squeezed = "".join(text[at] for at in places)
    pieces: list[str] = []
    done = at = 0
    for place, turn in enumerate(turns):
        first, last, raw = (re.sub(r"\s", "", turn.get(key, "")) for key in ("first", "last", "last_raw"))
        start = squeezed.index(first, at)
        following = re.sub(r"\s", "", turns[place + 1]["first"]) if place + 1 < len(turns) else ""
        stop = max(_end(squeezed, start, last, following), start + len(first))
        raw_stop = max(_end(squeezed, start, raw, following), stop) if raw else stop
        begin, end, raw_end = places[start], places[stop - 1] + 1, places[raw_stop - 1] + 1
        pieces += [text[done:begin], _BEGIN, text[begin:end], _END, text[end:raw_end], _RAW_END]
        done, at = raw_end, raw_stop
    return "".join([*pieces, text[done:]])


_LONGEST_LABEL = 60


def _end(squeezed: str, start: int, last: str, following: str) -> int:
    """Where the turn that begins at ``start`` ends: at the ``last`` words that the following turn's soon stand behind."""
    end = squeezed.find(last, start)
    while following and end >= 0:
        after = squeezed.find(following, end + len(last))
        if 0 <= after - end - len(last) <= _LONGEST_LABEL:
            return end + len(last)
        end = squeezed.find(last, end + 1)
    limit = squeezed.find(following, start + 1) if following else len(squeezed)
    return max(squeezed.rfind(last, start, limit), squeezed.find(last, start)) + len(last)


def changed_cases() -> dict[str, list[Case]]:
    """The known documents after each change; only those where it changes something."""
    known = [case for case in shared_cases("seed", "real", "layouts") if case.name.endswith(".txt")]
    sets = {
        name: [after for case in known if (after := _changed(case, change)).data != case.data]
        for name, change in CHANGES.items()
    }
    for surname in ("望月", "時田", "月岡"):
        sets[f"role(name) to {surname}"] = [after for case in known if (after := _renamed(case, surname))]
    return sets


def tally(cases: Iterator[Case] | list[Case], score: ModuleType, *, show: bool = False) -> Tally:
    """Parses and judges every document of a set."""
    total = Tally()
    for case in cases:
        found = to_json(parse(read_source(case.data, case.name)))
        right, notes = score.score(found["turns"], case.gold["turns"])
        have, want = len(found["turns"]), len(case.gold["turns"])
        total.right, total.found, total.wanted = total.right + right, total.found + have, total.wanted + want
        exact = right == have == want
        total.warning[exact, any(re.match(r"\d+行目", line) for line in found["warnings"])] += 1
        for name in FIELDS:
            wanted = case.gold.get(name)
            if wanted:
                total.stated[name] += 1
                total.fields[name] += _same(score, dict(found)[name], wanted)
        if show and not exact:
            sys.stdout.write(
                "\n".join(
                    [
                        f"  {case.name}: {right} of {want}, {have} found",
                        *(f"      {note}" for note in notes[:3]),
                    ]
                )
                + "\n"
            )
    return total


def _same(score: ModuleType, have: object, want: object) -> bool:
    if isinstance(want, list):
        return [score.squeeze(one) for one in have or []] == [score.squeeze(one) for one in want]  # type: ignore[attr-defined]
    return bool(score.squeeze(have) == score.squeeze(want))
