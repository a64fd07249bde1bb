"""Fits ``reader/minutes/lines/flat/weights.py``: where the lines of a header ended that stands on one line.

``python -m bench.fit_header [--write]`` learns from the headers that may be looked at, whose lines are known, each once as
written and several times varied: its fields in another dress or without their words, their values those of other headers,
lines left out (averaged perceptrons over whole headers, a minute). Without ``--write`` it prints how many of the lines' beginnings
are found in the fifth of the headers that was left out, five times.
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.judged import LAYOUTS, LOOKED_AT
from bench.seed import ROOT
from reader.minutes.lines.fields import FieldKind, FieldMatch, read_field
from reader.minutes.lines.flat.header import decided, evidence
from reader.minutes.lines.flat.words import Word, words_of
from reader.minutes.text.characters import fold
from tests.minutes.header.forms import FIELDS, headers

WEIGHTS = ROOT / "reader" / "minutes" / "lines" / "flat" / "weights.py"
VARIED, ROUNDS, RUNS, FOLDS, LEAST = 4, 3, 10, 5, 0.1
_VALUE = re.compile(r"\{([MDPA]):([^{}]*)\}")
_SINGLE_VALUE = re.compile(r"\{([MDP]):([^{}]*)\}")
_BEFORE_ITEM = re.compile(r"(?:^|(?<=[\s/】」:：]))[^\s/]{0,6}[\s　]*$")
_DRESSES = (
    "{n}　{w}　",
    "{n}．{w}　",
    "【{w}】",
    "■{w}：",
    "・{w}：",
    "{w}：",
    "{w}　",
    "（{n}）{w}　",
    "○{w}　",
    "◇{w}　",
    "{n} {w} ",
    "〈{w}〉",
    "{w} ",
    "{w}　　　",
    "◆{w}：",
)
_OF_MARK = {"M": "T", "D": "D", "P": "P", "A": "A"}
_OF_FIELD = {
    FieldKind.MEETING: "T",
    FieldKind.DATE: "D",
    FieldKind.DATE_PLACE: "D",
    FieldKind.PLACE: "P",
    FieldKind.AGENDA: "A",
    FieldKind.RECORD: "X",
}
Table = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Example:
    """The words of a header on one line, and the answer for each."""

    words: list[Word]
    answers: list[str]


def example(head: str) -> Example | None:
    """A header with marks as what is to be learnt from it; None where it says too little."""
    text, begins = "", dict[int, str]()
    kind = "X"
    for line, marks in _lines(head):
        text += " " if text else ""
        field = read_field(fold(line))
        marked = marks.strip()[:1]
        kind = _kind(field) if field else _OF_MARK[marked] if marked else "X" if kind in "TDP" else kind
        begins[len(text)] = kind
        begins |= {len(text) + at: other for at, other in _inside(line, marks, field)}
        text += line
    words = words_of(fold(text))
    answers: list[str] = []
    for word in words:
        here = [at for at in begins if word.start <= at < word.end]
        kind = begins[max(here)] if here else answers[-1][1] if answers else "X"
        began = word.start in begins and not (
            "behind label" in word.shows and word.shows.isdisjoint(_OWN_LINE)
        )
        answers.append(f"B{kind}" if began or not answers else f"I{answers[-1][1]}")
    return Example(words, answers) if len(words) > 2 else None


_OWN_LINE = {"number"} | {
    f"field {kind}" for kind in ("date", "place", "meeting", "agenda", "people", "record", "other")
}
"""What begins a line of its own right behind a field's word too."""


def _kind(field: FieldMatch) -> str:
    return _OF_FIELD.get(field.kind, "N")


def _lines(head: str) -> Iterator[tuple[str, str]]:
    """The lines of a header without marks, each with the mark of every letter: M, D, P, A or nothing (a blank)."""
    pieces = re.split(r"(\{[MDPA]:[^{}]*\})", re.sub(r"[«»‹›]", "", head))
    letters = [
        (letter, piece[1] if _VALUE.fullmatch(piece) else " ")
        for piece in pieces
        for letter in (piece[3:-1] if _VALUE.fullmatch(piece) else piece)
    ]
    text, marks = "".join(one for one, _ in letters), "".join(mark for _, mark in letters)
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.start() + len(line[0]) - len(line[0].lstrip()), line.start() + len(line[0].rstrip())
        if start < end:
            yield text[start:end], marks[start:end]


