"""One-time codes (TOTP, RFC 6238): a second thing that somebody has, which needs neither a network nor HTTPS.

Codes of the step before and after count too (clocks differ); each counts once.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp

from reader.desk.staff.people import desk_actor, now
from reader.errors import ReaderError
from reader.library.database import Database
from reader.library.desk import people
from reader.library.desk.audit import Act, record
from reader.library.desk.people import Account

STEP = 30
"""Seconds of one code."""

ISSUER = "会議録の事務"


class CodeError(ReaderError):
    """That is not the code."""


def new_secret() -> str:
    """A secret that nobody has yet."""
    return pyotp.random_base32()


def address_of(secret: str, account: Account) -> str:
    """What a telephone's program takes from a QR code: ``otpauth://totp/…``."""
    return pyotp.TOTP(secret, name=account.name, issuer=ISSUER).provisioning_uri()


def current_step(secret: str, code: str, at: datetime) -> int | None:
    """The step of time whose code that is; 0 where no code is asked for; None for a wrong one."""
    if not secret:
        return 0
    plain = "".join(code.split())
    codes, here = pyotp.TOTP(secret), int(at.timestamp()) // STEP
    for step in (here, here - 1, here + 1):
        if secrets.compare_digest(codes.at(step * STEP).encode(), plain.encode()):
            return step
    return None


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """Sets codes up for one's own account, and takes them away."""

    library: Database

    def start(self, account: Account, secret: str, code: str) -> None:
        """From now on codes of that secret are asked for. CodeError if ``code`` is none of them."""
        step = current_step(secret, code, now())
        if step is None:
            raise CodeError("確認番号がちがいます。電話の時計を確かめて、いま出ている6けたを書いてください。")
        with self.library.writing() as connection:
            people.change_account(connection, account.id, second_factor=secret, second_step=step)
            record(connection, desk_actor(account), Act("second_factor", account.name, after="使う"))

    def stop(self, account: Account) -> None:
        """No code is asked for any more."""
        with self.library.writing() as connection:
            people.change_account(connection, account.id, second_factor="", second_step=0)
            record(connection, desk_actor(account), Act("second_factor", account.name, after="使わない"))
