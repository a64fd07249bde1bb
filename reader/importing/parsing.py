"""Documents are parsed in a process of their own, with limits of time and memory.

A file from anywhere may be made to take a parser's time, memory or life (PDFium is C++). The process that reads it can
be lost: the command, or the server, tells in one line what happened and goes on::

    parsed(data, "会議録.pdf")  -> Minutes
                               -> SourceError("読み取りに時間がかかりすぎるため、やめました…")

One process reads document after document; it is started when it is needed and ends with the program that started it.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread
from typing import BinaryIO, cast

import reader
from reader.errors import SourceError
from reader.importing.office import LOOK_SECONDS, as_readable, require_wanted
from reader.importing.parsing_messages import Answer, Outcome, receive, send
from reader.library.codec import minutes_from_bytes
from reader.minutes.model import Minutes

_TOO_LONG = (
    "読み取りに時間がかかりすぎるため、やめました。会議ごとに分けるか、元の文書から作りなおしてください。"
)
_TOO_MUCH = (
    "読み取りに要るメモリーが多すぎるため、やめました。会議ごとに分けるか、元の文書から作りなおしてください。"
)
_ENDED = (
    "読み取りの途中で止まりました。壊れていないか確かめ、元の文書から作りなおしたものを指定してください。"
)
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take: seconds of processor time for any document and for each megabyte more of
    it, bytes of memory. A document that waits (for a busy machine) may take ``patience`` times as long."""

    seconds: float = 30.0
    seconds_a_megabyte: float = 30.0
    memory: int = 2 * 1024**3
    patience: float = 6.0

    def seconds_for(self, size: int) -> int:
        """Seconds of processor time for a document of so many bytes."""
        return max(1, round(self.seconds + self.seconds_a_megabyte * size / _MEGABYTE))


class Parser:
    """A process that parses, one document at a time; others wait."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """The process's id; None where none is there."""
        return self._process.pid if self._process is not None else None

    def parse(self, data: bytes, name: str, hints: str = "", unwanted: Event | None = None) -> Minutes:
        """The minutes in ``data``. SourceError for what is none, and where a limit is reached; UnwantedError soon after
        ``unwanted`` is set, whatever the process is doing."""
        unwanted = unwanted or Event()
        data, name = as_readable(data, name, unwanted)
        while not self._lock.acquire(timeout=LOOK_SECONDS):
            require_wanted(unwanted)
        try:
            answer = self._asked(data, name, hints, unwanted)
        finally:
            self._lock.release()
        if answer.outcome is Outcome.READ:
            return minutes_from_bytes(answer.body)
        if answer.outcome is Outcome.REFUSED:
            raise SourceError(answer.body.decode())
        raise SourceError(_TOO_MUCH if answer.outcome is Outcome.NO_MEMORY else _ENDED)

    def close(self) -> None:
        """Ends the process, if one is there."""
        with self._lock:
            self._end()

    def _asked(self, data: bytes, name: str, hints: str, unwanted: Event) -> Answer:
        process = self._running()
        seconds = self._limits.seconds_for(len(data))
        expired, answered = Event(), Event()
        end = time.monotonic() + seconds * self._limits.patience

        def guard() -> None:
            while not answered.wait(LOOK_SECONDS):
                if time.monotonic() > end:
                    expired.set()
                if expired.is_set() or unwanted.is_set():
                    process.kill()
                    return

        watch = Thread(target=guard, name="parsing-guard", daemon=True)
        watch.start()
        try:
            with contextlib.suppress(OSError):
                send(
                    cast(BinaryIO, process.stdin),
                    name.encode("utf-8", "replace"),
                    data,
                    seconds,
                    hints.encode(),
                )
            answer = receive(cast(BinaryIO, process.stdout))
        finally:
            answered.set()
            watch.join()
        if answer is not None:
            if answer.is_last or answer.outcome is Outcome.NO_MEMORY:
                self._end()
            return answer
        self._end()
        require_wanted(unwanted)
        too_long = expired.is_set() or process.returncode == -getattr(signal, "SIGXCPU", 0)
        if too_long:
            raise SourceError(_TOO_LONG)
        return Answer(Outcome.ENDED, b"")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "reader.importing.parsing_process", str(self._limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                process_group=None if sys.platform == "win32" else 0,
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                cast(BinaryIO, stream).close()


def _environment() -> dict[str, str]:
    """As here, with this package found wherever it was found here."""
    package = str(Path(reader.__file__).parent.parent)
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}


_parser = Parser()


def parsed(data: bytes, name: str, hints: str = "", unwanted: Event | None = None) -> Minutes:
    """The minutes in ``data`` (``name`` is its file's name), read by this program's parsing process; ``hints`` are TOML."""
    return _parser.parse(data, name, hints, unwanted)
