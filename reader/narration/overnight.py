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
        self._seen: object = None

    def narrate(self, session_ids: Iterable[str], tells: NarrationObserver, stop: threading.Event) -> Night:
        """Each of them once; ends early when ``stop`` is set or nothing can be stored."""
        night = Night()
        for session_id in session_ids:
            if stop.is_set():
                break
            narrated = self._narrated(session_id, tells, stop)
            if narrated is None:
                continue
            night = night.with_session(narrated, stop.is_set())
            if not narrated.finished:
                break
        return night

    def look(self, tells: NarrationObserver, stop: threading.Event) -> float:
        """All that was imported or corrected since the last look, or is still incomplete; gives the seconds until it is
        worth looking again. What goes wrong with one session does not stop the next; the last of it is raised.

        Nothing is read while nothing was written and nothing is due.
        """
        seen = self._library.changes()
        due = min((until for _, until in self._settled.values()), default=math.inf)
        if seen == self._seen and time.monotonic() < due:
            return WATCH_SECONDS
        self._seen = None
        wrong: Exception | None = None
        for session_id in self._waiting():
            if stop.is_set():
                return 0.0
            try:
                narrated = self._narrated(session_id, tells, stop)
            except Exception as error:  # noqa: BLE001 (it is raised when the others have had their turn)
                wrong = error
                continue
            if narrated is not None and not narrated.finished:
                return REST_SECONDS
        if wrong is not None:
            raise wrong
        self._seen = seen
        return WATCH_SECONDS

    def _narrated(self, session_id: str, tells: NarrationObserver, stop: threading.Event) -> Narrated | None:
        """What narrating the session came to; None if it was taken out of the library meanwhile."""
        try:
            session = self._library.session(session_id)
        except NotFoundError:
            return None
        with tells.beginning(session_id) as on_progress:
            narrated = self._narrator.narrate(session, on_progress, stop)
        tells.ended(session_id, narrated)
        if narrated.finished:
            rest = math.inf if narrated.is_complete else REST_SECONDS
            self._settled[session_id] = session.stamp, time.monotonic() + rest
        return narrated

    def _waiting(self) -> list[str]:
        """The sessions that changed since they were narrated, or that it is time to try again; newest meeting first."""
        now = time.monotonic()
        stamps = self._library.stamps()
        self._settled = {key: settled for key, settled in self._settled.items() if key in stamps}
        waiting = []
        for summary in self._library.sessions():
            stamp, until = self._settled.get(summary.id, (None, 0.0))
            if stamp != stamps.get(summary.id) or until <= now:
                waiting.append(summary.id)
        return waiting
