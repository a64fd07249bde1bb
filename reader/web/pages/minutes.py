"""The pages of minutes: a session, a turn, a speaker's turns. A handler only chooses."""

from collections.abc import Callable, Collection, Container

from starlette.requests import Request
from starlette.responses import Response

from reader.glossary.glossary import Explanation
from reader.library.notices import Notice
from reader.minutes.model import PartKind
from reader.web.http.urls import turn_place
from reader.web.rendering.page_context import (
    SessionPage,
    SpeakerPage,
    TurnPage,
)
from reader.web.rendering.renderer import Renderer, preferences_of
from reader.web.views.page_terms import PageTerms
from reader.web.views.preferences import Switch
from reader.web.views.session_view import SessionView
from reader.web.views.session_views import SessionViews

VoicedIn = Callable[[Explanation, str], str]
"""The address of the sound of an explanation that a session's page shows, empty where there is no voice."""


Told = Callable[[str], Notice | None]
"""What is told of the edition of a session."""


def on_this_page(number: int) -> str:
    """The anchor of a turn."""
    return f"#t{number}"


class MinutesPages:
    """Handlers for everything under ``/minutes``."""

    def __init__(
        self, views: SessionViews, renderer: Renderer, voiced: VoicedIn, told: Told, audio: bool
    ) -> None:
        self._views = views
        self._told = told
        self._renderer = renderer
        self._voiced = voiced
        self._audio = audio

    def session(self, request: Request) -> Response:
        """``/minutes/{id}``: a whole session, or what one speaker or role said in it."""
        view = self._view(request)
        show = request.query_params.get("show", "")
        chosen = view.chosen(show)
        wanted, notice = "" if chosen is None else show, self._told(view.session.id)
        page = session_page(view, wanted, chosen, self._terms(request), self._audio, notice)
        return self._renderer.page_or_block(request, "pages/session.html", "turns", page)

    def turn(self, request: Request) -> Response:
        """``/minutes/{id}/turns/{n}``: a turn with the exchange it belongs to."""
        view, number = self._view(request), request.path_params["number"]
        shown = set(view.exchange_of(number))
        address = _address(view, shown)
        turn = view.turn(number, address)
        before, after = view.neighbours(number)
        page = TurnPage(
            session=view.facts,
            turn=turn,
            begins=f"t{view.exchange_of(number)[0]}",
            sections=view.sections(address, shown, self._terms(request)),
            previous=None if before is None else view.turn(before, address),
            next=None if after is None else view.turn(after, address),
            audio=self._audio,
        )
        return self._renderer.page(request, "pages/turn.html", page)

    def speaker(self, request: Request) -> Response:
        """``/minutes/{id}/speakers/{speaker}``: one speaker's turns, with their questions or answers, or (``?only=on``) without."""
        view = self._view(request)
        speaker = view.speaker(request.path_params["speaker"])
        only, own = request.query_params.get("only") == "on", view.turns_of(speaker.key)
        shown = set(own) if only else {number for turn in own for number in view.exchange_of(turn)}
        page = SpeakerPage(
            session=view.facts,
            speaker=speaker,
            only=only,
            sections=view.sections(_address(view, shown), shown, self._terms(request)),
            audio=self._audio,
        )
        return self._renderer.page(request, "pages/speaker.html", page)

    def _terms(self, request: Request) -> PageTerms | None:
        """Explains hard words, unless the reader has switched that off."""
        if preferences_of(request).terms is Switch.OFF:
            return None
        session_id = request.path_params["session"]
        return PageTerms(lambda explanation: self._voiced(explanation, session_id))

    def _view(self, request: Request) -> SessionView:
        wanted = preferences_of(request)
        return self._views.view(request.path_params["session"], wanted.furigana, wanted.first_only)


def session_page(
    view: SessionView,
    show: str = "",
    chosen: Collection[int] | None = None,
    terms: PageTerms | None = None,
    audio: bool = False,
    notice: Notice | None = None,
) -> SessionPage:
    """A session's page: whole, or the ``chosen`` turns that the filter ``show`` leaves."""
    return SessionPage(
        session=view.facts,
        overview=view.overview,
        speakers=view.speakers,
        agenda=view.agenda,
        roles=view.roles,
        show=show,
        shown=view.facts.turns if chosen is None else len(chosen),
        sections=view.sections(on_this_page if chosen is None else _address(view, chosen), chosen, terms),
        results=view.results(),
        record=view.lines_of(PartKind.METADATA),
        set_aside=view.lines_of(PartKind.SET_ASIDE),
        audio=audio,
        notice=notice,
    )


def _address(view: SessionView, shown: Container[int]) -> Callable[[int], str]:
    """Turns that the page shows by their anchor, others by their own page."""
    return lambda number: on_this_page(number) if number in shown else turn_place(view.session.id, number)
