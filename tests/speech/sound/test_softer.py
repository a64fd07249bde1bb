"""Frames made softer: half as loud by four steps, silence still silence, nothing else changed."""

import numpy as np

from reader.speech.sound import mp3
from reader.speech.sound.softer import softer
from tests.speech.sounds import decoded, loudness, tone


def test_four_steps_are_half_the_height() -> None:
    clip = mp3.encode(tone(1.0), mp3.SAMPLE_RATE) + mp3.silent_frame(b"aside") * 3
    changed = softer(clip, 4)
    assert mp3.frames(changed) == mp3.frames(clip)
    before, after = (decoded(data).astype(np.float64) for data in (clip, changed))
    assert abs(loudness(after.astype(np.int16)) / loudness(before.astype(np.int16)) - 0.5) < 0.01
    assert np.abs(after - before / 2).max() < 64
    assert changed.endswith(mp3.silent_frame(b"aside") * 3)
    assert softer(clip, 0) == clip


def test_no_step_goes_below_nothing() -> None:
    clip = mp3.encode(tone(0.2), mp3.SAMPLE_RATE)
    assert loudness(decoded(softer(clip, 255))) < 1
