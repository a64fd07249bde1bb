"""A library put back from its copy: never over one that is in use, never beside a log that is not its own.

What lay there before is kept beside it (``library.before-restore.sqlite3``).
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.errors import LibraryError
from reader.library.file.causes import cause_of
from reader.library.file.copies import copied_aside, copy_before, damage
from reader.library.schema import migration

_IN_USE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a library's file holds: its version, how many sessions, the newest one's id, the last numbers given by day."""

    version: int
    sessions: int
    newest: str
    given: dict[str, int]


def facts_of(path: Path) -> FileFacts:
    """What a file holds. LibraryError for what is no whole library, or a newer reader's."""
    problem = damage(path) if path.is_file() else "ファイルがありません"
    if problem:
        raise LibraryError(f"資料庫の控えとして読めません（{problem}）。", path)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            ids = connection.execute(
                "SELECT id FROM session ORDER BY held_on IS NULL, held_on DESC, id DESC"
            ).fetchall()
            has_given = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'given_number'"
            ).fetchone()
            given = connection.execute("SELECT day, last FROM given_number").fetchall() if has_given else []
    except sqlite3.Error as error:
        raise LibraryError("資料庫の控えではありません。ファイルの名前を確かめてください。", path) from error
    if version > migration.VERSION:
        raise LibraryError("新しい reader の控えです。新しい reader で戻してください。", path)
    return FileFacts(version, len(ids), ids[0][0] if ids else "", dict(given))


def withdrawn_since(kept: Path, path: Path) -> int:
    """How many withdrawals (of one place each) the library that was ``kept`` knows, and the one in its place does not."""

    def known(library: Path) -> set[tuple[str, str]]:
        try:
            with closing(sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                return set(connection.execute("SELECT session, digest FROM withdrawal"))
        except sqlite3.Error:  # of before there were any, or damaged
            return set()

    return len(known(kept) - known(path))


def put_back(backup: Path, path: Path) -> Path | None:
    """Puts the copy in the library's place; gives where what was there is kept. LibraryError if the copy is not whole,
    or the library is in use: then nothing is changed."""
    facts_of(backup)
    if path.exists() and backup.samefile(path):
        raise LibraryError("いまの資料庫そのものです。控えのファイルを指定してください。", path)
    kept = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with copied_aside(backup, path) as aside:
            if path.exists():
                kept = _kept(path)
            for beside in ("-wal", "-shm"):
                path.with_name(f"{path.name}{beside}").unlink(missing_ok=True)
            aside.replace(path)
    except OSError as error:
        raise LibraryError(
            f"資料庫を戻せません（{cause_of(error)}）。空きと許可を確かめてください。", path
        ) from error
    return kept


def _kept(path: Path) -> Path:
    """What lies there, brought out of its log and kept beside it."""
    if _closed_log(path):
        return copy_before(path, "restore")
    kept = path.with_name(f"{path.stem}.before-restore{path.suffix}")
    path.replace(kept)
    return kept


def _closed_log(path: Path) -> bool:
    """Ends the log beside the file, which nobody can who is not alone. False for a damaged file: it is told by nothing
    whether that is in use. LibraryError if the library is."""
    try:
        with closing(sqlite3.connect(path, timeout=_IN_USE_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            return False
        raise LibraryError(
            "資料庫が使われています。reader serve などを止めてから、もう一度行ってください。", path
        ) from error
    except sqlite3.DatabaseError:
        return False
    return True
