"""A time by which connections are done, whatever comes in: the time limit of a socket counts from byte to byte only.

::

    with Deadline(30.0) as deadline:
        connection = deadline.connect(("www.city.example.jp", 80), timeout=10.0)
        …                                   # half a minute later reading ends, in a header as in a body
    deadline.passed                         # True: it was time that ended it, not the other side
"""

import socket
import threading
import time
from contextlib import suppress
from types import TracebackType


class Deadline:
    """Shuts the connections that were made through it when its seconds are over. For one ``with``."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._guard = threading.Lock()
        self._open: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._guard:
            while self._open:
                self._open.pop().close()

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._end

    def connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        """A connection, as ``socket.create_connection`` makes it. TimeoutError if the time is over."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection = socket.create_connection(address, min(timeout, left))
        with self._guard:
            self._open.append(connection.dup())  # TLS takes the connection itself
        if self.passed:
            self._shut()
        return connection

    def _shut(self) -> None:
        with self._guard:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
