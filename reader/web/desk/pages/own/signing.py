"""Signing in and out, and taking up an invitation."""

import json
import re
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from reader.desk.staff.passkeys import Passkeys
from reader.desk.staff.passwords import LEAST, PasswordError
from reader.desk.staff.people import AccountError, People
from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Gate, Seated, SignInError
from reader.errors import NotFoundError
from reader.web.desk.cookies import drop_token, keep_token
from reader.web.desk.doors import Doors
from reader.web.desk.proxied import here_of, proxied_user
from reader.web.http.client import client_of

_OWN = re.compile(r"/desk(?:/[\w.-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class JoinPage:
    """A password of one's own, by an invitation."""

    name: str
    least: int
    problem: str


@dataclass(frozen=True, slots=True)
class ResumePage:
    """What was typed before the seat ended, to be sent on."""

    action: str
    fields: tuple[tuple[str, str], ...]


class SigningPages:
    """Handlers of ``/desk/sign-in`` and ``/desk/join``."""

    def __init__(self, doors: Doors, gate: Gate, people: People) -> None:
        self._doors, self._gate, self._people = doors, gate, people
        self._passkeys = Passkeys(people.library)
        doors.page_for_all("/desk/sign-in", self.ask)
        doors.form_for_all("/desk/sign-in", self.enter)
        doors.page_for_all("/desk/sign-in/passkey.json", self.ask_passkey)
        doors.form("/desk/sign-out", Right.SEE, self.leave)
        doors.page_for_all("/desk/join/{invitation}", self.invited)
        doors.form_for_all("/desk/join/{invitation}", self.join)

    def ask(self, request: Request) -> Response:
        """The empty form; nobody is asked whom the town's own sign-in names."""
        next_page = _own(request.query_params.get("next", ""))
        user = proxied_user(request, self._doors.settings)
        return self._entered(request, user, next_page) if user else self._doors.sign_in(request, next_page)

    def _entered(self, request: Request, user: str, next_page: str, kept: str = "") -> Response:
        try:
            token = self._gate.sign_in_as(user, request.headers.get("user-agent", ""))
        except SignInError as error:
            return self._doors.sign_in(request, next_page, kept, problem=str(error))
        return self._goes_on(request, token, next_page, kept)

    def enter(self, request: Request, form: FormData) -> Response:
        """Signs in, and goes on where one was going, with what was kept."""
        name, password, code, kept = (str(form.get(key, "")) for key in ("name", "password", "code", "kept"))
        next_page = _own(str(form.get("next", "")))
        if user := proxied_user(request, self._doors.settings):
            return self._entered(request, user, next_page, kept)
        answer, client = str(form.get("passkey", "")), client_of(request)
        place = request.headers.get("user-agent", "")
        try:
            if answer:
                token = self._gate.sign_in_by_passkey(
                    here_of(request, self._doors.settings), answer, client, place
                )
            else:
                token = self._gate.sign_in(name, password, code, client, place)
        except SignInError as error:
            return self._doors.sign_in(request, next_page, kept, name, str(error))
        return self._goes_on(request, token, next_page, kept)

    def ask_passkey(self, request: Request) -> Response:
        """What the browser lets somebody choose a passkey by; 404 where nobody has one."""
        here = here_of(request, self._doors.settings)
        if not self._passkeys.are_asked(here):
            raise NotFoundError("この番地では、パスキーは使えません。名前とパスワードで入ってください。")
        return JSONResponse(self._passkeys.ask(here))

    def _goes_on(self, request: Request, token: str, next_page: str, kept: str) -> Response:
        """Where one was going; with what was typed before, to be sent on."""
        if kept:
            request.state.seated = self._gate.seated(token)
            page = ResumePage(next_page, _fields(kept))
            response: Response = self._doors.renderer.page(request, "desk/resume.html", page)
        else:
            response = RedirectResponse(next_page, 303)
        keep_token(request, response, token)
        return response

    def leave(self, request: Request, seated: Seated, _form: FormData) -> Response:
        """Signs out."""
        self._gate.sign_out(seated)
        response = RedirectResponse("/desk/sign-in", 303)
        drop_token(request, response)
        return response

    def invited(self, request: Request) -> Response:
        """The form of an invitation."""
        return self._joining(request, "")

    def join(self, request: Request, form: FormData) -> Response:
        """Takes the invitation up."""
        password, again = (str(form.get(key, "")) for key in ("password", "again"))
        try:
            self._people.join(request.path_params["invitation"], password, again)
        except (AccountError, PasswordError) as error:
            return self._joining(request, str(error))
        return RedirectResponse("/desk/sign-in", 303)

    def _joining(self, request: Request, problem: str) -> Response:
        invitation = self._people.invitation(request.path_params["invitation"])
        page = JoinPage(invitation.account.shown_name, LEAST, problem)
        return self._doors.renderer.page(request, "desk/join.html", page, 400 if problem else 200)


def _own(address: str) -> str:
    """An address of the desk, whatever was asked for."""
    return address if _OWN.fullmatch(address) and ".." not in address else "/desk"


def _fields(kept: str) -> tuple[tuple[str, str], ...]:
    pairs = json.loads(kept)
    return tuple((str(key), str(value)) for key, value in pairs)
