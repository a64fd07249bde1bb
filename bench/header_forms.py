"""Headers in the forms that they come in, kept and looked at: as written, on one line, with all that is said on one line, printed as a PDF.

``forms`` are texts as extracting them from a PDF gives them: spaced out, a value below its label, column by column.
"""

from bench.judged import LAYOUTS, LOOKED_AT, Case
from tests.minutes.header.forms import FIELDS, read_flattened, read_printed, read_run_on
from tests.minutes.marked import Marked, read_marked


def header_sets() -> dict[str, list[Case]]:
    """The sets by their names."""
    sets: dict[str, list[Case]] = {}
    for half in ("kept", "looked at"):
        word = half.replace(" ", "_")
        for kind, files in (
            ("fields", FIELDS.glob(f"{word}*.txt")),
            ("forms", FIELDS.glob(f"forms_{word}*.txt")),
        ):
            paths = sorted(files)
            for form, read in (
                ("as written", read_marked),
                ("header on one line", read_flattened),
                ("all on one line", read_run_on),
            ):
                sets[f"{half} {kind}: {form}"] = _cases([one for path in paths for one in read(path)])
            sets[f"{half} {kind}: as a PDF"] = [
                Case(f"{one.name}.pdf", data, one.gold())
                for path in paths
                for one, data in read_printed(path)
            ]
    kept = sorted(path.name for path in LAYOUTS.glob("kept*.txt"))
    for half, files in (("kept", kept), ("looked at", LOOKED_AT)):
        sets[f"{half} written: header on one line"] = _cases(
            [one for name in files for one in read_flattened(LAYOUTS / name)]
        )
    return sets


def _cases(documents: list[Marked]) -> list[Case]:
    return [Case(one.name, one.text.encode(), one.gold()) for one in documents]
