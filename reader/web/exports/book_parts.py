"""``/minutes/{id}/parts``: the books of a session that is too long for some who take books, part by part.

::

    第1部 (about 168 MB)   turns 1–412     [DAISY] [EPUB]
    第2部 (about 51 MB)    turns 413–530   [DAISY] [EPUB]
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from reader.exporting.exporter import Exporter, SoundNotReadyError
from reader.exports.book.book import Book
from reader.web.exports.session_files import PATIENCE, WRITERS, busy
from reader.web.http.threads import Threads
from reader.web.http.urls import session_url
from reader.web.rendering.renderer import Renderer

Asking = Callable[[Request, str, SoundNotReadyError], Response]
"""Has the sound made and says how far it is."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part: about how large its file is, and which turns it holds (0 where it holds none)."""

    number: int
    megabytes: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PartsPage:
    """``/minutes/{id}/parts``; one line where the session is a book that everybody takes."""

    meeting: str
    session_url: str
    parts: tuple[PartLine, ...]


class BookParts:
    """The handler of ``/minutes/{id}/parts``."""

    def __init__(self, exporter: Exporter, ask: Asking, renderer: Renderer) -> None:
        self._exporter = exporter
        self._ask = ask
        self._renderer = renderer
        self._threads = Threads("parts", WRITERS, PATIENCE, busy)

    async def show(self, request: Request) -> Response:
        """The page; 202 with how far it is while the sound is being made. NotFoundError, GoneError."""
        return await self._threads.run(partial(self._page, request))

    def _page(self, request: Request) -> Response:
        session_id = request.path_params["session"]
        try:
            made = self._exporter.parts(session_id)
        except SoundNotReadyError as error:
            return self._ask(request, session_id, error)
        page = PartsPage(made[0].minutes.meeting or "", session_url(session_id), tuple(_lines(made)))
        response = self._renderer.page(request, "pages/parts.html", page)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _lines(made: tuple[Book, ...]) -> Iterator[PartLine]:
    for number, part in enumerate(made, 1):
        turns = part.turns
        megabytes = max(1, round(part.sound_bytes / 1e6))
        yield PartLine(number, megabytes, min(turns, default=0), max(turns, default=0))
