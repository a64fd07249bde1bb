"""Accounts of staff and the invitations by which they are taken up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from reader.errors import NotFoundError
from reader.library.schema.people_tables import account, invitation
from reader.library.session import utc


class Role(StrEnum):
    """What somebody may do: 担当 prepares, 承認者 publishes too, 管理者 looks after people too."""

    CLERK = "clerk"
    APPROVER = "approver"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Account:
    """One member of staff. ``password`` is a hash, '' before the invitation is taken up; ``second_factor`` the secret of
    one-time codes, '' for none; ``second_step`` the last step of time whose code was used."""

    id: int
    name: str
    shown_name: str
    role: Role
    password: str
    disabled: bool
    second_factor: str
    second_step: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that was given out: for whom, ``kind`` 'join' or 'reset', and how long it is good."""

    account: Account
    kind: str
    until: datetime
    used: bool


def add_account(connection: Connection, name: str, shown_name: str, role: Role, now: datetime) -> Account:
    """A new account without a password."""
    values = {"name": name, "shown_name": shown_name, "role": role, "disabled": False, "made_at": now}
    made = connection.execute(insert(account).values(**values)).inserted_primary_key
    assert made is not None
    return account_of(connection, made[0])


def account_of(connection: Connection, account_id: int) -> Account:
    """By its number. NotFoundError."""
    row = connection.execute(select(account).where(account.c.id == account_id)).one_or_none()
    if row is None:
        raise NotFoundError("その人の登録はありません。一覧から選んでください。")
    return _account(row)


def account_named(connection: Connection, name: str) -> Account | None:
    """By the name that is typed to sign in."""
    row = connection.execute(select(account).where(account.c.name == name)).one_or_none()
    return None if row is None else _account(row)


def accounts(connection: Connection) -> tuple[Account, ...]:
    """All, in the order in which they were made."""
    return tuple(map(_account, connection.execute(select(account).order_by(account.c.id))))


def count_accounts(connection: Connection) -> int:
    """How many there are."""
    return connection.execute(select(func.count()).select_from(account)).scalar_one()


def change_account(connection: Connection, account_id: int, **values: object) -> None:
    """Writes some columns of an account."""
    connection.execute(update(account).where(account.c.id == account_id).values(**values))


def use_step(connection: Connection, account_id: int, step: int) -> bool:
    """Marks the code of a step of time as used; False if that one or a later one was used before."""
    later = account.c.id == account_id, account.c.second_step < step
    return bool(connection.execute(update(account).where(*later).values(second_step=step)).rowcount)


def put_invitation(connection: Connection, token: str, account_id: int, kind: str, until: datetime) -> None:
    """A new link (its digest) in place of those that the account had."""
    connection.execute(delete(invitation).where(invitation.c.account == account_id))
    connection.execute(insert(invitation).values(token=token, account=account_id, kind=kind, until=until))


def invitation_of(connection: Connection, token: str) -> Invitation | None:
    """The link with that digest."""
    row = connection.execute(select(invitation).where(invitation.c.token == token)).one_or_none()
    if row is None:
        return None
    person = account_of(connection, row.account)
    return Invitation(person, row.kind, utc(row.until), row.used_at is not None)


def use_invitation(connection: Connection, token: str, now: datetime) -> bool:
    """Marks the link as used; False if it was, or is too old."""
    unused = invitation.c.token == token, invitation.c.used_at.is_(None), invitation.c.until > now
    return bool(connection.execute(update(invitation).where(*unused).values(used_at=now)).rowcount)


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        shown_name=row.shown_name,
        role=Role(row.role),
        password=row.password,
        disabled=row.disabled,
        second_factor=row.second_factor,
        second_step=row.second_step,
    )
