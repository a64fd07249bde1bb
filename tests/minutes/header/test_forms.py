"""Headers in forms that were written before they were read: as they are, on one line, all on one line, printed as a PDF."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.text.characters import bare, squeeze
from tests.minutes.header.forms import FIELDS, read_flattened, read_printed, read_run_on
from tests.minutes.marked import Marked, read_marked

FILES = sorted(FIELDS.glob("*.txt"))
WRITTEN = [path for path in FILES if not path.name.startswith("forms")]
READ: dict[str, Callable[[Path], list[tuple[Marked, bytes]]]] = {
    "as written": lambda path: [(one, one.text.encode()) for one in read_marked(path)],
    "header on one line": lambda path: [(one, one.text.encode()) for one in read_flattened(path)],
    "all on one line": lambda path: [(one, one.text.encode()) for one in read_run_on(path)],
    "as a PDF": read_printed,
}
PATHS = {form: WRITTEN if form == "as a PDF" else FILES for form in READ}
LEAST = {
    "as written": (0.85, 0.85, 0.85, 0.75),
    "header on one line": (0.8, 0.9, 0.85, 0.75),
    "all on one line": (0.75, 0.85, 0.8, 0.6),
    "as a PDF": (0.85, 0.85, 0.85, 0.75),
}


def _right(one: Marked, data: bytes) -> dict[str, bool]:
    """Of what a document states, which the parser tells so."""
    minutes = parse(read_source(data, "minutes.pdf" if data.startswith(b"%PDF") else "minutes.txt"))
    right = {
        field: squeeze(getattr(minutes, field) or "") == squeeze(value)
        for field in ("meeting", "date", "place")
        if (value := getattr(one, field))
    }
    if one.agenda:
        titles = [squeeze(item.title) for item in minutes.agenda]
        right["agenda"] = titles == [squeeze(title) for title in one.agenda]
    return right


@pytest.mark.parametrize("form", READ)
def test_most_of_what_headers_state_is_told(form: str) -> None:
    found = [_right(one, data) for path in PATHS[form] for one, data in READ[form](path)]
    for field, least in zip(("meeting", "date", "place", "agenda"), LEAST[form], strict=True):
        stated = [right[field] for right in found if field in right]
        assert len(stated) > 25
        assert sum(stated) >= least * len(stated), field


def test_all_that_is_printed_is_in_the_pdf() -> None:
    for one, data in read_printed(WRITTEN[0]):
        printed = bare("".join(line.text for line in read_source(data, "minutes.pdf").lines))
        assert sorted(printed) == sorted(bare(one.text)), one.name
