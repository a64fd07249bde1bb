"""Headers in the forms that they come in, kept and looked at: as written, on one line, with all that is said on one line, printed as a PDF.

``forms`` are texts as extracting them from a PDF gives them: spaced out, a value below its label, column by column.
"""

from bench.judged import LAYOUTS, LOOKED_AT, Case
from tests.minutes.header.forms import FIELDS, read_flattened, read_printed, read_run_on
from tests.minutes.marked import Marked, read_marked


def header_sets() -> dict[str, list[Case]]:
    """The sets by their names."""
    sets: dict[str, list[Case]] = {}
    for half, name in (("kept", "kept.txt"), ("looked at", "looked_at.txt")):
        for kind, path in (("fields", name), ("forms", f"forms_{name}")):
            file = FIELDS / path
            sets[f"{half} {kind}: as written"] = _cases(read_marked(file))
            sets[f"{half} {kind}: header on one line"] = _cases(read_flattened(file))
            sets[f"{half} {kind}: all on one line"] = _cases(read_run_on(file))
            sets[f"{half} {kind}: as a PDF"] = [
                Case(f"{one.name}.pdf", data, one.gold()) for one, data in read_printed(file)
            ]
    kept = sorted(path.name for path in LAYOUTS.glob("kept*.txt"))
    for half, files in (("kept", kept), ("looked at", LOOKED_AT)):
        sets[f"{half} written: header on one line"] = _cases(
            [one for name in files for one in read_flattened(LAYOUTS / name)]
        )
    return sets


def _cases(documents: list[Marked]) -> list[Case]:
    return [Case(one.name, one.text.encode(), one.gold()) for one in documents]