def _inside(line: str, marks: str, field: FieldMatch | None) -> Iterator[tuple[int, str]]:
    """What begins inside a line: another field with its value, another item of the agenda."""
    for place in re.finditer(r"(?<=\s)\S", line):
        other = read_field(fold(line[place.start() : place.start() + 80]))
        if (
            other
            and _kind(other) in "TDPA"
            and marks[place.start() + other.end : place.start() + other.end + 2].strip()
        ):
            yield place.start(), _kind(other)
    for item in re.finditer("A+", marks):
        before = _BEFORE_ITEM.search(line[: item.start()])
        at = before.start() if before else item.start()
        if at and not (field and at < field.end):
            yield at, "A"


class Varied:
    """Headers varied with what others state."""

    def __init__(self, heads: Sequence[str], seed: int) -> None:
        """Of these headers; the same seed gives the same."""
        self._random = random.Random(seed)
        self._values: dict[str, list[str]] = defaultdict(list)
        for head in heads:
            for mark, value in _SINGLE_VALUE.findall(head):
                self._values[mark].append(value)
        self._other = [
            line
            for head in heads
            for line in head.splitlines()
            if line.strip() and not re.search("[{}]", line)
        ]

    def vary(self, head: str) -> str:
        """A header in another dress."""
        chance = self._random.random
        dress = self._random.choice(_DRESSES) if chance() < 0.6 else ""
        wordless, spread = chance() < 0.25, chance() < 0.15
        lines: list[str] = []
        for number, line in enumerate(line for line in head.splitlines() if line.strip()):
            if line.count("{") != line.count("}"):
                lines.append(line)
                continue
            if chance() < 0.06 and not _SINGLE_VALUE.search(line):
                continue
            lines.append(self._dressed(line, dress, number, wordless=wordless, spread=spread))
            if chance() < 0.05:
                lines.append(self._random.choice(self._other))
        stated = [place for place, line in enumerate(lines) if re.search(r"\{[DP]:", line)]
        if stated and chance() < 0.25:
            lines = lines[: self._random.randint(stated[-1] + 1, len(lines))]
        if stated and chance() < 0.15:
            lines = lines[stated[0] :]
        return "\n".join(lines) + "\n"

    def _dressed(self, line: str, dress: str, number: int, *, wordless: bool, spread: bool) -> str:
        choice, chance = self._random.choice, self._random.random
        field = read_field(fold(line))
        if field:
            rest = line[field.end :]
            word = choice(_WORDS[field.kind]) if field.kind in _WORDS and chance() < 0.5 else field.word
            if wordless and field.kind in (FieldKind.DATE, FieldKind.PLACE) and _SINGLE_VALUE.search(line):
                line = rest
            elif (dress or chance() < 0.2) and not word.isascii():
                word = "　".join(word) if spread and len(word) < 5 else word
                line = (dress or choice(_DRESSES)).format(n=chr(ord("０") + number % 10), w=word) + rest
        return _SINGLE_VALUE.sub(
            lambda found: f"{{{found[1]}:{choice(self._values[found[1]])}}}" if chance() < 0.6 else found[0],
            line,
        )


_WORDS = {
    FieldKind.DATE: [
        "日時",
        "開催日時",
        "開催日",
        "開催年月日",
        "期日",
        "とき",
        "会議の日時",
        "実施日",
        "招集年月日",
        "開催期日",
        "日にち",
    ],
    FieldKind.PLACE: [
        "場所",
        "開催場所",
        "会場",
        "ところ",
        "招集の場所",
        "会議の場所",
        "開催会場",
        "実施場所",
    ],
    FieldKind.MEETING: ["会議名", "会議の名称", "審議会等の名称", "名称", "附属機関の名称", "委員会名"],
    FieldKind.AGENDA: [
        "議題",
        "議事",
        "会議次第",
        "次第",
        "案件",
        "協議事項",
        "審議事項",
        "付議事件",
        "議事日程",
        "内容",
        "会議の議題",
    ],
    FieldKind.PEOPLE: ["出席者", "出席委員", "欠席者", "傍聴者", "参加者", "出席議員", "事務局"],
    FieldKind.RECORD: [
        "議事録",
        "会議録",
        "議事要旨",
        "議事概要",
        "会議の概要",
        "会議の経過",
        "発言内容",
        "主な意見",
        "審議の内容",
    ],
}


def examples(heads: Sequence[str], seed: int) -> list[Example]:
    """The headers as written, and varied."""
    varied = Varied(heads, seed)
    every = [text for head in heads for text in (head, *(varied.vary(head) for _ in range(VARIED)))]
    return [one for text in every if (one := example(text))]


