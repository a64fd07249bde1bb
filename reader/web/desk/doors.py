"""Who comes in: every page of the desk stands in one table, with the right that it wants.

A page is asked for by its seat's cookie; a form also carries the seat's token. Where nobody sits any more, the sign-in page
comes, with what was sent kept in it: nothing that somebody typed is lost.
"""

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reader.desk.staff.passkeys import Passkeys
from reader.desk.staff.rights import NotAllowedError, Right, require
from reader.desk.staff.signing import Gate, Seated
from reader.settings.site import Settings
from reader.web.desk.cookies import keep_token, token_in
from reader.web.desk.incoming import form_of
from reader.web.desk.proxied import here_of, proxied_user, wants_second_factor
from reader.web.desk.rendering import DeskRenderer
from reader.web.http.client import client_of
from reader.web.pages.writing import WritingThreads

TOKEN = "token"
"""The field of a form that holds the seat's token."""

MOST_FILES, MOST_FIELDS = 20, 1000

Shows = Callable[[Request, Seated], Response]
Does = Callable[[Request, Seated, FormData], Response]
DoesForAll = Callable[[Request, FormData], Response]

SECRETS = frozenset({TOKEN, "password", "new", "again", "code", "secret", "kept", "passkey"})
"""Fields that are kept in no page."""


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The sign-in page: where to go afterwards, what was sent there and is kept, whether one can come in by a passkey, and what is
    wrong."""

    next: str
    kept: str
    name: str
    passkeys: bool
    problem: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: without a ``right`` a page is for everybody."""

    method: str
    path: str
    right: Right | None


@dataclass(frozen=True, slots=True)
class Proof:
    """Who typed their password, and the seat's new ``token`` ('' for the same as before)."""

    seated: Seated
    token: str

    def keep(self, request: Request, response: Response) -> Response:
        """The answer, with which the browser goes on sitting there."""
        if self.token:
            keep_token(request, response, self.token)
        return response


@dataclass
class Doors:
    """Makes routes, and remembers which right each wants."""

    gate: Gate
    renderer: DeskRenderer
    settings: Settings
    rows: list[Row] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    writing: WritingThreads = field(default_factory=WritingThreads)

    def page(self, path: str, right: Right, shows: Shows, by_itself: bool = False) -> None:
        """A page for who is signed in and may. One that other pages ask for ``by_itself`` keeps nobody signed in."""

        def answer(request: Request) -> Response:
            seated = self.seated(request, seen=not by_itself)
            if seated is None:
                return RedirectResponse(f"/desk/sign-in?next={request.url.path}", 303)
            if self._is_to_set_up(request, seated):
                return RedirectResponse("/desk/me", 303)
            require(seated.account, right)
            return shows(request, seated)

        self._add("GET", path, right, answer)

    def form(self, path: str, right: Right, does: Does) -> None:
        """What a form of such a page does. NotAllowedError where the token is not the seat's."""

        async def answer(request: Request) -> Response:
            seated = await run_in_threadpool(self.seated, request)
            form = await self._form(request, MOST_FILES if seated else 0)
            if seated is None:
                return self.sign_in(request, next_page=request.url.path, kept=_kept(form))
            if not hmac.compare_digest(str(form.get(TOKEN, "")).encode(), seated.form_token.encode()):
                raise NotAllowedError("この画面は古くなりました。開き直して、もう一度行ってください。")
            if self._is_to_set_up(request, seated):
                return RedirectResponse("/desk/me", 303)
            require(seated.account, right)
            return await self.writing.run(lambda: does(request, seated, form))

        self._add("POST", path, right, answer)

    def sound(self, path: str, sounds: Callable[[Request], Awaitable[Response]]) -> None:
        """Sound for who is signed in."""

        async def answer(request: Request) -> Response:
            seated = await run_in_threadpool(self.seated, request)
            if seated is None:
                raise NotAllowedError("先に入り直してください。")
            return await sounds(request)

        self._add("GET", path, Right.SEE, answer)

    def page_for_all(self, path: str, shows: Callable[[Request], Response]) -> None:
        """A page for who is not signed in yet."""
        self._add("GET", path, None, shows)

    def form_for_all(self, path: str, does: DoesForAll) -> None:
        """What a form of such a page does."""

        async def answer(request: Request) -> Response:
            form = await self._form(request, 0)
            return await self.writing.run(lambda: does(request, form))

        self._add("POST", path, None, answer)

    def seated(self, request: Request, seen: bool = True) -> Seated | None:
        """Who sends the request; nobody where the town's own sign-in says that it is somebody else."""
        seated = self.gate.seated(token_in(request), seen)
        user = proxied_user(request, self.settings)
        if seated and user and user != seated.account.name:
            seated = None
        request.state.seated = seated
        return seated

    def asks_again(self, request: Request) -> bool:
        """Whether the desk has a password to ask for: not where the town's own sign-in says who somebody is."""
        return not proxied_user(request, self.settings)

    def proved(self, request: Request, seated: Seated, form: FormData, anew: bool = False) -> Proof:
        """Somebody whose password was typed a short while ago (never mind that, where it is to be typed ``anew``), or stands
        in the form. WaitError, SignInError."""
        if seated.is_proved and not anew:
            return Proof(seated, "")
        if not self.asks_again(request):
            token = self.gate.prove_as(seated)
        else:
            token = self.gate.prove(seated, str(form.get("password", "")), client_of(request))
        request.state.seated = again = self.gate.seated(token) or seated
        return Proof(again, token)

    def sign_in(
        self, request: Request, next_page: str = "/desk", kept: str = "", name: str = "", problem: str = ""
    ) -> Response:
        """The sign-in page."""
        passkeys = Passkeys(self.gate.library).are_asked(here_of(request, self.settings))
        page = SignInPage(next_page, kept, name, passkeys, problem)
        return self.renderer.page(request, "desk/sign_in.html", page, 403 if problem or kept else 200)

    async def _form(self, request: Request, most_files: int) -> FormData:
        return await form_of(request, self.settings.home / "incoming", most_files, MOST_FIELDS)

    def _is_to_set_up(self, request: Request, seated: Seated) -> bool:
        """Whether somebody must first set up a second factor: then nothing is opened but the page for that."""
        if request.url.path.startswith(("/desk/me", "/desk/sign-out")):
            return False
        return not proxied_user(request, self.settings) and wants_second_factor(self.settings, seated)

    def _add(self, method: str, path: str, right: Right | None, endpoint: Callable[..., object]) -> None:
        self.rows.append(Row(method, path, right))
        self.routes.append(Route(path, endpoint, methods=[method]))


def _kept(form: FormData) -> str:
    fields = [(key, value) for key, value in form.multi_items() if isinstance(value, str)]
    return json.dumps([pair for pair in fields if pair[0] not in SECRETS], ensure_ascii=False)
