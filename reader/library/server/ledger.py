"""The ledger of clips in a town's schema: which clips are in the bucket, and how many frames each has.

It belongs to the sound and not to the library: writing it wants no lock, changes no page, and losing it costs asking the
bucket (``reader cache verify``).
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, Table, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from reader.errors import LibraryError
from reader.library.server.address import ServerAddress
from reader.library.server.causes import cause_of
from reader.library.server.opening import engine_of

clip = Table(
    "clip",
    MetaData(),
    Column("key", LargeBinary, primary_key=True),
    Column("frames", Integer, nullable=False),
)

_AT_ONCE = 1000


class ServerLedger:
    """Rows by key. Safe to use from several threads."""

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self._engine = engine_of(address)

    def close(self) -> None:
        """Ends the connections."""
        self._engine.dispose()

    def frames(self, keys: Collection[str]) -> dict[str, int]:
        """How many frames those of the clips have that are there. LibraryError."""
        wanted, found = [bytes.fromhex(key) for key in keys], {}
        with self._connected() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                query = select(clip).where(clip.c.key.in_(wanted[start : start + _AT_ONCE]))
                found.update({row.key.hex(): row.frames for row in connection.execute(query)})
        return found

    def add(self, key: str, frames: int) -> None:
        """A clip is there. LibraryError."""
        row = insert(clip).values(key=bytes.fromhex(key), frames=frames).on_conflict_do_nothing()
        with self._connected() as connection:
            connection.execute(row)

    def drop(self, keys: Collection[str]) -> None:
        """Clips are there no more. LibraryError."""
        with self._connected() as connection:
            connection.execute(delete(clip).where(clip.c.key.in_([bytes.fromhex(key) for key in keys])))

    def keys(self) -> frozenset[str]:
        """All clips that are there. LibraryError."""
        with self._connected() as connection:
            return frozenset(key.hex() for key in connection.execute(select(clip.c.key)).scalars())

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise LibraryError(
                f"音声の台帳を使えません（{cause_of(error)}）。", self._address.shown
            ) from error
