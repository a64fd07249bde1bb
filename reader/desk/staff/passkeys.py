"""Passkeys (WebAuthn): signed in by a finger, a face or a number of the device's own, instead of name, password and code.

Each is a key pair that the device made for this site alone; only the public half is kept here. A challenge is known for ours
by its seal, so that nothing is written before somebody has signed in; it is good for a few minutes, and its answer counts
once. Browsers offer passkeys on HTTPS and to this very machine as ``localhost``, never to an address of numbers.

Extra ``passkeys``: where it is not installed they are not offered.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from reader.desk.staff.people import desk_actor, now
from reader.errors import ReaderError
from reader.library.database import Database, Transaction
from reader.library.desk import people, seats
from reader.library.desk.audit import Act, record
from reader.library.desk.people import Account, Passkey

if TYPE_CHECKING:
    from fido2.server import Fido2Server

GOOD = timedelta(minutes=5)
"""How long a challenge may be answered."""

MOST = 20
"""Passkeys of one person."""

LONGEST_LABEL, LONGEST_ANSWER = 40, 20_000
"""Characters."""

SITE_NAME = "会議録の事務"

_NONCE, _SEAL = 16, 32
_MILLISECONDS = 6


class PasskeyError(ReaderError):
    """That passkey is not taken."""


@dataclass(frozen=True, slots=True)
class Here:
    """Which site the browser sees: its name, and its origin (``https://kaigiroku.example.jp``)."""

    host: str
    origin: str

    @property
    def may_have_passkeys(self) -> bool:
        """Whether they are installed, and browsers offer them there."""
        if find_spec("fido2") is None:
            return False
        return self.host == "localhost" or (self.origin.startswith("https://") and not _is_numbers(self.host))


@dataclass(frozen=True, slots=True)
class Signed:
    """A passkey that answered: whose it is, and what it says of itself now."""

    account: Account
    passkey: Passkey
    answered: int
    counter: int


@dataclass(frozen=True, slots=True)
class Passkeys:
    """Made and taken away by who is signed in; asked of who wants to be."""

    library: Database

    def of(self, account: Account) -> tuple[Passkey, ...]:
        """A person's."""
        with self.library.reading() as connection:
            return people.passkeys_of(connection, account.id)

    def are_asked(self, here: Here) -> bool:
        """Whether anybody could sign in with one here."""
        if not here.may_have_passkeys:
            return False
        with self.library.reading() as connection:
            return people.has_passkeys(connection, here.host)

    def offer(self, account: Account, here: Here) -> Mapping[str, Any]:
        """What the browser makes one from (PublicKeyCredentialCreationOptions as JSON)."""
        from fido2.webauthn import (
            PublicKeyCredentialDescriptor,
            PublicKeyCredentialType,
            PublicKeyCredentialUserEntity,
            ResidentKeyRequirement,
            UserVerificationRequirement,
        )

        there = [
            PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=bytes.fromhex(one.id))
            for one in self.of(account)
            if one.host == here.host
        ]
        handle = hashlib.sha256(f"account {account.id}".encode()).digest()
        options, _ = _server(here).register_begin(
            PublicKeyCredentialUserEntity(name=account.name, id=handle, display_name=account.shown_name),
            there,
            ResidentKeyRequirement.REQUIRED,
            UserVerificationRequirement.REQUIRED,
            challenge=self._challenge(),
        )
        return dict(options.public_key)

    def add(self, account: Account, seat: str, here: Here, answer: str, label: str) -> None:
        """Keeps the one that the browser made; who sits there has proved themselves by it. PasskeyError."""
        if not here.may_have_passkeys:
            raise _not_taken()
        try:
            response, challenge, _ = self._answer(answer)
            made = _server(here).register_complete(_state(challenge), response)
            data = made.credential_data
        except Exception as error:
            raise _not_taken() from error
        if data is None:
            raise _not_taken()
        name = " ".join(label.split())[:LONGEST_LABEL] or "名前のないパスキー"
        new = Passkey(
            data.credential_id.hex(), account.id, here.host, data.hex(), name, now(), None, made.counter, 0
        )
        with self.library.writing() as connection:
            if len(people.passkeys_of(connection, account.id)) >= MOST:
                raise PasskeyError(
                    f"パスキーは {MOST} 個までです。使っていないものを外してから、もう一度行ってください。"
                )
            if people.passkey_with(connection, new.id):
                raise PasskeyError("そのパスキーは、もう加えてあります。")
            people.add_passkey(connection, new)
            seats.seat_by_passkey(connection, seat)
            record(connection, desk_actor(account), Act("passkey", account.name, after=f"加えた: {name}"))

    def remove(self, account: Account, passkey_id: str) -> None:
        """Nobody signs in with that one any more. PasskeyError if the person has none of that id."""
        with self.library.writing() as connection:
            label = people.drop_passkey(connection, account.id, passkey_id)
            if label is None:
                raise PasskeyError("そのパスキーはありません。一覧から選んでください。")
            record(connection, desk_actor(account), Act("passkey", account.name, after=f"外した: {label}"))

    def ask(self, here: Here) -> Mapping[str, Any]:
        """What the browser lets somebody choose by (PublicKeyCredentialRequestOptions as JSON): whoever they are."""
        from fido2.webauthn import UserVerificationRequirement

        options, _ = _server(here).authenticate_begin(
            None, UserVerificationRequirement.REQUIRED, challenge=self._challenge()
        )
        return dict(options.public_key)

    def signed(self, here: Here, answer: str) -> Signed | None:
        """Whose passkey answered; None for an answer that proves nothing."""
        if not here.may_have_passkeys:
            return None
        from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

        try:
            response, challenge, answered = self._answer(answer)
            given = AuthenticationResponse.from_dict(response)
            with self.library.reading() as connection:
                known = people.passkey_with(connection, given.raw_id.hex())
                if known is None or known.host != here.host:
                    return None
                account = people.account_of(connection, known.account)
            keys = [AttestedCredentialData(bytes.fromhex(known.key))]
            _server(here).authenticate_complete(_state(challenge), keys, given)
        except Exception:  # noqa: BLE001 — bytes of anybody's, taken apart by a library that promises nothing
            return None
        return Signed(account, known, answered, given.response.authenticator_data.counter)

    def use(self, connection: Transaction, signed: Signed) -> bool:
        """The answer counts, this once."""
        return people.use_passkey(connection, signed.passkey.id, signed.answered, signed.counter, now())

    def _challenge(self) -> bytes:
        """When it was made, what nobody guesses, and our seal over both."""
        with self.library.reading() as connection:
            key = people.kept_challenge_key(connection)
        if key is None:
            with self.library.writing() as connection:
                key = people.made_challenge_key(connection)
        made = _now_in_milliseconds().to_bytes(_MILLISECONDS, "big") + secrets.token_bytes(_NONCE)
        return made + hmac.digest(key, made, "sha256")

    def _answer(self, answer: str) -> tuple[Mapping[str, Any], bytes, int]:
        """What the browser sent, the challenge that it answers, and when that was made (milliseconds). PasskeyError for an
        answer to no challenge of ours, or to one that is good no more; whatever else for what is no answer."""
        from fido2.utils import websafe_decode
        from fido2.webauthn import CollectedClientData

        response = json.loads(answer[:LONGEST_ANSWER])
        client = CollectedClientData(websafe_decode(response["response"]["clientDataJSON"]))
        challenge = client.challenge
        with self.library.reading() as connection:
            key = people.kept_challenge_key(connection) or secrets.token_bytes(_SEAL)
        made, seal = challenge[:-_SEAL], challenge[-_SEAL:]
        at = int.from_bytes(made[:_MILLISECONDS], "big")
        age = timedelta(milliseconds=_now_in_milliseconds() - at)
        is_ours = hmac.compare_digest(seal, hmac.digest(key, made, "sha256"))
        if client.cross_origin or not is_ours or not timedelta() <= age <= GOOD:
            raise _not_taken()
        return response, challenge, at


def _server(here: Here) -> "Fido2Server":
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestationConveyancePreference, PublicKeyCredentialRpEntity

    site = PublicKeyCredentialRpEntity(name=SITE_NAME, id=here.host)
    return Fido2Server(site, AttestationConveyancePreference.NONE, lambda origin: origin == here.origin)


def _state(challenge: bytes) -> dict[str, object]:
    from fido2.utils import websafe_encode

    return {"challenge": websafe_encode(challenge), "user_verification": "required"}


def _now_in_milliseconds() -> int:
    return int(now().timestamp() * 1000)


def _is_numbers(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _not_taken() -> PasskeyError:
    return PasskeyError("パスキーを受け取れませんでした。もう一度行ってください。")
