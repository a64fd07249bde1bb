"""How well the parser reads minutes that it was not made with. ``python -m bench.unseen``.

Figures are micro F1 over turns (``shared/minutes/score.py``), then the fields that are right, then warning: of documents
with a wrong turn how many carry a warning that names a line, and of right ones how many do. Sets::

    kept      written layouts, and generated ones, of the half that nobody looks at
    marked otherwise   what looked-at layouts say, in ways of marking of which half are kept
    looked at the other half; ``fields`` and ``forms`` are headers in the forms they come in (``bench.header_forms``)
    shared    the documents that the project was given: how well the parser knows them
    left out  the given documents, each read with weights that were fitted without it (``bench.fit``)
    changed   the known documents after one change in text and gold: what it leans on

``--json FILE`` writes the figures; ``--wrong NAME`` prints what is wrong in a set, which is refused for kept ones.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.fit import left_out
from bench.header_forms import header_sets
from bench.judged import (
    FIELDS,
    KEPT_LATER,
    LOOKED_AT,
    Case,
    Tally,
    changed_cases,
    dressed_cases,
    generated_cases,
    remarked_cases,
    scorer,
    shared_cases,
    tally,
    written_cases,
)


def _line(name: str, total: Tally) -> str:
    fields = " ".join(f"{one} {total.fields[one]}/{total.stated[one]}" for one in FIELDS if total.stated[one])
    return (
        f"{name:34} F1 {total.f1:.4f}  {fields}  warned of wrong {100 * total.share(False):.0f} %, of right "
        f"{100 * total.share(True):.0f} %\n"
    )


def main() -> None:
    """Prints every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--wrong", help="print what is wrong in this set")
    parser.add_argument("--only", help="only sets whose name begins so")
    parser.add_argument("--json", type=Path, help="write the figures there")
    args = parser.parse_args()
    if args.wrong and args.wrong.startswith("kept"):
        parser.error("the kept half judges: nobody looks at what is wrong with it")
    score = scorer()
    sets: dict[str, Iterator[Case] | list[Case]] = {
        "kept: written": written_cases("kept.txt"),
        "kept: written later": written_cases(*KEPT_LATER),
        "kept: generated": generated_cases(kept=True),
        "kept: dressed": dressed_cases(kept=True),
        "kept: marked otherwise": remarked_cases(kept=True),
        "looked at: marked otherwise": remarked_cases(kept=False),
        "looked at: written": written_cases(*LOOKED_AT),
        "looked at: generated": generated_cases(kept=False),
        "looked at: dressed": dressed_cases(kept=False),
        **header_sets(),
        **{f"shared: {name}": shared_cases(name) for name in ("seed", "real", "layouts", "layouts-2")},
        "shared: all four": shared_cases("seed", "real", "layouts", "layouts-2"),
        **{f"changed: {name}": cases for name, cases in changed_cases().items()},
    }
    figures: dict[str, float] = {}
    for name, cases in sets.items():
        if not args.only or name.startswith(args.only):
            total = tally(cases, score, show=name == args.wrong)
            figures[name] = round(total.f1, 4)
            sys.stdout.write(_line(name, total))
            sys.stdout.flush()
    if not args.only or args.only == "left out":
        for name, total in left_out().items():
            figures[f"left out: {name}"] = round(total.f1, 4)
            sys.stdout.write(_line(f"left out: {name}", total))
    if args.json:
        args.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
