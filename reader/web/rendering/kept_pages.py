"""Pages of sessions kept as they were sent, packed: twenty readers of one page have it rendered once.

A page hangs on its address, on what the reader prefers, on whether htmx asks for a part of it, and on the state of its
session; nothing else. What is kept is bounded by its bytes, the pages asked for longest ago go first. Each form of a page (as it
is, gzip, brotli, brotli as tight as can be) has a strong tag of its own: who has one of that encoding already is sent none.

Who comes first does not wait for the tight form: to make it takes longer than to render the page, and most forms of a page are read
once. A page that is asked for again is packed anew behind that answer, for those who come after.
"""

import gzip
import hashlib
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

import brotli
from starlette.background import BackgroundTask
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

_QUICK, _TIGHT, _SHORT = 7, 11, 300_000
"""Brotli's qualities: the tight one packs the seed's page 7 % smaller, in 290 ms where the quick one takes 6; 10 packs it 5 % smaller in
110. Nobody waits for it. A page of more bytes than ``_SHORT`` stays as it was packed first."""

_KEPT_HEADERS = ("vary", "cache-control")
_HTMX = ("HX-Request", "HX-History-Restore-Request")

RENDERERS = 2
"""Pages that are rendered at once: more would only share a processor, and all be late."""

PATIENCE = 60.0
"""How long a page may wait for its turn."""

Handler = Callable[[Request], Response]
AsyncHandler = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class _Rendered:
    """An answer, in the form of each name of ``Content-Encoding``; ``state`` is that of the session it shows. ``may_be_tighter`` until
    somebody has set about packing it as tight as can be."""

    state: object
    status: int
    headers: dict[str, str]
    digest: str
    forms: dict[str, "_Form"]
    may_be_tighter: bool

    @property
    def weight(self) -> int:
        """Bytes in memory, at the most."""
        return _BESIDES_BODY + sum(len(form.body) for form in self.forms.values())

    def tag(self, kind: str) -> str:
        """The strong tag of a form: 「br」, 「br-tight」, 「gzip」, empty for the page as it is."""
        return f'"{self.digest}-{kind}"' if kind else f'"{self.digest}"'

    def pack_tight(self) -> None:
        """Packs it by brotli anew."""
        body = brotli.decompress(self.forms["br"].body)
        self.forms["br"] = _Form(_by_brotli(body, _TIGHT), self.tag("br-tight"))


@dataclass(frozen=True, slots=True)
class _Form:
    """A page as it is sent; ``is_last`` unless a tighter one is to take its place."""

    body: bytes
    tag: str
    is_last: bool = True


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
        if page is None:
            return None
        answer = _answer(request, page)
        if page.may_be_tighter and answer.status_code != 304:
            page.may_be_tighter = False
            answer.background = BackgroundTask(page.pack_tight)
        return answer

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
    digest = hashlib.sha256(body).hexdigest()[:24]
    page = _Rendered(state, response.status_code, headers, digest, {}, len(body) <= _SHORT)
    page.forms["gzip"] = _Form(gzip.compress(body, _GZIP_LEVEL, mtime=0), page.tag("gzip"))
    page.forms["br"] = _Form(_by_brotli(body, _QUICK), page.tag("br"), not page.may_be_tighter)
    return page


def _by_brotli(body: bytes, quality: int) -> bytes:
    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality))


def _answer(request: Request, page: _Rendered) -> Response:
    encoding = best_encoding(request.headers.get("accept-encoding", ""))
    form = page.forms[encoding] if encoding else _Form(b"", page.tag(""))
    kinds = ("br", "br-tight") if encoding == "br" else (encoding,)
    known = _known(request.headers, [page.tag(kind) for kind in kinds])
    if page.status == 200 and known:
        kept = {name: page.headers[name] for name in _KEPT_HEADERS}
        return Response(status_code=304, headers=kept | {"etag": form.tag if known == "*" else known})
    if form.is_last:
        may_be_kept(request.scope)
    headers = page.headers | {"etag": form.tag}
    if encoding:
        return Response(form.body, page.status, headers | {"content-encoding": encoding})
    return Response(gzip.decompress(page.forms["gzip"].body), page.status, headers)


def _known(headers: Headers, tags: Collection[str]) -> str:
    """The tag among these whose form the reader's browser holds, 「*」 for any; empty for none."""
    held = [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
    return next((tag for tag in held if tag == "*" or tag in tags), "")
