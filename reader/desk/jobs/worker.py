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
from reader.desk.jobs.beat import BEAT, Beat, EndedError, alive
from reader.desk.jobs.queue import IMPORT, NARRATE
from reader.desk.likeness import Asked, asked_of
from reader.desk.staff.people import now
from reader.errors import LibraryError, ReaderError
from reader.importing.office import UnwantedError
from reader.library.database import Transaction
from reader.library.desk import audit, jobs, people
from reader.library.desk.audit import Act, Actor
from reader.library.desk.jobs import Job, JobState
from reader.narration.narrator import Narrator
from reader.narration.progress import Progress

DEAD = timedelta(seconds=15)
"""After how long without a word a worker counts as dead."""

MOST_TRIES = 3
"""How often a job that killed its process is tried again."""

_IDLE_SECONDS = 1.0
_log = logging.getLogger(__name__)


@dataclass
class Worker:
    """Does jobs, those of a kind one after the other, for as long as the pages are served."""

    drafting: Drafting
    narrator: Narrator | None = None
    name: str = field(default_factory=lambda: f"{os.getpid()}-{secrets.token_hex(4)}")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Does jobs in the background inside: files do not wait for sound. Ends with the jobs at hand unfinished, which the
        next worker does."""
        stop = threading.Event()
        threads = [
            threading.Thread(target=self._work, args=(stop, kind), name=f"desk-{kind}", daemon=True)
            for kind in (IMPORT, NARRATE)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join(BEAT.total_seconds())

    def one(self, stop: threading.Event | None = None, kind: str = "") -> bool:
        """Does the oldest job that waits (of a kind, if it is said); whether there was one."""
        at = now()
        elsewhere = alive(self.drafting.library, at - DEAD)
        with self.drafting.library.writing() as connection:
            job = jobs.claim(connection, self.name, at, at - DEAD, kind, elsewhere)
        if job is None:
            return False
        if job.tries > MOST_TRIES:
            self._finish(
                job, JobState.FAILED, "何度試しても途中で止まりました。ファイルを作り直してください。"
            )
            return True
        stop = stop or threading.Event()
        beat = Beat(self.drafting.library, job, self.name, stop)
        try:
            with beat.beating():
                self._do(job, beat)
        except (EndedError, UnwantedError):
            if stop.is_set():  # the process ends, and nobody wants the job to: the next one does it
                self._leave(job)
            else:
                self._finish(job, JobState.CANCELLED, "やめました。会議録は変わっていません。")
        except ReaderError as error:
            self._finish(job, JobState.FAILED, str(error))
        except Exception as error:  # noqa: BLE001 — one file's trouble must not be the next one's
            _log.exception("job %s", job.id)
            kind = type(error).__name__
            self._finish(job, JobState.FAILED, f"思いがけないことが起きて、できませんでした（{kind}）。")
        return True

    def _work(self, stop: threading.Event, kind: str) -> None:
        seen, quiet = None, 0.0
        while not stop.is_set():
            did = False
            try:
                changes = self.drafting.library.changes()
                if changes != seen or quiet >= DEAD.total_seconds():  # a worker that died changes nothing
                    did, quiet = self.one(stop, kind), 0.0
                    seen = None if did else changes
            except ReaderError as error:
                _log.warning("%s", error)
            if not did:
                stop.wait(_IDLE_SECONDS)
                quiet += _IDLE_SECONDS

    def _do(self, job: Job, beat: Beat) -> None:
        if job.kind == NARRATE:
            self._narrate(job, beat)
        else:
            self._import(job, beat)

    def _narrate(self, job: Job, beat: Beat) -> None:
        beat.stage("narrating")
        session = self.drafting.library.session(str(job.args["session"]))
        if self.narrator is None:
            raise LibraryError("声がないので、音声は作れません。")

        def progress(made: Progress) -> None:
            beat.progress(made.clips_ready, made.clips_total)

        done = self.narrator.narrate(session, progress, beat.ended)
        beat.go_on()
        if not done.is_complete:
            raise LibraryError(done.problem or "途中で止まりました。もう一度行ってください。")
        said = f"音声ができました（新しく {done.made}、前から {done.kept}）。"
        self._finish(job, JobState.DONE, said, {"session": session.id})

    def _import(self, job: Job, beat: Beat) -> None:
        beat.stage("parsing")
        digest, name, choice = job.args["digest"], job.args["name"], job.args.get("choice", "")
        replaces = choice.removeprefix("replace:") if choice.startswith("replace:") else ""
        hints = self.drafting.hints_of(replaces)
        minutes = self.drafting.understood(digest, name, hints, beat.ended)
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

    def _leave(self, job: Job) -> None:
        with self.drafting.library.writing() as connection:
            jobs.leave(connection, job.id, self.name)

    def _finish(self, job: Job, state: JobState, said: str, result: Mapping[str, Any] | None = None) -> None:
        with self.drafting.library.writing() as connection:
            if jobs.finish(connection, job.id, self.name, now(), state, said, result or {}):
                act = Act("job", f"作業 {job.id} {job.subject}", after=said)
                audit.record(connection, Actor(job.by, "", "job"), act)


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
