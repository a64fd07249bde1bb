"""A town's share of a server made, or led to today's tables: all of it or nothing, by one process at a time.

The tables are those of ``schema``, with text as long as it comes and in the order of its characters (``COLLATE "C"``), as
SQLite has it; the migrations are the same numbered ones.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, String, Text, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from reader.errors import LibraryError
from reader.library.identity.counters import counted
from reader.library.index.sentences import make_index
from reader.library.schema import log_stays, migration, tables
from reader.library.schema.desk_tables import EVERY_TABLE
from reader.library.server import ledger
from reader.library.server.address import ServerAddress
from reader.library.server.causes import cause_of
from reader.library.server.opening import (
    SCHEMA_VERSION,
    engine_of,
    refuse_other_versions,
    refuse_shared,
    version_of,
)
from reader.library.server.store import ALONE


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The versions of the share before (None: there was none) and now."""

    before: int | None
    now: int


def upgrade_server(address: ServerAddress) -> Upgraded:
    """Makes the share or leads it to today's tables. LibraryError if the server fails, or the share is a newer reader's."""
    refuse_shared(address)
    engine = engine_of(address)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            connection.exec_driver_sql(
                f"SELECT pg_advisory_xact_lock(hashtextextended('{address.schema}', 1))"
            )
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {address.schema}")
            connection.execute(ALONE)
            before = version_of(connection)
            if before is None:
                _made().create_all(connection)
                for statement in log_stays.POSTGRESQL:
                    connection.exec_driver_sql(statement)
            elif before < migration.VERSION:
                migration.migrate(connection, before)
                _text_as_made(connection)
            ledger.clip.create(connection, checkfirst=True)
            if not inspect(connection).has_table("sentence"):
                make_index(connection)
            if before is None or before < migration.VERSION:
                _set_version(connection, migration.VERSION)
            refuse_other_versions(connection, address)
    except SQLAlchemyError as error:
        raise LibraryError(
            f"資料庫を作れないか、新しくできません（{cause_of(error)}）。", address.shown
        ) from error
    finally:
        engine.dispose()
    return Upgraded(before, migration.VERSION)


def _made() -> MetaData:
    """The tables as PostgreSQL gets them."""
    made = MetaData()
    for table in EVERY_TABLE.values():
        for column in table.to_metadata(made).columns:
            if isinstance(column.type, String):
                column.type = Text(collation="C")
    return made


_OTHER_TEXT = text(
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND (data_type = 'character varying' OR data_type = 'text' AND collation_name IS DISTINCT FROM 'C')"
)


def _text_as_made(connection: Connection) -> None:
    """The columns that migrations added have text as long as it comes and in the order of its characters, as all have."""
    for table, column in connection.execute(_OTHER_TEXT).all():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE text COLLATE "C"')


def _set_version(connection: Connection, version: int) -> None:
    table = tables.counter
    known = counted(connection, SCHEMA_VERSION)
    row = {"name": SCHEMA_VERSION, "value": version}
    if known:
        connection.execute(table.update().where(table.c.name == SCHEMA_VERSION).values(value=version))
    else:
        connection.execute(table.insert().values(row))
