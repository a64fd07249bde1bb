"""How an answer is packed on its way: which of the ways that a browser takes, and texts packed once for all who ask."""

import gzip
from dataclasses import dataclass, field

import brotli

WAYS = ("br", "gzip")
"""As ``Content-Encoding`` names them, the shortest first."""

_GZIP_LEVEL, _BROTLI_QUALITY = 9, 11


def best_encoding(accepted: str) -> str:
    """The best way that ``Accept-Encoding`` takes: 「gzip, br;q=0.5」 → gzip; what is named with q=0 is not taken. Empty: none."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        try:
            weights[name.strip()] = float(parameter.partition("=")[2] or 1)
        except ValueError:
            continue
    best = max(WAYS, key=lambda name: weights.get(name, weights.get("*", 0.0)))
    return best if weights.get(best, weights.get("*", 0.0)) > 0 else ""


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
