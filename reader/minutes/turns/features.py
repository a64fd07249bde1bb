"""What a document shows about one way of marking, and about one label in it: the evidence that the decision weighs.

All are shares from 0 to 1, or counts made so. None of them decides alone, and none of them is a veto::

    says        something is said behind it             again      its labels come again
    strong      roles, and who words alone have found   office     offices, and names of the roster
    field       日時, 場所 and the like                   title      …について, 議案…
    particle    the words go on with の, は, を            fresh      the row above had ended, or a gap stands between
    agreed      rows whose label words alone had found  rival      rows between them whose label is marked another way
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from reader.minutes.labels.strength import Strength, assess, is_thing
from reader.minutes.lines.directions import is_hour
from reader.minutes.lines.fields import read_field
from reader.minutes.lines.headings import looks_like_title
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import begins_with_particle, is_count, says
from reader.minutes.text.characters import ENDINGS, STAMP, bare, is_rule
from reader.minutes.text.furniture import is_furniture
from reader.minutes.text.numbering import read_number
from reader.minutes.turns.evidence import LabelEvidence
from reader.minutes.turns.shapes import Candidate, Shape, candidates_of

_GOES_ON = tuple("のはをがにでとへ、")
_ENDS = ("。", "」", "?", "!", "。)")
_BRACKETS = "【[<(『「"
_ACTED = re.compile(
    r"(?:朗読|異議|拍手|起立|挙手|登壇|休憩|省略|説明|呼ぶ者|(?:なし|」|賛成|反対|はい|あり|拍手)の?声|笑い?声?|退席|着席|うなずく)[^。]{0,4}[)\]】>]?$"
)
_ASIDE = 40
_LEAST = 2
_MOST_SHAPES = 40
_SPACED = Shape("", " ")
_STAMP = re.compile(STAMP)
_CALLED = re.compile(r"(?:電話|TEL|FAX|ファクス|内線|E-?mail|メール)\s*:?\s*[(\d]", re.IGNORECASE)
_SETTLED = 6
_COUNTED = 4
_SHORT_ROW = 12
_LONG_LABEL = 12
_SHORT_LABEL = 6


class Scene:
    """One document as the features see it: its rows, what is said below each, and the labels that words alone have found.

    ``unknown`` holds labels whose words count for nothing: how the weights learn to do without."""

    def __init__(
        self,
        evidence: LabelEvidence,
        accepted: Mapping[int, str],
        unknown: Collection[str] = (),
        candidates: Sequence[Candidate] | None = None,
    ) -> None:
        self.evidence = evidence
        self.rows = evidence.rows
        self.accepted = {index: label for index, label in accepted.items() if label not in unknown}
        self.known = frozenset(self.accepted.values())
        self._unknown = unknown
        self._candidates = candidates_of(self.rows) if candidates is None else candidates
        self._running = _running(self.rows)
        self._first = min(self.accepted, default=0)

    def shapes(self) -> list[tuple[Shape, list[Candidate]]]:
        """The shapes that two rows or more carry with their candidates, those of most rows first; no field begins a
        turn, no number of people is said, and what stands right above a label alone is called, not speaking."""
        found: dict[Shape, list[Candidate]] = {}
        for one in self._candidates:
            known = assess(one.label) is Strength.STRONG
            rest = self.rows[one.index].folded[one.end :]
            counted = is_count(rest, one.label) or (
                one.shape == _SPACED and assess(bare(rest).rstrip("。")) is Strength.STRONG
            )
            silent = one.index in self.evidence.heads or (
                one.alone and (one.index + 1 in self.accepted or self.is_quoted(one))
            )
            if not counted and not silent and (known or not self.is_field(one.index)):
                found.setdefault(one.shape, []).append(one)
        ranked = sorted(found.items(), key=lambda pair: -len(pair[1]))[:_MOST_SHAPES]
        return [(shape, ones) for shape, ones in ranked if len(ones) >= _LEAST]

    def is_numbered(self, index: int) -> bool:
        """True for a row with a number in front that counts no turns."""
        return index not in self._running and read_number(self.rows[index].folded) is not None

    def is_counted(self, index: int) -> bool:
        """True for a row that the number or the time in front counts as one of those that say something."""
        return index in self._running

    def is_early(self, index: int) -> bool:
        """True for a row above the first that words alone have found, where mostly the header stands."""
        return index < self._first

    def strength(self, label: str) -> Strength:
        """What the words of a label say."""
        found = assess(label)
        return min(found, Strength.NAME) if label in self._unknown else found

    def said(self, candidate: Candidate) -> str:
        """What follows: the rest of the row, and the rows below where that says nothing yet, as far as the next speaker;
        what the page says of itself and stage directions are passed over."""
        rest = self.rows[candidate.index].folded[candidate.end :]
        for index in range(candidate.index + 1, min(candidate.index + 3, len(self.rows))):
            row = self.rows[index]
            if (
                says(rest)
                or (row.gap and rest)
                or index in self.accepted
                or read_field(row.folded[:80]) is not None
            ):
                break
            rest += "" if self.is_aside(index) else row.folded
        return rest

    def is_fresh(self, index: int) -> bool:
        """True where a new thing can begin: below a gap, or below a row that ended."""
        if index == 0 or self.rows[index].gap or index - 1 in self.accepted:
            return True
        above = self.rows[index - 1].folded.rstrip()
        return above.endswith(ENDINGS) or len(above) < _SHORT_ROW

    def is_quoted(self, candidate: Candidate) -> bool:
        """True for a row in the middle of a sentence, which goes on around it: 2ページの⏎○再診の取扱い⏎の箇所は."""
        above = self.rows[candidate.index - 1].folded.rstrip() if candidate.index else ""
        return above.endswith(_GOES_ON) and begins_with_particle(self.said(candidate))

    def is_aside(self, index: int) -> bool:
        """True for a row that is a stage direction, or the page's own."""
        body = self.rows[index].folded.strip()
        acted = _ACTED.search(body[:_ASIDE]) or _CALLED.search(body[:_ASIDE])
        return is_hour(body) or is_furniture(body) or is_rule(body) or acted is not None

    def is_field(self, index: int) -> bool:
        """True for a row that begins with a field's word, which is nobody's name."""
        return read_field(self.rows[index].folded[:80]) is not None


