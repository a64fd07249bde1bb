"""The pitch of what is said, made of its accents: what the model's decoder is told instead of what it would sing itself.

::

    ka i gi | o        tones in half tones   ‾ at the nucleus and before it, _ behind; both sink through a breath group
    箸を / 橋を        2.3 -2.3  /  -2.3 2.3 -2.3

The model says for every 12.5 ms how high it would speak, under 40 Hz where the voice is silent; those are left as they are.
"""

import numpy as np
import numpy.typing as npt

from reader.readings.writing.labels import BreathGroup
from reader.speech.natural.phonemes import Piece

Pitch = npt.NDArray[np.float32]
"""Hertz, one value for 12.5 ms."""

STEP_SECONDS = 0.0125
_VOICELESS = 40.0
_SPAN = 4.6
_SINKING = 3.5
_DOWNSTEP, _DEEPEST = 1.6, 4.0
_ASKING = 7.0
_SMOOTHED = 11
_STEPS_A_FRAME = 2
# Sounds begin so many steps before the frames that the model counts for them (62 ms, measured where voices end and hissing
# begins); the pitch that it is told does not.
_LEAD = 5


def ends_of(frames: npt.NDArray[np.floating]) -> npt.NDArray[np.int64]:
    """Where each token is heard to end, in steps of 12.5 ms, by the model's ``frames`` of 25 ms for each: its own first one,
    then the piece's."""
    ends = np.cumsum(np.rint(frames.ravel()).astype(np.int64)) * _STEPS_A_FRAME - _LEAD
    return ends.clip(min=0)


def accented(pitch: Pitch, piece: Piece, ends: npt.NDArray[np.int64], hertz: float) -> Pitch:
    """The model's ``pitch`` with the piece's accents, its mean (of logarithms) at ``hertz``."""
    voiced = pitch > _VOICELESS
    tones = np.full(len(pitch), np.nan)
    spans = iter(piece.spans)
    for group in piece.groups:
        for (begin, end), tone, asks in zip(
            [next(spans) for _ in group],
            _tones(group),
            [mora.asks and mora.ends for mora in group],
            strict=True,
        ):
            first, last = ends[begin], ends[end]
            tones[first:last] = tone
            if asks:
                tones[first:last] += np.linspace(0, _ASKING, last - first)
    known = ~np.isnan(tones)
    if not known.any() or not voiced.any():
        return pitch
    every = np.arange(len(pitch))
    tones = _smooth(np.interp(every, every[known], tones[known]))
    tones -= tones[voiced].mean()
    return np.where(voiced, hertz * 2 ** (tones / 12), pitch).astype(np.float32)


def _tones(group: BreathGroup) -> list[float]:
    """Half tones for each mora: high or low, sinking through the group, lower behind each fall."""
    tones: list[float] = []
    down, fell = 0.0, False
    for place, mora in enumerate(group):
        if mora.begins:
            down, fell = down + (_DOWNSTEP if place and fell else 0.0), mora.nucleus > 0
        level = _SPAN / 2 if mora.high else -_SPAN / 2
        sunk = _SINKING * (place / max(len(group) - 1, 1) - 0.5)
        tones.append(level - sunk - min(down, _DEEPEST))
    return tones


def _smooth(tones: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    window = np.hanning(_SMOOTHED)
    padded = np.pad(tones, _SMOOTHED // 2, mode="edge")
    return np.convolve(padded, window / window.sum(), mode="valid")
