"""The library on a real PostgreSQL: made, refused, moved into, shared by nodes, and kept apart by town."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bench.search import QUESTIONS
from reader.corrections.corrector import Corrector
from reader.errors import LibraryBusyError, LibraryError, NotFoundError
from reader.importing.importer import Importer
from reader.library.database import waiting_at_most
from reader.library.desk.audit import Act, Actor, record
from reader.library.library import Library
from reader.library.schema import migration
from reader.library.search import Query
from reader.library.server.address import ServerAddress
from reader.library.server.moving import move_library
from reader.library.server.opening import SCHEMA_VERSION
from reader.library.server.upgrading import upgrade_server
from reader.minutes.model import Role
from reader.passages.annotator import Annotator
from tests.servers import Shares
from tests.stock import stocked

pytestmark = pytest.mark.server

Town = Callable[[str], ServerAddress]


@pytest.fixture
def town(server_url: str, tmp_path: Path) -> Iterator[Town]:
    """A share of the server by a name, made and empty."""
    shares = Shares(server_url)

    def share(name: str) -> ServerAddress:
        return shares.made(tmp_path / name)

    yield share
    shares.forget()


def _at(tmp_path: Path, address: ServerAddress) -> Library:
    return Library(tmp_path / "library.sqlite3", server=address)


def _never(_done: int, _all: int) -> None:
    return


def test_only_upgrade_makes_a_town_and_other_versions_are_refused(server_url: str, tmp_path: Path) -> None:
    shares = Shares(server_url)
    address = shares.address(tmp_path / "new")
    with pytest.raises(LibraryError, match="reader upgrade"):
        _at(tmp_path, address)
    assert upgrade_server(address).before is None
    assert upgrade_server(address).before == migration.VERSION
    with closing(_at(tmp_path, address)) as library:
        for version, told in (
            (migration.VERSION - 1, "reader upgrade"),
            (migration.VERSION + 1, "新しい reader"),
        ):
            with library.writing() as connection:
                change = text("UPDATE counter SET value = :version WHERE name = :name")
                connection.execute(change, {"version": version, "name": SCHEMA_VERSION})
            with pytest.raises(LibraryError, match=told) as refused:
                _at(tmp_path, address)
            assert "\n" not in str(refused.value)
    with pytest.raises(LibraryError, match="新しい reader"):
        upgrade_server(address)
    shares.drop(tmp_path / "new")


FIRST_ON_A_SERVER = 8
"""The version of the first release that kept libraries on a server."""

_SHAPE = (
    "SELECT table_name, column_name, data_type, collation_name, is_nullable,"
    " split_part(column_default, '::', 1)"
    " FROM information_schema.columns WHERE table_schema = current_schema()",
    "SELECT tablename, indexname, regexp_replace(indexdef, ' ON [^.]+[.]', ' ON ') FROM pg_indexes"
    " WHERE schemaname = current_schema()",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = current_schema()::regnamespace AND contype <> 'n'",
)


def _shape(library: Library) -> list[set[tuple[object, ...]]]:
    """The columns, indexes and keys of every table."""
    with library.reading() as connection:
        return [{tuple(row) for row in connection.exec_driver_sql(asked)} for asked in _SHAPE]


def test_a_town_of_the_first_release_on_a_server_follows_whole(
    town: Town, tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    older, new = town("older"), town("new")
    with closing(_at(tmp_path, older)) as library:
        session = Importer(library, annotator).import_bytes(sample, "a.txt", "/a.txt").id
        Corrector(library, annotator).add("下市町", "しもいちちょう")
        before, found = library.session(session), library.search(Query("の"))
        assert found.total
        with library.writing() as connection:
            for gone in (
                "TABLE passkey",
                "TABLE challenge_key",
                "TABLE withdrawal_request",
            ):
                connection.exec_driver_sql(f"DROP {gone}")
            connection.exec_driver_sql("ALTER TABLE seat DROP COLUMN way")
            connection.exec_driver_sql(
                f"UPDATE counter SET value = {FIRST_ON_A_SERVER} WHERE name = '{SCHEMA_VERSION}'"
            )
    done = upgrade_server(older)
    assert (done.before, done.now) == (FIRST_ON_A_SERVER, migration.VERSION)
    with closing(_at(tmp_path, older)) as library, closing(_at(tmp_path, new)) as made:
        for old, today in zip(_shape(library), _shape(made), strict=True):
            assert old ^ today == set()
        assert library.session(session) == before
        assert [(r.surface, r.reading) for r in library.readings()] == [("下市町", "しもいちちょう")]
        assert library.search(Query("の")) == found


def test_towns_have_their_own_ids_voices_readings_and_pages(
    town: Town, tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with closing(_at(tmp_path, town("a"))) as one, closing(_at(tmp_path, town("b"))) as other:
        first = Importer(one, annotator).import_bytes(sample, "a.txt", "/a.txt").id
        assert other.sessions() == ()
        assert other.search(Query("の")).total == 0 < one.search(Query("の")).total
        with pytest.raises(NotFoundError):
            other.session(first)
        assert Importer(other, annotator).import_bytes(sample, "a.txt", "/a.txt").id == first
        one.remove(first)
        assert [session.id for session in other.sessions()] == [first]
        assert one.search(Query("の")).total == 0 < other.search(Query("の")).total


def test_towns_do_not_wait_for_each_other_and_nodes_of_one_do(town: Town, tmp_path: Path) -> None:
    here = town("a")
    with (
        closing(_at(tmp_path, here)) as node,
        closing(_at(tmp_path, here)) as other_node,
        closing(_at(tmp_path, town("b"))) as other_town,
    ):
        with node.writing(), waiting_at_most(0.05):
            other_town.remember_given({"20260101": 3})
            with pytest.raises(LibraryBusyError):
                other_node.remember_given({"20260101": 3})
        other_node.remember_given({"20260101": 3})


def test_sessions_that_nodes_import_at_once_get_an_id_each(
    town: Town, tmp_path: Path, annotator: Annotator
) -> None:
    here = town("a")
    nodes = [_at(tmp_path, here) for _ in range(4)]
    wrong: list[Exception] = []

    def import_one(number: int) -> None:
        page = f"第{number}回{'甲乙丙丁'[number]}会議\n令和8年5月14日\n\n委員: {'橋道園館'[number]}の話をした。\n".encode()
        try:
            Importer(nodes[number], annotator).import_bytes(page, f"{number}.txt", f"/{number}.txt")
        except Exception as error:
            wrong.append(error)
            raise

    threads = [threading.Thread(target=import_one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert sorted(s.id for s in nodes[0].sessions()) == [f"20260514-{number}" for number in range(1, 5)]
    for node in nodes:
        node.close()


def test_what_a_node_writes_another_notices(
    town: Town, tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    here = town("a")
    with closing(_at(tmp_path, here)) as node, closing(_at(tmp_path, here)) as other:
        seen = other.changes()
        assert other.changes() == seen
        session = Importer(node, annotator).import_bytes(sample, "a.txt", "/a.txt").id
        assert other.changes() != seen
        seen = other.changes()
        with node.writing():
            pass
        node.session(session)
        assert other.changes() == seen


@pytest.fixture
def moved(
    town: Town, tmp_path: Path, annotator: Annotator, seed: bytes, sample: bytes
) -> Iterator[tuple[Library, Library]]:
    """A file with two sessions, a reading and a removed session; and what was moved from it."""
    file = stocked(tmp_path / "file.sqlite3", annotator, seed, sample)
    file.remember_given({"20260514": 4})
    library = Library(tmp_path / "other.sqlite3", server=town("moved"))
    file.close()
    move_library(tmp_path / "file.sqlite3", town("moved"), _never)
    file = Library(tmp_path / "file.sqlite3")
    yield file, library
    file.close()
    library.close()


def test_both_indexes_find_the_same(moved: tuple[Library, Library]) -> None:
    file, server = moved
    asked = [Query(words) for words in (*QUESTIONS, "きようい")]
    asked += [Query(words, role=Role.SECRETARIAT) for words in QUESTIONS]
    asked += [Query(f"{words}　の", speaker="委員") for words in QUESTIONS]
    for query in asked:
        assert server.search(query) == file.search(query), query
    assert any(file.search(query).near for query in asked)


def test_what_means_something_to_the_server_is_only_text(moved: tuple[Library, Library]) -> None:
    file, server = moved
    for words in ("'", "\\", "a'b\\", "\x00", "' | '", "!(", ":*", "&", "町\x00内", "𠮷", "%", "${x}"):
        assert server.search(Query(words)) == file.search(Query(words)), words
        with pytest.raises(NotFoundError):
            server.session(words)


def test_a_moved_library_goes_on_as_it_was(
    moved: tuple[Library, Library], annotator: Annotator, sample: bytes
) -> None:
    file, server = moved
    assert [s.id for s in server.sessions()] == [s.id for s in file.sessions()]
    for summary in file.sessions():
        assert server.session(summary.id) == file.session(summary.id)
    again = Importer(server, annotator).import_bytes(sample.replace(b"240", b"250"), "b.txt", "/b.txt")
    new = Importer(server, annotator).import_bytes(
        "令和8年5月14日\n\n委員: 橋の話。\n".encode(), "c.txt", "/c.txt"
    )
    assert (again.id, new.id) == ("20260514-1", "20260514-5")


def test_a_move_that_is_interrupted_leaves_nothing_and_begins_again(
    town: Town, tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    path, here = tmp_path / "file.sqlite3", town("moved")
    stocked(path, annotator, sample).close()
    before = path.read_bytes()

    for early in (True, False):

        def stopped(done: int, every: int, early: bool = early) -> None:
            if done == (3 if early else every):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            move_library(path, here, stopped)
        with closing(_at(tmp_path, here)) as library:
            assert library.count() == 0
    done = move_library(path, here, _never)
    assert done.anew
    assert done.rows["session"] == 1
    again = move_library(path, here, _never)
    assert (again.anew, again.rows) == (False, done.rows)
    assert path.read_bytes() == before
    with closing(_at(tmp_path, here)) as library:
        library.remove(library.sessions()[0].id)
        Importer(library, annotator).import_bytes(
            "令和8年5月15日\n\n委員: 橋の話。\n".encode(), "c.txt", "/c.txt"
        )
    with pytest.raises(LibraryError, match="ほかの会議録"):
        move_library(path, here, _never)


def test_the_log_is_only_ever_added_to(town: Town, tmp_path: Path) -> None:
    with closing(_at(tmp_path, town("a"))) as library:
        with library.writing() as connection:
            record(connection, Actor(0, "cli:test", "cli"), Act("import", "20260514-1"))
        for change in ("UPDATE audit SET who = 'x'", "DELETE FROM audit", "TRUNCATE audit"):
            with pytest.raises(LibraryError), library.writing() as connection:
                connection.execute(text(change))


def test_nothing_is_written_while_it_is_read(town: Town, tmp_path: Path) -> None:
    with (
        closing(_at(tmp_path, town("a"))) as library,
        pytest.raises(LibraryError),
        library.reading() as connection,
    ):
        connection.execute(text("INSERT INTO given_number (day, last) VALUES ('1', 1)"))


def test_removed_words_are_nowhere_in_the_tables_once_nobody_reads_them(
    town: Town, tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    size = text("SELECT pg_relation_size('utterance')")
    with closing(_at(tmp_path, town("a"))) as library, closing(_at(tmp_path, town("b"))) as reader:
        session = Importer(library, annotator).import_bytes(sample, "a.txt", "/a.txt").id
        with library.reading() as connection:
            before = connection.execute(size).scalar_one()
        with reader.reading() as still:
            still.execute(size)
            library.remove(session)
            with waiting_at_most(0.05), pytest.raises(LibraryBusyError, match="まだ残っています"):
                library.purge()
        with waiting_at_most(120):  # tests beside this one read the same server
            assert library.purge() == ()
        with library.reading() as connection:
            assert connection.execute(size).scalar_one() == 0 < before


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/none", "postgresql://nobody.invalid/none"])
def test_a_server_that_is_not_there_is_told_in_one_line(url: str, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="サーバーにつながりません") as told:
        _at(tmp_path, ServerAddress(url))
    assert "\n" not in str(told.value)


def test_what_takes_longer_than_it_may_is_ended_and_told(town: Town, tmp_path: Path) -> None:
    with closing(_at(tmp_path, town("slow"))) as library:
        with pytest.raises(LibraryError, match="時間がかかりすぎ") as told, library.reading() as connection:
            connection.exec_driver_sql("SET LOCAL statement_timeout = 1")
            connection.exec_driver_sql("SELECT pg_sleep(600)")
        assert "\n" not in str(told.value)
        assert library.count() == 0


def test_passwords_are_not_shown() -> None:
    address = ServerAddress("postgresql://reader:geheim@db.example.jp:5433/minutes", "132012")
    assert address.shown == "postgresql://db.example.jp:5433/minutes (reader_132012)"
