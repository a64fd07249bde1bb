"""What keeps a library: one file, or a town's share of a server."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection


class Store(Protocol):
    """What keeps a library."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written at the moment."""
        ...

    def close(self) -> None:
        """Lets it go."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state of the library. LibraryError where that cannot be."""
        ...

    def writing(self, patience: float) -> AbstractContextManager[Connection]:
        """A transaction: all of it is kept, or nothing, and no other one writes meanwhile. LibraryBusyError where another
        one is writing for more than ``patience`` seconds, LibraryError where it cannot be written."""
        ...

    @property
    def signs(self) -> Path | None:
        """A folder for what processes of this machine tell one another and no page hangs on; None where other machines work
        with the library too: then it is written with ``noting``."""
        ...

    def noting(self, patience: float) -> AbstractContextManager[Connection]:
        """As ``writing``, for what no page hangs on: where that can be, it is no write to ``changes`` and ``glance``."""
        ...

    def changes(self) -> tuple[int, int]:
        """A mark that differs from an earlier one if anything was written meanwhile, by whomever. LibraryError."""
        ...

    def glance(self) -> tuple[object, ...] | None:
        """The same without asking anybody; None where that cannot be known."""
        ...

    def settle(self) -> bool:
        """Brings everything to where it stays; whether that could be done now."""
        ...

    def forget(self, patience: float) -> tuple[Path, ...]:
        """Leaves nothing of what was removed; gives the copies of the library that went."""
        ...
