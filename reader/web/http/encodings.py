"""How an answer is packed on its way: which of the ways that a browser takes, and texts packed once for all who ask."""

import gzip
from dataclasses import dataclass, field

import brotli
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

WAYS = ("br", "gzip")
"""As ``Content-Encoding`` names them, the shortest first."""

_GZIP_LEVEL, _BROTLI_QUALITY = 9, 11


def best_encoding(accepted: str) -> str:
    """The best way that ``Accept-Encoding`` takes: 「gzip, br;q=0.5」 → gzip; what is named with q=0 is not taken. Empty: none."""
    weights = _weights(accepted)
    return max(weights, key=weights.__getitem__, default="")


def _weights(accepted: str) -> dict[str, float]:
    """Which of the ways are taken, and how gladly (above 0), in our order."""
    named: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        try:
            named[name.strip()] = float(parameter.partition("=")[2] or 1)
        except ValueError:
            continue
    weights = {way: named.get(way, named.get("*", 0.0)) for way in WAYS}
    return {way: weight for way, weight in weights.items() if weight > 0}


class TakenEncodings:
    """Tells all within what a request takes by the names of the ways alone: who looks for 「gzip」 in ``Accept-Encoding``, as
    Starlette does, would find it in 「gzip;q=0」, which refuses it, and not in 「*」."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        accepted = Headers(scope=scope).getlist("accept-encoding") if scope["type"] == "http" else []
        if accepted:
            weights = _weights(",".join(accepted))
            taken = ", ".join(f"{way};q={weight}" for way, weight in weights.items()).encode()
            others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": [*others, (b"accept-encoding", taken)]}
        await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class LastingText:
    """A text that stays as it is for as long as the server runs: packed as small as can be when somebody first asks for it so."""

    body: bytes
    media_type: str
    _packed: dict[str, bytes] = field(default_factory=dict)

    def packed(self, way: str) -> bytes:
        """The text by that way; as it is for none."""
        if not way:
            return self.body
        if way not in self._packed:
            pack = _by_brotli if way == "br" else _by_gzip
            self._packed[way] = pack(self.body)
        return self._packed[way]


def _by_brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY))


def _by_gzip(body: bytes) -> bytes:
    return gzip.compress(body, _GZIP_LEVEL, mtime=0)
