"""The first walk through the kiosk, before any visitor: every screen is asked for once, so that every prompt is known.

What the screens would say of 「令和3年度第2回長崎市DX推進委員会」 is then made ahead of time, and nobody waits for it.
"""

import threading
from collections.abc import Iterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Match, Route

from reader.errors import ReaderError
from reader.kiosk.prompts import Prompts
from reader.library.library import Library
from reader.web.kiosk.addresses import HELP, HOME, KEYS, SEARCH, SESSIONS, session_screen


def rehearse(app: Starlette, prompts: Prompts, library: Library, stop: threading.Event) -> int:
    """Walks through the screens and has all prompts made; how many there are. Ends early when ``stop`` is set."""
    for address in _screens(library):
        if stop.is_set():
            break
        _walk(app, address)
    return prompts.prepare(prompts.known(), stop)


def _screens(library: Library) -> Iterator[str]:
    yield from (HOME, SESSIONS, SEARCH, HELP, KEYS)
    for session in library.sessions():
        yield from (session_screen(session.id, name) for name in ("", "agenda", "speakers", "exchanges"))


def _walk(app: Starlette, address: str) -> None:
    """Has a screen rendered; nobody looks at it."""
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "path": address,
        "root_path": "",
        "query_string": b"",
        "headers": [],
    }
    for route in app.routes:
        if not isinstance(route, Route):
            continue
        matched, values = route.matches(scope)
        if matched is Match.FULL:
            try:
                route.endpoint(Request({**scope, **values}))
            except (ReaderError, HTTPException):
                return  # a screen that is not there has nothing to say
            return
