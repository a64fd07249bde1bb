"""The library's file itself: put in another's place, of an older release, damaged, or where none can be."""

import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.news import latest_news
from reader.library.search import Query
from tests.speech.sounds import spoken_minutes, stored


def test_a_library_put_in_place_of_another_is_a_change(library: Library, tmp_path: Path) -> None:
    stored(library, spoken_minutes(["はい。"]))
    seen = library.changes()
    assert library.changes() == seen
    with closing(sqlite3.connect(library.path)) as whole, closing(sqlite3.connect(tmp_path / "copy")) as copy:
        whole.backup(copy)
    shutil.move(tmp_path / "copy", library.path)
    assert library.changes() != seen


def test_the_index_of_an_old_library_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    data = Path(__file__).parent.parent / "data" / "first-release.sqlite3.gz"
    path.write_bytes(gzip.decompress(data.read_bytes()))
    with closing(sqlite3.connect(path)) as connection, connection:
        (rowid, text) = connection.execute(
            "SELECT rowid, text FROM utterance WHERE text LIKE '%下市町%'"
        ).fetchone()
        connection.execute("UPDATE utterance SET text = ? WHERE rowid = ?", (text + "齊藤と濵田。", rowid))
    library = Library(path)
    assert library.search(Query("斉藤と浜田")).total == 1
    assert library.search(Query("下市町")).total >= 1
    library.close()


def test_an_older_library_s_sessions_are_news_of_their_import(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    data = Path(__file__).parent.parent / "data" / "first-release.sqlite3.gz"
    path.write_bytes(gzip.decompress(data.read_bytes()))
    library = Library(path)
    sessions = {summary.id: summary.imported_at for summary in library.sessions()}
    assert {one.session_id: one.published_at for one in latest_news(library, 0, 99)} == sessions
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM session_news").fetchone()[0] == len(sessions)


def test_a_damaged_library_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(LibraryError) as told:
        Library(path)
    assert "\n" not in str(told.value)
    assert "資料庫のファイルではありません" in str(told.value)
    assert path.read_bytes().startswith(b"this is not a database")


def test_a_library_below_a_file_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder", encoding="utf-8")
    with pytest.raises(LibraryError, match="同じ名前のファイルがあります"):
        Library(tmp_path / "home" / "library.sqlite3")
