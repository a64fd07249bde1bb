"""Signing in and out, taking up an invitation, and one's own account."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.staff.passwords import LEAST, PasswordError
from reader.desk.staff.people import AccountError, People
from reader.desk.staff.rights import Right
from reader.desk.staff.second_factor import CodeError, SecondFactor, address_of, new_secret
from reader.desk.staff.signing import Gate, Seated, SignInError
from reader.library.desk.seats import Seat
from reader.web.desk.cookies import drop_token, keep_token
from reader.web.desk.doors import Doors
from reader.web.desk.proxied import proxied_user, wants_second_factor
from reader.web.http.client import client_of
from reader.web.http.qr_code import qr_svg

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


@dataclass(frozen=True, slots=True)
class MePage:
    """One's own account. ``secret`` is one that is offered for one-time codes; ``must``: nothing else
    is opened before they are set up."""

    name: str
    has_codes: bool
    secret: str
    seats: tuple[Seat, ...]
    here: datetime
    least: int
    must: bool
    told: str
    problem: str


class SigningPages:
    """Handlers of ``/desk/sign-in``, ``/desk/join`` and ``/desk/me``."""

    def __init__(self, doors: Doors, gate: Gate, people: People) -> None:
        self._doors, self._gate, self._people = doors, gate, people
        self._codes = SecondFactor(people.library)
        doors.page_for_all("/desk/sign-in", self.ask)
        doors.form_for_all("/desk/sign-in", self.enter)
        doors.form("/desk/sign-out", Right.SEE, self.leave)
        doors.page_for_all("/desk/join/{invitation}", self.invited)
        doors.form_for_all("/desk/join/{invitation}", self.join)
        doors.page("/desk/me", Right.SEE, self.me)
        doors.page("/desk/me/code/{secret}", Right.SEE, self.picture)
        doors.form("/desk/me/password", Right.SEE, self.password)
        doors.form("/desk/me/codes", Right.SEE, self.codes)
        doors.form("/desk/me/seats", Right.SEE, self.end_seat)

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
        try:
            token = self._gate.sign_in(
                name, password, code, client_of(request), request.headers.get("user-agent", "")
            )
        except SignInError as error:
            return self._doors.sign_in(request, next_page, kept, name, str(error))
        return self._goes_on(request, token, next_page, kept)

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

    def me(self, request: Request, seated: Seated) -> Response:
        """One's own account."""
        return self._own_page(request, seated)

    def picture(self, request: Request, seated: Seated) -> Response:
        """The QR code of a secret for one-time codes."""
        address = address_of(request.path_params["secret"][:64], seated.account)
        return Response(qr_svg(address), media_type="image/svg+xml")

    def password(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Another password of one's own, with the old one typed first."""
        old, new, again = (str(form.get(key, "")) for key in ("old", "password", "again"))
        try:
            token = self._gate.prove(seated, old, client_of(request))
            proved = self._gate.seated(token)
            assert proved is not None
            self._gate.change_password(proved, new, again)
        except (SignInError, PasswordError) as error:
            return self._own_page(request, seated, problem=str(error))
        request.state.seated = proved
        response = self._own_page(request, proved, told="パスワードを変えました。ほかの所では出ました。")
        keep_token(request, response, token)
        return response

    def codes(self, request: Request, seated: Seated, form: FormData) -> Response:
        """One-time codes from now on, or no more."""
        try:
            if seated.account.second_factor:
                self._gate.prove(seated, str(form.get("password", "")), client_of(request))
                self._codes.stop(seated.account)
                return RedirectResponse("/desk/sign-in", 303)
            self._codes.start(seated.account, str(form.get("secret", ""))[:64], str(form.get("code", "")))
        except (CodeError, SignInError) as error:
            return self._own_page(request, seated, str(form.get("secret", "")), problem=str(error))
        return RedirectResponse("/desk/me", 303)

    def end_seat(self, _request: Request, seated: Seated, form: FormData) -> Response:
        """Signs oneself out in another place."""
        self._gate.end_seat(seated, datetime.fromisoformat(str(form.get("made_at", ""))))
        return RedirectResponse("/desk/me", 303)

    def _own_page(
        self, request: Request, seated: Seated, secret: str = "", told: str = "", problem: str = ""
    ) -> Response:
        page = MePage(
            name=seated.account.name,
            has_codes=bool(seated.account.second_factor),
            secret=secret or new_secret(),
            seats=self._gate.seats(seated.account),
            here=seated.seat.made_at,
            least=LEAST,
            must=wants_second_factor(self._doors.settings, seated.account),
            told=told,
            problem=problem,
        )
        return self._doors.renderer.page(request, "desk/me.html", page, 400 if problem else 200)


def _own(address: str) -> str:
    """An address of the desk, whatever was asked for."""
    return address if _OWN.fullmatch(address) and ".." not in address else "/desk"


def _fields(kept: str) -> tuple[tuple[str, str], ...]:
    pairs = json.loads(kept)
    return tuple((str(key), str(value)) for key, value in pairs)
