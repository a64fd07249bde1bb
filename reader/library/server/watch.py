"""What was written on a server is noticed by every process as it happens, without asking: the server tells of it.

One connection of a process listens for all its towns. Who writes tells the town's name in the same transaction, so it is
heard when, and only when, the write is there; the moment that takes to arrive is as though one had asked that much sooner.
While nobody can be heard (the connection is lost, or silent for too long) nothing is known.
"""

import logging
import os
import selectors
import threading
import time
from collections import Counter
from collections.abc import Hashable

import psycopg

from reader.library.server.address import ServerAddress
from reader.library.server.opening import reached_by

CHANNEL = "minutes_reader_writes"
TELL = f"SELECT pg_notify('{CHANNEL}', current_schema())"
"""Tells that something was written, when the transaction ends."""

_SURE_EVERY = 1.0
_SURE_SECONDS = 3.0
_REST_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Watches:
    """One watch for each server, as long as somebody wants it; a process that was forked has its own."""

    def __init__(self) -> None:
        self._wanted: dict[tuple[int, str], tuple[Watch, int]] = {}
        self._guard = threading.Lock()

    def join(self, address: ServerAddress) -> "Watch":
        """The server's watch, for one who leaves it later."""
        key = os.getpid(), address.url
        with self._guard:
            watch, many = self._wanted.get(key) or (Watch(address), 0)
            self._wanted[key] = watch, many + 1
        return watch

    def leave(self, address: ServerAddress) -> None:
        """One wants it no more; the last one ends it."""
        key = os.getpid(), address.url
        with self._guard:
            watch, many = self._wanted.pop(key, (None, 0))
            if many > 1 and watch is not None:
                self._wanted[key] = watch, many - 1
                return
        if watch is not None:
            watch.close()

    def note(self, address: ServerAddress) -> None:
        """Something was written in the town by this process: whoever watches here need not hear it first."""
        watch, _ = self._wanted.get((os.getpid(), address.url), (None, 0))
        if watch is not None:
            watch.note(address.schema)


class Watch:
    """Listens to a server as long as it is not closed. Safe to use from several threads; asking waits for nobody."""

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self._process = os.getpid()
        self._writes: Counter[str] = Counter()
        self._heard = 0  # how often it began to listen
        self._sure_until = 0.0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="watch", daemon=True)
        self._thread.start()

    def mark(self, schema: str) -> Hashable | None:
        """A mark that differs from an earlier one if anything was written in the schema meanwhile; None while that is not
        known."""
        if time.monotonic() > self._sure_until or os.getpid() != self._process:
            return None
        return self._heard, self._writes[schema]

    def note(self, schema: str) -> None:
        """Something was written there."""
        self._writes[schema] += 1

    def close(self) -> None:
        """Listens no more; returns at once."""
        self._closing.set()

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                self._listened()
            except (psycopg.Error, OSError) as error:
                self._sure_until = 0.0
                _log.info("%s", error)
            self._closing.wait(_REST_SECONDS)

    def _listened(self) -> None:
        """Until the connection is lost."""
        with psycopg.connect(
            reached_by(self._address, "minutes-reader-watch"), autocommit=True
        ) as connection:
            connection.add_notify_handler(lambda told: self.note(told.payload))
            connection.execute(f"LISTEN {CHANNEL}")
            self._heard += 1
            with selectors.DefaultSelector() as coming:
                coming.register(connection.fileno(), selectors.EVENT_READ)
                while not self._closing.is_set():
                    connection.execute("SELECT 1")  # what has come in is handed out here
                    self._sure_until = time.monotonic() + _SURE_SECONDS
                    coming.select(_SURE_EVERY)


watches = Watches()
"""Those of this process."""
