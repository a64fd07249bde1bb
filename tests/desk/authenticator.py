"""A device that makes passkeys and answers with them, in a few lines: what browsers hand to a site, honest or forged."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG
VERIFIED = FLAG.UP | FLAG.UV


@dataclass
class Authenticator:
    """One passkey. ``counter`` goes up with every answer where it does not stay 0."""

    origin: str
    counter: int = 0
    flags: FLAG = VERIFIED
    cross_origin: bool = False
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, options: Mapping[str, Any], host: str = "") -> str:
        """What a browser sends for ``navigator.credentials.create``."""
        public = ES256.from_cryptography_key(self._key.public_key())  # type: ignore[no-untyped-call]
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = self._data(host or options["rp"]["id"], self.flags | FLAG.AT, credential)
        answer = {
            "clientDataJSON": self._client("webauthn.create", options).b64,
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return self._told(answer)

    def answer(self, options: Mapping[str, Any], host: str = "", client: bytes = b"") -> str:
        """What a browser sends for ``navigator.credentials.get``."""
        self.counter += bool(self.counter)
        data = self._data(host or options["rpId"], self.flags)
        client = client or self._client("webauthn.get", options)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        answer = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
        }
        return self._told(answer)

    def _client(self, kind: str, options: Mapping[str, Any]) -> CollectedClientData:
        challenge = websafe_decode(options["challenge"])
        return CollectedClientData.create(kind, challenge, self.origin, self.cross_origin)

    def _data(self, host: str, flags: FLAG, credential: bytes = b"") -> AuthenticatorData:
        known = hashlib.sha256(host.encode()).digest()
        return AuthenticatorData(AuthenticatorData.create(known, flags, self.counter, credential))

    def _told(self, answer: Mapping[str, str]) -> str:
        known = websafe_encode(self.id)
        return json.dumps({"id": known, "rawId": known, "type": "public-key", "response": answer})
