"""The queue's own tables, made and led to the release of Procrastinate that is installed, beside the towns' common ones."""

from importlib.resources import files
from typing import Any

from procrastinate.schema import SchemaManager

from reader.errors import LibraryError
from reader.library.database import Transaction
from reader.library.server.common import Common
from reader.narration.queue.line import queue_of

_APPLIED = "CREATE TABLE IF NOT EXISTS applied (name text PRIMARY KEY)"
_NOTE = "INSERT INTO applied VALUES (%(name)s) ON CONFLICT DO NOTHING"


def upgrade_common(common: Common, code: str, voices: str) -> None:
    """Makes or leads to today's what towns have in common, and notes a town and the voices that its clips are made by. All
    of it or nothing. LibraryError."""
    with common.connected() as connection:
        common.make(connection)
        connection.exec_driver_sql(_APPLIED)
        known, done = _migrations(), _applied(connection)
        if not done:
            _run(connection, SchemaManager.get_schema())
        for name in known if done else ():
            if name not in done:
                _run(connection, _migration(name))
        for name in known:
            connection.exec_driver_sql(_NOTE, {"name": name})
        common.add_town(connection, code, voices)


def remove_from_common(common: Common, code: str) -> None:
    """A town goes, with its share of the server, its settings and what waits in the line for it. All of it or nothing.
    LibraryError."""
    queue = {"queue": queue_of(common.address, code)}
    with common.connected() as connection:
        connection.exec_driver_sql("DELETE FROM procrastinate_jobs WHERE queue_name = %(queue)s", queue)
        common.remove_town(connection, code)


def require_tables(common: Common) -> None:
    """LibraryError unless the queue's tables are those of what is installed here."""
    with common.connected() as connection:
        known, done = _migrations(), _applied(connection)
    if {*known} - done:
        raise LibraryError(
            "仕事の列の表が、この reader の版より前のものです。reader upgrade を行ってください。",
            common.address.shown,
        )
    if done - {*known}:
        raise LibraryError(
            "仕事の列の表が、この reader の版より新しいものです。新しい reader で働いてください。",
            common.address.shown,
        )


def _migrations() -> tuple[str, ...]:
    folder = files("procrastinate.sql") / "migrations"
    return tuple(sorted(one.name for one in folder.iterdir() if one.name.endswith(".sql")))


def _migration(name: str) -> str:
    return (files("procrastinate.sql") / "migrations" / name).read_text(encoding="utf-8")


def _applied(connection: Transaction) -> set[str]:
    return set(connection.exec_driver_sql("SELECT name FROM applied").scalars())


def _run(connection: Transaction, statements: str) -> None:
    """Several statements at once, as they stand: the driver takes them where no values go with them."""
    driver: Any = connection.connection.driver_connection
    driver.execute(statements)
