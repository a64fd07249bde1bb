"""The first walk through the kiosk, before any visitor: every screen is asked for once, so that every prompt is known.

What the screens would say of 「令和3年度第2回長崎市DX推進委員会」 is then made ahead of time, and nobody waits for it; nor for
what is said of a session that is imported by day.
"""

import threading
from collections.abc import Iterable, Iterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Match, Route

from reader.errors import NotFoundError
from reader.library.library import Library
from reader.narration.prompts import Prompts
from reader.web.kiosk.stage.addresses import HELP, HOME, KEYS, SEARCH, SESSIONS, numbered, session_screen
from reader.web.kiosk.stage.paging import parts

LOOK_AGAIN = 10.0
"""Seconds between two looks into the library."""


class Rehearsal:
    """Has ready what the screens of ``app`` say."""

    def __init__(self, app: Starlette, prompts: Prompts, library: Library) -> None:
        self._app = app
        self._prompts = prompts
        self._library = library
        self._sessions: dict[str, object] | None = None
        self._seen: object = None

    def go_on(self, stop: threading.Event) -> float:
        """Looks for what was imported or got other readings since it was last called; gives the seconds until it is
        worth looking again. Nothing is read while nothing was written."""
        seen = self._library.changes()
        if seen != self._seen:
            self.look(stop)
            self._seen = seen
        return LOOK_AGAIN

    def look(self, stop: threading.Event) -> int:
        """Walks through what is new since the last look, and has made what it says; how many prompts are ready.
        Ends early when ``stop`` is set."""
        before, now = self._sessions, self._state()
        if now == before:
            return 0
        fresh = [
            session_id
            for session_id, state in now.items()
            if before is None or before.get(session_id) != state
        ]
        lasting = (HOME, SEARCH, HELP, KEYS) if before is None else ()
        for address in (*lasting, *_lists(len(now)), *_screens_of(fresh)):
            if stop.is_set():
                return 0
            _walk(self._app, address)
        self._sessions = now
        return self._prompts.prepare(self._prompts.known(), stop)

    def _state(self) -> dict[str, object]:
        """What the prompts of each session hang on."""
        municipal = self._library.readings()
        return {session_id: (stamp, municipal) for session_id, stamp in self._library.stamps().items()}


def _lists(sessions: int) -> Iterator[str]:
    yield from (numbered(SESSIONS, part) for part in range(1, parts(sessions) + 1))


def _screens_of(session_ids: Iterable[str]) -> Iterator[str]:
    for session_id in session_ids:
        yield from (session_screen(session_id, name) for name in ("", "agenda", "speakers", "exchanges"))


def _walk(app: Starlette, address: str) -> None:
    """Has a screen rendered; nobody looks at it."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [],
    }
    for route in app.routes:
        if not isinstance(route, Route):
            continue
        matched, values = route.matches(scope)
        if matched is Match.FULL:
            try:
                route.endpoint(Request({**scope, **values}))
            except (NotFoundError, HTTPException):
                return  # a screen that is not there has nothing to say
            return
