"""The second reading of a document: which ways of marking explain it, whatever signs they are made of.

Asked only where the first reading leaves most of what sounds like speech to nobody, or to one turn; and taken only where it
opens much more of it. Its shapes are weighed as those of the first are (``WIDE``), by the evidence alone::

    [001] ＠会長；始めます。        no table has such a mark: nobody speaks, in the first reading
    [002] ＠委員；いつですか。       the second: labels that come again and change, each with something said
"""

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reader.minutes.labels.match import LabelMatch
from reader.minutes.labels.roles import ANSWERS, QUESTIONS
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import says
from reader.minutes.sources.source import LineKind
from reader.minutes.turns.decision import ENOUGH, Verdict, as_match, logistic, weigh
from reader.minutes.turns.evidence import LabelEvidence
from reader.minutes.turns.features import Scene, candidate_features, shape_features
from reader.minutes.turns.shapes import Candidate, Shape
from reader.minutes.turns.wide.openings import COUNTS, openings_of
from reader.minutes.turns.wide.weights import WIDE, WIDE_ROW

_LEAST_SAID = 4
_LONGEST_SHARE = 0.5
_BETTER = 1.3
_ALIKE = 0.6
_SURE, _CLEAR, _ENOUGH_SIGNED = 1.5, 4.0, 0.15
_CERTAIN, _UNSURE = 0.6, 0.6
_EXPLAINED = 0.4
_MANY_TURNS = 60
_STAINED = re.compile(r"^[^\w(]|^[①-⑳]|[^\w)]$")
_SIGN = re.compile(r"[^\w\s「『(\[【<|]")
_LEAST_TURNS = 3
_LEAST_EXPLAINED = 0.3
_NEAR = 3
_SIDES = frozenset(QUESTIONS + ANSWERS)
_OF_THE_FIRST = frozenset({"known", "early", "settled", "once", "nobody", "below", "above"})


def wide_features(scene: Scene, shape: Shape, found: Sequence[Candidate]) -> dict[str, float]:
    """The evidence for one shape of the second reading: that of any shape, and how its labels take turns and where they stand."""
    features = shape_features(scene, shape, found)
    for name in ("agreed", "rival", "early"):
        features.pop(name, None)
    labels = [one.label for one in found]
    pairs = list(itertools.pairwise(labels))
    places = [one.index for one in found]
    span = places[-1] - places[0] + 1
    gaps = [after - before for before, after in itertools.pairwise(places)]
    said = [i for i in range(places[0], len(scene.rows)) if says(scene.rows[i].folded)]
    near = {place + step for place in places for step in range(_NEAR)}
    return (
        features
        | _numbering(scene, shape, found)
        | {
            "changes": sum(one != other for one, other in pairs) / max(len(pairs), 1),
            "even": 1 - max(gaps, default=span) / max(span, 1),
            "near": sum(index in near for index in said) / max(len(said), 1),
            "signed": float(bool(shape.opener.strip()) or shape.closer.strip() != ""),
            "single": sum(len(label) == 1 for label in labels) / len(labels),
        }
    )


def row_features(
    scene: Scene, one: Candidate, margin: float, labels: Counter[str], mine: Collection[int]
) -> dict[str, float]:
    """The evidence for one row of a shape of the second reading, which has nothing settled before it."""
    features = candidate_features(scene, one, margin, labels, mine)
    counted = any(sign in one.shape.opener for sign in COUNTS)
    side = one.label.rstrip("0123456789") in _SIDES
    return {name: value for name, value in features.items() if name not in _OF_THE_FIRST} | {
        "strong": max(features["strong"], float(side)),
        "numbered": float(not counted and scene.is_numbered(one.index)),
        "counted": float(counted),
    }


def _numbering(scene: Scene, shape: Shape, found: Sequence[Candidate]) -> dict[str, float]:
    """Whether numbers stand in front that count the rows of the shape, or some that count something else."""
    counted = any(sign in shape.opener for sign in COUNTS)
    numbered = sum(scene.is_numbered(one.index) for one in found) / len(found)
    return {"numbered": 0.0 if counted else numbered, "counted": float(counted)}


