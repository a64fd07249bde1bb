"""Accounts of staff, the invitations by which they are taken up, and the passkeys that they sign in with."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from reader.errors import NotFoundError
from reader.library.schema.people_tables import account, challenge_key, invitation, passkey
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


@dataclass(frozen=True, slots=True)
class Passkey:
    """What somebody signs in with instead of a password. ``id`` and ``key`` are hexadecimal; ``host``: the name of the site that
    it was made for; ``counter``: how often it signed (0: it does not count); ``answered``: when the challenge was made that it
    answered last, in milliseconds of Unix time."""

    id: str
    account: int
    host: str
    key: str
    label: str
    made_at: datetime
    used_at: datetime | None
    counter: int
    answered: int


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


def add_passkey(connection: Connection, new: Passkey) -> None:
    """Somebody signs in with that one too."""
    values = {"id": new.id, "account": new.account, "host": new.host, "key": new.key, "label": new.label}
    connection.execute(insert(passkey).values(**values, made_at=new.made_at, counter=new.counter))


def passkey_with(connection: Connection, passkey_id: str) -> Passkey | None:
    """By its id."""
    row = connection.execute(select(passkey).where(passkey.c.id == passkey_id)).one_or_none()
    return None if row is None else _passkey(row)


def passkeys_of(connection: Connection, account_id: int) -> tuple[Passkey, ...]:
    """All of one person's, in the order in which they were made."""
    chosen = select(passkey).where(passkey.c.account == account_id)
    return tuple(map(_passkey, connection.execute(chosen.order_by(passkey.c.made_at, passkey.c.id))))


def count_passkeys(connection: Connection) -> dict[int, int]:
    """How many each account has that has any."""
    counted = select(passkey.c.account, func.count()).group_by(passkey.c.account)
    return {row[0]: row[1] for row in connection.execute(counted)}


def has_passkeys(connection: Connection, host: str) -> bool:
    """Whether anybody has one for a site of that name."""
    return connection.execute(select(passkey.c.id).where(passkey.c.host == host).limit(1)).first() is not None


def use_passkey(connection: Connection, passkey_id: str, answered: int, counter: int, now: datetime) -> bool:
    """It answered a challenge; False if it answered that one or a later one before, or counts less than it did then: it is
    another's copy."""
    first = passkey.c.id == passkey_id, passkey.c.answered < answered
    rises = (passkey.c.counter < counter) | ((passkey.c.counter == 0) & (counter == 0))
    values = {"answered": answered, "counter": counter, "used_at": now}
    return bool(connection.execute(update(passkey).where(*first, rises).values(**values)).rowcount)


def drop_passkey(connection: Connection, account_id: int, passkey_id: str) -> str | None:
    """That one of the person's counts no more; gives its label, None if there is none."""
    found = passkey_with(connection, passkey_id)
    if found is None or found.account != account_id:
        return None
    connection.execute(delete(passkey).where(passkey.c.id == passkey_id))
    return found.label


def clear_passkeys(connection: Connection, account_id: int) -> int:
    """None of the person's counts any more; gives how many there were."""
    return connection.execute(delete(passkey).where(passkey.c.account == account_id)).rowcount


def kept_challenge_key(connection: Connection) -> bytes | None:
    """The secret by which challenges are known for ours; None before the first one is made."""
    kept = connection.execute(select(challenge_key.c.key)).scalar()
    return None if kept is None else bytes.fromhex(kept)


def made_challenge_key(connection: Connection) -> bytes:
    """The same, made when it is first needed (in a transaction that writes)."""
    kept = kept_challenge_key(connection)
    if kept is None:
        kept = secrets.token_bytes(32)
        connection.execute(insert(challenge_key).values(key=kept.hex()))
    return kept


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(
        id=row.id,
        account=row.account,
        host=row.host,
        key=row.key,
        label=row.label,
        made_at=utc(row.made_at),
        used_at=None if row.used_at is None else utc(row.used_at),
        counter=row.counter,
        answered=row.answered,
    )


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
