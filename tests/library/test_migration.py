"""A library of an earlier release follows to today's tables, whole; a newer one is left alone."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.schema import desk_tables
from reader.library.schema.migration import FIRST_RELEASE, MIGRATIONS, VERSION
from reader.library.search import Query
from reader.library.voices.driver import known_voices
from reader.library.voices.named import named_voices

DATA = Path(__file__).parent / "data"

Shape = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def first_release(tmp_path: Path) -> Path:
    """A library as the first release wrote it: three sessions, readings, a correction, a report, voices."""
    path = tmp_path / "library.sqlite3"
    path.write_bytes(gzip.decompress((DATA / "first-release.sqlite3.gz").read_bytes()))
    return path


def _shape(path: Path) -> Shape:
    """Columns, foreign keys and indexes of every table, in no order that depends on when they were made."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        shape: Shape = {}
        for name in names:
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            keys = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
            shape[name] = sorted(row[1:] for row in columns) + sorted(keys)
            for _, index, unique, origin, *_ in connection.execute(f"PRAGMA index_list({name})").fetchall():
                inside = tuple(row[2] for row in connection.execute(f"PRAGMA index_info({index})"))
                shape[f"{name} {inside}"] = [(unique, origin)]
        return shape


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return found


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [m.version for m in MIGRATIONS] == list(range(FIRST_RELEASE + 1, VERSION + 1))


def test_an_old_library_gets_the_tables_of_a_new_one(first_release: Path, tmp_path: Path) -> None:
    Library(first_release).close()
    new = tmp_path / "new.sqlite3"
    Library(new).close()
    assert _shape(first_release) == _shape(new)
    assert _version(first_release) == _version(new) == VERSION


def test_an_old_library_keeps_everything(first_release: Path) -> None:
    library = Library(first_release)
    assert [s.id for s in library.sessions()] == ["20250603-2", "20250603-1", "0-1"]
    session = library.session("20250603-1")
    assert [turn.text for turn in session.minutes.turns][-1] == "異議なし。"
    assert session.utterance("t2-2").overrides[0].reading == "にんず"
    assert [(r.surface, r.reading) for r in library.readings()] == [("下市町", "しもいちちょう")]
    assert [(r.surface, r.reading) for r in library.readings("20250603-1")] == [("海野", "かいの")]
    assert [c.surface for c in library.corrections("20250603-1")] == ["人数"]
    assert [(r.surface, r.reading) for r in library.reports()] == [("庁舎", "ちょうや")]
    assert not any(source.hints or source.municipality_hints for source in library.sources())
    assert named_voices(library, "openjtalk") == {"海野実": "mei-2", "田中": "mei-3"}
    assert [voice.id for voice in known_voices(library, "openjtalk")] == ["mei"]
    assert {hit.session for hit in library.search(Query("下市町")).hits} == {"20250603-1", "20250603-2"}


def test_the_library_is_copied_before_it_changes(first_release: Path) -> None:
    with closing(sqlite3.connect(first_release)) as connection:
        before = list(connection.iterdump())
    Library(first_release).close()
    (copy,) = first_release.parent.glob("*.before-*")
    with closing(sqlite3.connect(copy)) as connection:
        assert list(connection.iterdump()) == before
    assert _version(copy) == FIRST_RELEASE
    Library(first_release).close()
    assert list(first_release.parent.glob("*.before-*")) == [copy]


def test_a_step_that_fails_leaves_the_library_as_it_was(
    first_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(first_release)) as connection:
        before = list(connection.iterdump())

    def breaks(connection: object) -> None:
        raise LibraryError("途中で止まりました。")

    last = MIGRATIONS[-1]
    broken = (*MIGRATIONS[:-1], type(last)(last.version, last.what, (*last.steps, breaks)))
    monkeypatch.setattr("reader.library.schema.migration.MIGRATIONS", broken)
    with pytest.raises(LibraryError):
        Library(first_release)
    with closing(sqlite3.connect(first_release)) as connection:
        assert list(connection.iterdump()) == before
    assert _version(first_release) == FIRST_RELEASE
    monkeypatch.undo()
    assert len(Library(first_release).sessions()) == 3


def test_the_log_of_acts_can_only_be_added_to(first_release: Path) -> None:
    Library(first_release).close()
    with closing(sqlite3.connect(first_release)) as connection:
        connection.execute(
            "INSERT INTO audit (n, at, account, who, via, act, subject, digest)"
            " VALUES (1, '2026-11-28T00:00:00+00:00', 0, 'x', 'cli', 'y', 'z', '')"
        )
        for changed in ("UPDATE audit SET who = 'another'", "DELETE FROM audit"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                connection.execute(changed)


def test_every_table_of_the_desk_knows_its_town() -> None:
    for table in desk_tables.TABLES:
        town = table.c.town
        assert town.server_default is not None, table.name
        assert not town.nullable, table.name


def test_one_whose_making_was_cut_short_is_completed(first_release: Path) -> None:
    with closing(sqlite3.connect(first_release)) as connection:
        connection.executescript("DROP TABLE driver_voice; DROP TABLE sentence; PRAGMA user_version = 0")
    library = Library(first_release)
    assert len(library.sessions()) == 3
    assert library.search(Query("庁舎")).total > 0
    assert _version(first_release) == VERSION


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (f"PRAGMA user_version = {VERSION + 1}", "新しい reader で開いてください"),
        ("PRAGMA user_version = -1", "資料庫のファイルではありません"),
        ("DROP TABLE cast_voice; CREATE TABLE cast_voice (name TEXT PRIMARY KEY)", "cast_voice に driver"),
    ],
    ids=["newer", "not ours", "a column missing"],
)
def test_what_cannot_be_followed_is_refused_in_one_line_and_left_alone(
    first_release: Path, change: str, told: str
) -> None:
    Library(first_release).close()
    with closing(sqlite3.connect(first_release)) as connection:
        connection.executescript(change)
    before = first_release.read_bytes()
    with pytest.raises(LibraryError, match=told) as refused:
        Library(first_release)
    assert "\n" not in str(refused.value)
    assert str(first_release) not in str(refused.value)
    assert first_release.read_bytes() == before


def test_another_program_s_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE session(x); INSERT INTO session VALUES (1)")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="資料庫のファイルではありません"):
        Library(path)
    assert path.read_bytes()[100:] == before[100:]
