"""What the towns of a server have in common, in a schema of its own: who they are, and what was ordered for whom.

::

    town       132012   'office = "議会事務局"'   'openjtalk 5 …'   41    hosts and settings, whose sound, up to which write all is ordered
    ordered    132012   20211028-1   9f3a…                              the state of a session whose passages were ordered

The queue's own tables stand beside these (``narration.queue``), so that what is ordered and that it was is one transaction.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from reader.errors import LibraryError
from reader.library.server.address import ServerAddress
from reader.library.server.causes import cause_of, lacks_tables
from reader.library.server.opening import engine_of
from reader.library.server.store import WRITES

SCHEMA = "minutes_reader"
"""No town's: theirs begin with ``reader``."""

_metadata = MetaData()

town = Table(
    "town",
    _metadata,
    Column("code", Text(collation="C"), primary_key=True),
    # As reader.toml has them.
    Column("settings", Text, nullable=False, server_default=""),
    # The driver and its version that its clips are made by, as ``reader upgrade`` found them.
    Column("voices", Text, nullable=False, server_default=""),
    # The count of writes up to which all was ordered; -1 before anything was.
    Column("ordered", BigInteger, nullable=False, server_default="-1"),
)

ordered = Table(
    "ordered",
    _metadata,
    Column("town", Text(collation="C"), primary_key=True),
    Column("session", Text(collation="C"), primary_key=True),
    Column("stamp", Text, nullable=False),
)

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the server; ``voices`` are those that its clips are made by."""

    code: str
    settings: str
    voices: str
    ordered: int


class Common:
    """The towns' common tables. Safe to use from several threads."""

    def __init__(self, address: ServerAddress) -> None:
        self.address = address
        self._engine = engine_of(address, SCHEMA)

    def close(self) -> None:
        """Ends the connections."""
        self._engine.dispose()

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A transaction on the common tables and the queue's. LibraryError where the server fails."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            first = "reader upgrade がまだなら行ってください。" if lacks_tables(error) else ""
            raise LibraryError(
                f"サーバーの共通の表を使えません（{cause_of(error)}）。{first}", self.address.shown
            ) from error

    def answers(self) -> bool:
        """Whether the server does."""
        try:
            with self.connected() as connection:
                connection.execute(text("SELECT 1"))
        except LibraryError:
            return False
        return True

    def make(self, connection: Connection) -> None:
        """Makes what is not there, alone until the transaction ends."""
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('minutes_reader', 2))"))
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        _metadata.create_all(connection)

    def add_town(self, connection: Connection, code: str, voices: str) -> None:
        """A town is there, and its clips are made by these voices; by others than before they are ordered anew."""
        row = insert(town).values(code=code, voices=voices)
        renewed = {"voices": voices, "ordered": -1}
        connection.execute(
            row.on_conflict_do_update(index_elements=["code"], set_=renewed, where=town.c.voices != voices)
        )

    def remove_town(self, connection: Connection, code: str) -> None:
        """A town is there no more: its share of the server, its settings, and what was ordered for it."""
        connection.execute(
            text(f"DROP SCHEMA IF EXISTS {ServerAddress(self.address.url, code).schema} CASCADE")
        )
        connection.execute(delete(ordered).where(ordered.c.town == code))
        connection.execute(delete(town).where(town.c.code == code))

    def towns(self) -> tuple[Town, ...]:
        """All of them that have a library, by their codes. LibraryError."""
        with self.connected() as connection:
            there = set(connection.execute(text("SELECT nspname FROM pg_namespace")).scalars())
            found = [Town(*row) for row in connection.execute(select(town).order_by(town.c.code))]
        return tuple(one for one in found if ServerAddress(self.address.url, one.code).schema in there)

    def town(self, code: str) -> Town | None:
        """The town of that code, if it is there. LibraryError."""
        with self.connected() as connection:
            row = connection.execute(select(town).where(town.c.code == code)).one_or_none()
        return None if row is None else Town(*row)

    def settle_town(self, code: str, settings: str) -> bool:
        """What the town has of its own is this from now on, and its passages are ordered by it; whether there is such a town."""
        changed = update(town).where(town.c.code == code).values(settings=settings, ordered=-1)
        with self.connected() as connection:
            return connection.execute(changed).rowcount > 0

    def writes(self, codes: Sequence[str]) -> dict[str, int]:
        """How often each town was written to, asked of all in few questions. LibraryError."""
        found: dict[str, int] = {}
        for start in range(0, len(codes), _AT_ONCE):
            parts = (
                f"(SELECT '{one.town}' AS code, coalesce(max(value), 0) AS value FROM {one.schema}.counter WHERE name = :name)"
                for one in (ServerAddress(self.address.url, code) for code in codes[start : start + _AT_ONCE])
            )
            with self.connected() as connection:
                rows = connection.execute(text(" UNION ALL ".join(parts)), {"name": WRITES})
                found.update({row.code: row.value for row in rows})
        return found

    @contextmanager
    def ordering(self, code: str) -> Iterator[bool]:
        """Inside, nobody else orders the town's passages; False where somebody does. LibraryError."""
        alone = text("SELECT pg_try_advisory_xact_lock(hashtextextended('order ' || :code, 2))")
        with self.connected() as connection:
            yield bool(connection.execute(alone, {"code": code}).scalar_one())

    def stamps(self, code: str) -> dict[str, str]:
        """The states of the town's sessions that were ordered. LibraryError."""
        with self.connected() as connection:
            rows = connection.execute(
                select(ordered.c.session, ordered.c.stamp).where(ordered.c.town == code)
            )
            return {row.session: row.stamp for row in rows}

    def forget_sessions(self, code: str, sessions: Sequence[str]) -> None:
        """They are there no more. LibraryError."""
        gone = delete(ordered).where(ordered.c.town == code, ordered.c.session.in_(sessions))
        with self.connected() as connection:
            connection.execute(gone)

    def all_ordered(self, code: str, writes: int) -> None:
        """All was ordered that was written so far. LibraryError."""
        with self.connected() as connection:
            connection.execute(update(town).where(town.c.code == code).values(ordered=writes))


def note_ordered(connection: Connection, code: str, session: str, stamp: str) -> None:
    """The session's passages were ordered in that state of it."""
    row = insert(ordered).values(town=code, session=session, stamp=stamp)
    connection.execute(
        row.on_conflict_do_update(index_elements=["town", "session"], set_={"stamp": row.excluded.stamp})
    )
