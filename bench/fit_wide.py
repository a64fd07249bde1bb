"""Fits the weights of the second reading, ``reader/minutes/turns/wide/weights.py``: ``python -m bench.fit_wide [--write]``.

As ``bench.fit`` does, from the same documents and from what is said in them marked in other ways (``tests/minutes/remarked.py``).
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bench.fit import Examples, Table, gold_of, is_right, table_text, training
from bench.judged import Case, remarked_cases
from bench.seed import ROOT
from reader.minutes.lines.blocks import blocks_of
from reader.minutes.lines.rows import rows_of
from reader.minutes.sources import read_source
from reader.minutes.turns.decision import weigh
from reader.minutes.turns.evidence import LabelEvidence
from reader.minutes.turns.features import Scene
from reader.minutes.turns.wide.openings import openings_of
from reader.minutes.turns.wide.reading import row_features, wide_features

WEIGHTS = ROOT / "reader" / "minutes" / "turns" / "wide" / "weights.py"
NEAR = -2.5
"""Rows of shapes below this margin teach nothing: no such shape is taken."""


def scenes(case: Case) -> Iterator[Scene]:
    """A document with nothing found in it, and the same with the words of half its labels, and of all, unknown."""
    evidence = LabelEvidence(blocks_of(rows_of(read_source(case.data, case.name))))
    openings = openings_of(evidence.rows)
    labels = sorted({one.label for one in openings})
    half = frozenset(random.Random(case.name).sample(labels, len(labels) // 2))
    for unknown in (frozenset[str](), half, frozenset(labels)):
        yield Scene(evidence, {}, unknown, openings)


def shape_examples(documents: Sequence[tuple[Case, float]]) -> Examples:
    """Each shape of each document: right where more than half of its rows begin a turn."""
    examples = Examples()
    for case, counts in documents:
        gold = gold_of(case)
        for scene in scenes(case):
            for shape, found in scene.shapes():
                right = sum(is_right(scene.rows, one, gold) for one in found) / len(found)
                weight = counts * len(found) ** 0.5
                examples.add(wide_features(scene, shape, found), float(right > 0.5), weight, case.name)
    return examples


def row_examples(documents: Sequence[tuple[Case, float]], shapes: Mapping[str, float]) -> Examples:
    """Each row of each shape that could be taken: right where it begins a turn."""
    examples = Examples()
    for case, counts in documents:
        gold = gold_of(case)
        for scene in scenes(case):
            for shape, found in scene.shapes():
                margin = weigh(shapes, wide_features(scene, shape, found))
                labels, mine = Counter(one.label for one in found), {one.index for one in found}
                for one in found if margin >= NEAR else ():
                    features = row_features(scene, one, margin, labels, mine)
                    examples.add(features, float(is_right(scene.rows, one, gold)), counts, case.name)
    return examples


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the module")
    args = parser.parse_args()
    own = [(case, counts) for case, counts in training() if counts == 1.0]
    documents = [*((case, 0.5) for case in remarked_cases(kept=False)), *own]
    shapes = Table.of(shape_examples(documents))
    shape = shapes.named(shapes.fit())
    rows = Table.of(row_examples(documents, shape))
    head = WEIGHTS.read_text(encoding="utf-8").partition("WIDE: ")[0]
    text = head + table_text("WIDE", shape) + "\n" + table_text("WIDE_ROW", rows.named(rows.fit()))
    if args.write:
        WEIGHTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
