"""Fits the weights of ``reader/minutes/turns/weights.py``: ``python -m bench.fit [--write]``.

Two logistic regressions (``bench/regression.py``): does a shape mark speakers, is a candidate a label. They
learn from the documents that were given, the layouts of the tests, and the half of the unseen that may be looked at; and
from each of them once more with the words of half its labels unknown, and of all. ``python -m bench.unseen`` prints the F1 of
turns over the given documents, each read with weights that were fitted without it.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

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
from bench.regression import Examples, Table, asked_to_write, tell
from bench.seed import ROOT, SHARED
from reader.minutes.lines.blocks import blocks_of
from reader.minutes.lines.rows import Row, rows_of
from reader.minutes.sources import read_source
from reader.minutes.turns import weights
from reader.minutes.turns.choice import known_labels
from reader.minutes.turns.decision import weigh
from reader.minutes.turns.evidence import LabelEvidence
from reader.minutes.turns.features import Scene, candidate_features, shape_features
from reader.minutes.turns.shapes import Candidate, Shape, candidates_of
from tests.minutes.layouts_gold import layouts

SCORE = scorer()
FOLDERS = ("seed", "real", "layouts", "layouts-2")
WEIGHTS = ROOT / "reader" / "minutes" / "turns" / "weights.py"


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the parser's readings as its weights are fitted: a document's scenes, the features of a shape, and of one of its rows,
    given the shape's margin, labels and rows. Rows of a shape whose margin is below ``least`` teach nothing: no such shape is taken."""

    scenes: Callable[[Case], Iterable[Scene]]
    of_shape: Callable[[Scene, Shape, list[Candidate]], dict[str, float]]
    of_row: Callable[[Scene, Candidate, float, Counter[str], set[int]], dict[str, float]]
    least: float = -math.inf

    def shape_examples(self, documents: Iterable[tuple[Case, float]]) -> Examples:
        """Each shape of each document: right where more than half of its rows begin a turn."""
        examples = Examples()
        for case, counts in documents:
            gold = gold_of(case)
            for scene in self.scenes(case):
                for shape, found in scene.shapes():
                    right = sum(is_right(scene.rows, one, gold) for one in found) / len(found)
                    weight = counts * len(found) ** 0.5
                    examples.add(
                        self.of_shape(scene, shape, found), float(right > 0.5), weight, _layout(case.name)
                    )
        return examples

    def row_examples(self, documents: Iterable[tuple[Case, float]], shapes: Mapping[str, float]) -> Examples:
        """Each row of a shape that words alone have not found: right where it begins a turn."""
        examples = Examples()
        for case, counts in documents:
            gold = gold_of(case)
            for scene in self.scenes(case):
                for shape, found in scene.shapes():
                    margin = weigh(shapes, self.of_shape(scene, shape, found))
                    labels, mine = Counter(one.label for one in found), {one.index for one in found}
                    for one in found if margin >= self.least else ():
                        if one.index not in scene.accepted:
                            features = self.of_row(scene, one, margin, labels, mine)
                            right = float(is_right(scene.rows, one, gold))
                            examples.add(features, right, counts, _layout(case.name))
        return examples

    def fitted(self, documents: Sequence[tuple[Case, float]]) -> tuple[dict[str, float], dict[str, float]]:
        """The weights of shapes and of rows."""
        shapes = Table.of(self.shape_examples(documents))
        shape = shapes.named(shapes.fit())
        rows = Table.of(self.row_examples(documents, shape))
        return shape, rows.named(rows.fit())


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


FIRST = Reading(scenes, shape_features, candidate_features)


def left_out() -> dict[str, Tally]:
    """The given documents by folder, and all, each read with weights that were fitted without it, as text and as page."""
    documents = training()
    shapes = Table.of(FIRST.shape_examples(documents))
    candidates = Table.of(FIRST.row_examples(documents, weights.SHAPE))
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


def main() -> None:
    """Fits, prints, and writes where asked to."""
    write = asked_to_write(__doc__)
    shape, candidate = FIRST.fitted(training())
    tell(WEIGHTS, {"SHAPE": shape, "CANDIDATE": candidate}, write)


if __name__ == "__main__":
    main()
