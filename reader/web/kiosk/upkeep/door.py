"""Locked down from the server's side: nothing but the kiosk is answered, and whoever strays is led home.

::

    /minutes/20211028-1             (a page of the web)           303 → /kiosk
    /minutes/20211028-1/…/t1.mp3    opened as a page              303 → /kiosk     as sound: the sound
    Host: example.jp                (another name for this host)  403
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from reader.web.kiosk.stage.addresses import HOME

_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Door:
    """Answers only this machine, and lets a page be opened only under ``/kiosk``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in _OWN_NAMES:
            refusal = PlainTextResponse("この端末の中だけで使えます。", 403)
            await refusal(scope, receive, send)
        elif headers.get("sec-fetch-mode") == "navigate" and not _is_screen(scope["path"]):
            await RedirectResponse(HOME, 303)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def lead_home(request: Request, status: int) -> Response:
    """What is not there: a page leads home, anything else is told its status."""
    wants_page = "text/html" in request.headers.get("accept", "")
    return RedirectResponse(HOME, 303) if wants_page else PlainTextResponse("", status)


def _is_screen(path: str) -> bool:
    under = path == HOME or path.startswith(f"{HOME}/")
    return under and "." not in path.rpartition("/")[2]


def _host(header: str) -> str:
    return header if header.endswith("]") else header.rpartition(":")[0] or header
