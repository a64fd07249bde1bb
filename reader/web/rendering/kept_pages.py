"""Pages of sessions kept as they were sent, packed: twenty readers of one page have it rendered once.

A page hangs on its address, on what the reader prefers, on whether htmx asks for a part of it, and on the state of its
session; nothing else. What is kept is bounded by its bytes, the pages asked for longest ago go first.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reader.kept import Kept
from reader.library.library import Library
from reader.web.rendering.renderer import preferences_of

BYTES_A_CHARACTER = 64
"""Bytes of packed pages that are kept for each character of the sessions that the library holds in memory."""

_BESIDES_BODY = 1_000
_LEVEL = 6
_HTMX = ("HX-Request", "HX-History-Restore-Request")

Handler = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class _Rendered:
    """An answer, packed; ``state`` is that of the session it shows."""

    state: object
    status: int
    headers: dict[str, str]
    packed: bytes

    @property
    def weight(self) -> int:
        """Bytes in memory."""
        return _BESIDES_BODY + len(self.packed)


class KeptPages:
    """Handlers whose pages are kept. May be called from any thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._pages: Kept[object, _Rendered] = Kept(
            library.kept_characters * BYTES_A_CHARACTER, lambda page: page.weight
        )

    @property
    def held_bytes(self) -> int:
        """How many bytes of pages are held in memory."""
        return self._pages.weight

    def of(self, handler: Handler) -> Handler:
        """The same handler of a session's page, called only where its page is not there yet or not any more."""

        def kept(request: Request) -> Response:
            state = self._library.state(request.path_params["session"])
            htmx = tuple(request.headers.get(name) for name in _HTMX)
            page = self._pages.value(
                (str(request.url), preferences_of(request), htmx),
                lambda page: page.state == state,
                lambda: _rendered(state, handler(request)),
            )
            return _answer(request, page)

        return kept


def _rendered(state: object, response: Response) -> _Rendered:
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    headers["vary"] = ", ".join(filter(None, (headers.get("vary"), "Accept-Encoding")))
    return _Rendered(
        state, response.status_code, headers, gzip.compress(bytes(response.body), _LEVEL, mtime=0)
    )


def _answer(request: Request, page: _Rendered) -> Response:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(page.packed, page.status, page.headers | {"content-encoding": "gzip"})
    return Response(gzip.decompress(page.packed), page.status, page.headers)
