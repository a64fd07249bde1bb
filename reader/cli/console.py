"""What the terminal shows: one line for an error, a bar for what takes time."""

import contextlib
import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from reader.errors import LibraryError

errors = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False, markup=False)


def complain(problem: object) -> None:
    """Tells a problem in one line on standard error; one of the library with the place where it lies."""
    place = f"{problem.place}: " if isinstance(problem, LibraryError) and problem.place else ""
    errors.print("reader: " + " ".join(f"{place}{problem}".split()))


def tell(line: str = "") -> None:
    """Prints one line on standard output."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextlib.contextmanager
def progress_bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error; the function it gives takes what is done and what there is in all."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task(description, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
