"""Copies of a library's file, by SQLite's own way of copying what is in use (with everything that its log still holds).

A copy beside the library is made before anything is changed that cannot be taken back::

    library.sqlite3   →   library.before-version-2.sqlite3
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reader.errors import LibraryError
from reader.library.file.causes import cause_of


def copy_before(path: Path, what: str) -> Path:
    """Copies the library beside itself, in place of an earlier copy of that name. LibraryError if that cannot be."""
    target = path.with_name(f"{path.stem}.before-{what}{path.suffix}")
    copy(path, target)
    return target


def copies_beside(path: Path) -> tuple[Path, ...]:
    """The copies that ``copy_before`` left."""
    return tuple(sorted(path.parent.glob(f"{path.stem}.before-*{path.suffix}")))


def copy(path: Path, target: Path) -> None:
    """Copies a library whole, aside and renamed; what is copied is checked. LibraryError if that cannot be."""
    try:
        with copied_aside(path, target) as aside:
            aside.replace(target)
    except OSError as error:
        raise LibraryError(
            f"資料庫の写しを {target} に作れません（{cause_of(error)}）。空きと許可を確かめてください。", path
        ) from error


@contextmanager
def copied_aside(path: Path, target: Path) -> Iterator[Path]:
    """A whole copy beside the target, one file without a log, on the disk; gone at the end unless it was renamed.
    LibraryError if it cannot be made."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with closing(_read_only(path)) as source, closing(sqlite3.connect(aside)) as made:
            source.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")
        problem = damage(aside)
        if problem:
            raise LibraryError(f"資料庫を写せません（{problem}）。控えに戻してください。", path)
        if hasattr(os, "sync"):
            os.sync()
        yield aside
    except sqlite3.Error as error:
        raise LibraryError(
            f"資料庫の写しを {target} に作れません（{cause_of(error)}）。空きと許可を確かめてください。", path
        ) from error
    finally:
        aside.unlink(missing_ok=True)


def damage(path: Path) -> str | None:
    """What is wrong with a library's file, as SQLite says it; None if it is whole."""
    try:
        with closing(_read_only(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return cause_of(error)
    return None if found == "ok" else str(found)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
