"""Signing in and out: one gate for every way in, seats that end at once, tries that wait the longer the more fail.

::

    token = gate.sign_in("satou", password, code, address)       a cookie's value; its digest is a seat
    token = gate.sign_in_by_passkey(here, answer, address)       the same, by what the browser's passkey answered
    gate.seated(token)                                           who that is, or None: out, too old, disabled
"""

import hmac
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

from reader.desk.staff.passkeys import Here, Passkeys
from reader.desk.staff.passwords import Passwords, check_password
from reader.desk.staff.people import desk_actor, digest_of, now
from reader.desk.staff.second_factor import current_step
from reader.errors import ReaderError
from reader.library.database import Database, Transaction
from reader.library.desk import people, seats
from reader.library.desk.audit import Act, Actor, record
from reader.library.desk.people import Account
from reader.library.desk.seats import Seat

IDLE, ABSOLUTE = timedelta(minutes=60), timedelta(hours=12)
"""How long a seat lasts without a request, and at most."""

PROVED = timedelta(minutes=10)
"""How long after typing the password an act that asks for it does not ask again."""

FREE_TRIES, LONGEST_WAIT = 3, 60.0
"""Failed tries that cost nothing; and seconds that a try waits at most: nobody is locked out by a stranger."""

REMEMBERED = timedelta(hours=1)
"""How long failed tries count."""

PRESENT = timedelta(seconds=20)
"""How long after a page last said so somebody counts as looking at it."""

SEEN_EVERY = timedelta(seconds=30)
"""How often a seat's last use is written down."""


WRONG = "名前か、パスワードか、確認番号がちがいます。確かめて、もう一度書いてください。"
"""What is told of a try that failed: not which of them."""


class SignInError(ReaderError):
    """Nobody was signed in."""


class WaitError(SignInError):
    """Too many tries failed: ``seconds`` from now on the next one counts."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"続けてまちがえたため、あと {max(1, round(seconds))} 秒お待ちください。")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who is signed in: the account, the seat, and the token that the forms of this seat carry."""

    account: Account
    seat: Seat
    form_token: str

    @property
    def actor(self) -> Actor:
        """As the log names them."""
        return desk_actor(self.account)

    @property
    def is_proved(self) -> bool:
        """Whether the password was typed a short while ago."""
        return now() - self.seat.proved_at <= PROVED


