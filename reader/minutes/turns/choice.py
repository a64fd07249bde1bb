"""Which lines carry a speaker's label: found from the document itself.

Every row is first asked what label it could begin with (``label_evidence``). Then the document decides: a way of
marking is a speaker's where it stands before something that is said, by somebody with a role. What is not said
(a roster, a table of contents, 「日時:」) proves nothing. Weaker labels (【中央新聞】, 内海) count only in a way of
marking that is proved, symbols only with their legend, Q only where there is an A.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reader.minutes.hints import NO_HINTS, Hints
from reader.minutes.labels.match import GREETING, LabelMatch, Style
from reader.minutes.labels.roles import ANSWERS, QUESTIONS
from reader.minutes.labels.strength import KUN, Strength, assess
from reader.minutes.lines.headings import looks_like_title
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import begins_with_particle, says
from reader.minutes.text.characters import BULLETS, ENDINGS, KANA, KANJI, bare
from reader.minutes.turns.decision import ENOUGH, LIKELY, UNLIKELY, Verdict, as_match, verdicts
from reader.minutes.turns.ends import ended
from reader.minutes.turns.evidence import LabelEvidence
from reader.minutes.turns.lists import listed_rows
from reader.minutes.turns.trailing import TrailingLabel, labels_below
from reader.minutes.turns.wide.reading import second_reading

Key = tuple[Style, str, bool]
_PERSON = re.compile(rf"[{KANJI}{KANA}]{{1,6}}(?:[A-Z])?$")


@dataclass(frozen=True, slots=True)
class Decision:
    """Which rows begin with a speaker's label, by row; and the candidates that could as well have been read otherwise."""

    labels: Mapping[int, LabelMatch]
    unsure: tuple[Verdict, ...] = ()
    behind: Mapping[int, TrailingLabel] = field(default_factory=dict)


def decide(rows: Sequence[Row], hints: Hints = NO_HINTS) -> Decision:
    """The one decision about who speaks: what words alone prove, then the shapes of all; ``hints`` bind both."""
    evidence = LabelEvidence(rows)
    known = {
        index: match
        for index, match in known_labels(evidence).items()
        if not hints.denies(match.label, rows[index].folded)
    }
    found = verdicts(evidence, known, hints)
    likely = {
        index: as_match(one.candidate, rows[index].folded)
        for index, one in found.items()
        if one.likely > ENOUGH
    }
    labels = dict(sorted((known | likely).items()))
    second = second_reading(evidence, labels)
    if second:
        affirmed = {
            index: match for index, match in labels.items() if hints.affirms(match.label, rows[index].folded)
        }
        likelier = {
            index: match
            for index, match in second.labels.items()
            if not hints.denies(match.label, rows[index].folded)
        }
        labels = dict(sorted((likelier | affirmed).items()))
    listed = {
        index
        for index in listed_rows(labels, rows)
        if index not in labels or not hints.affirms(labels[index].label, rows[index].folded)
    }
    labels = {index: match for index, match in labels.items() if index not in listed}
    spoken = Counter(match.label for match in labels.values())
    within = range(min(labels, default=0), max(labels, default=len(rows)) + 1)
    unsure = tuple(
        one
        for index, one in sorted(found.items())
        if index not in listed
        and index in within
        and _is_unsure(one, spoken)
        and not looks_like_title(rows[index].folded.strip())
    )
    unsure += second.unsure if second else ()
    below = labels_below(labels, rows)
    if below:
        return Decision({}, unsure, below)
    return Decision(ended(labels, rows), unsure)


def _is_unsure(one: Verdict, spoken: Mapping[str, int]) -> bool:
    """True for what could as well be read otherwise: no label that speaks elsewhere, and none that only its shape is for."""
    settled = one.likely > ENOUGH and spoken[one.candidate.label] > 1
    return (UNLIKELY if spoken else ENOUGH) < one.likely < LIKELY and not settled


def known_labels(evidence: LabelEvidence) -> dict[int, LabelMatch]:
    """The rows whose label words alone prove, by what the document shows of its style."""
    return _Labels(evidence).find()


def _key(match: LabelMatch) -> Key:
    return match.style, match.form, match.glued


