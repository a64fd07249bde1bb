"""``/``: the meetings, newest first, twenty at first; by year (``?year=2021``) and by body (``?body=総務委員会``).

``/minutes/{id}/previous`` and ``/next`` lead to the body's meeting before and after, or where there is none to the body's list. They are
addresses of their own, so that a session's page hangs on nothing but the session."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.library.session import SessionSummary
from reader.minutes.text.bodies import body_of
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.web.http.kept_answers import may_be_kept
from reader.web.http.urls import session_url
from reader.web.rendering.page_context import HomePage, SessionCard, WayIn, YearOfSessions
from reader.web.rendering.renderer import Renderer, preferences_of
from reader.web.views.sentences import segments
from reader.web.views.session_views import SessionViews

CARDS_A_PAGE = 20


class HomePages:
    """The handler of ``/``."""

    def __init__(self, views: SessionViews, renderer: Renderer) -> None:
        self._views = views
        self._renderer = renderer

    def home(self, request: Request) -> Response:
        """The list; what the query says wrongly chooses nothing."""
        may_be_kept(request.scope)
        sessions = self._views.library.sessions()
        bodies = {s.id: body_of(s.meeting or "") for s in sessions}
        given, level = request.query_params, preferences_of(request).furigana
        year, body = given.get("year", ""), given.get("body", "")
        year = year if year in {_year(s) for s in sessions} else ""
        body = body if body in bodies.values() else ""
        of_body = [s for s in sessions if body in ("", bodies[s.id])]
        of_year = [s for s in sessions if year in ("", _year(s))]
        chosen = [s for s in of_body if year in ("", _year(s))]
        start = _start(given.get("start", ""), len(chosen))
        shown = chosen[start : start + CARDS_A_PAGE]
        named = self._views.facts.of([*filter(None, bodies.values()), *(s.place or "" for s in shown)], level)
        page = HomePage(
            all_sessions=len(sessions),
            total=len(chosen),
            years=_ways("year", Counter(filter(None, map(_year, of_body))), year, {"body": body}),
            bodies=_ways(
                "body", Counter(filter(None, (bodies[s.id] for s in of_year))), body, {"year": year}
            ),
            names=named,
            groups=by_year(self._cards(shown, named, level)),
            previous=_address(year, body, start - CARDS_A_PAGE) if start else "",
            next=_address(year, body, start + CARDS_A_PAGE) if start + CARDS_A_PAGE < len(chosen) else "",
        )
        return self._renderer.page(request, "pages/home.html", page)

    def previous(self, request: Request) -> Response:
        """The body's meeting before this one. NotFoundError, GoneError."""
        return self._beside(request, 1)

    def next(self, request: Request) -> Response:
        """The body's meeting after this one. NotFoundError, GoneError."""
        return self._beside(request, -1)

    def _beside(self, request: Request, by: int) -> Response:
        """So many places further down the list of the body's meetings, which has the newest first."""
        session = self._views.library.session(request.path_params["session"])
        body = body_of(session.minutes.meeting or "")
        others = [s.id for s in self._views.library.sessions() if body_of(s.meeting or "") == body]
        at = others.index(session.id) + by if session.id in others else -1
        there = 0 <= at < len(others)
        return RedirectResponse(session_url(others[at]) if there else _address("", body), 303)

    def _cards(
        self, shown: Iterable[SessionSummary], named: Mapping[str, tuple[Ruby, ...]], level: Level
    ) -> tuple[SessionCard, ...]:
        held = tuple(shown)
        titles = self._views.library.titles([s.id for s in held])
        return tuple(
            SessionCard(
                url=session_url(s.id),
                meeting=s.meeting or "",
                heading=tuple(ruby for part in titles.get(s.id, ()) for ruby in segments(part.words, level)),
                held_on=s.held_on,
                date=s.date or "",
                place=named[s.place or ""],
                seconds=self._views.seconds(s.morae),
            )
            for s in held
        )


def by_year(cards: Iterable[SessionCard]) -> tuple[YearOfSessions, ...]:
    """The cards, which are newest first, by calendar year."""
    years = groupby(cards, key=lambda card: card.held_on.year if card.held_on else None)
    return tuple(YearOfSessions(year, tuple(members)) for year, members in years)


def _year(session: SessionSummary) -> str:
    return str(session.held_on.year) if session.held_on else ""


def _ways(name: str, counts: Counter[str], chosen: str, others: dict[str, str]) -> tuple[WayIn, ...]:
    """What may be chosen, with what is chosen beside it: years from the latest, bodies from the one that met most."""
    order = (
        sorted(counts, reverse=True)
        if name == "year"
        else sorted(counts, key=lambda one: (-counts[one], one))
    )
    return tuple(WayIn(one, _query({**others, name: one}), counts[one], one == chosen) for one in order)


def _address(year: str, body: str, start: int = 0) -> str:
    return _query({"year": year, "body": body, "start": str(start) if start > 0 else ""})


def _query(kept: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"/?{query}" if query else "/"


def _start(text: str, total: int) -> int:
    """How many were shown before, in whole pages; none where there are not so many."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    return number - number % CARDS_A_PAGE if number < total else 0
