"""The screens on which something is chosen: a session, a way into it, an agenda item, a speaker, a question.

::

    /kiosk/sessions → /kiosk/sessions/20211028-1 → /kiosk/sessions/20211028-1/speakers → …/passages/t2?by=speaker.事務局
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from reader.minutes.exchanges import exchanges
from reader.web.kiosk.stage.addresses import SEARCH, SESSIONS, session_screen
from reader.web.kiosk.stage.cards import Cards, Row, agenda_headings, plain, title_utterances
from reader.web.kiosk.stage.paging import paging_of, part_of
from reader.web.kiosk.stage.screens import LONG_TITLE, Choice, ChoiceScreen, Paging
from reader.web.kiosk.stage.stage import Stage, kiosk_preferences
from reader.web.views.session_view import SessionView
from reader.web.views.session_views import SessionViews

TEMPLATE = "kiosk/choice.html"
Item = TypeVar("Item")


class Choosing:
    """Handlers for lists of cards."""

    def __init__(self, views: SessionViews, stage: Stage) -> None:
        self._views = views
        self._stage = stage
        self.cards = Cards(stage, views.seconds)

    def sessions(self, request: Request) -> Response:
        """``/kiosk/sessions``: the sessions, newest first."""
        shown, paging = part_of(self._views.library.sessions(), request, SESSIONS)
        level = kiosk_preferences(request).furigana
        library = self._views.library
        titles = library.titles([s.id for s in shown])
        choices = tuple(
            self.cards.session(s, titles.get(s.id, ()), library.lexicon(s.id), level) for s in shown
        )
        screen = self._screen(
            "sessions", choices, paging, "", self._stage.words("kiosk.sessions.empty"), SEARCH
        )
        return self._stage.show(request, TEMPLATE, screen)

    def session(self, request: Request) -> Response:
        """``/kiosk/sessions/{id}``: the ways into a session."""
        view = self._view(request)
        facts, words = view.facts, self._stage.words
        day, day_said = self.cards.day(facts.held_on), self.cards.day(facts.held_on, "kiosk.day_said")
        screen = ChoiceScreen(
            name="session",
            title=facts.heading or plain(words("kiosk.sessions.nameless")),
            facts=tuple(filter(None, (day, _short(facts.place or "")))),
            choices=self.cards.ways(view),
            paging=paging_of(1, 0, ""),
            back=SESSIONS,
            empty="",
            say=self._stage.say(
                *title_utterances(view.session),
                *(f"{fact}。" for fact in (day_said, facts.place) if fact),
                words("kiosk.session.said"),
                lexicon=view.session.lexicon,
            ),
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
        empty = self._stage.words("kiosk.told.nothing")
        screen = self._screen(name, choices, paging, session_screen(view.session.id), empty, "")
        return self._stage.show(request, TEMPLATE, screen)

    def _screen(
        self, name: str, choices: tuple[Choice, ...], paging: Paging, back: str, empty: str, search: str
    ) -> ChoiceScreen:
        title: Row = plain(self._stage.words(f"kiosk.{name}.title"))
        count = self._stage.words("kiosk.ways.count", count=paging.total)
        said = self._stage.words(f"kiosk.{name}.said") if choices else empty
        say = self._stage.say(said, count if choices else "")
        return ChoiceScreen(name, title, (), choices, paging, back, empty, say, search)

    def _view(self, request: Request) -> SessionView:
        return self._views.view(request.path_params["session"], kiosk_preferences(request).furigana)


def _short(place: str) -> str:
    """As much of the place as stands in a line or two."""
    return place if len(place) <= LONG_TITLE else f"{place[:LONG_TITLE]}…"
