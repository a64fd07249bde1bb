"""Machines that work are killed (SIGKILL) one after the other in the midst of it, and what became of what they had in hand.

Who has something in hand is killed, at a moment that nobody chose. ``bench.scale kills`` does it twenty times with machines as
they are, a test some times with machines that take others for dead sooner.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from subprocess import Popen

from sqlalchemy import text

from reader.library.server.common import Common
from reader.speech.clips.file import unsealed
from reader.speech.clips.folder import stored_clips
from reader.speech.shared.object_bucket import ObjectBucket
from reader.speech.shared.shared_clips import object_name
from tests.machines import Machines
from tests.waiting import until

HURRIED = "tests.hurried"
"""In place of ``reader``: takes others for dead after some seconds."""

_MOST_SECONDS_BETWEEN = 0.6


@dataclass
class Relay:
    """Machines that relieve each other. ``waits`` has the seconds from each kill until what was in hand was begun again."""

    several: Machines
    common: Common
    module: str = "reader"
    waits: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    _stack: ExitStack = field(default_factory=ExitStack)
    _here: list[tuple[Popen[bytes], int]] = field(default_factory=list)
    _in_hand: dict[int, tuple[int, float]] = field(default_factory=dict)
    _random: Random = field(default_factory=lambda: Random(6))

    def __enter__(self) -> "Relay":
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def start(self) -> None:
        """A machine more."""
        name = f"relay-{len(self.names)}"
        self.names.append(name)
        before = self._numbers()
        started = self.several.started(name, "work", "--workers", "1", module=self.module)
        process = self._stack.enter_context(started)
        self._until(lambda: self._numbers() - before)
        (number,) = self._numbers() - before
        self._here.append((process, number))

    def kill_one(self) -> None:
        """Kills the one that has worked longest of those that have something in hand."""
        self._until(lambda: any(self._has_in_hand(number) for _, number in self._here))
        time.sleep(self._random.random() * _MOST_SECONDS_BETWEEN)
        victim, number = next((one for one in self._here if self._has_in_hand(one[1])), self._here[0])
        victim.kill()
        killed_at = time.monotonic()
        victim.wait()
        self._here.remove((victim, number))
        for job in self._has_in_hand(number):
            self._in_hand[job] = number, killed_at
        until(lambda: not still_there(victim.pid))

    def finish(self) -> None:
        """Ends the others as people end them, once nothing is left."""
        self._until(lambda: not self._in_hand and self.several.is_done())
        for process, _ in self._here:
            process.terminate()
        assert {process.wait() for process, _ in self._here} == {0}

    def twice(self) -> int:
        """How many clips more than one machine has made: each keeps what it made, and reads nothing."""
        made = Counter(
            clip.key
            for name in self.names
            for clip in stored_clips(self.several.folder / name / "audio_cache")
        )
        return sum(times - 1 for times in made.values())

    def _until(self, true: Callable[[], object]) -> None:
        """Waits, and notes meanwhile what is begun again."""

        def looked() -> bool:
            with self.common.connected() as connection:
                asked = text(
                    "SELECT id, worker_id, status::text FROM procrastinate_jobs WHERE id = ANY(:ids)"
                )
                rows = {row.id: row for row in connection.execute(asked, {"ids": [*self._in_hand]})}
            for job, (victim, killed_at) in [*self._in_hand.items()]:
                row = rows.get(job)
                if row is None or (row.status == "doing" and row.worker_id not in (None, victim)):
                    self.waits.append(time.monotonic() - killed_at)
                    del self._in_hand[job]
            return bool(true())

        until(looked)

    def _has_in_hand(self, number: int) -> list[int]:
        with self.common.connected() as connection:
            asked = text("SELECT id FROM procrastinate_jobs WHERE worker_id = :number AND status = 'doing'")
            return [*connection.execute(asked, {"number": number}).scalars()]

    def _numbers(self) -> set[int]:
        """Of all that gave a sign of life and are not forgotten yet."""
        with self.common.connected() as connection:
            return {*connection.execute(text("SELECT id FROM procrastinate_workers")).scalars()}


def missing(several: Machines, wanted: Collection[str]) -> list[str]:
    """Which of the clips the bucket has not, or not whole."""
    bucket = ObjectBucket(f"s3://clips/{several.prefix}", **several.store.options)
    found = {key: bucket.get(object_name(key)) for key in wanted}
    return [key for key, stored in found.items() if stored is None or unsealed(key, stored) is None]


def still_there(session: int) -> list[int]:
    """The processes that a killed one has left behind, by the session that it began."""
    left = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = (
                stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:4]
            )
        except OSError:
            continue
        if int(of) == session and state != "Z":
            left.append(int(stat.parent.name))
    return left
