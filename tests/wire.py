"""A wire between a node and a server, which a test may let fall silent or cut: a TCP port that hands on what comes."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_BLOCK = 65_536


@dataclass
class Wire:
    """``target`` is a host and port, or the path of a socket. ``port`` is where it begins."""

    target: tuple[str, int] | str
    calm: threading.Event = field(default_factory=threading.Event)
    """Set as long as what comes is handed on."""

    refuses: bool = False
    """Whether who connects is turned away."""

    _listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _ends: list[socket.socket] = field(default_factory=list)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.calm.set()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        """Where it begins, on this machine."""
        return int(self._listener.getsockname()[1])

    def fall_silent(self) -> None:
        """From now on nothing arrives, and nobody is told so; who connects is let in, and hears nothing."""
        self.calm.clear()

    def refuse(self) -> None:
        """From now on nobody is let in, and who was is not any more."""
        self.refuses = True
        self.cut()

    def mend(self) -> None:
        """From now on everything arrives again."""
        self.refuses = False
        self.calm.set()

    def cut(self) -> int:
        """Every connection breaks; new ones may be made. How many broke."""
        with self._guard:
            ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        return len(ends) // 2

    def close(self) -> None:
        """Ends it."""
        self._listener.close()
        self.cut()
        self.calm.set()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        self.calm.wait()
        if self.refuses:
            near.close()
            return
        far = socket.socket(socket.AF_UNIX if isinstance(self.target, str) else socket.AF_INET)
        try:
            far.connect(self.target)
        except OSError:
            near.close()
            return
        with self._guard:
            self._ends += [near, far]
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=self._hand_on, args=(one, other), daemon=True).start()

    def _hand_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while block := one.recv(_BLOCK):
                self.calm.wait()
                other.sendall(block)
        with suppress(OSError):
            other.shutdown(socket.SHUT_WR)


@contextmanager
def wire(target: tuple[str, int] | str) -> Iterator[Wire]:
    """A wire to there."""
    made = Wire(target)
    try:
        yield made
    finally:
        made.close()