def _running(rows: Sequence[Row]) -> frozenset[int]:
    """The rows that a number counts one after the other, or a time, each with something said: 1 会長 始めます。 2 委員 何割か。"""
    stamped = {index for index, row in enumerate(rows) if _STAMP.match(row.folded)}
    found = stamped if len(stamped) >= _COUNTED else set()
    runs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for index, row in enumerate(rows):
        number = read_number(row.folded)
        if number is None or not says(row.folded):
            continue
        run = runs.setdefault((number.style, number.mark), [])
        if run and run[-1][1] != number.value - 1:
            run.clear()
        run.append((index, number.value))
        if len(run) >= _COUNTED:
            found.update(place for place, _ in run[-_COUNTED:])
    return frozenset(found)


def shape_features(scene: Scene, shape: Shape, found: Sequence[Candidate]) -> dict[str, float]:
    """The evidence for one shape, from all rows that carry it."""
    count = len(found)
    labels = Counter(candidate.label for candidate in found)
    strengths = {label: scene.strength(label) for label in labels}
    said = [scene.said(candidate) for candidate in found]

    def share(hits: Sequence[bool]) -> float:
        return sum(hits) / count

    first, last = found[0].index, found[-1].index
    inside = [index for index in scene.accepted if first <= index <= last]
    mine = {candidate.index for candidate in found}
    return {
        "many": min(1.0, math.log2(count) / 5),
        "says": share([says(words) for words in said]),
        "ends": share([words.rstrip().endswith(_ENDS) for words in said]),
        "again": share([labels[one.label] > 1 for one in found]),
        "strong": share([strengths[one.label] is Strength.STRONG for one in found]),
        "office": share(
            [strengths[one.label] is Strength.OFFICE or scene.evidence.is_present(one.label) for one in found]
        ),
        "short": share([len(one.label) <= _SHORT_LABEL for one in found]),
        "long": share([len(one.label) > _LONG_LABEL for one in found]),
        "direction": share([scene.is_aside(one.index) for one in found]),
        "thing": share([is_thing(one.label) for one in found]),
        "title": share([looks_like_title(one.label) for one in found]),
        "particle": share([begins_with_particle(words) for words in said]),
        "fresh": share([scene.is_fresh(one.index) for one in found]),
        "numbered": share([scene.is_numbered(one.index) for one in found]),
        "counted": share([scene.is_counted(one.index) for one in found]),
        "worded": share([_is_words(one.label) for one in found]),
        "alone": float(shape.closer == ""),
        "marked": float(bool(shape.opener) and shape.opener[-1] not in _BRACKETS),
        "bracketed": float(bool(shape.opener) and shape.opener[-1] in _BRACKETS),
        "colon": float(shape.closer in (":", "|")),
        "spaced": float(shape.closer == " " and not shape.opener),
        "covers": (last - first) / max(len(scene.rows) - first, 1),
        "agreed": share([scene.accepted.get(one.index) == one.label for one in found]),
        "rival": sum(index not in mine for index in inside) / max(len(inside), 1),
    }


def candidate_features(
    scene: Scene, candidate: Candidate, margin: float, labels: Counter[str], mine: Collection[int]
) -> dict[str, float]:
    """The evidence for one candidate: its shape's ``margin``, how often its label comes, and the row itself."""
    index, label = candidate.index, candidate.label
    said, strength = scene.said(candidate), scene.strength(label)
    settled = min(1.0, len(scene.accepted) / _SETTLED)
    once, nobody = float(labels[label] == 1), float(strength is Strength.NONE)
    return {
        "shape": max(-4.0, min(4.0, margin)),
        "again": min(3, labels[label] - 1) / 3,
        "known": float(label in scene.known),
        "strong": float(strength is Strength.STRONG),
        "office": float(strength is Strength.OFFICE),
        "name": float(strength is Strength.NAME),
        "direction": float(scene.is_aside(index)),
        "present": float(scene.evidence.is_present(label)),
        "says": float(says(said)),
        "ends": float(said.rstrip().endswith(_ENDS)),
        "fresh": float(scene.is_fresh(index)),
        "thing": float(is_thing(label)),
        "title": float(looks_like_title(label)),
        "particle": float(begins_with_particle(said)),
        "worded": float(_is_words(label)),
        "long": float(len(label) > _LONG_LABEL),
        "gap": float(scene.rows[index].gap),
        "numbered": float(scene.is_numbered(index)),
        "early": float(scene.is_early(index)),
        "settled": settled,
        "once": once * settled,
        "nobody": nobody * settled,
        "near": float(index + 1 in mine),
        "below": float(index + 1 in scene.accepted),
        "above": float(index - 1 in scene.accepted),
    }


def _is_words(label: str) -> bool:
    """True for a label that is more sentence than name: it ends in hiragana, or half of it is."""
    kana = sum("ぁ" <= char <= "ゖ" for char in label)
    return kana * 2 > len(label) or "ぁ" <= label[-1:] <= "ゖ"
