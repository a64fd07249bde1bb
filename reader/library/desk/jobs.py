"""Jobs: long work that a process claims, does in stages, and can lose to another when it dies."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from reader.errors import NotFoundError
from reader.library.schema.edition_tables import job
from reader.library.session import utc


class JobState(StrEnum):
    """待っています, 作業中, お尋ねがあります, 終わりました, できませんでした, やめました."""

    QUEUED = "queued"
    RUNNING = "running"
    ASKING = "asking"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One job. ``args`` is what it needs, ``result`` what came of it; ``said`` a line for people."""

    id: int
    kind: str
    subject: str
    args: Mapping[str, Any]
    state: JobState
    stage: str
    done: int
    total: int
    said: str
    result: Mapping[str, Any]
    by: int
    at: datetime
    claimed_by: str
    cancel_wanted: bool
    tries: int

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it by itself."""
        return self.state not in (JobState.QUEUED, JobState.RUNNING)


def put_job(
    connection: Connection, kind: str, subject: str, args: Mapping[str, Any], by: int, now: datetime
) -> int:
    """Queues a job; gives its number."""
    values = {"kind": kind, "subject": subject, "args": _json(args), "state": JobState.QUEUED, "by": by}
    made = connection.execute(insert(job).values(at=now, cancel_wanted=False, **values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def job_of(connection: Connection, job_id: int) -> Job:
    """By its number. NotFoundError."""
    row = connection.execute(select(job).where(job.c.id == job_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"作業 {job_id} はありません。一覧から選んでください。")
    return _job(row)


def jobs(connection: Connection, most: int = 100, *states: JobState) -> tuple[Job, ...]:
    """The newest jobs, in any of the states (all without one)."""
    query = select(job).order_by(job.c.id.desc()).limit(most)
    return tuple(map(_job, connection.execute(query.where(job.c.state.in_(states)) if states else query)))


def claim(
    connection: Connection,
    worker: str,
    now: datetime,
    dead_before: datetime,
    kind: str = "",
    alive: Collection[tuple[int, str]] = (),
) -> Job | None:
    """The oldest job (of a kind, if it is said) that waits, or whose worker has not been heard of since ``dead_before``; it is
    ``worker``'s now. ``alive``: jobs and workers that gave a sign elsewhere."""
    lost = (job.c.state == JobState.RUNNING) & or_(job.c.heartbeat.is_(None), job.c.heartbeat < dead_before)
    for its_id, its_worker in alive:
        lost &= (job.c.id != its_id) | (job.c.claimed_by != its_worker)
    query = select(job).where((job.c.state == JobState.QUEUED) | lost).order_by(job.c.id).limit(1)
    row = connection.execute(query.where(job.c.kind == kind) if kind else query).one_or_none()
    if row is None:
        return None
    connection.execute(
        update(job)
        .where(job.c.id == row.id)
        .values(state=JobState.RUNNING, claimed_by=worker, heartbeat=now, tries=job.c.tries + 1)
    )
    return job_of(connection, row.id)


def beat(
    connection: Connection, job_id: int, worker: str, now: datetime, stage: str, done: int, total: int
) -> bool:
    """A worker says how far it is; False if the job is no more its own, or somebody wants it to end."""
    mine = job.c.id == job_id, job.c.claimed_by == worker, job.c.state == JobState.RUNNING
    values = {"heartbeat": now, "stage": stage, "done": done, "total": total}
    changed = connection.execute(update(job).where(*mine, job.c.cancel_wanted.is_(False)).values(**values))
    return bool(changed.rowcount)


def goes_on(connection: Connection, job_id: int, worker: str) -> bool:
    """Whether the job is still that worker's, and nobody wants it to end."""
    mine = select(job.c.id).where(
        job.c.id == job_id,
        job.c.claimed_by == worker,
        job.c.state == JobState.RUNNING,
        job.c.cancel_wanted.is_(False),
    )
    return connection.execute(mine).first() is not None


def leave(connection: Connection, job_id: int, worker: str) -> None:
    """A worker ends before its job does: it waits for the next one, as if it had not begun."""
    mine = job.c.id == job_id, job.c.claimed_by == worker, job.c.state == JobState.RUNNING
    values = {"state": JobState.QUEUED, "stage": "", "done": 0, "total": 0, "tries": job.c.tries - 1}
    connection.execute(update(job).where(*mine, job.c.cancel_wanted.is_(False)).values(values))


def finish(
    connection: Connection,
    job_id: int,
    worker: str,
    now: datetime,
    state: JobState,
    said: str,
    result: Mapping[str, Any],
) -> bool:
    """A job's end; False, and nothing is written, if it is no more this worker's, or is done though it is to end."""
    mine = [job.c.id == job_id, job.c.claimed_by == worker, job.c.state == JobState.RUNNING]
    mine += [job.c.cancel_wanted.is_(False)] if state is JobState.DONE else []
    values = {"state": state, "said": said, "result": _json(result), "ended_at": now}
    return bool(connection.execute(update(job).where(*mine).values(**values)).rowcount)


def ask_to_end(connection: Connection, job_id: int, now: datetime) -> None:
    """Somebody wants it to end: one that waits has ended, one that runs will."""
    waiting = job.c.id == job_id, job.c.state.in_((JobState.QUEUED, JobState.ASKING))
    connection.execute(update(job).where(*waiting).values(state=JobState.CANCELLED, ended_at=now))
    running = job.c.id == job_id, job.c.state == JobState.RUNNING
    connection.execute(update(job).where(*running).values(cancel_wanted=True))


def queue_again(connection: Connection, job_id: int, args: Mapping[str, Any]) -> bool:
    """A job that is over begins again, with what it needs now; False if it is not over."""
    over = job.c.id == job_id, job.c.state.not_in((JobState.QUEUED, JobState.RUNNING))
    values = {
        "state": JobState.QUEUED,
        "args": _json(args),
        "stage": "",
        "done": 0,
        "total": 0,
        "said": "",
        "result": "{}",
        "cancel_wanted": False,
        "ended_at": None,
    }
    return bool(connection.execute(update(job).where(*over).values(**values)).rowcount)


def settle(connection: Connection, job_id: int, state: JobState, said: str) -> None:
    """A job that asked has its answer and needs no more work."""
    connection.execute(update(job).where(job.c.id == job_id).values(state=state, said=said))


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        args=json.loads(row.args),
        state=JobState(row.state),
        stage=row.stage,
        done=row.done,
        total=row.total,
        said=row.said,
        result=json.loads(row.result),
        by=row.by,
        at=utc(row.at),
        claimed_by=row.claimed_by,
        cancel_wanted=row.cancel_wanted,
        tries=row.tries,
    )
