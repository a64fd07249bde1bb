"""A town's share of a server opened: an engine whose connections see its schema, and nothing of another town's.

Opening makes nothing and changes nothing: many nodes open at once, and one command (``upgrading``) makes and migrates.

What a connection is to see is told to it once it stands: a pooler in between takes no ``options``. It keeps that as long as
it stands, so a pooler may not hand it to others between transactions (``refuse_shared``).
"""

from functools import cache
from typing import Any, LiteralString

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.types.string import StrDumper
from sqlalchemy import Connection, Engine, create_engine, event, inspect

from reader.errors import LibraryError
from reader.library.identity.counters import counted
from reader.library.schema import migration
from reader.library.server.address import ServerAddress
from reader.library.server.causes import cause_of

SCHEMA_VERSION = "schema"
"""The counter that carries the number of the last migration."""

LIMITS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""How long a server, or the network before it, may be silent, as libpq knows it: what is sent and not acknowledged (in
milliseconds), and a connection on which only an answer is waited for (in seconds)."""

_LONGEST_STATEMENT = "60s"
_WHO = "SELECT pg_backend_pid()"
_POOL, _POOL_MORE = 10, 30
_POOL_SECONDS = 10.0


class _WithoutNul(StrDumper):
    """Text as PostgreSQL takes it: U+0000 is none. Nothing that is read from a source has it; what is typed may."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\x00", "\ufffd"))


def settling(schema: str) -> LiteralString:
    """What a connection is told that sees this schema alone; the name is one of ours."""
    told: Any = (
        f"SELECT set_config('search_path', '{schema}', false), set_config('TimeZone', 'UTC', false),"
        f" set_config('statement_timeout', '{_LONGEST_STATEMENT}', false)"
    )
    name: LiteralString = told
    return name


def engine_of(address: ServerAddress, schema: str = "") -> Engine:
    """Connections that see the town's schema alone, or another one. Nothing is asked of the server yet."""
    engine = create_engine(
        "postgresql+psycopg://",
        pool_pre_ping=True,
        pool_size=_POOL,
        max_overflow=_POOL_MORE,
        pool_timeout=_POOL_SECONDS,
    )
    reached, told = reached_by(address, "minutes-reader"), settling(schema or address.schema)

    @event.listens_for(engine, "do_connect")
    def _reach(_dialect: object, _record: object, given: list[Any], _named: object) -> None:
        given[:] = [reached]  # several hosts, and whatever else libpq takes

    @event.listens_for(engine, "connect")
    def _prepare(connection: psycopg.Connection[Any], _record: object) -> None:
        connection.adapters.register_dumper(str, _WithoutNul)
        connection.autocommit = True
        connection.execute(told)
        connection.autocommit = False

    return engine


def reached_by(address: ServerAddress, name: str) -> str:
    """How libpq reaches the server for one connection by that name, within limits."""
    return make_conninfo(address.driver_url, application_name=name, **LIMITS)


def refuse_shared(address: ServerAddress) -> None:
    """LibraryError where a pooler gives each transaction another connection: towns would see each other's tables."""
    try:
        shares = _is_shared(reached_by(address, "minutes-reader"))
    except psycopg.Error as error:
        raise LibraryError(f"資料庫を開けません（{cause_of(error)}）。", address.shown) from error
    if shares:
        raise LibraryError(
            "サーバーの前の PgBouncer が、取引ごとにつなぎ目を替えています。pool_mode = session にするか、サーバーにじかにつないでください。",
            address.shown,
        )


@cache
def _is_shared(reached: str) -> bool:
    """Asked once a process: whether one connection becomes another while a second one is in the midst of a transaction."""
    with psycopg.connect(reached, autocommit=True) as one, psycopg.connect(reached) as other:
        before = one.execute(_WHO).fetchone()
        other.execute(_WHO)
        return one.execute(_WHO).fetchone() != before


def version_of(connection: Connection) -> int | None:
    """The number of the last migration that the share went through; None if nothing is there."""
    if not inspect(connection).has_table("counter"):
        return None
    return counted(connection, SCHEMA_VERSION) or None


def refuse_other_versions(connection: Connection, address: ServerAddress) -> None:
    """LibraryError unless the share has today's tables."""
    version = version_of(connection)
    if version is None:
        raise LibraryError(
            "サーバーに、この自治体の資料庫がまだありません。reader upgrade で作ってください。", address.shown
        )
    if version < migration.VERSION:
        raise LibraryError(
            f"資料庫の版（{version}）が、この reader の版（{migration.VERSION}）より前のものです。reader upgrade を行ってください。",
            address.shown,
        )
    if version > migration.VERSION:
        raise LibraryError(
            f"資料庫の版（{version}）は、この reader の版（{migration.VERSION}）より新しいものです。"
            "新しい reader で開いてください。資料庫には手を付けていません。",
            address.shown,
        )
