"""Open data of the whole site.

::

    /api/minutes?since=2026-11-01     what changed since, removed sessions too; page after page
    /feeds/minutes.atom               the same for feed readers, the newest first
    /open-data/2026.zip               a year's sessions, one JSON a line, as minutes.schema.json has them
    /schemas/minutes.schema.json      how a session's JSON is built
    /sitemap.xml                      the pages, for search engines
    /oembed?url=…/minutes/ID#t12      a turn to be quoted on another page
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from urllib.parse import unquote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reader.errors import NotFoundError, SourceError
from reader.exporting.exporter import Exporter
from reader.exporting.yearly import Yearly
from reader.exports.data.embed import oembed
from reader.exports.data.minutes_json import SCHEMA_PLACE
from reader.exports.feeds.atom import ATOM
from reader.exports.feeds.listed import Listed, Site
from reader.exports.feeds.listing import MOST, listing
from reader.exports.feeds.news import PAGE, news_feed
from reader.exports.feeds.site_map import MOST as MOST_MAPPED
from reader.exports.feeds.site_map import XML, site_map, site_map_index
from reader.exports.imprint import Terms
from reader.library.library import Library
from reader.library.news import SessionNews, latest_news, news_since
from reader.minutes.model import Turn
from reader.web.exports.answers import OPEN, FileContent, open_answer
from reader.web.exports.session_files import PATIENCE, busy
from reader.web.http.byte_ranges import ranged_response
from reader.web.http.threads import Threads
from reader.web.http.urls import public_address

JSON = "application/json"

_SESSION = re.compile(r"/minutes/([0-9]{1,8}-[0-9]{1,9})(?:/turns/([0-9]{1,6}))?/?")
_ANCHOR = re.compile(r"t([0-9]{1,6})(?:-[0-9]{1,4})?")
_EMPTY = datetime(2026, 1, 1, tzinfo=UTC)
_WIDTH, _HEIGHT = 600, 400
_ALL = 10_000_000


class OpenData:
    """Handlers of the whole site's data."""

    def __init__(self, library: Library, exporter: Exporter, terms: Terms) -> None:
        self._library = library
        self._exporter = exporter
        self._yearly = Yearly(library, exporter, terms)
        self._terms = terms
        self._threads = Threads("years", 1, PATIENCE, busy)

    def routes(self) -> list[Route]:
        """Everything that this room answers."""
        return [
            Route("/api/minutes", self.changed),
            Route("/feeds/minutes.atom", self.feed),
            Route("/open-data/{year:turn}.zip", self.year),
            Route(SCHEMA_PLACE, self.schema),
            Route("/sitemap.xml", self.pages),
            Route("/oembed", self.embed),
        ]

    def changed(self, request: Request) -> Response:
        """``/api/minutes``."""
        since, first = _since(request), _number(request, "first", 0)
        news = news_since(self._library, since, first, MOST + 1)
        following = None
        if len(news) > MOST:
            query = {"first": first + MOST} | ({"since": since.isoformat()} if since else {})
            following = f"{self._site(request).base}/api/minutes?{urlencode(query)}"
        return open_answer(request, listing(self._site(request), self._listed(news[:MOST]), following), JSON)

    def feed(self, request: Request) -> Response:
        """``/feeds/minutes.atom``."""
        page = max(1, _number(request, "page", 1))
        news = latest_news(self._library, (page - 1) * PAGE, PAGE + 1)
        more = len(news) > PAGE
        body = news_feed(self._site(request), self._listed(news[:PAGE]), page, more, _EMPTY)
        return open_answer(request, body, ATOM)

    def pages(self, request: Request) -> Response:
        """``/sitemap.xml``: a map, or the index of maps where one cannot hold all; ``?page=`` is one of those. NotFoundError
        for one that is not there."""
        site = self._site(request)
        there = [one for one in latest_news(self._library, 0, _ALL) if not one.removed]
        there.sort(key=lambda one: one.session_id)
        parts = [there[first : first + MOST_MAPPED - 1] for first in range(0, len(there), MOST_MAPPED - 1)]
        if "page" not in request.query_params and len(parts) > 1:
            changed = [max(one.changed_at for one in part) for part in parts]
            return open_answer(request, site_map_index(site, changed), XML)
        page = _number(request, "page", 1)
        if not 0 < page <= max(1, len(parts)):
            raise NotFoundError("サイトの地図に、そのページはありません。/sitemap.xml から選んでください。")
        listed_here = self._listed(tuple(parts[page - 1])) if parts else []
        return open_answer(request, site_map(site, listed_here, home=page == 1), XML)

    def schema(self, request: Request) -> Response:
        """``/schemas/minutes.schema.json``."""
        body = files("reader.exports.data").joinpath("minutes.schema.json").read_bytes()
        return open_answer(request, body, "application/schema+json")

    async def year(self, request: Request) -> Response:
        """``/open-data/{year}.zip``. NotFoundError for a year without sessions."""
        year = request.path_params["year"]
        exported = await self._threads.run(partial(self._yearly.file, year))
        headers = {
            "Content-Type": "application/zip",
            "Content-Disposition": f'attachment; filename="minutes-{year}.zip"',
            **OPEN,
        }
        content = await run_in_threadpool(FileContent, exported.path)
        return await ranged_response(request, content, exported.version, "no-cache", headers)

    def embed(self, request: Request) -> Response:
        """``/oembed?url=``. NotFoundError for what is no session's or turn's address."""
        if request.query_params.get("format", "json") != "json":
            return JSONResponse({"error": "JSON だけがあります。"}, 501)
        asked = urlsplit(request.query_params.get("url", ""))
        found = _SESSION.fullmatch(unquote(asked.path))
        if found is None:
            raise NotFoundError("会議録か発言の番地を url= に書いてください。")
        material = self._exporter.material(found[1], needs_sound=False)
        anchor = _ANCHOR.fullmatch(asked.fragment)
        number = found[2] or (anchor[1] if anchor else None)
        turn = None if number is None else _turn(material.minutes.turns, int(number))
        width = min(_WIDTH, _number(request, "maxwidth", _WIDTH))
        height = min(_HEIGHT, _number(request, "maxheight", _HEIGHT))
        body = json.dumps(oembed(material, turn, (width, height)), ensure_ascii=False).encode()
        return open_answer(request, body, JSON)

    def _site(self, request: Request) -> Site:
        base = public_address(request, self._terms.public_url)
        return Site(base, self._terms.publisher, self._terms.licence_told())

    def _listed(self, news: tuple[SessionNews, ...]) -> list[Listed]:
        return list(listed(self._library, news))


