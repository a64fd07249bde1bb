"""What is settled over the analyser's head: the rules of context first, then the second opinion.

持ち|札を調査に行った → 持ち札 モチフダ (the second opinion), 行っ イッ (after に)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.readings.judging.contexts import ContextRules
from reader.readings.judging.doubts import Sure, doubt_opinions
from reader.readings.judging.letters import settle_letters
from reader.readings.judging.opinions import Opinion, Stretch, choose, stretches
from reader.readings.judging.words import Doubt
from reader.readings.morpheme import Morpheme, Settled


class SecondAnalyzer(Protocol):
    """Another analyser that cuts and reads a text."""

    def words(self, text: str) -> tuple[Opinion, ...]:
        """Its words, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """Readings to take, in order and apart; readings to doubt; all that is decided, changed or not."""

    settled: tuple[Settled, ...]
    doubts: tuple[Doubt, ...]
    decided: tuple[Settled, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The rules and the second opinion, ready to judge texts."""

    rules: ContextRules
    second: SecondAnalyzer
    sure: Sure = frozenset()

    def judge(self, text: str, morphemes: Sequence[Morpheme], fixed: Sequence[Settled]) -> Verdict:
        """Judge a folded text as it was first read; the stretches of ``fixed`` are not touched."""
        written = [*self.rules.settle(text, morphemes), *settle_letters(morphemes)]
        ruled = [stretch for stretch in written if is_free(stretch, fixed)]
        taken = [*fixed, *ruled]
        open_stretches = []
        for stretch in stretches(morphemes, self.second.words(text)):
            chosen = choose(stretch, text)
            if not is_free(stretch, taken):
                continue
            ruled.extend(chosen)
            taken.extend(chosen)
            if not chosen:
                open_stretches.append(stretch)
        changed = [settled for settled in ruled if _changes(settled, morphemes)]
        return Verdict(
            tuple(sorted(changed, key=lambda settled: settled.start)),
            tuple(doubt_opinions(open_stretches, text, self.sure)),
            tuple(taken),
        )


def is_free(stretch: Settled | Stretch, taken: Sequence[Settled]) -> bool:
    """Whether nothing of ``taken`` stands there."""
    return all(other.end <= stretch.start or stretch.end <= other.start for other in taken)


def _changes(settled: Settled, morphemes: Sequence[Morpheme]) -> bool:
    inside = [m for m in morphemes if settled.start <= m.start and m.end <= settled.end and m.end > m.start]
    exact = bool(inside) and inside[0].start == settled.start and inside[-1].end == settled.end
    return not exact or "".join(m.read for m in inside) != settled.read
