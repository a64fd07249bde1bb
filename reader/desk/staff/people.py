"""People of the desk: invited by a link that counts once, signed in with what they alone know, out on the next request.

Nobody chooses another's password, and there is no page that the first visitor wins: the first account is made on the
machine itself (``reader desk invite``).
"""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from reader.desk.staff.passwords import Passwords, check_password
from reader.desk.staff.rights import Right, require
from reader.errors import ReaderError
from reader.library.database import Database, Transaction
from reader.library.desk import people, seats
from reader.library.desk.audit import Act, Actor, record
from reader.library.desk.people import Account, Invitation, Role

INVITATION = timedelta(minutes=30)
"""How long a link is good."""

ROLE_NAMES = {Role.CLERK: "担当", Role.APPROVER: "承認者", Role.MANAGER: "管理者"}

_NAME = re.compile(r"[^\W_][\w.\-]{0,62}")


class AccountError(ReaderError):
    """That account cannot be, or not so."""


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def desk_actor(account: Account) -> Actor:
    """Somebody who acts on the desk's pages."""
    return Actor(account.id, account.shown_name, "desk")


@dataclass(frozen=True, slots=True)
class People:
    """Accounts and invitations."""

    library: Database
    passwords: Passwords = field(default_factory=Passwords)

    def exist(self) -> bool:
        """Whether anybody has an account: before that there is no desk."""
        with self.library.reading() as connection:
            return people.count_accounts(connection) > 0

    def all(self) -> tuple[Account, ...]:
        """Everybody, those that may not come in any more too."""
        with self.library.reading() as connection:
            return people.accounts(connection)

    def told(self) -> tuple[tuple[Account, str], ...]:
        """Everybody, each with a line for people: whether they can come in, and by what beside a password."""
        with self.library.reading() as connection:
            found, passkeys = people.accounts(connection), people.count_passkeys(connection)
        return tuple((one, _told(one, passkeys.get(one.id, 0))) for one in found)

    def invite(self, actor: Actor, name: str, shown_name: str, role: Role) -> str:
        """A new account; gives the token of its link. AccountError if there is one of that name, or it is no name."""
        plain = unicodedata.normalize("NFKC", name).strip()
        if not _NAME.fullmatch(plain):
            raise AccountError(
                "名前は、文字と数字だけで書いてください（間の「.」「-」「_」はかまいません）。例: satou"
            )
        token = secrets.token_urlsafe(32)
        with self.library.writing() as connection:
            if people.account_named(connection, plain):
                raise AccountError(
                    f"{plain} は登録されています。入れないときは reader desk reset {plain} を使ってください。"
                )
            at = now()
            made = people.add_account(connection, plain, shown_name.strip() or plain, role, at)
            people.put_invitation(connection, digest_of(token), made.id, "join", at + INVITATION)
            record(connection, actor, Act("invite", plain, after=ROLE_NAMES[role]))
        return token

    def reset(self, actor: Actor, name: str) -> str:
        """A link to choose another password; the old one, every passkey and every seat end. Gives the token."""
        token = secrets.token_urlsafe(32)
        with self.library.writing() as connection:
            found = self._named(connection, name)
            people.change_account(connection, found.id, password="")
            seats.clear_seats(connection, found.id)
            passkeys = people.clear_passkeys(connection, found.id)
            people.put_invitation(connection, digest_of(token), found.id, "reset", now() + INVITATION)
            after = f"パスキー {passkeys} 個を外した" if passkeys else ""
            record(connection, actor, Act("reset", found.name, after=after))
        return token

    def change(
        self, actor: Actor, name: str, *, role: Role | None = None, disabled: bool | None = None
    ) -> Account:
        """Another role, or in or out. AccountError for the last manager who would be none any more."""
        with self.library.writing() as connection:
            before = self._named(connection, name)
            after = replace(
                before,
                role=before.role if role is None else role,
                disabled=before.disabled if disabled is None else disabled,
            )
            others = [
                a for a in people.accounts(connection) if a.id != before.id and _is_manager(a) and a.password
            ]
            if _is_manager(before) and not _is_manager(after) and not others:
                raise AccountError("管理者がだれもいなくなります。先に、ほかの人を管理者にしてください。")
            people.change_account(connection, before.id, role=after.role, disabled=after.disabled)
            seats.clear_seats(connection, before.id)
            record(connection, actor, Act("account", before.name, _shown(before), _shown(after)))
        return after

    def invitation(self, token: str) -> Invitation:
        """The link that somebody followed. AccountError if it is none, was used, or is too old."""
        with self.library.reading() as connection:
            found = people.invitation_of(connection, digest_of(token))
        if found is None or found.used or found.until <= now() or found.account.disabled:
            raise AccountError(
                "この招待は使えません（一度使ったか、30分を過ぎました）。招待した人に、もう一度頼んでください。"
            )
        return found

    def join(self, token: str, password: str, again: str) -> Account:
        """Takes up an invitation with a password of one's own. AccountError, PasswordError: the link is then still good."""
        found = self.invitation(token)
        if password != again:
            raise AccountError("二つのパスワードが同じではありません。もう一度書いてください。")
        check_password(password, found.account.name, found.account.shown_name)
        kept = self.passwords.hashed(password)
        with self.library.writing() as connection:
            if not people.use_invitation(connection, digest_of(token), now()):
                raise AccountError("この招待は、いま使われました。招待した人に、もう一度頼んでください。")
            people.change_account(connection, found.account.id, password=kept)
            seats.clear_seats(connection, found.account.id)
            record(connection, desk_actor(found.account), Act(found.kind, found.account.name))
            return people.account_of(connection, found.account.id)

    def by(self, account: Account) -> Actor:
        """Somebody who may look after people. NotAllowedError."""
        require(account, Right.PEOPLE)
        return desk_actor(account)

    def _named(self, connection: Transaction, name: str) -> Account:
        found = people.account_named(connection, name)
        if found is None:
            raise AccountError(f"{name} の登録はありません。reader desk people で確かめてください。")
        return found


def _is_manager(account: Account) -> bool:
    return account.role is Role.MANAGER and not account.disabled


def _shown(account: Account) -> str:
    return ROLE_NAMES[account.role] + ("・休止" if account.disabled else "")


def _told(account: Account, passkeys: int) -> str:
    state = "休止" if account.disabled else "使えます" if account.password else "招待中"
    beside = [f"パスキー {passkeys} 個"] if passkeys else []
    if account.second_factor:
        beside.append("確認番号あり")
    if account.password and not beside:
        beside = ["パスワードだけ"]
    return "・".join([state, *beside])
