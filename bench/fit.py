"""Fits the weights of ``reader/minutes/turns/weights.py``: ``python -m bench.fit [--write]``.

Two logistic regressions with a small penalty (numpy, seconds): does a shape mark speakers, is a candidate a label. They
learn from the documents that were given, the layouts of the tests, and the half of the unseen that may be looked at; and
from each of them once more with the words of half its labels unknown, and of all. ``python -m bench.unseen`` prints the F1 of
turns over the given documents, each read with weights that were fitted without it.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.judged import (
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
from bench.seed import ROOT, SHARED
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
MOST_STEPS, SETTLED = 40, 1e-5
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


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as numbers: ``matrix`` rows × (features and 1), and for each row the answer, how much it counts, its document."""

    features: list[str]
    matrix: Array
    right: Array
    counts: Array
    names: NDArray[np.str_]

    @classmethod
    def of(cls, examples: Examples) -> "Table":
        """The examples, once for many fits."""
        features = list(examples.rows[0])
        matrix = np.array([[row[name] for name in features] + [1.0] for row in examples.rows])
        return cls(
            features, matrix, np.array(examples.right), np.array(examples.counts), np.array(examples.names)
        )

    def fit(self, without: str = "", start: Array | None = None) -> Array:
        """The weights that tell right examples from wrong ones, those of one document left out; found sooner from ``start``."""
        kept = self.names != without
        matrix, right, counts = self.matrix[kept], self.right[kept], self.counts[kept]
        penalty = PENALTY * np.eye(matrix.shape[1])
        penalty[-1, -1] = 1e-3
        found: Array = np.zeros(matrix.shape[1]) if start is None else start
        for _ in range(MOST_STEPS):
            likely = 1 / (1 + np.exp(-np.clip(matrix @ found, -30, 30)))
            slope = matrix.T @ (counts * (likely - right)) + penalty @ found
            curve = (matrix * (counts * likely * (1 - likely))[:, None]).T @ matrix + penalty
            step = np.linalg.solve(curve, slope)
            found = found - step
            if np.abs(step).max() < SETTLED:
                break
        return found

    def named(self, found: Array) -> dict[str, float]:
        """The weights by the names of their features."""
        return {
            name: round(float(value), 3) for name, value in zip([*self.features, "bias"], found, strict=True)
        }


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


def _layout(name: str) -> str:
    """A document's name, the same for its text and its page."""
    return name.removesuffix(".txt").removesuffix(".html")


def _turn(line: str) -> dict[str, str]:
    speaker, first, last = line.split("|")[:3]
    return {"speaker": speaker, "first": first, "last": last}


def is_right(rows: Sequence[Row], one: Candidate, gold: Mapping[str, list[str]]) -> bool:
    """Whether a candidate begins a turn of its label."""
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
                right = sum(is_right(scene.rows, one, gold) for one in found) / len(found)
                examples.add(
                    shape_features(scene, shape, found),
                    float(right > 0.5),
                    counts * len(found) ** 0.5,
                    _layout(case.name),
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
                        examples.add(
                            features, float(is_right(scene.rows, one, gold)), counts, _layout(case.name)
                        )
    return examples


def left_out() -> dict[str, Tally]:
    """The given documents by folder, and all, each read with weights that were fitted without it, as text and as page."""
    documents = training()
    shapes = Table.of(shape_examples(documents))
    candidates = Table.of(candidate_examples(documents, weights.SHAPE))
    of_shapes, of_candidates = shapes.fit(), candidates.fit()
    kept: tuple[dict[str, float], dict[str, float]] = dict(weights.SHAPE), dict(weights.CANDIDATE)
    found = {name: Tally() for name in (*FOLDERS, "all four")}
    for folder in FOLDERS:
        for case in shared_cases(folder):
            without = _layout(case.name)
            _use(
                shapes.named(shapes.fit(without, of_shapes)),
                candidates.named(candidates.fit(without, of_candidates)),
            )
            for name in (folder, "all four"):
                found[name] = _both(found[name], tally([case], SCORE))
    _use(*kept)
    return found


def _both(one: Tally, other: Tally) -> Tally:
    """What was right in two sets together."""
    return Tally(
        one.right + other.right,
        one.found + other.found,
        one.wanted + other.wanted,
        one.fields + other.fields,
        one.stated + other.stated,
        one.warning + other.warning,
    )


def _use(shape: Mapping[str, float], candidate: Mapping[str, float]) -> None:
    for table, values in ((weights.SHAPE, shape), (weights.CANDIDATE, candidate)):
        table.clear()
        table.update(values)


def table_text(name: str, values: Mapping[str, float]) -> str:
    """Weights as the module has them."""
    lines = "".join(f'    "{key}": {value},\n' for key, value in values.items())
    return f"{name}: dict[str, float] = {{\n{lines}}}\n"


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the module")
    args = parser.parse_args()
    documents = training()
    shapes = Table.of(shape_examples(documents))
    shape = shapes.named(shapes.fit())
    candidates = Table.of(candidate_examples(documents, shape))
    candidate = candidates.named(candidates.fit())
    head = WEIGHTS.read_text(encoding="utf-8").partition("SHAPE: ")[0]
    text = head + table_text("SHAPE", shape) + "\n" + table_text("CANDIDATE", candidate)
    if args.write:
        WEIGHTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
