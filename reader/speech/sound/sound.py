"""Sound as samples: WAV in and out, AIFF in, resampling, and the bending of a voice.

When each mora begins goes along where the engine knows it, in a WAV file as its cue points.

Sound made for ``rate`` samples a second and taken for ``rate × formant`` has its whole spectrum stretched by that
factor: below 1 a larger head (議長 with a deep voice), above 1 a smaller one. The engine is asked for ``formant``
times less of pace and ``12 log2(formant)`` half tones less of pitch, so that only the formants move.
"""

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import log2

import numpy as np
import numpy.typing as npt
import soxr

from reader.errors import SpeechError
from reader.speech.sound.aiff import is_aiff, parse_aiff
from reader.speech.sound.cue_points import cue_points, with_cue_points
from reader.speech.sound.mp3 import SAMPLE_RATE

# Peaks above the knee are pressed below the loudest, so that every sentence keeps the loudness it was made with: -3 dB of
# full scale, less the decibel that MP3 may add to a peak.
_KNEE, _LOUDEST = 14_000.0, 20_500.0
# The loudness of speech that every voice is brought to (root mean square of what is not silence), and how far.
_SPEECH, _MOST_GAIN = 5_200.0, 4.0
# Softer than this (of 32,768) is taken for silence; -60 dB.
_AUDIBLE = 33
_STEP = 0.005


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono samples of 16 bits, and how many there are a second. ``beats`` are when its morae begin, in samples; none where
    the engine does not say."""

    samples: npt.NDArray[np.int16]
    rate: int
    beats: tuple[int, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to hear."""
        return not bool(np.any(np.abs(self.samples.astype(np.int32)) > _AUDIBLE))


def silence(seconds: float) -> Sound:
    """Zeros at 24 kHz."""
    return Sound(np.zeros(round(seconds * SAMPLE_RATE), dtype=np.int16), SAMPLE_RATE)


def engine_pitch(pitch: float, formant: float) -> float:
    """The half tones to ask an engine for, so that the stretched sound is raised by ``pitch``."""
    return pitch - 12 * log2(formant)


def engine_rate(rate: float, formant: float) -> float:
    """The pace to ask an engine for, so that the stretched sound has the pace ``rate``."""
    return rate / formant


def stretched(
    samples: npt.NDArray[np.floating] | npt.NDArray[np.int16], rate: int, formant: float = 1.0
) -> Sound:
    """The samples (of 16 bit range) at 24 kHz, their spectrum stretched by ``formant``.

    Peaks that would clip are rounded off; no sentence is made softer for them.
    """
    resampled = soxr.resample(samples.astype(np.float32), rate * formant, SAMPLE_RATE)
    return _limited(resampled, SAMPLE_RATE)


def joined(sounds: Sequence[Sound]) -> Sound:
    """Sounds of one rate, one behind the other."""
    starts = accumulate((len(sound.samples) for sound in sounds), initial=0)
    beats = (start + beat for start, sound in zip(starts, sounds, strict=False) for beat in sound.beats)
    return Sound(np.concatenate([sound.samples for sound in sounds]), sounds[0].rate, tuple(beats))


def gain(sound: Sound) -> float:
    """The factor that makes the sound as loud as every other: some engines speak half as loud as Open JTalk's own voice."""
    samples = sound.samples.astype(np.float32)
    step = max(1, round(sound.rate * _STEP))
    power = (samples[: len(samples) // step * step].reshape(-1, step) ** 2).mean(axis=1)
    spoken = power[power > _AUDIBLE**2]
    if not len(spoken):
        return 1.0
    loudness = float(np.sqrt(spoken[spoken > 0.01 * spoken.max()].mean()))
    return min(max(_SPEECH / loudness, 1 / _MOST_GAIN), _MOST_GAIN)


def amplified(sound: Sound, factor: float) -> Sound:
    """The sound so many times as loud."""
    louder = sound.samples.astype(np.float32) * np.float32(factor)
    return replace(_limited(louder, sound.rate), beats=sound.beats)


def _limited(samples: npt.NDArray[np.float32], rate: int) -> Sound:
    """The samples as whole numbers, peaks above the knee pressed together."""
    over = np.abs(samples) > _KNEE
    room = _LOUDEST - _KNEE
    beyond = np.abs(samples[over]) - _KNEE
    samples[over] = np.sign(samples[over]) * (_KNEE + room * np.tanh(beyond / room))
    return Sound(np.rint(samples).astype(np.int16), rate)


def heard(sound: Sound, margin: float) -> range:
    """The samples that are heard, with at most ``margin`` seconds of silence before and behind them; none where there is
    nothing to hear."""
    step = max(1, round(sound.rate * _STEP))
    whole = len(sound.samples) // step * step
    levels = np.abs(sound.samples[:whole].astype(np.int32)).reshape(-1, step).max(axis=1)
    audible = np.flatnonzero(levels > _AUDIBLE)
    if not len(audible):
        return range(0)
    edge = round(margin * sound.rate)
    start = max(0, int(audible[0]) * step - edge)
    return range(start, min(len(sound.samples), (int(audible[-1]) + 1) * step + edge))


def wav_bytes(sound: Sound) -> bytes:
    """The sound as a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.samples.astype("<i2").tobytes())
    return with_cue_points(buffer.getvalue(), sound.beats)


def sound_from_file(data: bytes) -> Sound:
    """The sound of a WAV or AIFF file of 16 bits; several channels are made one. SpeechError if it is none."""
    try:
        pcm, channels, bits, rate = _parsed(data)
    except (wave.Error, EOFError, ValueError) as error:
        raise SpeechError("音声エンジンの出した音声ファイルを読めません。もう一度試してください。") from error
    if bits != 16:
        raise SpeechError(f"音声エンジンの出した音声が {bits} ビットです。16 ビットの声を選んでください。")
    whole = len(pcm) // (2 * channels) * 2 * channels
    samples = np.frombuffer(pcm[:whole], dtype="<i2")
    if channels > 1:
        samples = samples.reshape(-1, channels).mean(axis=1)
    return Sound(samples.astype(np.int16), rate, cue_points(data))


def _parsed(data: bytes) -> tuple[bytes, int, int, int]:
    """Samples, channels, bits a sample, samples a second."""
    if is_aiff(data):
        aiff = parse_aiff(data)
        return aiff.data, aiff.channels, aiff.bits, aiff.rate
    with wave.open(io.BytesIO(data)) as file:
        frames = file.readframes(file.getnframes())
        return frames, file.getnchannels(), 8 * file.getsampwidth(), file.getframerate()
