"""One's own account: password, codes, passkeys, and where one is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from reader.desk.staff.passkeys import PasskeyError, Passkeys
from reader.desk.staff.passwords import LEAST, PasswordError
from reader.desk.staff.rights import Right
from reader.desk.staff.second_factor import CodeError, SecondFactor, address_of, new_secret
from reader.desk.staff.signing import Gate, Seated, SignInError
from reader.errors import NotFoundError
from reader.library.desk.people import Passkey
from reader.library.desk.seats import Seat
from reader.web.desk.cookies import token_in
from reader.web.desk.doors import Doors, Proof
from reader.web.desk.proxied import here_of, wants_second_factor
from reader.web.http.qr_code import qr_svg


@dataclass(frozen=True, slots=True)
class MePage:
    """One's own account. ``secret`` is one that is offered for one-time codes; ``may_add``: whether passkeys can be used here;
    ``must``: nothing else is opened before codes are set up, or one came in by a passkey; ``proved``: the password was typed a
    short while ago, so that forms do not ask for it."""

    name: str
    has_codes: bool
    secret: str
    passkeys: tuple[Passkey, ...]
    may_add: bool
    seats: tuple[Seat, ...]
    here: datetime
    least: int
    must: bool
    proved: bool
    told: str
    problem: str


class MePages:
    """Handlers of ``/desk/me``."""

    def __init__(self, doors: Doors, gate: Gate) -> None:
        self._doors, self._gate = doors, gate
        self._codes, self._passkeys = SecondFactor(gate.library), Passkeys(gate.library)
        doors.page("/desk/me", Right.SEE, self.me)
        doors.page("/desk/me/code/{secret}", Right.SEE, self.picture)
        doors.page("/desk/me/passkey.json", Right.SEE, self.offer_passkey)
        doors.form("/desk/me/password", Right.SEE, self.password)
        doors.form("/desk/me/codes", Right.SEE, self.codes)
        doors.form("/desk/me/passkeys", Right.SEE, self.passkeys)
        doors.form("/desk/me/seats", Right.SEE, self.end_seat)

    def me(self, request: Request, seated: Seated) -> Response:
        """One's own account."""
        return self._own_page(request, seated)

    def picture(self, request: Request, seated: Seated) -> Response:
        """The QR code of a secret for one-time codes."""
        address = address_of(request.path_params["secret"][:64], seated.account)
        return Response(qr_svg(address), media_type="image/svg+xml")

    def password(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Another password of one's own, with the old one typed first."""
        new, again = (str(form.get(key, "")) for key in ("new", "again"))

        def change(proof: Proof) -> None:
            self._gate.change_password(proof.seated, new, again)

        return self._changed(
            request, seated, form, change, "パスワードを変えました。ほかの所では出ました。", anew=True
        )

    def codes(self, request: Request, seated: Seated, form: FormData) -> Response:
        """One-time codes from now on, or no more."""
        secret = str(form.get("secret", ""))[:64]

        def change(proof: Proof) -> None:
            if proof.seated.account.second_factor:
                self._codes.stop(proof.seated.account)
            else:
                self._require_passkey(proof.seated)
                self._codes.start(proof.seated.account, secret, str(form.get("code", "")))

        stops = bool(seated.account.second_factor)
        told = "確認番号を使わないようにしました。" if stops else "次に入るときから、確認番号も使います。"
        return self._changed(request, seated, form, change, told, anew=stops, secret=secret)

    def offer_passkey(self, request: Request, seated: Seated) -> Response:
        """What the browser makes a passkey from; 404 where none can be used."""
        here = here_of(request, self._doors.settings)
        if not here.may_have_passkeys:
            raise NotFoundError("この番地では、パスキーは使えません。")
        return JSONResponse(dict(self._passkeys.offer(seated.account, here)))

    def passkeys(self, request: Request, seated: Seated, form: FormData) -> Response:
        """One passkey more, or less."""
        removed, answer, label = (str(form.get(key, "")) for key in ("remove", "passkey", "label"))

        def change(proof: Proof) -> None:
            account = proof.seated.account
            self._require_passkey(proof.seated)
            if removed:
                self._passkeys.remove(account, removed)
            else:
                here = here_of(request, self._doors.settings)
                self._passkeys.add(account, proof.seated.seat.token, here, answer, label)

        told = (
            "パスキーを外しました。"
            if removed
            else "パスキーを加えました。次からは、名前もパスワードも書かずに入れます。"
        )
        return self._changed(request, seated, form, change, told)

    def end_seat(self, _request: Request, seated: Seated, form: FormData) -> Response:
        """Signs oneself out in another place."""
        self._gate.end_seat(seated, datetime.fromisoformat(str(form.get("made_at", ""))))
        return RedirectResponse("/desk/me", 303)

    def _changed(
        self,
        request: Request,
        seated: Seated,
        form: FormData,
        change: Callable[[Proof], None],
        told: str,
        *,
        anew: bool = False,
        secret: str = "",
    ) -> Response:
        """The page after a change for which the password was typed: a short while ago, or ``anew`` with it."""
        proof = Proof(seated, "")
        try:
            proof = self._doors.proved(request, seated, form, anew)
            change(proof)
        except (CodeError, PasskeyError, PasswordError, SignInError) as error:
            return proof.keep(request, self._own_page(request, proof.seated, secret, problem=str(error)))
        request.state.seated = now = self._gate.seated(proof.token or token_in(request)) or proof.seated
        return proof.keep(request, self._own_page(request, now, told=told))

    def _require_passkey(self, seated: Seated) -> None:
        """SignInError where somebody must have more than a password, has a passkey, and came in without it: who knows the
        password alone shall not choose what else is asked for."""
        if wants_second_factor(self._doors.settings, seated) and self._passkeys.of(seated.account):
            raise SignInError(
                "パスキーで入り直してから、行ってください。なくしたときは、管理者に「決め直しの番地」を頼んでください。"
            )

    def _own_page(
        self, request: Request, seated: Seated, secret: str = "", told: str = "", problem: str = ""
    ) -> Response:
        page = MePage(
            name=seated.account.name,
            has_codes=bool(seated.account.second_factor),
            secret=secret or new_secret(),
            passkeys=self._passkeys.of(seated.account),
            may_add=here_of(request, self._doors.settings).may_have_passkeys,
            seats=self._gate.seats(seated.account),
            here=seated.seat.made_at,
            least=LEAST,
            must=wants_second_factor(self._doors.settings, seated),
            proved=seated.is_proved or not self._doors.asks_again(request),
            told=told,
            problem=problem,
        )
        return self._doors.renderer.page(request, "desk/me.html", page, 400 if problem else 200)
