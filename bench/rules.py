"""What each rule of context does on sentences that people read: how often it fires, and when it does, whether it is right.

    python -m bench.rules [FILE ...] [--silent]

FILE: sentence<TAB>reading by people[<TAB>…]; without one the sentences that are left out for this (``tests/readings/left_out.tsv``).
A rule fires where it changes what is heard; it is right where the sentence is then
nearer to what people read, wrong where it is further from it. Use sentences that the rules were not written from. A rule
whose net is not positive goes; ``--silent`` lists the rules that never fired too.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from bench.doubts import fold
from reader.readings.judging.contexts import ContextRule, ContextRules
from reader.readings.morpheme import Morpheme, Settled
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.writing.folding import full_width
from reader.readings.writing.rewriting import rewrite

Tally = Counter[str]
LEFT_OUT = Path(__file__).parent.parent / "tests" / "readings" / "left_out.tsv"


def heard(analyzer: OpenJTalkAnalyzer, sentence: str) -> str:
    """The sentence as it is read, folded to what makes a difference to the ear."""
    return fold("".join(word.reading for word in analyzer.annotate(sentence).words))


def distance(one: str, other: str) -> int:
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]


def off(reading: str, wanted: str) -> int:
    """How far a reading is from the nearest of those that people gave."""
    return min(distance(reading, fold(each)) for each in wanted.split(" / "))


class Switched(ContextRules):
    """The rules, of which one can be switched off."""

    off: ContextRule | None = None

    def fitting(self, sentence: str) -> list[ContextRule]:
        """The rules that fit anywhere in the sentence, in their order."""
        text = rewrite(full_width(sentence)).text
        return [rule for rule in self.rules if any(rule.fits(text, at) for at in places(text, rule.surface))]

    def settle(self, text: str, morphemes: Sequence[Morpheme]) -> tuple[Settled, ...]:
        """What the rules that are on say."""
        return self.without(self.off).settle(text, morphemes) if self.off else super().settle(text, morphemes)

    @lru_cache  # noqa: B019 (one object a run)
    def without(self, rule: ContextRule) -> ContextRules:
        """The rules but that one."""
        return ContextRules(self.source, leave_out=self.rules.index(rule))


def places(text: str, surface: str) -> Iterator[int]:
    """Where the surface stands in the text."""
    at = text.find(surface)
    while at >= 0:
        yield at
        at = text.find(surface, at + 1)


def tallies(
    rows: Iterable[tuple[str, str]], rules: Switched
) -> tuple[dict[ContextRule, Tally], list[tuple[ContextRule, str]]]:
    """For each rule how often it fired, was right and was wrong; and the sentences where it was wrong."""
    counted: dict[ContextRule, Tally] = {rule: Counter() for rule in rules.rules}
    wrong: list[tuple[ContextRule, str]] = []
    analyzer = OpenJTalkAnalyzer(rules=rules)
    for sentence, wanted in rows:
        with_all = heard(analyzer, sentence)
        for rule in rules.fitting(sentence):
            rules.off = rule
            without = heard(analyzer, sentence)
            rules.off = None
            if without == with_all:
                continue
            gain = off(without, wanted) - off(with_all, wanted)
            counted[rule].update(fired=1, right=int(gain > 0), wrong=int(gain < 0))
            if gain < 0:
                wrong.append((rule, sentence))
    return counted, wrong


def rows_of(file: Path) -> Iterator[tuple[str, str]]:
    """The sentences of a file, with what people read."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if len(row) > 1:
            yield row[0], row[1]


def built_in() -> Switched:
    """The rules that the reader has."""
    return Switched((files("reader.readings") / "data" / "contexts.tsv").read_text(encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[LEFT_OUT])
    parser.add_argument("--silent", action="store_true", help="list the rules that never fired too")
    args = parser.parse_args()
    rows = [row for file in args.files for row in rows_of(file)]
    counted, wrong = tallies(rows, built_in())
    print("fired right wrong  rule")
    for rule, tally in sorted(counted.items(), key=lambda item: item[1]["right"] - item[1]["wrong"]):
        if tally["fired"] or args.silent:
            print(
                f"{tally['fired']:5} {tally['right']:5} {tally['wrong']:5}  {rule.surface} {rule.reading}: {rule.example}"
            )
    for rule, sentence in wrong:
        print(f"wrong: {rule.surface} {rule.reading} ({rule.example}): {sentence}")
    total = sum((tally for tally in counted.values()), Counter())
    print(f"{len(rows)} sentences: fired {total['fired']}, right {total['right']}, wrong {total['wrong']}")


if __name__ == "__main__":
    main()