class _Labels:
    """Decides for one document, from its evidence."""

    def __init__(self, evidence: LabelEvidence) -> None:
        self._evidence = evidence
        self._matches = evidence.matches
        self._proofs = {index for index, match in self._matches.items() if evidence.is_proof(index, match)}
        self._proved = Counter(_key(self._matches[index]) for index in self._proofs)
        self._accepted = self._accepted_styles()
        self._known = {
            self._matches[i].label for i in self._proofs if _key(self._matches[i]) in self._accepted
        }
        self._recurring = Counter((match.style, match.label) for match in self._matches.values())

    def find(self) -> dict[int, LabelMatch]:
        """The accepted labels, by row."""
        found: dict[int, LabelMatch] = {}
        above: LabelMatch | None = None
        begun = False
        for index in range(len(self._evidence.rows)):
            match = self._matches.get(index)
            waiting = above is not None and above.alone
            above = None
            if match is None:
                continue
            begun = begun or self._begins(index, match)
            if (begun and self._is_label(index, match, waiting)) or self._stands_alone(index, match):
                found[index] = above = match
        return found

    def _begins(self, index: int, match: LabelMatch) -> bool:
        """True for a label that the record can begin with: a proof, or a weaker one with a sentence behind it."""
        if match.style is Style.GIVEN:
            return True
        if _key(match) not in self._accepted:
            return False
        return index in self._proofs or (
            not self._evidence.is_quiet(index)
            and "。" in self._evidence.said(index, match)
            and self._is_weak_turn(index, match)
        )

    def _accepted_styles(self) -> frozenset[Key]:
        """The ways of marking that the document proves to be a speaker's."""
        said: dict[tuple[Style, str], Counter[str]] = defaultdict(Counter)
        for index in self._proofs:
            match = self._matches[index]
            said[match.style, match.form][match.label] += 1
        return frozenset(
            key for key, count in self._proved.items() if self._is_enough(key, count, said[key[:2]])
        )

    def _is_enough(self, key: Key, count: int, labels: Counter[str]) -> bool:
        style, form, glued = key
        if style is Style.GIVEN:
            return True
        if style is Style.QUESTION:
            return any(label in labels for label in QUESTIONS) and any(label in labels for label in ANSWERS)
        if style is Style.LEGEND:
            return True
        if style is Style.MARK and self._names_askers(key):
            return False
        if style in (Style.BARE, Style.COLUMN) or glued or (form and form in BULLETS):
            repeated = max(labels.values()) >= 2
            return count >= 2 and (repeated or len(self._proofs) >= 3 or not glued)
        return style is not Style.HEADING

    def _names_askers(self, key: Key) -> bool:
        """True for a mark that only tells whose questions follow: ◇ 山田太郎君⏎ between ○議長… and ○3番…."""
        own = [match for match in self._matches.values() if _key(match) == key]
        others = sum(
            count for other, count in self._proved.items() if other[0] is Style.MARK and other != key
        )
        return others > len(own) and all(match.alone and KUN.match(match.label) for match in own)

    def _stands_alone(self, index: int, match: LabelMatch) -> bool:
        """Headings with a speaker and greetings prove themselves, each by what is said below."""
        return (match.style is Style.HEADING or match.form == GREETING) and self._evidence.is_greeting(
            index, match
        )

    def _is_label(self, index: int, match: LabelMatch, waiting: bool) -> bool:
        key = _key(match)
        if match.style is Style.GIVEN:
            return True
        if key not in self._accepted:
            return match.label in self._known and index in self._proofs and not waiting
        if match.strength is Strength.STRONG:
            return self._is_turn(index, match, waiting)
        return not waiting and self._is_weak_turn(index, match)

    def _is_turn(self, index: int, match: LabelMatch, waiting: bool) -> bool:
        """A strong label in a proved style, where a turn can begin."""
        rows = self._evidence.rows
        if match.style in (Style.BARE, Style.COLUMN):
            said = self._evidence.said(index, match)
            if waiting or not said or begins_with_particle(said):
                return False
            again = self._recurring[match.style, match.label] > 1
            calls = again and match.label in self._known and bare(said).endswith("。")
            called = assess(bare(said).rstrip("。")) is Strength.STRONG and not match.alone and not calls
            if match.style is Style.COLUMN and match.form != "|" and (called or not says(said)):
                return False
            before = rows[index - 1].folded.rstrip() if index else ""
            apart = rows[index].gap or not before or before.endswith(ENDINGS)
            return apart or match.label in self._known
        if match.glued:
            return match.label in self._known and says(self._evidence.said(index, match))
        return True

    def _is_weak_turn(self, index: int, match: LabelMatch) -> bool:
        """An office or a name, in a style that speakers with roles have proved."""
        if match.style in (Style.BARE, Style.COLUMN) or match.glued:
            return False
        said = self._evidence.said(index, match)
        if not says(said) or (match.alone and begins_with_particle(said)):
            return False
        if match.strength is Strength.OFFICE or self._evidence.is_present(match.label):
            return True
        if match.style is Style.COLON and not (_PERSON.match(match.label) and "。" in said):
            return False
        if match.style is Style.COLON:
            return self._recurring[match.style, match.label] >= 2
        return self._recurring[match.style, match.label] >= 2 or (
            self._proved[_key(match)] >= 2 and "。" in said
        )
