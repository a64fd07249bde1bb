"""Files on their way to drafts: each a job of its own, that says its stages, can be ended, and survives the process.

A file is kept before its job is queued, so that doing it again uploads nothing. What a killed process left is claimed by
the next one as soon as its heartbeat is old: until a job's last transaction nothing of it is in the library.
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

from reader.desk.drafting import Asked, Drafting
from reader.desk.people import desk_actor, now
from reader.desk.rights import Right, require
from reader.errors import LibraryError, ReaderError
from reader.importing.files import checked_size
from reader.library.database import Transaction
from reader.library.desk import audit, jobs, people, sources
from reader.library.desk.audit import Act, Actor
from reader.library.desk.jobs import Job, JobState
from reader.library.desk.people import Account

STAGES = {
    "": "待っています",
    "received": "受け取りました",
    "parsing": "読み取っています",
    "reading": "ふりがなを付けています",
}
"""A job's stages in words."""

BEAT = timedelta(seconds=2)
"""How often a worker says that it is alive."""

DEAD = timedelta(seconds=15)
"""After how long without a word a worker counts as dead."""

MOST_QUEUED = 50
"""Jobs that one person may have waiting."""

MOST_TRIES = 3
"""How often a job that killed its process is tried again."""

_IDLE_SECONDS = 1.0
_log = logging.getLogger(__name__)


class EndedError(ReaderError):
    """Somebody wants the job to end, or it is another worker's."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """What people do with jobs."""

    drafting: Drafting

    def hand_in(self, account: Account, data: bytes, name: str) -> int:
        """Keeps a file and queues its import; gives the job's number. SourceError for what is empty or too large,
        JobError where somebody has too many waiting."""
        require(account, Right.PREPARE)
        checked_size(data)
        digest = self.drafting.files.keep(data)
        with self.drafting.library.writing() as connection:
            waiting = jobs.jobs(connection, MOST_QUEUED * 4, JobState.QUEUED, JobState.RUNNING)
            if sum(job.by == account.id for job in waiting) >= MOST_QUEUED:
                raise LibraryError("待っている作業が多すぎます。終わってから、続きをお送りください。")
            sources.put_source(connection, digest, name, len(data), account.id, now())
            made = jobs.put_job(
                connection, "import", name, {"digest": digest, "name": name}, account.id, now()
            )
            audit.record(connection, desk_actor(account), Act("hand_in", name, after=f"作業 {made}"))
        return made

    def all(self, most: int = 50) -> tuple[Job, ...]:
        """The newest."""
        with self.drafting.library.reading() as connection:
            return jobs.jobs(connection, most)

    def of(self, job_id: int) -> Job:
        """By its number. NotFoundError."""
        with self.drafting.library.reading() as connection:
            return jobs.job_of(connection, job_id)

    def choose(self, account: Account, job_id: int, replaces: str) -> None:
        """The answer to what a job asked: a new meeting ('') or in place of that session. The job goes on with it."""
        self._again(account, job_id, "choose", {"choice": f"replace:{replaces}" if replaces else "new"})

    def again(self, account: Account, job_id: int) -> None:
        """Does a job once more that did not end well, with the file that is kept."""
        self._again(account, job_id, "again", {})

    def end(self, account: Account, job_id: int) -> None:
        """The job is wanted no more; what it was about stays as it was."""
        require(account, Right.PREPARE)
        with self.drafting.library.writing() as connection:
            job = jobs.job_of(connection, job_id)
            jobs.ask_to_end(connection, job_id, now())
            audit.record(connection, desk_actor(account), Act("end_job", f"作業 {job_id} {job.subject}"))

    def _again(self, account: Account, job_id: int, act: str, more: Mapping[str, Any]) -> None:
        require(account, Right.PREPARE)
        with self.drafting.library.writing() as connection:
            job = jobs.job_of(connection, job_id)
            if jobs.queue_again(connection, job_id, {**job.args, **more}):
                after = str(more.get("choice", ""))
                actor = desk_actor(account)
                audit.record(connection, actor, Act(act, f"作業 {job_id} {job.subject}", after=after))


@dataclass
class Worker:
    """One thread that does jobs, one after the other, for as long as the pages are served."""

    drafting: Drafting
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
            self._import(job, stop or threading.Event())
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

    def _import(self, job: Job, stop: threading.Event) -> None:
        beat = _Beat(self, job, stop)
        beat.stage("parsing")
        digest, name, choice = job.args["digest"], job.args["name"], job.args.get("choice", "")
        minutes = self.drafting.understood(digest, name)
        beat.stage("reading")
        asked = None if choice else self.drafting.asked(minutes, digest)
        if asked is not None:
            said = f"似た会議録が {len(asked.likenesses)} つあります。どれにあたるか選んでください。"
            self._finish(job, JobState.ASKING, said, _as_json(asked))
            return
        replaces = choice.removeprefix("replace:") if choice.startswith("replace:") else ""
        said = "下書きができました。" if not replaces else f"{replaces} の差し替えの下書きができました。"

        def done(connection: Transaction, edition: str) -> None:
            result = {"edition": int(edition)}
            if not jobs.finish(connection, job.id, self.name, now(), JobState.DONE, said, result):
                raise EndedError("やめました。")

        self.drafting.draft(
            self._actor(job), minutes, digest, name, replaces, on_progress=beat.progress, also=done
        )

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
        self._worker, self._job, self._stop = worker, job, stop
        self._stage, self._last = "received", now()

    def stage(self, stage: str) -> None:
        """What is being done from now on."""
        self._stage = stage
        self._say(0, 0)

    def progress(self, done: int, total: int) -> None:
        """How far that is."""
        if self._stop.is_set() or now() - self._last >= BEAT / 2:
            self._say(done, total)

    def _say(self, done: int, total: int) -> None:
        self._last = now()
        with self._worker.drafting.library.writing() as connection:
            goes_on = jobs.beat(
                connection, self._job.id, self._worker.name, self._last, self._stage, done, total
            )
        if not goes_on or self._stop.is_set():
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