def listed(library: Library, news: tuple[SessionNews, ...]) -> Iterator[Listed]:
    """The news with what the sessions are; one that has just gone is told as removed."""
    there = {summary.id: summary for summary in library.sessions()}
    for one in news:
        summary = there.get(one.session_id)
        if summary is None:
            yield Listed(one.session_id, one.published_at, one.changed_at, True)
            continue
        yield Listed(
            one.session_id,
            one.published_at,
            one.changed_at,
            False,
            summary.meeting or "",
            summary.held_on,
            summary.date or "",
            summary.place or "",
            summary.turns,
        )


def _since(request: Request) -> datetime | None:
    """A day or a moment; SourceError for what is neither."""
    asked = request.query_params.get("since", "")
    if not asked:
        return None
    try:
        moment = datetime.fromisoformat(asked.replace(" ", "+"))
    except ValueError as error:
        raise SourceError(
            "since= は 2026-11-01 か 2026-11-01T09:00:00+09:00 の形で書いてください。"
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment


def _number(request: Request, name: str, otherwise: int) -> int:
    asked = request.query_params.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else otherwise


def _turn(turns: tuple[Turn, ...], number: int) -> Turn:
    for turn in turns:
        if turn.number == number:
            return turn
    raise NotFoundError(f"発言 {number} はありません。会議録のはじめから選んでください。")
