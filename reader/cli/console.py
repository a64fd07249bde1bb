"""What the terminal shows: one line for an error, a bar for what takes time; and nothing in it that steers the terminal.

Names and sentences come from documents, so their control characters are shown, not sent: ``\\x1b[2J``.
"""

import contextlib
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from reader.errors import LibraryError, ReaderError

errors = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False, markup=False)


_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
)
"""What moves the cursor, colours, rings, turns the direction of text, or is no character; not tab and line end."""


def printable(text: str) -> str:
    """The text with everything that could steer a terminal written out: ESC as ``\\x1b``, U+202E as ``\\u202e``."""
    return _STEERING.sub(_written_out, text)


def complain(problem: object) -> None:
    """Tells a problem in one line on standard error; one of the library with the place where it lies."""
    place = f"{problem.place}: " if isinstance(problem, LibraryError) and problem.place else ""
    complain_of(f"reader: {place}{problem}")


def complain_of(line: str) -> None:
    """Prints one line on standard error."""
    errors.print(printable(" ".join(line.split())))


def unexpected(error: Exception) -> ReaderError:
    """What nobody foresaw, in one line; with ``READER_DEBUG`` set the whole of it goes to standard error first."""
    if os.environ.get("READER_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, MemoryError):
        return ReaderError("メモリーが足りません。ほかのプログラムを終わらせて、もう一度試してください。")
    kind = type(error).__name__
    return ReaderError(
        f"思いがけないことが起きて、できませんでした（{kind}）。READER_DEBUG=1 を付けて動かすと詳しく分かります。"
    )


def tell(line: str = "") -> None:
    """Prints one line on standard output."""
    sys.stdout.write(printable(line).replace("\n", "\\n") + "\n")
    sys.stdout.flush()


def hand_over(text: str) -> None:
    """Writes what programs read to standard output: as it is, but for a terminal that it could steer."""
    sys.stdout.write(printable(text) if sys.stdout.isatty() else text)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


@contextlib.contextmanager
def progress_bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error; the function it gives takes what is done and what there is in all."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task(printable(description), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
