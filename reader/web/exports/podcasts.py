"""Podcasts over HTTP: /feeds/all.xml, and one for each series of meetings, /feeds/meetings/長崎市DX推進委員会.xml;
where the site wants them (``speaker_podcasts``), one for each person with a name: /feeds/speakers/山田太郎.xml, a turn an episode.

A session is in its podcast as soon as its sound is there; before that it is in the Atom feed only.
"""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from reader.errors import NotFoundError
from reader.exporting.episodes import Episodes
from reader.exports.feeds.episode import Episode
from reader.exports.feeds.listed import Listed, Site
from reader.exports.feeds.podcast import PAGE, RSS, podcast_feed, speaker_feed
from reader.exports.feeds.series import series_of
from reader.exports.imprint import Terms
from reader.library.library import Library
from reader.library.news import latest_news
from reader.library.session import SessionSummary
from reader.web.exports.answers import OPEN, open_answer
from reader.web.exports.open_data import listed
from reader.web.http.urls import public_address

ALL = "/feeds/all.xml"
PICTURE = "/feeds/picture.png"

_MOST = 50_000


class Podcasts:
    """Handlers of feeds with sound. ``picture`` is the file of their square picture; ``by_speaker``: there are feeds of people too."""

    def __init__(
        self, library: Library, episodes: Episodes, terms: Terms, picture: Path, by_speaker: bool = False
    ) -> None:
        self._library = library
        self._episodes = episodes
        self._terms = terms
        self._picture = picture
        self._by_speaker = by_speaker

    def routes(self) -> list[Route]:
        """Everything that this room answers."""
        people = [Route("/feeds/speakers/{name}.xml", self.speaker)] if self._by_speaker else []
        return [
            Route(ALL, self.all),
            Route("/feeds/meetings/{series}.xml", self.meetings),
            *people,
            Route(PICTURE, self.picture),
        ]

    def all(self, request: Request) -> Response:
        """``/feeds/all.xml``: every session."""
        return self._answer(request, "", ALL)

    def meetings(self, request: Request) -> Response:
        """``/feeds/meetings/{series}.xml``: those of one committee. NotFoundError if there is none of that name."""
        series = request.path_params["series"]
        return self._answer(request, series, f"/feeds/meetings/{quote(series, safe='')}.xml")

    def speaker(self, request: Request) -> Response:
        """``/feeds/speakers/{name}.xml``: what one person says, the newest meeting first. NotFoundError for nobody's name."""
        name = request.path_params["name"]
        sessions = self._library.sessions()
        told = self._told(sessions)
        said = [
            (one.id, turn)
            for one in sessions
            if one.id in told
            for turn in told[one.id].turns
            if turn[1] == name
        ]
        if not said:
            raise NotFoundError(f"「{name}」という方の音声は、まだありません。会議録から選んでください。")
        page = _page_of(request)
        shown = said[(page - 1) * PAGE : page * PAGE]
        known = self._listed({session_id for session_id, _ in shown})
        base = public_address(request, self._terms.public_url)
        body = speaker_feed(
            Site(base, self._terms.publisher, self._terms.licence_told()),
            name,
            f"/feeds/speakers/{quote(name, safe='')}.xml",
            f"{base}{PICTURE}",
            [(known[session_id], turn) for session_id, turn in shown if session_id in known],
            page,
            len(said) > page * PAGE,
        )
        return open_answer(request, body, RSS)

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
        told = self._told(sessions)
        page = _page_of(request)
        heard = [one.id for one in sessions if one.id in told]
        shown = heard[(page - 1) * PAGE : page * PAGE]
        known = self._listed(set(shown))
        base = public_address(request, self._terms.public_url)
        body = podcast_feed(
            Site(base, self._terms.publisher, self._terms.licence_told()),
            series,
            place,
            f"{base}{PICTURE}",
            [(known[one], told[one]) for one in shown if one in known],
            page,
            len(heard) > page * PAGE,
        )
        return open_answer(request, body, RSS)

    def _told(self, sessions: Sequence[SessionSummary]) -> dict[str, Episode]:
        """The episodes of those whose sound is there."""
        stamps = self._library.stamps()
        return self._episodes.of((one.id, stamps[one.id]) for one in sessions if one.id in stamps)

    def _listed(self, ids: set[str]) -> dict[str, Listed]:
        news = tuple(one for one in latest_news(self._library, 0, _MOST) if one.session_id in ids)
        return {one.id: one for one in listed(self._library, news) if not one.removed}


def _page_of(request: Request) -> int:
    asked = request.query_params.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
