"""Copies of the library: whole while it is in use, put back only where nobody has it open."""

import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library.file.copies import copies_beside, copy
from reader.library.file.restoring import facts_of, put_back
from reader.library.library import Library
from reader.library.schema.migration import VERSION
from tests.library.test_migration import DATA
from tests.speech.sounds import spoken_minutes, stored


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def test_a_copy_has_what_still_stands_in_the_log(library: Library, tmp_path: Path) -> None:
    stored(library, spoken_minutes(["はじめます。"]))
    library.remember_given({"20300101": 7})
    assert _log_of(library.path).stat().st_size > 0
    copy(library.path, tmp_path / "copy.sqlite3")
    facts = facts_of(tmp_path / "copy.sqlite3")
    assert (facts.sessions, facts.newest) == (1, "20211028-1")
    assert facts.given == {"20211028": 1, "20300101": 7}
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.sqlite3"]


def test_what_was_imported_is_in_the_file_itself(library: Library, tmp_path: Path) -> None:
    stored(library, spoken_minutes(["はじめます。"]))
    shutil.copy(library.path, tmp_path / "plain.sqlite3")
    assert facts_of(tmp_path / "plain.sqlite3").sessions == 1


def test_a_copy_is_put_back_over_a_library_whose_server_was_killed(tmp_path: Path) -> None:
    path, backup, dead = tmp_path / "library.sqlite3", tmp_path / "backup.sqlite3", tmp_path / "dead"
    library = Library(path)
    stored(library, spoken_minutes(["はじめます。"]))
    copy(path, backup)
    stored(library, spoken_minutes(["あとから。"]))
    library.remember_given({"20211028": 5})
    dead.mkdir()  # as a power cut leaves it: log and all
    for file in (path, _log_of(path), path.with_name(f"{path.name}-shm")):
        shutil.copy(file, dead)
    assert _log_of(dead / "library.sqlite3").stat().st_size > 0
    kept = put_back(backup, dead / "library.sqlite3")
    assert kept is not None
    assert (facts_of(kept).sessions, facts_of(kept).given) == (2, {"20211028": 5})
    assert [s.id for s in Library(dead / "library.sqlite3").sessions()] == ["20211028-1"]
    with closing(sqlite3.connect(dead / "library.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_library_that_is_open_is_not_replaced(library: Library, tmp_path: Path) -> None:
    stored(library, spoken_minutes(["はじめます。"]))
    copy(library.path, tmp_path / "backup.sqlite3")
    before = library.path.read_bytes()
    with pytest.raises(LibraryError, match="reader serve などを止めて"):
        put_back(tmp_path / "backup.sqlite3", library.path)
    assert library.path.read_bytes() == before
    assert len(library.sessions()) == 1
    library.close()
    put_back(tmp_path / "backup.sqlite3", library.path)
    assert len(library.sessions()) == 1


def test_a_damaged_library_is_replaced_and_kept(tmp_path: Path, library: Library) -> None:
    stored(library, spoken_minutes(["はじめます。"]))
    copy(library.path, tmp_path / "backup.sqlite3")
    damaged = tmp_path / "home" / "library.sqlite3"
    damaged.parent.mkdir()
    damaged.write_bytes(b"no library" * 1000)
    kept = put_back(tmp_path / "backup.sqlite3", damaged)
    assert kept is not None
    assert kept.read_bytes() == b"no library" * 1000
    assert len(Library(damaged).sessions()) == 1


def test_a_copy_of_the_first_release_is_put_back_and_taken_along(tmp_path: Path) -> None:
    backup, path = tmp_path / "old.sqlite3", tmp_path / "home" / "library.sqlite3"
    backup.write_bytes(gzip.decompress((DATA / "first-release.sqlite3.gz").read_bytes()))
    assert put_back(backup, path) is None
    assert len(Library(path).sessions()) == 3
    assert [copy.name for copy in copies_beside(path)] == [f"library.before-version-{VERSION}.sqlite3"]


@pytest.mark.parametrize("content", [b"", b"text" * 100, None], ids=["empty", "text", "missing"])
def test_what_is_no_copy_changes_nothing(library: Library, tmp_path: Path, content: bytes | None) -> None:
    wrong = tmp_path / "wrong.sqlite3"
    if content is not None:
        wrong.write_bytes(content)
    library.close()
    before = library.path.read_bytes()
    with pytest.raises(LibraryError) as told:
        put_back(wrong, library.path)
    assert "\n" not in str(told.value)
    assert library.path.read_bytes() == before


def test_a_copy_that_was_cut_is_refused(library: Library, tmp_path: Path) -> None:
    stored(library, spoken_minutes(["はじめます。"] * 50))
    copy(library.path, tmp_path / "copy.sqlite3")
    whole = (tmp_path / "copy.sqlite3").read_bytes()
    (tmp_path / "copy.sqlite3").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LibraryError, match="控えとして読めません"):
        facts_of(tmp_path / "copy.sqlite3")
