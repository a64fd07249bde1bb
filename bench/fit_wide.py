"""Fits the weights of the second reading, ``reader/minutes/turns/wide/weights.py``: ``python -m bench.fit_wide [--write]``.

As ``bench.fit`` does, from the same documents and from what is said in them marked in other ways (``tests/minutes/remarked.py``).
"""

import random
from collections.abc import Iterator

from bench.fit import Reading, training
from bench.judged import Case, remarked_cases
from bench.regression import asked_to_write, tell
from bench.seed import ROOT
from reader.minutes.lines.blocks import blocks_of
from reader.minutes.lines.rows import rows_of
from reader.minutes.sources import read_source
from reader.minutes.turns.evidence import LabelEvidence
from reader.minutes.turns.features import Scene
from reader.minutes.turns.wide.openings import openings_of
from reader.minutes.turns.wide.reading import row_features, wide_features

WEIGHTS = ROOT / "reader" / "minutes" / "turns" / "wide" / "weights.py"


def scenes(case: Case) -> Iterator[Scene]:
    """A document with nothing found in it, and the same with the words of half its labels, and of all, unknown."""
    evidence = LabelEvidence(blocks_of(rows_of(read_source(case.data, case.name))))
    openings = openings_of(evidence.rows)
    labels = sorted({one.label for one in openings})
    half = frozenset(random.Random(case.name).sample(labels, len(labels) // 2))
    for unknown in (frozenset[str](), half, frozenset(labels)):
        yield Scene(evidence, {}, unknown, openings)


SECOND = Reading(scenes, wide_features, row_features, least=-2.5)


def main() -> None:
    """Fits, prints, and writes where asked to."""
    write = asked_to_write(__doc__)
    own = [(case, counts) for case, counts in training() if counts == 1.0]
    wide, row = SECOND.fitted([*((case, 0.5) for case in remarked_cases(kept=False)), *own])
    tell(WEIGHTS, {"WIDE": wide, "WIDE_ROW": row}, write)


if __name__ == "__main__":
    main()
