"""Which candidates by shape are labels: one decision over the whole document, by weights instead of vetoes.

What words alone have found (``choice``) stands, and is evidence for the rest: each shape is weighed by what the document
shows about it, then each candidate by its shape and by its own row::

    ○会長　始める。      found by its words
    ○名代　二つ聞く。     its shape is the chair's, its label comes again, something is said: a label
    ○資料の訂正について   its shape is the chair's, and a title: none
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reader.minutes.hints import NO_HINTS, Hints
from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.strength import Strength
from reader.minutes.turns.evidence import LabelEvidence
from reader.minutes.turns.features import Scene, candidate_features, shape_features
from reader.minutes.turns.shapes import Candidate, candidates_of
from reader.minutes.turns.weights import CANDIDATE, SHAPE

ENOUGH = 0.5
"""From here on a candidate is a label."""
UNLIKELY, LIKELY = 0.15, 0.8
"""Between these staff are asked."""
_BRACKETS = "【[<(『「"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely a candidate is a label, from 0 to 1."""

    candidate: Candidate
    likely: float


def verdicts(
    evidence: LabelEvidence, accepted: Mapping[int, LabelMatch], hints: Hints = NO_HINTS
) -> dict[int, Verdict]:
    """For each row without a label of ``accepted`` the likeliest of its candidates; what ``hints`` say is certain."""
    scene = Scene(evidence, {index: match.label for index, match in accepted.items()})
    best: dict[int, Verdict] = {}
    for shape, found in scene.shapes():
        margin = weigh(SHAPE, shape_features(scene, shape, found))
        labels = Counter(one.label for one in found)
        mine = {one.index for one in found}
        for one in found:
            if one.index in accepted:
                continue
            likely = logistic(weigh(CANDIDATE, candidate_features(scene, one, margin, labels, mine)))
            if one.index not in best or best[one.index].likely < likely:
                best[one.index] = Verdict(one, likely)
    best = {index: one for index, one in best.items() if not _denied(one.candidate, evidence, hints)}
    for one in candidates_of(evidence.rows) if hints.speakers else ():
        if one.index not in accepted and hints.affirms(one.label, evidence.rows[one.index].folded):
            best[one.index] = Verdict(one, 1.0)
    return best


def _denied(candidate: Candidate, evidence: LabelEvidence, hints: Hints) -> bool:
    return hints.denies(candidate.label, evidence.rows[candidate.index].folded)


def weigh(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The margin of a decision: above 0 is yes."""
    return weights["bias"] + sum(weights[name] * value for name, value in features.items())


def logistic(margin: float) -> float:
    """The share of yes that a margin stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, margin))))


def as_match(candidate: Candidate, folded: str) -> LabelMatch:
    """A candidate as the label that it is."""
    opener, closer = candidate.shape.opener, candidate.shape.closer
    if opener:
        style = Style.BRACKET if opener in _BRACKETS else Style.MARK
    elif closer == "":
        style = Style.BARE
    else:
        style = {" ": Style.COLUMN, "|": Style.COLUMN, ")": Style.CLOSE}.get(closer, Style.COLON)
    alone = candidate.end >= len(folded)
    return LabelMatch(
        style,
        opener or closer,
        candidate.label,
        candidate.start,
        candidate.stop,
        candidate.end,
        Strength.NAME,
        alone,
    )
