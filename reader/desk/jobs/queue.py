"""What people do with jobs: hand files in, have sound made, answer what a job asks, end it, begin it again.

A file is kept before its job is queued, so that doing it again uploads nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reader.desk.drafting import Drafting
from reader.desk.jobs.beat import as_it_stands
from reader.desk.staff.people import desk_actor, now
from reader.desk.staff.rights import Right, require
from reader.errors import LibraryError
from reader.importing.files import checked_size
from reader.library.database import Transaction
from reader.library.desk import audit, editions, jobs, sources
from reader.library.desk.audit import Act
from reader.library.desk.jobs import Job, JobState
from reader.library.desk.people import Account

STAGES = {
    "": "待っています",
    "received": "受け取りました",
    "parsing": "読み取っています",
    "reading": "ふりがなを付けています",
    "narrating": "声を作っています",
}
"""A job's stages in words."""

IMPORT, NARRATE = "import", "narrate"
"""The kinds of jobs."""

MOST_QUEUED = 50
"""Jobs that one person may have waiting."""


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
            _require_room(connection, account)
            sources.put_source(connection, digest, name, len(data), account.id, now())
            args = {"digest": digest, "name": name}
            made = jobs.put_job(connection, IMPORT, name, args, account.id, now())
            audit.record(connection, desk_actor(account), Act("hand_in", name, after=f"作業 {made}"))
        return made

    def narrate(self, account: Account, session_id: str) -> int:
        """Queues the making of a public session's sound; gives the job's number. NotFoundError, GoneError; LibraryError where
        somebody has too many waiting."""
        require(account, Right.PREPARE)
        self.drafting.library.require(session_id)
        meeting = self.drafting.library.minutes(session_id).meeting or session_id
        with self.drafting.library.writing() as connection:
            _require_room(connection, account)
            subject, args = f"{meeting}の音声", {"session": session_id}
            made = jobs.put_job(connection, NARRATE, subject, args, account.id, now())
            audit.record(connection, desk_actor(account), Act("narrate", session_id, after=f"作業 {made}"))
        return made

    def all(self, most: int = 50) -> tuple[Job, ...]:
        """The newest."""
        with self.drafting.library.reading() as connection:
            found = jobs.jobs(connection, most)
        return tuple(as_it_stands(self.drafting.library, one) for one in found)

    def of(self, job_id: int) -> Job:
        """By its number. NotFoundError."""
        with self.drafting.library.reading() as connection:
            found = jobs.job_of(connection, job_id)
        return as_it_stands(self.drafting.library, found)

    def choose(self, account: Account, job_id: int, replaces: str) -> None:
        """The answer to what a job asked: a new meeting ('') or in place of that session. The job goes on with it."""
        self._again(account, job_id, "choose", {"choice": f"replace:{replaces}" if replaces else "new"})

    def again(self, account: Account, job_id: int) -> None:
        """Does a job once more that did not end well, with the file that is kept."""
        self._again(account, job_id, "again", {})

    def end(self, account: Account, job_id: int) -> None:
        """The job is wanted no more; what it was about stays as it was. A file that is the same as what is there is not kept:
        words that were withdrawn may stand in it."""
        require(account, Right.PREPARE)
        with self.drafting.library.writing() as connection:
            job = jobs.job_of(connection, job_id)
            jobs.ask_to_end(connection, job_id, now())
            audit.record(connection, desk_actor(account), Act("end_job", f"作業 {job_id} {job.subject}"))
            digest = str(job.args.get("digest", ""))
            wanted = job.state is not JobState.ASKING or self._is_wanted(connection, digest)
        if not wanted:
            self.drafting.files.drop(digest)

    def _is_wanted(self, connection: Transaction, digest: str) -> bool:
        """Whether a draft, or another job, has that file."""
        drafted = any(one.source_digest == digest for one in editions.editions(connection))
        states = JobState.QUEUED, JobState.RUNNING, JobState.ASKING, JobState.FAILED
        left = jobs.jobs(connection, MOST_QUEUED * 4, *states)
        return drafted or any(one.args.get("digest") == digest for one in left)

    def _again(self, account: Account, job_id: int, act: str, more: Mapping[str, Any]) -> None:
        require(account, Right.PREPARE)
        with self.drafting.library.writing() as connection:
            job = jobs.job_of(connection, job_id)
            if jobs.queue_again(connection, job_id, {**job.args, **more}):
                after = str(more.get("choice", ""))
                actor = desk_actor(account)
                audit.record(connection, actor, Act(act, f"作業 {job_id} {job.subject}", after=after))


def _require_room(connection: Transaction, account: Account) -> None:
    waiting = jobs.jobs(connection, MOST_QUEUED * 4, JobState.QUEUED, JobState.RUNNING)
    if sum(job.by == account.id for job in waiting) >= MOST_QUEUED:
        raise LibraryError("待っている作業が多すぎます。終わってから、続きをお送りください。")
