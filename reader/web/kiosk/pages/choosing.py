"""The screens on which something is chosen: a session, a way into it, an agenda item, a speaker, a question.

::

    /kiosk/sessions?year=2021 → /kiosk/sessions/20211028-1 → /kiosk/sessions/20211028-1/speakers → …/passages/t2?by=speaker.事務局
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from reader.library.session import SessionSummary
from reader.minutes.exchanges import exchanges
from reader.minutes.text.bodies import body_of
from reader.readings.furigana.ruby import Ruby
from reader.web.kiosk.stage.addresses import SEARCH, SESSIONS, board_screen, session_screen
from reader.web.kiosk.stage.cards import Cards, Row, agenda_headings, plain, title_utterances
from reader.web.kiosk.stage.excerpt import beginning
from reader.web.kiosk.stage.paging import paging_of, part_of
from reader.web.kiosk.stage.screens import LONG_TITLE, Choice, ChoiceScreen, Paging
from reader.web.kiosk.stage.stage import Stage, kiosk_preferences
from reader.web.views.session_context import Sentence
from reader.web.views.session_view import SessionView
from reader.web.views.session_views import SessionViews

TEMPLATE = "kiosk/choice.html"
MANY = 18
"""Sessions that are three pages of cards: of more, one chooses the year or the body first."""

Item = TypeVar("Item")


class Choosing:
    """Handlers for lists of cards."""

    def __init__(self, views: SessionViews, stage: Stage) -> None:
        self._views = views
        self._stage = stage
        self.cards = Cards(stage, views.seconds)

    def sessions(self, request: Request) -> Response:
        """``/kiosk/sessions``: the sessions, newest first; where there are many, first the years to choose from. ``?year=2021``,
        ``?body=総務委員会`` and ``?by=all`` choose; ``?by=body`` shows the bodies."""
        everything, given = self._views.library.sessions(), request.query_params
        year, body, by = (given.get(name, "") for name in ("year", "body", "by"))
        if len(everything) > MANY and not (year or body or by == "all"):
            return self._ways_in(request, everything, by)
        chosen = [s for s in everything if year in ("", _year(s)) and body in ("", _body(s))]
        kept = urlencode({name: value for name, value in given.items() if name != "part"})
        shown, paging = part_of(chosen, request, f"{SESSIONS}?{kept}" if kept else SESSIONS)
        level = kiosk_preferences(request).furigana
        library = self._views.library
        titles = library.titles([s.id for s in shown])
        choices = tuple(
            self.cards.session(s, titles.get(s.id, ()), library.lexicon(s.id), level) for s in shown
        )
        screen = self._screen(
            "sessions",
            choices,
            paging,
            SESSIONS if kept else "",
            "kiosk.sessions.empty",
            SEARCH,
        )
        return self._stage.show(request, TEMPLATE, screen)

    def _ways_in(self, request: Request, sessions: Sequence[SessionSummary], by: str) -> Response:
        """Cards for the years that there are sessions of, the latest first, or for the bodies, who met most first."""
        words, said = self._stage.words, self._stage.said
        if by == "body":
            counts = Counter(map(_body, sessions))
            names = self._views.facts.of(tuple(counts), kiosk_preferences(request).furigana)
            cards = [
                self._way_in((Sentence(None, names[body]),), body, {"body": body}, counts[body])
                for body in sorted(counts, key=lambda one: (-counts[one], one))
            ]
        else:
            years = Counter(filter(None, map(_year, sessions)))
            cards = [
                *(
                    self._way_in(plain(words(name)), said(name), {"by": by}, len(sessions))
                    for name, by in (("kiosk.sessions.all", "all"), ("kiosk.sessions.by_body", "body"))
                ),
                *(
                    self._way_in(
                        plain(words("kiosk.sessions.year", year=year)),
                        said("kiosk.sessions.year", year=year),
                        {"year": year},
                        years[year],
                    )
                    for year in sorted(years, reverse=True)
                ),
            ]
        address = f"{SESSIONS}?{urlencode({'by': by})}" if by else SESSIONS
        shown, paging = part_of(cards, request, address)
        screen = self._screen(
            "sessions", tuple(shown), paging, SESSIONS if by else "", "kiosk.sessions.empty", SEARCH
        )
        return self._stage.show(request, TEMPLATE, screen)

    def _way_in(self, shown: Row, heard: str, chosen: dict[str, str], count: int) -> Choice:
        """Its name as it is ``shown`` and as it is ``heard``."""
        line, said = (
            put("kiosk.sessions.count", count=count) for put in (self._stage.words, self._stage.said)
        )
        href = f"{SESSIONS}?{urlencode(chosen)}"
        return Choice(href, shown, self._stage.say(f"{heard}。{said}。"), line=line)

    def session(self, request: Request) -> Response:
        """``/kiosk/sessions/{id}``: the ways into a session."""
        view = self._view(request)
        facts, words = view.facts, self._stage.words
        # Under a long title there is no room for the place's readings too.
        place = facts.place_ruby if len(facts.meeting) <= LONG_TITLE else (Ruby(facts.place),)
        day, day_said = self.cards.day(facts.held_on), self.cards.day_said(facts.held_on)
        screen = ChoiceScreen(
            name="session",
            title=facts.heading or plain(words("kiosk.sessions.nameless")),
            facts=(*plain(day), *(Sentence(None, fact) for fact in (beginning(place, LONG_TITLE),) if fact)),
            choices=self.cards.ways(view),
            paging=paging_of(1, 0, ""),
            back=SESSIONS,
            empty="",
            say=self._stage.say(
                *title_utterances(view.session),
                *(f"{fact}。" for fact in (day_said, facts.place) if fact),
                self._stage.said("kiosk.session.said"),
                lexicon=view.session.lexicon,
            ),
            search=board_screen("", view.session.id),
        )
        return self._stage.show(request, TEMPLATE, screen)

    def agenda(self, request: Request) -> Response:
        """``/kiosk/sessions/{id}/agenda``"""
        view = self._view(request)
        headings = agenda_headings(view.session)
        return self._list(request, view, "agenda", headings, self.cards.agenda_item)

    def speakers(self, request: Request) -> Response:
        """``/kiosk/sessions/{id}/speakers``"""
        view = self._view(request)
        return self._list(request, view, "speakers", view.speakers, self.cards.speaker)

    def exchanges(self, request: Request) -> Response:
        """``/kiosk/sessions/{id}/exchanges``"""
        view = self._view(request)
        return self._list(request, view, "exchanges", exchanges(view.session.minutes), self.cards.exchange)

    def _list(
        self,
        request: Request,
        view: SessionView,
        name: str,
        items: Sequence[Item],
        card: Callable[[SessionView, Item], Choice],
    ) -> Response:
        shown, paging = part_of(items, request, session_screen(view.session.id, name))
        choices = tuple(card(view, item) for item in shown)
        back = session_screen(view.session.id)
        screen = self._screen(name, choices, paging, back, "kiosk.told.nothing", "")
        return self._stage.show(request, TEMPLATE, screen)

    def _screen(
        self, name: str, choices: tuple[Choice, ...], paging: Paging, back: str, empty: str, search: str
    ) -> ChoiceScreen:
        """``empty`` is the key of what is told where there are no cards."""
        title: Row = plain(self._stage.words(f"kiosk.{name}.title"))
        said = self._stage.said
        count = said("kiosk.ways.count", count=paging.total) if choices else ""
        say = self._stage.say(said(f"kiosk.{name}.said" if choices else empty), count)
        return ChoiceScreen(name, title, (), choices, paging, back, self._stage.words(empty), say, search)

    def _view(self, request: Request) -> SessionView:
        return self._views.view(request.path_params["session"], kiosk_preferences(request).furigana)


def _year(session: SessionSummary) -> str:
    return str(session.held_on.year) if session.held_on else ""


def _body(session: SessionSummary) -> str:
    return body_of(session.meeting or "")
