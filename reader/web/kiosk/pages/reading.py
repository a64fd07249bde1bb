"""One passage at a time, read and heard: ``/kiosk/sessions/20211028-1/passages/t3?by=speaker.委員``."""

from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response

from reader.errors import NotFoundError
from reader.library.session import Session
from reader.passages.utterance import Passage, PassageKind
from reader.web.http.qr_code import qr_svg
from reader.web.http.urls import session_url
from reader.web.kiosk.stage.addresses import passage_screen, session_screen, take_home_screen
from reader.web.kiosk.stage.cards import Row, announced, plain
from reader.web.kiosk.stage.screens import Part, ReadingScreen, TakeHomeScreen
from reader.web.kiosk.stage.selection import ALL, selected, together
from reader.web.kiosk.stage.stage import Stage, kiosk_preferences
from reader.web.pages.short_code import code_of, code_url, page_of_code
from reader.web.views.sentences import label, one_line, paragraphs
from reader.web.views.session_view import SessionView
from reader.web.views.session_views import SessionViews

_LISTS = {"agenda": "agenda", "speaker": "speakers", "exchange": "exchanges"}


class Reading:
    """Handlers for a passage, and for taking it home."""

    def __init__(self, views: SessionViews, stage: Stage) -> None:
        self._views = views
        self._stage = stage

    def passage(self, request: Request) -> Response:
        """``/kiosk/sessions/{id}/passages/{key}``. NotFoundError if the chosen list has no such passage."""
        view = self._view(request)
        session, by = view.session, request.query_params.get("by", ALL)
        passage = session.passage(request.path_params["key"])
        keys = selected(session, by)
        if passage.key not in keys:
            keys = (passage.key,)
        at = keys.index(passage.key)
        turns = [key for key in keys if session.passage(key).kind is PassageKind.TURN]
        position = turns.index(passage.key) + 1 if passage.key in turns else 0
        after = dict(pairwise(keys))
        screen = ReadingScreen(
            meeting=view.facts.heading,
            agenda=_agenda(view, passage),
            parts=tuple(
                self._part(
                    view, part, passage_screen(session.id, after[part.key], by) if part.key in after else ""
                )
                for part in together(session, keys, at)
            ),
            position=position,
            length=len(turns),
            base=session_url(session.id),
            at=request.query_params.get("at", ""),
            back=_list_of(session, by),
            previous=passage_screen(session.id, keys[at - 1], by) if at else "",
            take_home=take_home_screen(session.id, passage.key, by)
            if self._stage.settings.public_url
            else "",
            say=self._said(session, passage, position, len(turns)),
        )
        return self._stage.show(request, "kiosk/reading.html", screen)

    def take_home(self, request: Request) -> Response:
        """``…/passages/{key}/take-home``: a QR code and a short code. Leads back where no public address is set."""
        session = self._view(request).session
        passage = session.passage(request.path_params["key"])
        code = code_of(session.id, passage.number if passage.kind is PassageKind.TURN else None)
        said = self._stage.said
        spelt = said("kiosk.take_home.pause").join(", ".join(part) for part in code.split("-"))
        screen = TakeHomeScreen(
            picture=f"/kiosk/codes/{code}.svg",
            code=code,
            address=self._public(code).partition("://")[2],
            telephone=self._stage.settings.telephone,
            back=passage_screen(session.id, passage.key, request.query_params.get("by", ALL)),
            say=self._stage.say(said("kiosk.take_home.said", code=spelt), self._stage.call(said)),
        )
        return self._stage.show(request, "kiosk/take_home.html", screen)

    def code(self, request: Request) -> Response:
        """``/kiosk/codes/{code}.svg``. NotFoundError for what is no code."""
        code = request.path_params["code"]
        if page_of_code(code) is None:
            raise NotFoundError("この番号は読めません。発言の画面から開いてください。")
        svg = qr_svg(self._public(code))
        return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})

    def _public(self, code: str) -> str:
        return self._stage.settings.public_url.rstrip("/") + code_url(code)

    def _title(self, view: SessionView, passage: Passage) -> Row:
        if passage.speaker is not None:
            return (label(passage, view.session.minutes.speaker(passage.speaker), view.level),)
        kind = self._stage.words(f"kiosk.reading.{passage.kind.value}")
        number = view.session.minutes.agenda[passage.number - 1].number if _is_heading(passage) else ""
        return plain(f"{kind} {number}".strip())

    def _part(self, view: SessionView, passage: Passage, after: str) -> Part:
        return Part(
            key=passage.key,
            kind=passage.kind,
            title=self._title(view, passage),
            nth=_nth(view.session, passage),
            paragraphs=paragraphs(passage, view.level),
            next=after,
        )

    def _said(self, session: Session, passage: Passage, position: int, length: int) -> str:
        who, words = announced(passage), self._stage.said
        where = words("kiosk.reading.where", position=position, length=length) if position else ""
        if who is None or passage.speaker is None:
            return self._stage.say(f"{words(f'kiosk.reading.{passage.kind.value}')}。", where)
        times = words("kiosk.reading.nth", number=_nth(session, passage))
        return self._stage.say(who, f"{times}。", where, lexicon=session.lexicon)

    def _view(self, request: Request) -> SessionView:
        return self._views.view(request.path_params["session"], kiosk_preferences(request).furigana)


def _agenda(view: SessionView, passage: Passage) -> Row:
    """The heading that the passage falls under; none above itself."""
    if passage.agenda is None or _is_heading(passage):
        return ()
    heading = next((p for p in view.session.passages if p.key == f"a{passage.agenda + 1}"), None)
    return one_line(heading, view.level) if heading else ()


def _is_heading(passage: Passage) -> bool:
    return passage.kind is PassageKind.HEADING


def _nth(session: Session, passage: Passage) -> int:
    """Which of its speaker's turns it is; 0 for what nobody says."""
    if passage.speaker is None:
        return 0
    return [p.key for p in session.passages_of(passage.speaker)].index(passage.key) + 1


def _list_of(session: Session, by: str) -> str:
    """The list that the visitor chose from."""
    return session_screen(session.id, _LISTS.get(by.partition(".")[0], ""))
