"""Jobs done, one after the other: each says its stages, can be ended, and survives the process.

What a killed process left is claimed by the next one as soon as its heartbeat is old: until a job's last transaction
nothing of it is in the library. Sound that was made stays made.
"""

import logging
import os
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from reader.desk.drafting import Drafting
from reader.desk.jobs.queue import NARRATE
from reader.desk.likeness import Asked, asked_of
from reader.desk.staff.people import now
from reader.errors import LibraryError, ReaderError
from reader.library.database import Transaction
from reader.library.desk import audit, jobs, people
from reader.library.desk.audit import Act, Actor
from reader.library.desk.jobs import Job, JobState
from reader.narration.narrator import Narrator
from reader.narration.progress import Progress

BEAT = timedelta(seconds=2)
"""How often a worker says that it is alive."""

DEAD = timedelta(seconds=15)
"""After how long without a word a worker counts as dead."""

MOST_TRIES = 3
"""How often a job that killed its process is tried again."""

_IDLE_SECONDS = 1.0
_log = logging.getLogger(__name__)


class EndedError(ReaderError):
    """Somebody wants the job to end, or it is another worker's."""


@dataclass
class Worker:
    """One thread that does jobs, one after the other, for as long as the pages are served."""

    drafting: Drafting
    narrator: Narrator | None = None
    name: str = field(default_factory=lambda: f"{os.getpid()}-{secrets.token_hex(4)}")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Does jobs in the background inside; ends with the job at hand unfinished, which the next worker claims."""
        stop = threading.Event()
        thread = threading.Thread(target=self._work, args=(stop,), name="desk-jobs", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(BEAT.total_seconds())

    def one(self, stop: threading.Event | None = None) -> bool:
        """Does the oldest job that waits; whether there was one."""
        with self.drafting.library.writing() as connection:
            at = now()
            job = jobs.claim(connection, self.name, at, at - DEAD)
        if job is None:
            return False
        if job.tries > MOST_TRIES:
            self._finish(
                job, JobState.FAILED, "何度試しても途中で止まりました。ファイルを作り直してください。"
            )
            return True
        try:
            beat = _Beat(self, job, stop or threading.Event())
            if job.kind == NARRATE:
                self._narrate(job, beat)
            else:
                self._import(job, beat)
        except EndedError:
            self._finish(job, JobState.CANCELLED, "やめました。会議録は変わっていません。")
        except ReaderError as error:
            self._finish(job, JobState.FAILED, str(error))
        except Exception as error:  # noqa: BLE001 — one file's trouble must not be the next one's
            _log.exception("job %s", job.id)
            kind = type(error).__name__
            self._finish(job, JobState.FAILED, f"思いがけないことが起きて、できませんでした（{kind}）。")
        return True

    def _work(self, stop: threading.Event) -> None:
        waiting = None
        while not stop.is_set():
            try:
                changes = self.drafting.library.changes()
                did = changes != waiting and self.one(stop)
                waiting = None if did else changes
            except ReaderError as error:
                _log.warning("%s", error)
            if waiting is not None or stop.is_set():
                stop.wait(_IDLE_SECONDS)

    def _narrate(self, job: Job, beat: "_Beat") -> None:
        beat.stage("narrating")
        session = self.drafting.library.session(str(job.args["session"]))
        if self.narrator is None:
            raise LibraryError("声がないので、音声は作れません。")

        def progress(made: Progress) -> None:
            beat.progress(made.clips_ready, made.clips_total)

        done = self.narrator.narrate(session, progress, beat.stop)
        if not done.is_complete:
            raise LibraryError(done.problem or "途中で止まりました。もう一度行ってください。")
        said = f"音声ができました（新しく {done.made}、前から {done.kept}）。"
        self._finish(job, JobState.DONE, said, {"session": session.id})

    def _import(self, job: Job, beat: "_Beat") -> None:
        beat.stage("parsing")
        digest, name, choice = job.args["digest"], job.args["name"], job.args.get("choice", "")
        replaces = choice.removeprefix("replace:") if choice.startswith("replace:") else ""
        hints = self.drafting.hints_of(replaces)
        minutes = self.drafting.understood(digest, name, hints)
        beat.stage("reading")
        asked = None if choice else asked_of(self.drafting.library, minutes, digest)
        if asked is not None:
            said = f"似た会議録が {len(asked.likenesses)} つあります。どれにあたるか選んでください。"
            self._finish(job, JobState.ASKING, said, _as_json(asked))
            return
        said = "下書きができました。" if not replaces else f"{replaces} の差し替えの下書きができました。"

        def done(connection: Transaction, edition: str) -> None:
            result = {"edition": int(edition)}
            if not jobs.finish(connection, job.id, self.name, now(), JobState.DONE, said, result):
                raise EndedError("やめました。")

        self.drafting.draft(self._actor(job), minutes, digest, name, replaces, hints, beat.progress, done)

    def _actor(self, job: Job) -> Actor:
        with self.drafting.library.reading() as connection:
            return Actor(job.by, people.account_of(connection, job.by).shown_name, "job")

    def _finish(self, job: Job, state: JobState, said: str, result: Mapping[str, Any] | None = None) -> None:
        with self.drafting.library.writing() as connection:
            if jobs.finish(connection, job.id, self.name, now(), state, said, result or {}):
                act = Act("job", f"作業 {job.id} {job.subject}", after=said)
                audit.record(connection, Actor(job.by, "", "job"), act)


class _Beat:
    """Says how far a job is, not too often. EndedError as soon as it should end."""

    def __init__(self, worker: Worker, job: Job, stop: threading.Event) -> None:
        self._worker, self._job, self.stop = worker, job, stop
        self._stage, self._last = "received", now()

    def stage(self, stage: str) -> None:
        """What is being done from now on."""
        self._stage = stage
        self._say(0, 0)

    def progress(self, done: int, total: int) -> None:
        """How far that is."""
        if self.stop.is_set() or now() - self._last >= BEAT / 2:
            self._say(done, total)

    def _say(self, done: int, total: int) -> None:
        self._last = now()
        with self._worker.drafting.library.writing() as connection:
            goes_on = jobs.beat(
                connection, self._job.id, self._worker.name, self._last, self._stage, done, total
            )
        if not goes_on or self.stop.is_set():
            raise EndedError("やめました。")


def _as_json(asked: Asked) -> dict[str, Any]:
    return {
        "meeting": asked.meeting,
        "date": asked.date,
        "likenesses": [
            {
                "session": one.session,
                "meeting": one.meeting,
                "date": one.date,
                "common": round(100 * one.common),
                "same": one.same,
            }
            for one in asked.likenesses
        ],
    }
