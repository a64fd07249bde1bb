"""MP3 frames: exact lengths, and clips that may be joined in any order."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SpeechError
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer, synthesize_labels
from reader.speech.sound import mp3
from reader.speech.sound.sound import stretched
from tests.examples import tried
from tests.speech.sounds import decoded, loudness, tone

ENCODER_DELAY = 1105
"""Samples by which what is decoded lags behind."""


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.024, 0.5, 3.0])
def test_a_clip_decodes_to_frames_times_576_samples(seconds: float) -> None:
    data = mp3.encode(tone(seconds), mp3.SAMPLE_RATE)
    assert len(decoded(data)) == mp3.frames(data) * mp3.FRAME_SAMPLES
    assert 0 <= mp3.duration(data) - seconds < 0.08


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_other_sample_rates_become_24_khz(rate: int) -> None:
    data = mp3.encode(tone(1.0, rate=rate), rate)
    assert len(data) == mp3.frames(data) * mp3.FRAME_BYTES
    assert abs(mp3.duration(data) - 1.0) < 0.1
    spectrum = np.abs(np.fft.rfft(decoded(data)[4800:14400].astype(np.float64)))
    assert abs(int(spectrum.argmax()) * mp3.SAMPLE_RATE / 9600 - 440) < 5


def test_frames_are_the_same_however_the_samples_are_cut() -> None:
    samples, encoder, data = tone(1.0), mp3.Encoder(mp3.SAMPLE_RATE), b""
    for start, end in pairwise((0, 1, 577, 9_000, 9_000, 24_000)):
        data += encoder.more(samples[start:end])
    assert len(data) >= len(mp3.encode(samples, mp3.SAMPLE_RATE)) - 8 * mp3.FRAME_BYTES
    assert data + encoder.rest() == mp3.encode(samples, mp3.SAMPLE_RATE)


def test_120_joined_clips_are_one_stream_exact_to_the_sample() -> None:
    clips = [mp3.encode(tone(0.2 + 0.007 * i, 200 + 5 * i), mp3.SAMPLE_RATE) for i in range(120)]
    pause = mp3.silence(0.4)
    joined = b"".join(clip + pause for clip in clips)
    sound = decoded(joined)
    assert len(sound) == mp3.frames(joined) * mp3.FRAME_SAMPLES
    start = len(sound) - mp3.frames(clips[-1] + pause) * mp3.FRAME_SAMPLES
    onset = start + int(np.argmax(np.abs(sound[start:]) > 1500))
    alone = int(np.argmax(np.abs(decoded(clips[-1])) > 1500))
    assert abs(onset - start - alone) <= 1, "the last clip sits where the arithmetic says"
    assert loudness(sound[start - 4800 : start]) < 5, "the pause before it is silent"


def test_a_clip_sounds_the_same_after_any_other() -> None:
    first = mp3.encode(tone(1.0, 300), mp3.SAMPLE_RATE)
    second = mp3.encode(tone(1.0, 700), mp3.SAMPLE_RATE)
    after = decoded(first + second)[mp3.frames(first) * mp3.FRAME_SAMPLES :][mp3.FRAME_SAMPLES :]
    alone = decoded(second)[mp3.FRAME_SAMPLES :]
    assert np.abs(after.astype(int) - alone).max() <= 2


@pytest.mark.voice
def test_speech_comes_out_as_it_went_in(analyzer: OpenJTalkAnalyzer) -> None:
    """The noise of a real sentence lies far below it, also up where consonants are."""
    text = "市町の担当者が、施設の使い方を詳しく説明しました。"
    speech, rate = synthesize_labels(analyzer.labels(text))
    went_in = stretched(speech, rate).samples.astype(np.float64)
    came_out = decoded(mp3.encode(went_in.astype(np.int16), mp3.SAMPLE_RATE))[ENCODER_DELAY:][: len(went_in)]
    noise = came_out - went_in
    for low, high, apart in ((0, 4000, 18), (4000, 7000, 6)):
        signal_power, noise_power = (_power(sound, low, high) for sound in (went_in, noise))
        assert 10 * np.log10(signal_power / noise_power) > apart, f"{low} to {high} Hz"


def _power(sound: npt.NDArray[np.float64], low: int, high: int) -> float:
    bins = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / mp3.SAMPLE_RATE)
    return float(bins[(hertz >= low) & (hertz < high)].sum())


@given(st.floats(0, 5))
@tried(30)
def test_silence_is_silent_and_as_long_as_asked(seconds: float) -> None:
    data = mp3.silence(seconds)
    assert len(data) == mp3.silent_frames(seconds) * mp3.FRAME_BYTES
    assert abs(len(data) / mp3.FRAME_BYTES * mp3.FRAME_SECONDS - seconds) <= mp3.FRAME_SECONDS / 2 + 1e-9
    if data:
        assert not decoded(data).any()


def test_what_rides_behind_silence_is_not_heard() -> None:
    clip = mp3.encode(tone(0.5), mp3.SAMPLE_RATE)
    frame = mp3.silent_frame(bytes(range(1, 132)))
    assert len(frame) == mp3.FRAME_BYTES
    sound = decoded(clip + frame + clip)
    assert len(sound) == mp3.frames(clip + frame + clip) * mp3.FRAME_SAMPLES
    assert not decoded(frame * 4).any()
    with pytest.raises(ValueError, match="132 bytes"):
        mp3.silent_frame(bytes(132))


def test_what_is_not_a_whole_clip_is_refused() -> None:
    clip = mp3.encode(tone(0.5), mp3.SAMPLE_RATE)
    flipped = bytearray(clip)
    flipped[mp3.FRAME_BYTES * 3] = 0
    for broken in (
        b"",
        clip[:-1],
        clip[1:],
        clip[mp3.FRAME_BYTES * 2 :],
        bytes(flipped),
        b"ID3" + bytes(141),
    ):
        with pytest.raises(SpeechError, match="音声データ"):
            mp3.frames(broken)


@pytest.mark.parametrize("size", [10, 11, 137, 138, 32768, 70000])
def test_a_filling_in_front_is_passed_over(size: int) -> None:
    clip = mp3.encode(tone(0.5), mp3.SAMPLE_RATE)
    filling = mp3.passed_over(size)
    assert len(filling) == size
    assert np.array_equal(decoded(filling + clip), decoded(clip))
    with pytest.raises(ValueError, match="9 bytes"):
        mp3.passed_over(9)
