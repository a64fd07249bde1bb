"""Keeps one process alive: started again when it dies, later each time it dies young, ended with everything it started.

::

    lived      2 s   1 s   3 s   90 s (long enough: patience is back)
    wait       1 s   2 s   4 s   1 s
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
LONG_LIFE = 60.0
"""Seconds: a process that lived so long is started again at once the next time."""

_TO_END = 5.0
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def next_wait(before: float, lived: float) -> float:
    """How long to wait before the next start, after a life of ``lived`` seconds; ``before`` is the last wait."""
    return FIRST_WAIT if lived >= LONG_LIFE or before == 0 else min(LONGEST_WAIT, 2 * before)


class Keeper:
    """One process and its starts. ``start`` starts it in a session of its own; ``tell`` is told what happens;
    ``starts`` counts how often it was started."""

    def __init__(
        self, name: str, start: Callable[[], "subprocess.Popen[bytes]"], tell: Callable[[str], None]
    ) -> None:
        self.name = name
        self._start = start
        self._tell = tell
        self.starts = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._born = 0.0
        self._wait = 0.0
        self._due = 0.0

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def lived(self) -> float:
        """Seconds since the last start."""
        return time.monotonic() - self._born

    def look(self) -> None:
        """Starts the process if it is time to; notices when it has died."""
        now = time.monotonic()
        if self._process is not None and self._process.poll() is not None:
            self._wait = next_wait(self._wait, now - self._born)
            self._due = now + self._wait
            self._tell(
                f"{self.name}が止まりました（{self._process.returncode}）。{self._wait:.0f} 秒後に始めます。"
            )
            self.end()
        if self._process is None and now >= self._due:
            self._process = self._start()
            self._born = now
            self.starts += 1
            self._tell(f"{self.name}を始めました（{self._process.pid}）。")

    def end(self) -> None:
        """Ends the process and whatever it started; waits a few seconds, then insists."""
        process, self._process = self._process, None
        if process is None:
            return
        _signal(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_TO_END)
        _signal(process.pid, signal.SIGKILL)
        process.wait()


def start_alone(command: list[str], environment: dict[str, str] | None = None) -> "subprocess.Popen[bytes]":
    """Starts a command in a session of its own, so that a signal meant for us is not meant for it. It is told to end
    when the thread that started it is gone, however that came (``kill -9``): Linux sees to that, other systems do not."""
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_ends_with(os.getpid(), _LIBC) if _LIBC else None,
    )


def _ends_with(parent: int, libc: ctypes.CDLL) -> Callable[[], None]:
    """What a new process does before it becomes the command: ``man 2 prctl``, PR_SET_PDEATHSIG."""

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it was gone already
            os._exit(1)

    return ask


def _signal(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