@dataclass(frozen=True, slots=True)
class Gate:
    """The way in."""

    library: Database
    passwords: Passwords = field(default_factory=Passwords)

    def sign_in(self, name: str, password: str, code: str, address: str, place: str) -> str:
        """The token of a new seat. WaitError, SignInError: it is not said whether the name, the password or the code
        was wrong."""
        keys = [f"account:{name.strip()[:64]}", f"address:{address[:64]}"]
        self._wait(keys)
        with self.library.reading() as connection:
            found = people.account_named(connection, name.strip())
        fits = self.passwords.fits(password, found.password if found else "")
        step = current_step(found.second_factor, code, now()) if found else None
        if found is None or not fits or found.disabled or step is None:
            self._failed(keys, found)
        token = secrets.token_urlsafe(32)
        with self.library.writing() as connection:
            if step and not people.use_step(connection, found.id, step):
                raise SignInError("その確認番号は一度使いました。次の番号が出るまでお待ちください。")
            self._seat(connection, found, token, place)
            seats.clear_attempts(connection, keys[0])
            if self.passwords.is_old(found.password):
                people.change_account(connection, found.id, password=self.passwords.hashed(password))
        return token

    def sign_in_by_passkey(self, here: Here, answer: str, address: str, place: str) -> str:
        """The token of a new seat for whose passkey answered. WaitError, SignInError."""
        keys = [f"address:{address[:64]}"]
        self._wait(keys)
        passkeys = Passkeys(self.library)
        signed = passkeys.signed(here, answer)
        if signed is None or signed.account.disabled:
            self._failed(
                keys, None, "そのパスキーでは入れません。もう一度行うか、名前とパスワードで入ってください。"
            )
        token = secrets.token_urlsafe(32)
        with self.library.writing() as connection:
            if not passkeys.use(connection, signed):
                raise SignInError("そのパスキーの答えは、もう使われています。もう一度行ってください。")
            self._seat(connection, signed.account, token, place, seats.PASSKEY)
        return token

    def sign_in_as(self, name: str, place: str) -> str:
        """The token of a new seat for whom the town's own sign-in names. SignInError for who has no account."""
        with self.library.writing() as connection:
            found = people.account_named(connection, name)
            if found is None or found.disabled:
                raise SignInError(
                    f"{name} さんは、職員のページに登録されていません。管理者に頼んでください。"
                )
            token = secrets.token_urlsafe(32)
            self._seat(connection, found, token, place)
        return token

    def _seat(self, connection: Transaction, account: Account, token: str, place: str, way: str = "") -> None:
        at = now()
        seats.drop_old_seats(connection, at - ABSOLUTE, at - IDLE, seats.noted_since(self._seen, at - IDLE))
        seats.take_seat(connection, digest_of(token), account.id, place[:200], at, way)
        after = "パスキー" if way == seats.PASSKEY else ""
        record(connection, desk_actor(account), Act("sign_in", account.name, after=after))

    def seated(self, token: str, seen: bool = True) -> Seated | None:
        """Who sits there; None if nobody does any more. Without ``seen`` it is the page that asks, not a person: a seat
        that nobody uses ends all the same."""
        if not token:
            return None
        at, kept = now(), digest_of(token)
        with self.library.reading() as connection:
            seat = seats.seat_with(connection, kept)
            if seat is None:
                return None
            last = max(seat.seen_at, seats.noted_seen(self._seen, kept) or seat.seen_at)
            if at - seat.made_at > ABSOLUTE or at - last > IDLE:
                return None
            account = people.account_of(connection, seat.account)
        if account.disabled:
            return None
        if seen and at - last > SEEN_EVERY:
            self._note_seen(kept, at)
        return Seated(account, replace(seat, seen_at=at), form_token(token))

    @property
    def _seen(self) -> Path:
        return self.library.path.with_name("seats")

    def _note_seen(self, token: str, at: datetime) -> None:
        """Beside the library, so that its pages are not made anew each time that somebody of staff reads one; in it where other
        machines work with it too, or nothing can be written beside it."""
        if self.library.signs is not None and seats.note_seen(self._seen, token, at):
            return
        with self.library.noting() as connection:
            seats.seat_seen(connection, token, at)

    def prove(self, seated: Seated, password: str, address: str) -> str:
        """The password typed again: the seat's new token. WaitError, SignInError."""
        keys = [f"account:{seated.account.name}", f"address:{address[:64]}"]
        self._wait(keys)
        if not self.passwords.fits(password, seated.account.password):
            self._failed(keys, seated.account)
        token = secrets.token_urlsafe(32)
        with self.library.writing() as connection:
            seats.seat_proved(connection, seated.seat.token, digest_of(token), now())
            seats.clear_attempts(connection, keys[0])
        return token

    def prove_as(self, seated: Seated) -> str:
        """The town's own sign-in vouches for them now, as the password would: the seat's new token."""
        token = secrets.token_urlsafe(32)
        with self.library.writing() as connection:
            seats.seat_proved(connection, seated.seat.token, digest_of(token), now())
        return token

    def change_password(self, seated: Seated, password: str, again: str) -> None:
        """Another password of one's own; every other seat of the person ends. PasswordError, SignInError."""
        if password != again:
            raise SignInError("二つのパスワードが同じではありません。もう一度書いてください。")
        check_password(password, seated.account.name, seated.account.shown_name)
        kept = self.passwords.hashed(password)
        with self.library.writing() as connection:
            people.change_account(connection, seated.account.id, password=kept)
            for other in seats.seats_of(connection, seated.account.id):
                if other.token != seated.seat.token:
                    seats.leave_seat(connection, other.token)
            record(connection, seated.actor, Act("password", seated.account.name))

    def sign_out(self, seated: Seated) -> None:
        """That seat is nobody's any more."""
        with self.library.writing() as connection:
            seats.leave_seat(connection, seated.seat.token)
            record(connection, seated.actor, Act("sign_out", seated.account.name))

    def seats(self, account: Account) -> tuple[Seat, ...]:
        """Where somebody is signed in."""
        with self.library.reading() as connection:
            return seats.seats_of(connection, account.id)

    def end_seat(self, seated: Seated, made_at: datetime) -> None:
        """Signs oneself out in another place, known by when that seat was taken."""
        with self.library.writing() as connection:
            for other in seats.seats_of(connection, seated.account.id):
                if other.made_at == made_at:
                    seats.leave_seat(connection, other.token)
            record(connection, seated.actor, Act("sign_out", seated.account.name))

    def others_at(self, seated: Seated, edition: int) -> tuple[str, ...]:
        """Who else looks at an edition, from now on told that this person does: a courtesy, no lock."""
        at = now()
        folder = self.library.path.with_name("present")
        others = seats.look_at(folder, edition, seated.account.id, at, at - PRESENT)
        with self.library.reading() as connection:
            return tuple(sorted(people.account_of(connection, one).shown_name for one in others))

    def _wait(self, keys: list[str]) -> None:
        at = now()
        with self.library.reading() as connection:
            for key in keys:
                failed, last = seats.attempts(connection, key, at - REMEMBERED)
                if last is not None and (left := (last - at).total_seconds() + waiting(failed)) > 0:
                    raise WaitError(left)

    def _failed(self, keys: list[str], account: Account | None, told: str = WRONG) -> NoReturn:
        at = now()
        with self.library.writing() as connection:
            seats.put_attempt(connection, keys, at, at - REMEMBERED)
            name = account.name if account else ""
            who = Actor(account.id, account.shown_name, "desk") if account else Actor(0, "", "desk")
            record(connection, who, Act("sign_in_failed", name))
        raise SignInError(told)


def waiting(failed: int) -> float:
    """Seconds that the next try waits after so many failed ones."""
    return 0.0 if failed <= FREE_TRIES else min(LONGEST_WAIT, 2.0 ** (failed - FREE_TRIES - 1))


def form_token(token: str) -> str:
    """What a seat's forms carry: known to who has the cookie, and to nobody who sees the page's address."""
    return hmac.new(token.encode(), b"form", "sha256").hexdigest()
