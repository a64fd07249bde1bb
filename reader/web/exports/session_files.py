"""A session as a file: /minutes/20211028-1.vtt, .json, .epub, … one route for each format.

::

    GET                         200, the file, ETag; gzip where it is text and the client takes it; Range without gzip
    If-None-Match: "5f0c…"      304
    the sound is being made     202, Retry-After, how far it is: {"ready": 37, "total": 42, …}; a page where one is asked for

Everything here may be read by pages of other sites (``Access-Control-Allow-Origin: *``): it is public data.
"""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reader.errors import LibraryBusyError
from reader.exporting.exporter import Exporter, SoundNotReadyError
from reader.exporting.files import Exported
from reader.exporting.preparing import Preparing
from reader.exports.formats import FORMATS
from reader.exports.material import Format, Options
from reader.readings.furigana.levels import Level
from reader.web.exports.answers import OPEN, FileContent
from reader.web.http.byte_ranges import ranged_response
from reader.web.http.threads import Threads

WRITERS = 2
"""Files that are written at once."""

PATIENCE = 60.0
RETRY_SECONDS = 5

_NOT_YET = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store", "Vary": "Accept, Cookie"}
_ASK_AGAIN = "no-cache"
_RUBY = {"none": Level.NONE, "hard": Level.HARD, "all": Level.ALL, "1": Level.ALL}
_PART = re.compile(r"[1-9][0-9]{0,2}")


Waiting = Callable[[Request, str, SoundNotReadyError], Response]
"""The page that says how far a session's sound is."""


class SessionFiles:
    """Handlers of sessions' files; without ``preparing`` no sound is made for them."""

    def __init__(self, exporter: Exporter, preparing: Preparing | None, waiting: Waiting) -> None:
        self._exporter = exporter
        self._preparing = preparing
        self._waiting = waiting
        self._threads = Threads("exporting", WRITERS, PATIENCE, busy)

    def routes(self) -> list[Route]:
        """One for each format that is to be had, the longest extension first: ``.kokkai.json`` ends with ``.json`` too."""
        there = [one for one in FORMATS if self._exporter.has_voice or not one.needs_sound]
        there.sort(key=lambda one: -len(one.extension))
        return [Route(f"/minutes/{{session}}.{one.extension}", self._handler(one)) for one in there]

    def _handler(self, kind: Format) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            session_id = request.path_params["session"]
            options = _options(request, kind)
            write = partial(self._exporter.file, session_id, kind, options)
            try:
                exported = await self._threads.run(write)
            except SoundNotReadyError as error:
                return await run_in_threadpool(self._wait, request, session_id, error)
            return await _file_response(request, kind, exported, kind.file_name(session_id, options.part))

        return answer

    def ask(self, request: Request, session_id: str, error: SoundNotReadyError) -> Response:
        """Has the session's sound made; the page that says how far it is."""
        self._prepare(session_id)
        page = self._waiting(request, session_id, error)
        page.headers.update(_NOT_YET)
        return page

    def _wait(self, request: Request, session_id: str, error: SoundNotReadyError) -> Response:
        if "text/html" in request.headers.get("accept", ""):
            return self.ask(request, session_id, error)
        self._prepare(session_id)
        return _not_yet(error)

    def _prepare(self, session_id: str) -> None:
        if self._preparing is not None:
            self._preparing.ask(session_id)


def _options(request: Request, kind: Format) -> Options:
    """``?ruby=all``, ``?words=1``, ``?cues=1``, ``?part=2``; what has no meaning counts as not asked."""
    asked = request.query_params
    part = asked.get("part", "")
    return kind.chosen(
        Options(
            _RUBY.get(asked.get("ruby", "")),
            asked.get("words") == "1",
            asked.get("cues") == "1",
            int(part) if _PART.fullmatch(part) else 0,
        )
    )


def busy() -> LibraryBusyError:
    """What is told where files are being written for too many."""
    return LibraryBusyError("ただいま混み合っています。少したってから、もう一度選んでください。")


def _not_yet(error: SoundNotReadyError) -> Response:
    progress = error.progress
    body = {"message": str(error), "ready": progress.clips_ready, "total": progress.clips_total}
    return JSONResponse(body, 202, {**_NOT_YET, **OPEN})


async def _file_response(request: Request, kind: Format, exported: Exported, name: str) -> Response:
    """The file in the form that the client takes: each form has a tag of its own."""
    wants_part = "range" in request.headers
    packs = (
        exported.packed is not None
        and not wants_part
        and "gzip" in request.headers.get("accept-encoding", "")
    )
    headers = {
        "Content-Type": kind.media_type,
        "Content-Disposition": f"{'attachment' if kind.is_saved else 'inline'}; filename=\"{name}\"; filename*=UTF-8''{quote(name)}",
        "Link": f'</minutes/{quote(request.path_params["session"])}>; rel="canonical"',
        **OPEN,
    }
    if exported.packed is not None:
        headers["Vary"] = "Accept-Encoding"
    if packs and exported.packed is not None:
        headers["Content-Encoding"] = "gzip"
    path = exported.packed if packs and exported.packed is not None else exported.path
    etag = f"{exported.version}-gzip" if packs else exported.version
    try:
        content = await run_in_threadpool(FileContent, path)
        return await ranged_response(request, content, etag, _ASK_AGAIN, headers)
    except FileNotFoundError as error:  # a newer edition has just taken its place
        raise busy() from error
