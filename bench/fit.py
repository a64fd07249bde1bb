"""Fits the weights of ``reader/minutes/turns/weights.py``: ``python -m bench.fit [--write]``.

Two logistic regressions with a small penalty (numpy, seconds): does a shape mark speakers, is a candidate a label. They
learn from the documents that were given, the layouts of the tests, and the half of the unseen that may be looked at; and
from each of them once more with the words of half its labels unknown, and of all. ``--left-out`` prints the F1 of turns over the given
documents, each read with weights that were fitted without it.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.seed import ROOT, SHARED
from bench.unseen import (
    LOOKED_AT,
    Case,
    Tally,
    dressed_cases,
    generated_cases,
    scorer,
    shared_cases,
    tally,
    written_cases,
)
from reader.minutes.lines.blocks import blocks_of
from reader.minutes.lines.rows import Row, rows_of
from reader.minutes.sources import read_source
from reader.minutes.turns import weights
from reader.minutes.turns.choice import known_labels
from reader.minutes.turns.decision import weigh
from reader.minutes.turns.evidence import LabelEvidence
from reader.minutes.turns.features import Scene, candidate_features, shape_features
from reader.minutes.turns.shapes import Candidate, candidates_of
from tests.minutes.layouts_gold import layouts

SCORE = scorer()
FOLDERS = ("seed", "real", "layouts", "layouts-2")
PENALTY = 1.0
WEIGHTS = ROOT / "reader" / "minutes" / "turns" / "weights.py"
Array = NDArray[np.float64]


@dataclass
class Examples:
    """What the regressions learn from: features by name, the answer, how much it counts, and the document."""

    rows: list[dict[str, float]] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, features: dict[str, float], right: float, counts: float, name: str) -> None:
        """One example more."""
        self.rows.append(features)
        self.right.append(right)
        self.counts.append(counts)
        self.names.append(name)

    def without(self, name: str) -> "Examples":
        """All but those of one document."""
        kept = [at for at, one in enumerate(self.names) if one != name]
        return Examples(
            *([values[at] for at in kept] for values in (self.rows, self.right, self.counts, self.names))
        )  # type: ignore[arg-type]


def logistic(examples: Examples) -> dict[str, float]:
    """The weights that tell right examples from wrong ones."""
    names = list(examples.rows[0])
    matrix = np.array([[row[name] for name in names] + [1.0] for row in examples.rows])
    right, counts = np.array(examples.right), np.array(examples.counts)
    penalty = PENALTY * np.eye(len(names) + 1)
    penalty[-1, -1] = 1e-3
    found: Array = np.zeros(len(names) + 1)
    for _ in range(40):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ found, -30, 30)))
        slope = matrix.T @ (counts * (likely - right)) + penalty @ found
        curve = (matrix * (counts * likely * (1 - likely))[:, None]).T @ matrix + penalty
        found = found - np.linalg.solve(curve, slope)
    return {name: round(float(value), 3) for name, value in zip([*names, "bias"], found, strict=True)}


def training() -> list[tuple[Case, float]]:
    """The documents to learn from, with how much each counts."""
    own = [Case(one.name, one.data, {"turns": [_turn(line) for line in one.gold["T"]]}) for one in layouts()]
    return [
        *((case, 1.0) for case in [*shared_cases(*FOLDERS), *raw_cases(), *own, *written_cases(*LOOKED_AT)]),
        *((case, 0.15) for case in [*generated_cases(kept=False), *dressed_cases(kept=False)]),
    ]


def raw_cases() -> list[Case]:
    """The real documents as their sites publish them, pages with all that stands around the minutes."""
    found = []
    for case in shared_cases("real"):
        page = SHARED / "minutes" / "real" / case.name.replace(".txt", ".html")
        if page.is_file():
            found.append(Case(page.name, page.read_bytes(), case.gold))
    return found


def _turn(line: str) -> dict[str, str]:
    speaker, first, last = line.split("|")[:3]
    return {"speaker": speaker, "first": first, "last": last}


def _is_right(rows: Sequence[Row], one: Candidate, gold: Mapping[str, list[str]]) -> bool:
    words = rows[one.index].text[one.end :] + "".join(row.text for row in rows[one.index + 1 : one.index + 4])
    said = SCORE.squeeze(words)
    return any(said.startswith(first) for first in gold.get(SCORE.label(one.label), []))


def scenes(case: Case) -> Iterable[Scene]:
    """A document, and the same with the words of half its labels, and of all, unknown."""
    evidence = LabelEvidence(blocks_of(rows_of(read_source(case.data, case.name))))
    known = {index: match.label for index, match in known_labels(evidence).items()}
    dice = random.Random(case.name)
    labels = sorted(set(known.values()) | {one.label for one in candidates_of(evidence.rows)})
    yield Scene(evidence, known)
    yield Scene(evidence, known, frozenset(dice.sample(labels, len(labels) // 2)))
    yield Scene(evidence, known, frozenset(labels))


def gold_of(case: Case) -> dict[str, list[str]]:
    """How the turns of each speaker begin."""
    gold: dict[str, list[str]] = defaultdict(list)
    for turn in case.gold["turns"]:
        gold[SCORE.label(turn["speaker"])].append(SCORE.squeeze(turn["first"])[:12])
    return gold


def shape_examples(documents: Iterable[tuple[Case, float]]) -> Examples:
    """Each shape of each document: right where more than half of its rows begin a turn."""
    examples = Examples()
    for case, counts in documents:
        gold = gold_of(case)
        for scene in scenes(case):
            for shape, found in scene.shapes():
                right = sum(_is_right(scene.rows, one, gold) for one in found) / len(found)
                examples.add(
                    shape_features(scene, shape, found),
                    float(right > 0.5),
                    counts * len(found) ** 0.5,
                    case.name,
                )
    return examples


def candidate_examples(documents: Iterable[tuple[Case, float]], shapes: Mapping[str, float]) -> Examples:
    """Each candidate that words alone have not found: right where it begins a turn."""
    examples = Examples()
    for case, counts in documents:
        gold = gold_of(case)
        for scene in scenes(case):
            for shape, found in scene.shapes():
                margin = weigh(shapes, shape_features(scene, shape, found))
                labels, mine = Counter(one.label for one in found), {one.index for one in found}
                for one in found:
                    if one.index not in scene.accepted:
                        features = candidate_features(scene, one, margin, labels, mine)
                        examples.add(features, float(_is_right(scene.rows, one, gold)), counts, case.name)
    return examples


def left_out(documents: list[tuple[Case, float]]) -> Tally:
    """The given documents, each read with weights that were fitted without it."""
    total = Tally()
    shapes = shape_examples(documents)
    candidates = candidate_examples(documents, weights.SHAPE)
    kept: tuple[dict[str, float], dict[str, float]] = dict(weights.SHAPE), dict(weights.CANDIDATE)
    for case in shared_cases(*FOLDERS):
        _use(logistic(shapes.without(case.name)), logistic(candidates.without(case.name)))
        one = tally([case], SCORE)
        total.right, total.found, total.wanted = (
            total.right + one.right,
            total.found + one.found,
            total.wanted + one.wanted,
        )
    _use(*kept)
    return total


def _use(shape: Mapping[str, float], candidate: Mapping[str, float]) -> None:
    for table, values in ((weights.SHAPE, shape), (weights.CANDIDATE, candidate)):
        table.clear()
        table.update(values)


def _table(name: str, values: Mapping[str, float]) -> str:
    lines = "".join(f'    "{key}": {value},\n' for key, value in values.items())
    return f"{name}: dict[str, float] = {{\n{lines}}}\n"


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the module")
    parser.add_argument(
        "--left-out", action="store_true", help="print the F1 of the given documents, each left out"
    )
    args = parser.parse_args()
    documents = training()
    if args.left_out:
        sys.stdout.write(f"each left out: F1 {left_out(documents).f1:.4f}\n")
        return
    shape = logistic(shape_examples(documents))
    candidate = logistic(candidate_examples(documents, shape))
    head = WEIGHTS.read_text(encoding="utf-8").partition("SHAPE: ")[0]
    text = head + _table("SHAPE", shape) + "\n" + _table("CANDIDATE", candidate)
    if args.write:
        WEIGHTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
