"""A town's share of a server opened: an engine whose connections see its schema, and nothing of another town's.

Opening makes nothing and changes nothing: many nodes open at once, and one command (``upgrading``) makes and migrates.
"""

from typing import Any

import psycopg
from psycopg.types.string import StrDumper
from sqlalchemy import Connection, Engine, create_engine, event, inspect

from reader.errors import LibraryError
from reader.library.identity.counters import counted
from reader.library.schema import migration
from reader.library.server.address import ServerAddress

SCHEMA_VERSION = "schema"
"""The counter that carries the number of the last migration."""

_CONNECT_SECONDS = 3
_SILENCE_MILLISECONDS = 10_000
_LONGEST_STATEMENT = "60s"
_POOL, _POOL_MORE = 10, 30
_POOL_SECONDS = 10.0


class _WithoutNul(StrDumper):
    """Text as PostgreSQL takes it: U+0000 is none. Nothing that is read from a source has it; what is typed may."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\x00", "\ufffd"))


def engine_of(address: ServerAddress, schema: str = "") -> Engine:
    """Connections that see the town's schema alone, or another one. Nothing is asked of the server yet."""
    engine = create_engine(
        address.engine_url,
        pool_pre_ping=True,
        pool_size=_POOL,
        max_overflow=_POOL_MORE,
        pool_timeout=_POOL_SECONDS,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "tcp_user_timeout": _SILENCE_MILLISECONDS,
            "application_name": "minutes-reader",
            "options": f"-c search_path={schema or address.schema} -c timezone=UTC -c statement_timeout={_LONGEST_STATEMENT}",
        },
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: psycopg.Connection[Any], _record: object) -> None:
        connection.adapters.register_dumper(str, _WithoutNul)

    return engine


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
