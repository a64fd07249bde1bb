"""A job says that it is alive and how far it is, and hears when it should end: by a thread beside it, whatever it is doing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

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
        """Whether somebody wants it to end: asked more often than it is said that the job is alive, since it writes nothing."""
        try:
            with self._library.reading() as connection:
                return jobs.job_of(connection, self._job.id).cancel_wanted
        except ReaderError:
            return False

    def _say(self) -> None:
        self._last = now()
        with self._library.writing() as connection:
            goes_on = jobs.beat(
                connection, self._job.id, self._worker, self._last, self._stage, self._done, self._total
            )
        if not goes_on:
            self.ended.set()
