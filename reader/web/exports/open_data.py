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
from importlib.resources import files
from io import BytesIO
from typing import BinaryIO
from urllib.parse import unquote, urlencode, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reader.errors import NotFoundError, SourceError
from reader.exporting.exporter import Exporter
from reader.exports.data.embed import oembed
from reader.exports.data.minutes_json import SCHEMA_PLACE, write_minutes_json
from reader.exports.feeds.atom import ATOM
from reader.exports.feeds.listed import Listed, Site
from reader.exports.feeds.listing import MOST, listing
from reader.exports.feeds.news import PAGE, news_feed
from reader.exports.feeds.site_map import MOST as MOST_MAPPED
from reader.exports.feeds.site_map import XML, site_map
from reader.exports.imprint import Terms
from reader.exports.material import Options
from reader.library.library import Library
from reader.library.news import SessionNews, latest_news, news_since
from reader.minutes.model import Turn
from reader.web.exports.answers import open_answer
from reader.web.http.urls import public_address

JSON = "application/json"

_SESSION = re.compile(r"/minutes/([0-9]{1,8}-[0-9]{1,9})(?:/turns/([0-9]{1,6}))?/?")
_ANCHOR = re.compile(r"t([0-9]{1,6})(?:-[0-9]{1,4})?")
_EMPTY = datetime(2026, 1, 1, tzinfo=UTC)
_WIDTH, _HEIGHT = 600, 400


class OpenData:
    """Handlers of the whole site's data."""

    def __init__(self, library: Library, exporter: Exporter, terms: Terms) -> None:
        self._library = library
        self._exporter = exporter
        self._terms = terms

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
        """``/sitemap.xml``."""
        news = latest_news(self._library, 0, MOST_MAPPED)
        return open_answer(request, site_map(self._site(request), self._listed(news)), XML)

    def schema(self, request: Request) -> Response:
        """``/schemas/minutes.schema.json``."""
        body = files("reader.exports.data").joinpath("minutes.schema.json").read_bytes()
        return open_answer(request, body, "application/schema+json")

    def year(self, request: Request) -> Response:
        """``/open-data/{year}.zip``. NotFoundError for a year without sessions."""
        year = request.path_params["year"]
        ids = sorted(s.id for s in self._library.sessions() if s.held_on and s.held_on.year == year)
        if not ids:
            raise NotFoundError(f"{year} 年の会議録はありません。一覧から選んでください。")
        file = BytesIO()
        self._pack(file, year, ids)
        return open_answer(request, file.getvalue(), "application/zip")

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

    def _pack(self, file: BinaryIO, year: int, ids: list[str]) -> None:
        """One session a line, and what may be done with them; the same sessions give the same bytes."""
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            with archive.open(_entry(f"minutes-{year}.jsonl"), "w", force_zip64=True) as lines:
                for session_id in ids:
                    line = BytesIO()
                    write_minutes_json(self._exporter.material(session_id, False), Options(), line)
                    lines.write(line.getvalue() + b"\n")
            told = f"{self._terms.publisher or '会議録'} {year}年\nライセンス: {self._terms.licence_told()}\n"
            archive.writestr(_entry("README.txt"), told)

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


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)  # its day is that of all such entries: the same sessions, the same bytes
    entry.compress_type = ZIP_DEFLATED
    return entry
