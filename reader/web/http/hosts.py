"""The names this site answers to. What a request says the site is called is printed on paper, so it is not believed.

::

    Host: 127.0.0.1:8000                    this machine, always
    Host: 192.168.0.12:8000                 the address that this very connection came in at
    Host: kaigi-pc:8000, kaigi-pc.local     what this machine is called in its own network
    Host: kaigiroku.example.jp              ``public_url`` or ``allowed_hosts`` says so
    Host: evil.example                      answered, but as though it had been asked at the address it came in at
    Host: a b                               400
"""

import logging
import socket

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from reader.settings.addresses import host_and_port, listed, origin
from reader.settings.site import Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})
_MOST_TOLD = 20
_TOLD = "この番地では開けません。案内にある番地で開いてください。"

logger = logging.getLogger(__name__)


def site_names(settings: Settings) -> frozenset[str]:
    """Every name this site has: as it is set, as it listens, and as its machine is called."""
    machine = socket.gethostname().lower()
    label = machine.partition(".")[0]
    names = {machine, label, f"{label}.local", settings.host.strip("[]").lower()}
    found = (origin(settings.public_url), *map(host_and_port, listed(settings.allowed_hosts)))
    return (LOOPBACK | names | {name for name, _port in filter(None, found)}) - _EVERYWHERE


class OwnHosts:
    """Believes no other name than these: what is asked by another is answered by the address that it came in at, so that
    no way back, QR code or link carries a stranger's name. Refuses (400) what is no name, and two names."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self.app = app
        self._names = names
        self._told: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        given = Headers(scope=scope).getlist("host") if scope["type"] == "http" else []
        if not given:  # HTTP/1.0: addresses are then those of the connection
            await self.app(scope, receive, send)
            return
        asked = host_and_port(given[0]) if len(given) == 1 else None
        if asked is None:
            await PlainTextResponse(_TOLD, 400, headers={"Connection": "close"})(scope, receive, send)
            return
        came_in_at = (scope.get("server") or ("localhost", None))[0]
        if asked[0] not in self._names and asked[0] != came_in_at:
            self._tell_staff(given[0])
            scope = _asked_where_it_came_in(scope)
        await self.app(scope, receive, send)

    def _tell_staff(self, given: str) -> None:
        """Once for each name, and for so many names only: they are whatever somebody sends."""
        if len(self._told) < _MOST_TOLD and given not in self._told:
            self._told.add(given)
            logger.warning(
                "Host %r は、この資料庫の番地として知らないので、印刷する番地やQRコードには使いません。"
                "正しい番地なら READER_PUBLIC_URL か READER_ALLOWED_HOSTS に書いてください。",
                given[:100],
            )


def _asked_where_it_came_in(scope: Scope) -> Scope:
    name, port = scope.get("server") or ("localhost", None)
    shown = f"[{name}]" if ":" in name else name
    own = shown if port is None else f"{shown}:{port}"
    others = [(key, value) for key, value in scope["headers"] if key != b"host"]
    return {**scope, "headers": [*others, (b"host", own.encode())]}
