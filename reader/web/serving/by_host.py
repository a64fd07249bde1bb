"""One server for several towns: whoever asks is answered by the site of the town whose name they asked by.

::

    Host: kaigi.a.example.jp     132012's site, put together when it is first asked for
    Host: kaigi.b.example.jp     132021's
    Host: 10.0.0.7               none is known: 404, but for /healthz, which is asked by what stands in front
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from reader.errors import ReaderError
from reader.settings.addresses import host_and_port

_LOOKED_AGAIN = 10.0
_UNKNOWN = "この番地の会議録はありません。案内にある番地で開いてください。"

Application = Callable[..., Any]
_log = logging.getLogger(__name__)


class ByHost:
    """Sites by their names. What is blocking is done in threads."""

    def __init__(self, names: Callable[[], Mapping[str, str]], made: Callable[[str], Application]) -> None:
        """``names`` gives the town of each host name, ``made`` a town's site; both may wait. ReaderError where they cannot."""
        self._names = names
        self._made = made
        self._towns: Mapping[str, str] = {}
        self._looked: float | None = None
        self._sites: dict[str, _Living] = {}
        self._guard = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or ends all sites with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if scope["type"] != "http":
            return
        try:
            site = await self._site(scope)
        except ReaderError as error:
            _log.warning("%s", error)
            await PlainTextResponse(str(error), 503, headers={"Retry-After": "10"})(scope, receive, send)
            return
        if site is not None:
            await site(scope, receive, send)
        elif scope["path"] == "/healthz":
            await PlainTextResponse("ok")(scope, receive, send)
        else:
            await PlainTextResponse(_UNKNOWN, 404)(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for site in self._sites.values():
            await site.end()
        await send({"type": "lifespan.shutdown.complete"})

    async def _site(self, scope: Scope) -> Application | None:
        asked = host_and_port(Headers(scope=scope).get("host", ""))
        if asked is None:
            return None
        code = self._towns.get(asked[0])
        if code is None and (self._looked is None or time.monotonic() - self._looked > _LOOKED_AGAIN):
            self._towns = await run_in_threadpool(self._names)
            self._looked = time.monotonic()
            code = self._towns.get(asked[0])
        if code is None:
            return None
        async with self._guard:
            if code not in self._sites:
                living = _Living(await run_in_threadpool(self._made, code))
                await living.begin()
                self._sites[code] = living
        return self._sites[code].app


class _Living:
    """A site between its start and its end, which it is told as ASGI's lifespan."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self._told: asyncio.Queue[Message] = asyncio.Queue()
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        self._life: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Returns when it is ready. What it raises is raised here."""
        scope: Scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
        self._life = asyncio.ensure_future(self.app(scope, self._told.get, self._said.put))
        await self._tell("lifespan.startup")

    async def end(self) -> None:
        """Returns when it has ended."""
        await self._tell("lifespan.shutdown")
        if self._life is not None:
            await self._life

    async def _tell(self, kind: str) -> None:
        assert self._life is not None
        await self._told.put({"type": kind})
        answer = asyncio.ensure_future(self._said.get())
        await asyncio.wait([answer, self._life], return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            self._life.result()
