"""A library moved from its SQLite file to a town's share of a server: all of it, or nothing.

Everything happens in one transaction, so whoever is interrupted begins again and finds nothing half done; what is moved
already is known again and left. The file is only read, and stays.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, Row, Table, delete, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from reader.errors import LibraryError
from reader.library.file.restoring import facts_of
from reader.library.index.sentences import index_utterances
from reader.library.schema import migration, tables
from reader.library.server.address import ServerAddress
from reader.library.server.causes import cause_of
from reader.library.server.opening import SCHEMA_VERSION, engine_of
from reader.library.server.store import ALONE, WRITES
from reader.library.server.upgrading import upgrade_server
from reader.library.stores.file_store import FileStore

_AT_ONCE = 500
_OURS = (SCHEMA_VERSION, WRITES)

OnProgress = Callable[[int, int], None]
"""Called with how many tables and sessions are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows by table; ``anew`` unless all of them were there already."""

    rows: dict[str, int]
    anew: bool


def move_library(path: Path, address: ServerAddress, on_progress: OnProgress) -> Moved:
    """Copies everything and compares it. LibraryError if the file is no whole library of today's version, if the share has
    other sessions, or if the server fails: then nothing is changed."""
    if facts_of(path).version != migration.VERSION:
        raise LibraryError(
            "先に、この reader で reader upgrade を行ってください（database を書かずに）。", path
        )
    upgrade_server(address)
    source, engine = FileStore(path), engine_of(address)
    try:
        with source.reading() as read, engine.begin() as written:
            written.exec_driver_sql("SET LOCAL statement_timeout = 0")
            written.execute(ALONE)
            if _stamps(written):
                if _stamps(written) != _stamps(read):
                    raise LibraryError(
                        "移す先に、ほかの会議録がもうあります。town か database を確かめてください。",
                        address.shown,
                    )
                return Moved(_compared(read, written), anew=False)
            _copy_all(read, written, on_progress)
            return Moved(_compared(read, written), anew=True)
    except SQLAlchemyError as error:
        raise LibraryError(f"資料庫を移せません（{cause_of(error)}）。", address.shown) from error
    finally:
        source.close()
        engine.dispose()


def _copy_all(read: Connection, written: Connection, on_progress: OnProgress) -> None:
    sessions = [row.id for row in read.execute(select(tables.session.c.id))]
    every = tables.metadata.sorted_tables
    total = len(every) + len(sessions)
    for number, table in enumerate(every, 1):
        _copy(table, read, written)
        on_progress(number, total)
    for number, session_id in enumerate(sessions, len(every) + 1):
        index_utterances(written, session_id)
        on_progress(number, total)


def _copy(table: Table, read: Connection, written: Connection) -> None:
    if table is tables.counter:
        written.execute(delete(table).where(table.c.name.not_in(_OURS)))
    for some in read.execute(select(table)).mappings().partitions(_AT_ONCE):
        written.execute(insert(table), [dict(row) for row in some])
    key = table.primary_key.columns.values()
    if [column.name for column in key] == ["id"] and isinstance(key[0].type, Integer):
        last = written.execute(select(func.max(key[0]))).scalar()
        if last is not None:
            sequence = {"name": table.name, "last": last}
            written.execute(text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"), sequence)


def _stamps(connection: Connection) -> dict[str, str]:
    table = tables.session
    return {row.id: row.stamp for row in connection.execute(select(table.c.id, table.c.stamp))}


def _compared(read: Connection, written: Connection) -> dict[str, int]:
    """How many rows each table has. LibraryError where a table is not the same on both sides."""
    counts = {}
    for table in tables.metadata.sorted_tables:
        before, after = _digest(table, read), _digest(table, written)
        if before != after:
            raise LibraryError(
                f"移した表 {table.name} が、もとと同じになりませんでした。何も変えていません。"
            )
        counts[table.name] = before[0]
    return counts


def _digest(table: Table, connection: Connection) -> tuple[int, str]:
    """How many rows there are, and what is in them."""
    count, digest = 0, hashlib.sha256()
    query = select(table).order_by(*table.primary_key.columns)
    if table is tables.counter:
        query = query.where(table.c.name.not_in(_OURS))
    for row in connection.execute(query):
        digest.update(repr([*_plain(row)]).encode("utf-8", "surrogatepass"))
        count += 1
    return count, digest.hexdigest()


def _plain(row: Row[Any]) -> Iterator[object]:
    """Values as both databases give them: times in UTC."""
    for value in row:
        if isinstance(value, datetime.datetime):
            aware = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
            yield aware.astimezone(datetime.UTC).isoformat()
        else:
            yield value
