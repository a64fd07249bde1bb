"""Sessions that are public: put right in a draft, their sound made and kept, taken from the public."""

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.editions import Editions, Remove
from reader.desk.jobs.queue import Jobs
from reader.desk.staff.people import desk_actor
from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Seated
from reader.errors import LibraryError
from reader.library.desk import audit
from reader.library.desk.audit import Act
from reader.library.desk.editions import Edition
from reader.library.session import SessionSummary
from reader.narration.narrator import Narrator
from reader.narration.progress import Progress
from reader.web.desk.doors import Doors


@dataclass(frozen=True, slots=True)
class SessionPage:
    """``/desk/sessions/{id}``: a public session, and what can be done with it. ``sound`` is how much of it can be heard at
    once (None without a voice), ``is_kept`` whether its clips stay whatever room they take."""

    session: SessionSummary
    editions: tuple[Edition, ...]
    sound: Progress | None
    is_kept: bool


class SessionPages:
    """Handlers of ``/desk/sessions``."""

    def __init__(
        self, doors: Doors, editions: Editions, jobs: Jobs, remove: Remove, narrator: Narrator | None
    ) -> None:
        self._doors, self._editions, self._jobs, self._remove = doors, editions, jobs, remove
        self._library, self._narrator = editions.drafting.library, narrator
        here = "/desk/sessions/{session}"
        doors.page(here, Right.SEE, self.show)
        doors.form(f"{here}/draft", Right.PREPARE, self.put_right)
        doors.form(f"{here}/narrate", Right.PREPARE, self.narrate)
        doors.form(f"{here}/keep", Right.PREPARE, self.keep)
        doors.form(f"{here}/withdraw", Right.APPROVE, self.withdraw)

    def show(self, request: Request, _seated: Seated) -> Response:
        """One public session. NotFoundError, GoneError."""
        session_id = request.path_params["session"]
        self._library.require(session_id)
        narrator = self._narrator
        page = SessionPage(
            session=next(one for one in self._library.sessions() if one.id == session_id),
            editions=tuple(e for e in self._editions.all() if e.session == session_id),
            sound=narrator.progress(self._library.session(session_id)) if narrator else None,
            is_kept=narrator is not None and narrator.is_pinned(session_id),
        )
        return self._doors.renderer.page(request, "desk/session.html", page)

    def put_right(self, request: Request, seated: Seated, _form: FormData) -> Response:
        """A draft of what is public."""
        made = self._editions.drafting.from_public(desk_actor(seated.account), request.path_params["session"])
        return RedirectResponse(f"/desk/editions/{made}/check", 303)

    def narrate(self, request: Request, seated: Seated, _form: FormData) -> Response:
        """Has its sound made, behind the pages."""
        self._jobs.narrate(seated.account, request.path_params["session"])
        return RedirectResponse("/desk/jobs", 303)

    def keep(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Its clips stay whatever room they take, or no more."""
        session_id, keeps = request.path_params["session"], str(form.get("act", "")) == "keep"
        session = self._library.session(session_id)
        if self._narrator is None:
            raise LibraryError("声がないので、音声は残せません。")
        if keeps:
            self._narrator.pin(session)
        else:
            self._narrator.unpin(session_id)
        with self._library.writing() as connection:
            act = Act("keep_sound", session_id, after="残す" if keeps else "残さない")
            audit.record(connection, seated.actor, act)
        return RedirectResponse(f"/desk/sessions/{session_id}", 303)

    def withdraw(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Takes a session from the public."""
        session_id = request.path_params["session"]
        reason, instead = (str(form.get(key, "")).strip() for key in ("reason", "instead"))
        self._editions.withdraw(seated.account, session_id, reason[:200], instead[:24], self._remove)
        return RedirectResponse("/desk/editions", 303)
