"""Many sessions narrated one after the other: forty overnight, or whatever is imported while the server runs.

::

    20211028-1   1 / 40   作った音声 812、すでにあった音声 12、失敗 0
    …
    in all       40 sessions, 38 of them complete, and why the other two are not

What one session cannot have said does not stop the next; a folder that takes no more sound stops them all, for now.
"""

import math
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from reader.errors import NotFoundError
from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.narration.progress import Narrated, Progress

WATCH_SECONDS = 10.0
REST_SECONDS = 60.0
"""How long what failed is left alone."""


class NarrationObserver(Protocol):
    """Who is told how far it is."""

    def beginning(self, session_id: str) -> AbstractContextManager[Callable[[Progress], None]]:
        """A session is begun; the value is called with its progress until it ends."""
        ...

    def ended(self, session_id: str, narrated: Narrated) -> None:
        """What narrating the session came to."""
        ...


@dataclass(frozen=True, slots=True)
class Night:
    """What narrating many sessions came to, in sessions and in clips. ``stopped`` by who runs it; ``problem`` is the last
    one, in words for people."""

    sessions: int = 0
    complete: int = 0
    made: int = 0
    kept: int = 0
    failed: int = 0
    stopped: bool = False
    problem: str | None = None

    def with_session(self, narrated: Narrated, stopped: bool) -> "Night":
        """And one more session."""
        return Night(
            self.sessions + 1,
            self.complete + narrated.is_complete,
            self.made + narrated.made,
            self.kept + narrated.kept,
            self.failed + narrated.failed,
            stopped,
            narrated.problem or self.problem,
        )


class Overnight:
    """Narrates sessions of the library, ahead of who may want to hear them."""

    def __init__(self, library: Library, narrator: Narrator) -> None:
        self._library = library
        self._narrator = narrator
        self._settled: dict[str, tuple[str, float]] = {}

    def narrate(self, session_ids: Iterable[str], tells: NarrationObserver, stop: threading.Event) -> Night:
        """Each of them once; ends early when ``stop`` is set or nothing can be stored."""
        night = Night()
        for session_id in session_ids:
            if stop.is_set():
                break
            try:
                session = self._library.session(session_id)
            except NotFoundError:
                continue  # taken out of the library meanwhile
            with tells.beginning(session_id) as on_progress:
                narrated = self._narrator.narrate(session, on_progress, stop)
            tells.ended(session_id, narrated)
            night = night.with_session(narrated, stop.is_set())
            if not narrated.finished:
                break
            rest = math.inf if narrated.is_complete else REST_SECONDS
            self._settled[session_id] = session.stamp, time.monotonic() + rest
        return night

    def watch(self, tells: NarrationObserver, stop: threading.Event, pause: float = WATCH_SECONDS) -> None:
        """All that is there, then what is imported, corrected or still incomplete, until ``stop`` is set."""
        while not stop.is_set():
            night = self.narrate(self._waiting(), tells, stop)
            stop.wait(max(pause, REST_SECONDS) if night.problem else pause)

    def _waiting(self) -> list[str]:
        """The sessions that changed since they were narrated, or that it is time to try again; newest meeting first."""
        now = time.monotonic()
        stamps = self._library.stamps()
        waiting = []
        for summary in self._library.sessions():
            stamp, until = self._settled.get(summary.id, (None, 0.0))
            if stamp != stamps.get(summary.id) or until <= now:
                waiting.append(summary.id)
        return waiting
