"""Pages of sessions kept as they were sent, packed: twenty readers of one page have it rendered once.

A page hangs on its address, on what the reader prefers, on whether htmx asks for a part of it, and on the state of its
session; nothing else. What is kept is bounded by its bytes, the pages asked for longest ago go first. Each form of a page (as it
is, gzip, brotli) has a strong tag of its own: who has that form already is sent none.
"""

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from reader.errors import LibraryBusyError
from reader.kept import Kept
from reader.library.library import Library
from reader.web.http.encodings import best_encoding
from reader.web.http.kept_answers import may_be_kept
from reader.web.http.threads import Threads
from reader.web.rendering.renderer import preferences_of

BYTES_A_CHARACTER = 64
"""Bytes of packed pages that are kept for each character of the sessions that the library holds in memory."""

_BESIDES_BODY = 1_000
_GZIP_LEVEL = 6

_SHORT, _TIGHT, _USUAL = 300_000, 10, 7
"""A page of at most so many bytes is packed by brotli's tight quality: the seed's is 5 % smaller, for 60 ms once. For a longer one that
takes too long, and 9 packs it 0.6 to 1.5 % smaller in three times the time of 7."""

_KEPT_HEADERS = ("vary", "cache-control")
_HTMX = ("HX-Request", "HX-History-Restore-Request")

RENDERERS = 2
"""Pages that are rendered at once: more would only share a processor, and all be late."""

PATIENCE = 60.0
"""How long a page may wait for its turn."""

Handler = Callable[[Request], Response]
AsyncHandler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class _Rendered:
    """An answer, packed by each name of ``Content-Encoding``; ``state`` is that of the session it shows."""

    state: object
    status: int
    headers: dict[str, str]
    packed: dict[str, bytes]
    digest: str

    @property
    def weight(self) -> int:
        """Bytes in memory."""
        return _BESIDES_BODY + sum(map(len, self.packed.values()))


class KeptPages:
    """Handlers whose pages are kept. May be called from any thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._pages: Kept[object, _Rendered] = Kept(
            library.kept_characters * BYTES_A_CHARACTER, lambda page: page.weight
        )
        self._threads = Threads("rendering", RENDERERS, PATIENCE, _busy)

    @property
    def held_bytes(self) -> int:
        """How many bytes of pages are held in memory."""
        return self._pages.weight

    def of(self, handler: Handler) -> AsyncHandler:
        """The same handler of a session's page, called only where its page is not there yet or not any more, and by
        threads of its own: a page that is there never waits behind one that is not."""

        async def kept(request: Request) -> Response:
            there = await run_in_threadpool(self._there, request)
            if there is not None:
                return there
            return await self._threads.run(lambda: self._made(request, handler))

        return kept

    def _there(self, request: Request) -> Response | None:
        state = self._library.state(request.path_params["session"])
        page = self._pages.current(_key(request), lambda page: page.state == state)
        return None if page is None else _answer(request, page)

    def _made(self, request: Request, handler: Handler) -> Response:
        state = self._library.state(request.path_params["session"])
        page = self._pages.value(
            _key(request), lambda page: page.state == state, lambda: _rendered(state, handler(request))
        )
        return _answer(request, page)


def _key(request: Request) -> tuple[object, ...]:
    """What a page hangs on, besides its session."""
    htmx = tuple(request.headers.get(name) for name in _HTMX)
    return str(request.url), preferences_of(request), htmx


def _busy() -> LibraryBusyError:
    return LibraryBusyError("ただいま混み合っています。少したってから、もう一度開いてください。")


def _rendered(state: object, response: Response) -> _Rendered:
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    headers["vary"] = ", ".join(filter(None, (headers.get("vary"), "Accept-Encoding")))
    headers.setdefault("cache-control", "private, no-cache")
    body = bytes(response.body)
    packed = {
        "gzip": gzip.compress(body, _GZIP_LEVEL, mtime=0),
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=_TIGHT if len(body) <= _SHORT else _USUAL),
    }
    return _Rendered(state, response.status_code, headers, packed, hashlib.sha256(body).hexdigest()[:24])


def _answer(request: Request, page: _Rendered) -> Response:
    form = best_encoding(request.headers.get("accept-encoding", ""))
    tag = f'"{page.digest}-{form}"' if form else f'"{page.digest}"'
    if page.status == 200 and _has(request.headers, tag):
        kept = {name: page.headers[name] for name in _KEPT_HEADERS}
        return Response(status_code=304, headers=kept | {"etag": tag})
    may_be_kept(request.scope)
    headers = page.headers | {"etag": tag}
    if form:
        return Response(page.packed[form], page.status, headers | {"content-encoding": form})
    return Response(gzip.decompress(page.packed["gzip"]), page.status, headers)


def _has(headers: Headers, tag: str) -> bool:
    """Whether the reader's browser holds that form of the page."""
    held = headers.get("if-none-match", "")
    return held.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in held.split(",")]
