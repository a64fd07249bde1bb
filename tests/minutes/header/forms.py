"""The forms that one written header comes in: as it is, flattened, on one line with all that is said, printed as a PDF.

::

    第2回審議会会議録                                       第2回審議会会議録 日時 令和元年10月29日 場所 資料館
    日時　令和元年10月29日    -> flattened                   ○会長　始めます。
    場所　資料館
    ○会長　始めます。         -> run on                     第2回審議会会議録 日時 … 場所 資料館 ○会長　始めます。

A page in HTML has one form alone. Of a PDF the labels are drawn first and their values beside them afterwards, as forms are.
"""

import re
from collections.abc import Callable
from pathlib import Path

from tests.minutes.marked import Marked, read_pieces, unmark, without_marks
from tests.minutes.sources.printing import LEADING, LEFT, SIZE, TOP, PdfPrinter, Print, wrapped

FIELDS = Path(__file__).parent.parent / "unseen" / "fields"
_COLUMNS, _VALUES, _ROWS = 44, 110.0, 40


def read_flattened(path: Path) -> list[Marked]:
    """The documents with all above their first turn on one line."""
    return _changed(path, lambda head, said: f"{_joined(head)}\n{said}")


def read_run_on(path: Path) -> list[Marked]:
    """The documents on one line."""
    return _changed(path, lambda head, said: f"{_joined(head)} {_joined(said)}\n")


def headers(path: Path) -> list[str]:
    """What stands above the first turn of each document, with its marks."""
    return [_parts(marked)[0] for _, marked in _texts(path)]


def read_printed(path: Path) -> list[tuple[Marked, bytes]]:
    """The documents with a PDF of each."""
    return [(unmark(name, marked), printed(marked)) for name, marked in _texts(path)]


def printed(marked: str) -> bytes:
    """A PDF of a document: a table's labels, then what stands beside them, then what is said."""
    head, said = _parts(marked)
    labels: list[Print] = []
    values: list[Print] = []
    row = 0
    for line in head.splitlines():
        at = _value_at(line)
        label, value = (line[:at], line[at:]) if at else (line, "")
        beside = wrapped(_printed(value).strip(), _COLUMNS - round(_VALUES / SIZE))
        above = wrapped(_printed(label).rstrip(), _COLUMNS)
        labels += [place for more, piece in enumerate(above) for place in _placed(piece, LEFT, row + more)]
        for more, piece in enumerate(beside):
            values += _placed(piece, LEFT + _VALUES, row + more)
        row += max(len(beside), len(above), 1)
    rest = [piece for line in without_marks(said).splitlines() for piece in wrapped(line, _COLUMNS) or [""]]
    printer = PdfPrinter()
    free = max(_ROWS - row - 1, 0)
    first = [
        place for more, piece in enumerate(rest[:free]) for place in _placed(piece, LEFT, row + 1 + more)
    ]
    printer.page([*labels, *values, *first])
    for start in range(free, len(rest), _ROWS):
        pieces = rest[start : start + _ROWS]
        printer.page([place for more, piece in enumerate(pieces) for place in _placed(piece, LEFT, more)])
    return printer.done()


def _printed(line: str) -> str:
    """What is printed of a line; a mark may go on in the next."""
    return re.sub(r"\{[MDPA]:|\}", "", without_marks(line))


def _placed(text: str, across: float, row: int) -> list[Print]:
    words = text.lstrip(" 　")
    return [(across + SIZE * (len(text) - len(words)), TOP - LEADING * row, words)] if words else []


def _value_at(line: str) -> int:
    """Where the value begins that stands beside a short label; 0 where none does."""
    found = re.match(r"[^{}«‹]{1,9}?[\s　：:]+(?=\{)", line)
    return found.end() if found and found.group().strip() else 0


def _changed(path: Path, change: Callable[[str, str], str]) -> list[Marked]:
    return [unmark(name, change(*_parts(marked))) for name, marked in _texts(path)]


def _texts(path: Path) -> list[tuple[str, str]]:
    return [
        (name, marked)
        for name, marked in read_pieces(path)
        if "«" in marked and not marked.lstrip().startswith("<")
    ]


def _parts(marked: str) -> tuple[str, str]:
    """What stands above the line of the first turn, and what from there on."""
    at = marked.rfind("\n", 0, min(marked.index("«"), marked.index("‹"))) + 1
    return marked[:at], marked[at:]


def _joined(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())
