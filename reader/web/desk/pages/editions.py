"""Editions: the list, one with its steps, the preview as residents will see it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.comparing.changes import Change, changes
from reader.desk.drafting import DRAFT_ID
from reader.desk.editions import WAYS, Editions, Open
from reader.desk.staff.rights import Right, may
from reader.desk.staff.signing import Seated
from reader.errors import NotFoundError
from reader.library.desk.editions import Edition, Kind, State
from reader.library.desk.people import Account
from reader.library.session import Session, SessionSummary
from reader.narration.narrator import Narrator
from reader.narration.tracks import Track
from reader.web.desk.doors import Does, Doors
from reader.web.http.client import ClientGoneError, nobody_there
from reader.web.pages.minutes import session_page
from reader.web.rendering.page_context import SessionPage
from reader.web.rendering.renderer import preferences_of
from reader.web.sound.audio import live_sound
from reader.web.views.facts.read import Read
from reader.web.views.session_context import Seconds
from reader.web.views.session_view import SessionView

TrackOf = Callable[[Narrator, Session], Track]


@dataclass(frozen=True, slots=True)
class EditionsPage:
    """``/desk/editions``: what is public, and every edition."""

    sessions: tuple[SessionSummary, ...]
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class EditionPage:
    """``/desk/editions/{id}``: an edition, what is open, what would change, and the steps that may be taken now."""

    edition: Edition
    made_by: str
    submitted_by: str
    decided_by: str
    open: Open | None
    changes: tuple[Change, ...]
    steps: frozenset[str]
    alone: bool
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """``/desk/editions/{id}/preview``: what the public page would be given; ``audio``: whether there is a voice."""

    public: SessionPage
    edition: Edition
    audio: bool


class EditionPages:
    """Handlers of ``/desk/editions``."""

    def __init__(
        self, doors: Doors, editions: Editions, seconds: Seconds, narrator: Narrator | None, read: Read
    ) -> None:
        self._doors, self._editions, self._seconds, self._narrator = doors, editions, seconds, narrator
        self._read = read
        self._library = editions.drafting.library
        doors.page("/desk/editions", Right.SEE, self.all)
        doors.page("/desk/editions/{edition:int}", Right.SEE, self.show)
        doors.page("/desk/editions/{edition:int}/preview", Right.SEE, self.preview)
        doors.sound("/desk/editions/{edition:int}/sound.mp3", self.whole_sound)
        doors.sound("/desk/editions/{edition:int}/passages/{key}.mp3", self.passage_sound)
        doors.form("/desk/editions/{edition:int}/describe", Right.PREPARE, self.describe)
        for step in ("submit", "reopen", "discard", "return", "approve", "publish"):
            doors.form(f"/desk/editions/{{edition:int}}/{step}", WAYS[step][0], self._step(step))

    def all(self, request: Request, _seated: Seated) -> Response:
        """What is public, and every edition."""
        page = EditionsPage(self._library.sessions(), self._editions.all())
        return self._doors.renderer.page(request, "desk/editions.html", page)

    def show(self, request: Request, seated: Seated) -> Response:
        """One edition."""
        edition = self._editions.of(request.path_params["edition"])
        words = edition.state in (State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED)
        page = EditionPage(
            edition=edition,
            made_by=self._editions.name_of(edition.made_by),
            submitted_by=self._editions.name_of(edition.submitted_by),
            decided_by=self._editions.name_of(edition.decided_by),
            open=self._editions.open(edition) if words else None,
            changes=self._changes(edition) if words else (),
            steps=frozenset(
                name
                for name, (right, states, _) in WAYS.items()
                if edition.state in states and may(seated.account, right) and name != "withdraw"
            ),
            alone=edition.submitted_by == seated.account.id,
            is_draft=edition.state in (State.DRAFT, State.RETURNED),
        )
        return self._doors.renderer.page(request, "desk/edition.html", page)

    def _changes(self, edition: Edition) -> tuple[Change, ...]:
        if not edition.session:
            return ()
        draft = self._editions.drafting.session_of(edition).minutes
        return changes(self._library.minutes(edition.session), draft)

    def preview(self, request: Request, _seated: Seated) -> Response:
        """The session as residents will see it, from the public templates."""
        edition = self._editions.of(request.path_params["edition"])
        session = self._editions.drafting.session_of(edition)
        wanted = preferences_of(request)
        view = SessionView(
            session, wanted.furigana, self._seconds, first_only=wanted.first_only, read=self._read
        )
        page = Preview(session_page(view, at_once=True), edition, self._narrator is not None)
        return self._doors.renderer.page(request, "desk/preview.html", page)

    async def whole_sound(self, request: Request) -> Response:
        """``/desk/editions/{id}/sound.mp3``: a draft from its beginning, as residents will hear it."""
        return await self._sound(request, lambda narrator, session: narrator.whole(session))

    async def passage_sound(self, request: Request) -> Response:
        """``/desk/editions/{id}/passages/{key}.mp3``: one turn or note of it."""
        key = request.path_params["key"]
        return await self._sound(request, lambda narrator, session: narrator.track(session, key))

    async def _sound(self, request: Request, track_of: TrackOf) -> Response:
        narrator = self._narrator
        if narrator is None:
            raise NotFoundError("声がありません。")

        def found() -> tuple[Session, Track]:
            edition = self._editions.of(request.path_params["edition"])
            session = self._editions.drafting.session_of(edition)
            session = replace(session, id=f"{DRAFT_ID}{edition.id}")  # not that of what is public
            return session, track_of(narrator, session)

        try:
            return await live_sound(narrator, request, *await run_in_threadpool(found))
        except ClientGoneError:
            return nobody_there()

    def describe(self, request: Request, seated: Seated, form: FormData) -> Response:
        """What kind of edition it is, and why it changes."""
        edition, revision = _shown(request, form)
        kind, note = Kind(str(form.get("kind", ""))), str(form.get("note", ""))
        self._editions.describe(seated.account, edition, revision, kind, note[:500])
        return RedirectResponse(f"/desk/editions/{edition}#state", 303)

    def _step(self, step: str) -> Does:
        def does(request: Request, seated: Seated, form: FormData) -> Response:
            edition, revision = _shown(request, form)
            words, account = str(form.get("words", ""))[:500], seated.account
            if step in ("return", "approve"):
                with_words: dict[str, Callable[[Account, int, int, str], None]] = {
                    "return": self._editions.send_back,
                    "approve": self._editions.approve,
                }
                with_words[step](account, edition, revision, words)
            else:
                steps: dict[str, Callable[[Account, int, int], object]] = {
                    "submit": self._editions.submit,
                    "reopen": self._editions.reopen,
                    "discard": self._editions.discard,
                    "publish": self._editions.publish,
                }
                steps[step](account, edition, revision)
            return RedirectResponse(f"/desk/editions/{edition}#state", 303)

        return does


def _shown(request: Request, form: FormData) -> tuple[int, int]:
    """The edition that the address names, and the revision that the form was made from."""
    return request.path_params["edition"], int(str(form.get("revision", "")))