@dataclass(frozen=True, slots=True)
class SecondReading:
    """Its labels by row, and the first of them where staff should say which reading is right."""

    labels: dict[int, LabelMatch]
    unsure: tuple[Verdict, ...]


def second_reading(evidence: LabelEvidence, first: Mapping[int, LabelMatch]) -> SecondReading | None:
    """The second reading; None where the first explains the document, or no worse than that."""
    rows = evidence.rows
    said = [i for i, row in enumerate(rows) if row.kind is not LineKind.CHROME and says(row.folded)]
    like = _alike(first, rows)
    before = _explained(first, said) * like
    few = len(first) < _MANY_TURNS and before < _EXPLAINED
    weak = few or like < _ALIKE or _is_weak(first, said, len(rows))
    if len(said) < _LEAST_SAID or not weak:
        return None
    margin, best = _best(evidence)
    found = {index: as_match(one, rows[index].folded) for index, one in sorted(best.items())}
    after = _explained(found, said) * _alike(found, rows)
    if len(found) < _LEAST_TURNS or after < max(_LEAST_EXPLAINED, before * _BETTER):
        return None
    sure = margin > _CLEAR and after > _CERTAIN
    return SecondReading(found, () if sure else (Verdict(best[min(best)], _UNSURE),))


def _explained(labels: Mapping[int, LabelMatch], said: Sequence[int]) -> float:
    """Of the rows that say something, how many begin a turn or stand right below a label that is alone."""
    below = {index + 1 for index, match in labels.items() if match.alone}
    return sum(index in labels or index in below for index in said) / max(len(said), 1)


def _alike(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> float:
    """How much labels are alike who speaks: they come again, or are an office at least, and no sign is left at their edge nor at
    the beginning of what they say."""
    if not labels:
        return 1.0
    again = Counter(match.label for match in labels.values())
    good = sum(
        (again[match.label] > 1 or assess(match.label) >= Strength.OFFICE)
        and _STAINED.search(match.label) is None
        and _SIGN.match(rows[index].folded, match.end) is None
        for index, match in labels.items()
    )
    return good / len(labels)


def _is_weak(first: Mapping[int, LabelMatch], said: Sequence[int], count: int) -> bool:
    """True where nobody speaks, or one turn holds half of what is said."""
    places = [bisect_left(said, place) for place in [*sorted(first), count]]
    longest = max((stop - start for start, stop in itertools.pairwise(places)), default=0)
    above = places[0]
    return max(longest, above) > max(_LEAST_SAID, len(said) * _LONGEST_SHARE)


def _best(evidence: LabelEvidence) -> tuple[float, dict[int, Candidate]]:
    """The likeliest shape's margin and labels, and those of likely shapes that share most of its labels."""
    scene = Scene(evidence, {}, candidates=openings_of(evidence.rows))
    ranked = sorted(
        ((weigh(WIDE, wide_features(scene, shape, found)), shape, found) for shape, found in scene.shapes()),
        key=lambda one: (-one[0], one[1].opener, one[1].closer),
    )
    taken: dict[int, Candidate] = {}
    for margin, shape, found in ranked:
        if margin <= 0:
            break
        labels, mine = Counter(one.label for one in found), {one.index for one in found}
        signed = bool(shape.opener.strip()) or bool(shape.closer.strip())
        enough = _ENOUGH_SIGNED if signed and margin > _SURE else ENOUGH
        likely = [
            one
            for one in found
            if one.index not in taken
            and logistic(weigh(WIDE_ROW, row_features(scene, one, margin, labels, mine))) > enough
        ]
        known = {one.label for one in taken.values()}
        if not taken or sum(one.label in known for one in likely) * 2 >= len(likely):
            taken |= {one.index: one for one in likely}
    return ranked[0][0] if ranked else 0.0, taken
