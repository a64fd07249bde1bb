"""The recordings that the model's voices were made of, and voices mixed of them.

``jf_alpha`` is one, ``jf_alpha+jm_kumo`` half of each, ``jf_alpha*3+jm_kumo`` three quarters and one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from reader.errors import SpeechError


@dataclass(frozen=True, slots=True)
class Recording:
    """``hertz`` is how high it speaks by itself (the median), ``source`` what its maker says it was recorded from."""

    name: str
    hertz: float
    is_low: bool
    source: str


RECORDINGS = {
    recording.name: recording
    for recording in (
        Recording("jf_alpha", 253.0, False, "Kokoro-82M"),
        Recording("jf_gongitsune", 215.0, False, "ごん狐"),
        Recording("jf_nezumi", 229.0, False, "ねずみの嫁入り"),
        Recording("jf_tebukuro", 313.0, False, "手袋を買いに"),
        Recording("jm_kumo", 92.0, True, "蜘蛛の糸"),
    )
}
USUAL = "jf_alpha"
CREDITS = (
    "Kokoro-82M（hexgrad、Apache License 2.0）",
    "声庭（Koniwa）「tnc」: テレビ西日本のアナウンサーによる朗読「ごん狐」「ねずみの嫁入り」「手袋を買いに」「蜘蛛の糸」（CC BY 3.0）をもとに作られた声",
)
"""How model and recordings want to be named: the model card's licence, Koniwa's words for its series."""

_PART = re.compile(r"([a-z_]+)(?:\*(\d+))?")


def mixture(name: str) -> Mapping[str, float]:
    """What share of it each recording has. SpeechError for a name that means no voice."""
    shares: dict[str, float] = {}
    for part in name.split("+"):
        found = _PART.fullmatch(part)
        if found is None or found[1] not in RECORDINGS or found[2] == "0":
            raise SpeechError(f"声「{name}」がありません。reader voices で確かめてください。")
        shares[found[1]] = shares.get(found[1], 0.0) + float(found[2] or 1)
    whole = sum(shares.values())
    return {recording: share / whole for recording, share in shares.items()}


def own_hertz(shares: Mapping[str, float]) -> float:
    """How high the mixture would speak by itself."""
    return exp(sum(share * log(RECORDINGS[name].hertz) for name, share in shares.items()))
