"""Podcasts over HTTP: /feeds/all.xml, and one for each series of meetings, /feeds/meetings/長崎市DX推進委員会.xml.

A session is in its podcast as soon as its sound is there; before that it is in the Atom feed only.
"""

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from reader.errors import NotFoundError
from reader.exporting.episodes import Episodes
from reader.exports.feeds.listed import Site
from reader.exports.feeds.podcast import PAGE, RSS, podcast_feed
from reader.exports.feeds.series import series_of
from reader.exports.imprint import Terms
from reader.library.library import Library
from reader.library.news import latest_news
from reader.web.exports.answers import open_answer
from reader.web.exports.open_data import listed
from reader.web.exports.session_files import OPEN
from reader.web.http.urls import public_address

ALL = "/feeds/all.xml"
PICTURE = "/feeds/picture.png"

_MOST = 50_000


class Podcasts:
    """Handlers of feeds with sound. ``picture`` is the file of their square picture."""

    def __init__(self, library: Library, episodes: Episodes, terms: Terms, picture: Path) -> None:
        self._library = library
        self._episodes = episodes
        self._terms = terms
        self._picture = picture

    def routes(self) -> list[Route]:
        """Everything that this room answers."""
        return [
            Route(ALL, self.all),
            Route("/feeds/meetings/{series}.xml", self.meetings),
            Route(PICTURE, self.picture),
        ]

    def all(self, request: Request) -> Response:
        """``/feeds/all.xml``: every session."""
        return self._answer(request, "", ALL)

    def meetings(self, request: Request) -> Response:
        """``/feeds/meetings/{series}.xml``: those of one committee. NotFoundError if there is none of that name."""
        series = request.path_params["series"]
        return self._answer(request, series, f"/feeds/meetings/{quote(series, safe='')}.xml")

    def picture(self, _request: Request) -> Response:
        """``/feeds/picture.png``."""
        return FileResponse(self._picture, headers=OPEN)

    def _answer(self, request: Request, series: str, place: str) -> Response:
        sessions = [
            summary
            for summary in self._library.sessions()
            if not series or series_of(summary.meeting or "") == series
        ]
        if series and not sessions:
            raise NotFoundError(f"「{series}」という会議はありません。一覧から選んでください。")
        stamps = self._library.stamps()
        told = self._episodes.of((one.id, stamps[one.id]) for one in sessions if one.id in stamps)
        asked = request.query_params.get("page", "1")
        page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
        heard = [one.id for one in sessions if one.id in told]
        shown = heard[(page - 1) * PAGE : page * PAGE]
        news = {one.session_id: one for one in latest_news(self._library, 0, _MOST)}
        items = listed(self._library, tuple(news[one] for one in shown if one in news))
        base = public_address(request, self._terms.public_url)
        body = podcast_feed(
            Site(base, self._terms.publisher, self._terms.licence_told()),
            series,
            place,
            f"{base}{PICTURE}",
            [(one, told[one.id]) for one in items if not one.removed],
            page,
            len(heard) > page * PAGE,
        )
        return open_answer(request, body, RSS)
