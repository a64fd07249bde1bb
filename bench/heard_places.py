"""Where many voices are heard wrong, and which of it is the recogniser's: what it hears wrong of another synthesizer at the same place, too.

::

    MEASURING_PYTHON bench/heard_places.py FOLDER [OTHER [LEAST]]

FOLDER and OTHER hold what ``bench.voices`` said of the same sentences by two drivers, heard by ``bench/judging.py FOLDER SECONDS ear`` (which see for
what MEASURING_PYTHON wants). Both drivers are told the same morae, so a kana that is wrong of both is the recogniser's word (関民 for 官民), or our reading.
Prints each place that LEAST voices (3) or more have wrong, the most first, ``=`` where OTHER has it too, and how much of all that is; by chance it would
be the share of kana that OTHER has wrong. The figure that is held against the bound is still the whole one.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from judging import Ear, Found, found, kana

_NEAR = 2
"""Kana that lie so near are one place."""

Places = dict[int, dict[int, set[str]]]
"""By number of the sentence and place in its kana: the voices that are heard wrong there."""


def _wrong(voices: dict[str, list[Found]]) -> Iterator[tuple[int, int, str]]:
    """Sentence, place in its kana and voice of each kana that is heard wrong."""
    from rapidfuzz.distance import Levenshtein

    for name, sounds in voices.items():
        for sound, (want, got) in zip(sounds, kana(sounds), strict=True):
            for change in Levenshtein.editops(want, got):
                yield sound["number"], change.src_pos, name


def main(folder: Path, other: Path | None, least: int) -> None:
    """Tell of the places, and what is common."""
    voices = found(folder, Ear)
    texts = {sound["number"]: sound for sounds in voices.values() for sound in sounds}
    wants = {number: want for number, (want, _) in zip(texts, kana(list(texts.values())), strict=True)}
    theirs = {(number, place) for number, place, _ in _wrong(found(other, Ear) if other else {})}
    wrong = list(_wrong(voices))
    who, count = Places(), defaultdict[tuple[int, int], int](int)
    for number, place, name in wrong:
        who.setdefault(number, {}).setdefault(place, set()).add(name)
        count[number, place] += 1
    rows = []
    for number, places in who.items():
        begins = sorted(places)
        cuts = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(begins)) if b - a > _NEAR), len(begins)]
        for first, last in pairwise(cuts):
            there = begins[first:last]
            by = set().union(*(places[place] for place in there))
            if len(by) >= least:
                same = "=" if any((number, place) in theirs for place in there) else " "
                want, start, end = wants[number], there[0], there[-1] + 1
                shown = f"{want[max(0, start - 4) : start]}[{want[start:end]}]{want[end : end + 4]}"
                rows.append((sum(count[number, place] for place in there), len(by), number, same, shown))
    for kana_wrong, by_voices, number, same, shown in sorted(rows, key=lambda row: -row[0]):
        print(f"{kana_wrong:4d} kana by {by_voices:2d} voices {same} sentence {number:2d} {shown}")
    print(f"{len(wrong)} kana are wrong", end="")
    if other:
        common = sum((number, place) in theirs for number, place, _ in wrong)
        chance = len(theirs) / max(1, sum(map(len, wants.values())))
        print(f", {common} of them where {other} is wrong too (by chance {100 * chance:.1f} %)", end="")
    print(".")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
        int(sys.argv[3]) if len(sys.argv) > 3 else 3,
    )
