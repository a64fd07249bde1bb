"""The pages of minutes: a session, a turn, a speaker's turns. A handler only chooses."""

from collections.abc import Callable, Collection, Container
from functools import partial
from urllib.parse import urlencode

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
from reader.web.views.ways.portions import Portions, below_head

VoicedIn = Callable[[Explanation, str], str]
"""The address of the sound of an explanation that a session's page shows, empty where there is no voice."""


Told = Callable[[str], Notice | None]
"""What is told of the edition of a session."""


def on_this_page(key: str) -> str:
    """The anchor of a passage."""
    return f"#{key}"


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
        view, asked = self._view(request), request.query_params
        show, portion, questions = asked.get("show", ""), asked.get("portion", ""), asked.get("asked") == "on"
        chosen = view.chosen(show)
        page = session_page(
            view,
            "" if chosen is None else show,
            chosen,
            self._terms(request),
            self._audio,
            self._told(view.session.id),
            portion,
            questions,
        )
        block = "portion" if portion else "asked" if questions else "turns"
        return self._renderer.page_or_block(request, "pages/session.html", block, page)

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
            sections=view.sections(address, below_head(view.session, shown), self._terms(request)),
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
        portion = request.query_params.get("portion", "")
        portions = Portions(
            below_head(view.session, shown), f"{speaker.url}?only=on" if only else speaker.url
        )
        here = portions.chosen(portion)
        address = _address(view, shown, partial(portions.place, here=here))
        page = SpeakerPage(
            session=view.facts,
            speaker=speaker,
            only=only,
            portions=portions,
            here=here,
            sections=view.sections(address, here.passages, self._terms(request), here.goes_on),
            audio=self._audio,
        )
        block = "portion" if portion else "main"
        return self._renderer.page_or_block(request, "pages/speaker.html", block, page)

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
    portion: str = "",
    questions: bool = False,
    at_once: bool = False,
) -> SessionPage:
    """A session's page: whole, or the ``chosen`` turns that the filter ``show`` leaves; of a long one the ``portion`` with that
    number, and its ``questions`` only if they are asked for; or all of it ``at_once``."""
    whole = Portions(below_head(view.session), view.facts.url, at_once)
    filtered = f"{view.facts.url}?{urlencode({'show': show})}"
    portions = whole if chosen is None else Portions(below_head(view.session, chosen), filtered)
    here = portions.chosen(portion)
    there = partial(portions.place, here=here)
    address = _address(view, None if chosen is None else set(chosen), there)
    return SessionPage(
        session=view.facts,
        portions=portions,
        here=here,
        place=there if chosen is None else whole.address,
        asks=questions or not whole.is_cut,
        overview=view.overview,
        speakers=view.speakers,
        agenda=view.agenda,
        roles=view.roles,
        show=show,
        shown=view.facts.turns if chosen is None else len(chosen),
        sections=view.sections(address, here.passages, terms, here.goes_on),
        results=view.results(),
        record=view.record,
        set_aside=view.lines_of(PartKind.SET_ASIDE),
        audio=audio,
        notice=notice,
    )


def _address(
    view: SessionView, shown: Container[int] | None, place: Callable[[str], str] = on_this_page
) -> Callable[[int], str]:
    """Turns that the page shows (None: all) by their ``place`` on it, others by their own page."""

    def address(number: int) -> str:
        if shown is None or number in shown:
            return place(f"t{number}")
        return turn_place(view.session.id, number)

    return address
