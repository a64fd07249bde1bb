"""A job says that it is alive and how far it is, and hears when it should end: by a thread beside it, whatever it is doing.

That is said by a file beside the library (``working/{job}.{worker}``), from which no page is made anew; where several machines
work with the library, in the job's row.
"""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from reader.desk.staff.people import now
from reader.errors import ReaderError
from reader.library.database import Database
from reader.library.desk import jobs
from reader.library.desk.jobs import Job

BEAT = timedelta(seconds=2)
"""How often a job says that it is alive, at least."""

LOOK_SECONDS = 0.5
"""How often a job looks whether it should end."""


class EndedError(ReaderError):
    """Somebody wants the job to end, or it is another worker's."""


class Beat:
    """One job's."""

    def __init__(self, library: Database, job: Job, worker: str, stop: threading.Event) -> None:
        """``stop`` is set when the worker's process ends."""
        self._library, self._job, self._worker, self._stop = library, job, worker, stop
        self._stage, self._done, self._total = "received", 0, 0
        self._last = now()
        self.ended = threading.Event()
        """Set as soon as the job should end, for whichever reason."""

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Inside, the job counts as alive."""
        over = threading.Event()
        thread = threading.Thread(target=self._beat, args=(over,), name="desk-beat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            if self._library.signs is not None:
                self._own_sign(self._library.signs).unlink(missing_ok=True)

    def stage(self, stage: str) -> None:
        """What is being done from now on. EndedError."""
        self._stage, self._done, self._total = stage, 0, 0
        self._say()
        self.go_on()

    def progress(self, done: int, total: int) -> None:
        """How far that is. EndedError."""
        self._done, self._total = done, total
        if now() - self._last >= BEAT / 2:
            self._say()
        self.go_on()

    def go_on(self) -> None:
        """EndedError if the job should end."""
        if self._stop.is_set():
            self.ended.set()
        if self.ended.is_set():
            raise EndedError("やめました。")

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(LOOK_SECONDS):
            if self._stop.is_set() or self._is_to_end():
                self.ended.set()
            elif now() - self._last >= BEAT:
                try:
                    self._say()
                except ReaderError:  # somebody writes for long: the next beat says it
                    continue

    def _is_to_end(self) -> bool:
        """Whether somebody wants it to end, or it is another's: asked more often than it is said that the job is alive, since
        it writes nothing."""
        try:
            with self._library.reading() as connection:
                return not jobs.goes_on(connection, self._job.id, self._worker)
        except ReaderError:
            return False

    def _say(self) -> None:
        self._last = now()
        folder = self._library.signs
        if folder is not None:
            self._sign(folder)
            return
        with self._library.noting() as connection:
            goes_on = jobs.beat(
                connection, self._job.id, self._worker, self._last, self._stage, self._done, self._total
            )
        if not goes_on:
            self.ended.set()

    def _sign(self, folder: Path) -> None:
        """Writes the file whole or not at all; where nothing can be written nobody hears of the job."""
        own = self._own_sign(folder)
        aside = own.with_name(f".{own.name}")
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            aside.write_text(json.dumps([self._stage, self._done, self._total]), encoding="utf-8")
            os.utime(aside, (self._last.timestamp(), self._last.timestamp()))
            aside.replace(own)

    def _own_sign(self, folder: Path) -> Path:
        return folder / f"{self._job.id}.{self._worker}"


def alive(library: Database, since: datetime) -> tuple[tuple[int, str], ...]:
    """Jobs and their workers that gave a sign beside the library since then; signs from before go."""
    found = []
    folder = library.signs
    with suppress(OSError):
        for path in folder.iterdir() if folder is not None else ():
            number, _, worker = path.name.partition(".")
            if path.stat().st_mtime < since.timestamp():
                path.unlink(missing_ok=True)
            elif number.isdecimal():
                found.append((int(number), worker))
    return tuple(found)


def as_it_stands(library: Database, job: Job) -> Job:
    """A job with how far it is now."""
    if library.signs is None or job.is_over:
        return job
    try:
        said = (library.signs / f"{job.id}.{job.claimed_by}").read_text(encoding="utf-8")
        stage, done, total = json.loads(said)
    except (OSError, ValueError):
        return job
    return replace(job, stage=str(stage), done=int(done), total=int(total))