def fitted(learnt: Sequence[Example]) -> tuple[Table, Table]:
    """The weights of what words show, and of which line follows which: the mean of several runs."""
    runs = [_run(learnt, seed) for seed in range(RUNS)]
    return _mean([shown for shown, _ in runs], LEAST), _mean([follows for _, follows in runs], 0.0)


def _mean(tables: Sequence[Table], least: float) -> Table:
    total: Table = defaultdict(lambda: defaultdict(float))
    for table in tables:
        for name, row in table.items():
            for answer, weight in row.items():
                total[name][answer] += weight / len(tables)
    rows = {
        name: {answer: round(row[answer], 1) for answer in sorted(row) if abs(row[answer]) >= least}
        for name, row in sorted(total.items())
    }
    return {name: row for name, row in rows.items() if row}


def _run(learnt: Sequence[Example], seed: int) -> tuple[Table, Table]:
    """One averaged perceptron: the weights that it had on the mean."""
    order = list(learnt)
    shown, shown_sum, follows, follows_sum = (
        defaultdict[str, dict[str, float]](lambda: defaultdict(float)) for _ in range(4)
    )
    step = 1
    for turn in range(ROUNDS):
        random.Random(seed * ROUNDS + turn).shuffle(order)
        for one in order:
            found = decided(one.words, shown, follows)
            for answers, change in ((one.answers, 1), (found, -1)) if found != one.answers else ():
                for shows, answer in zip(evidence(one.words), answers, strict=True):
                    for show in shows:
                        shown[show][answer] += change
                        shown_sum[show][answer] += change * step
                for above, answer in zip(["", *answers], answers, strict=False):
                    if answer[0] == "B":
                        follows[above[1:]][answer] += change
                        follows_sum[above[1:]][answer] += change * step
            step += 1
    return _averaged(shown, shown_sum, step), _averaged(follows, follows_sum, step)


def _averaged(table: Table, summed: Table, steps: int) -> Table:
    return {name: {key: row[key] - summed[name][key] / steps for key in row} for name, row in table.items()}


def _found(learnt: tuple[Table, Table], judged: Iterable[Example]) -> Counter[str]:
    """How many beginnings of lines are found (right), are told of none (wrong), and stay untold (missed)."""
    count: Counter[str] = Counter()
    for one in judged:
        for want, have in zip(one.answers[1:], decided(one.words, *learnt)[1:], strict=True):
            if "B" in (want[0], have[0]):
                count["right" if want[0] == have[0] else "wrong" if have[0] == "B" else "missed"] += 1
    return count


def main() -> None:
    """Prints what is found of headers left out, or writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args()
    paths = [*sorted(FIELDS.glob("*looked_at*.txt")), *(LAYOUTS / name for name in LOOKED_AT)]
    heads = [head for path in paths for head in headers(path)]
    if args.write:
        WEIGHTS.write_text(_source(*fitted(examples(heads, FOLDS))), encoding="utf-8")
        return
    count: Counter[str] = Counter()
    for place in range(FOLDS):
        learnt = fitted(examples([head for at, head in enumerate(heads) if at % FOLDS != place], place))
        count += _found(learnt, [one for head in heads[place::FOLDS] if (one := example(head))])
    right = count["right"]
    sys.stdout.write(
        f"precision {right / (right + count['wrong']):.3f}  recall {right / (right + count['missed']):.3f}\n"
    )


def _source(shown: Table, follows: Table) -> str:
    """The module of the weights."""
    rows = "".join(
        f"{name}: dict[str, dict[str, float]] = {{\n"
        + "".join(f"    {show!r}: {row!r},\n" for show, row in table.items()).replace("'", '"')
        + "}\n"
        for name, table in (("SHOWN", shown), ("FOLLOWS", follows))
    )
    return f'{_HEAD}\n\nKINDS = "TDPANX"\n"""Title, day, place, agenda, people and other fields, the rest."""\n\n# fmt: off\n{rows}'


_HEAD = '''"""What each thing that a word shows weighs for where the lines of a header ended, fitted by ``python -m bench.fit_header --write``
(November 2026): the mean of averaged perceptrons over the headers that may be looked at, as written and varied.

``BT`` begins a title's line, ``IT`` goes on in one; ``FOLLOWS`` is by the kind of the line above.
"""'''


if __name__ == "__main__":
    main()
