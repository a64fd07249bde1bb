"""Measures how a voice sounds: its median pitch, and by what factor its spectrum is stretched against another's.

Pitch is the best peak of the normalised autocorrelation of 40 ms frames. Stretch compares the long-term spectral
envelopes (cepstrally smoothed, on a logarithmic frequency axis) of the same sentences said by both: a stretch is a
shift there, found where the correlation of the two envelopes is highest.
"""

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float64]

_FRAME, _HOP = 0.04, 0.01
_LOW, _HIGH = 60.0, 500.0
_VOICED = 0.6


def median_pitch(samples: Samples, rate: int) -> float:
    """The median fundamental frequency of the voiced frames, in Hz."""
    return float(np.median(pitches(samples, rate)))


def pitches(samples: Samples, rate: int) -> Samples:
    """The fundamental frequency of each voiced frame, in Hz."""
    frames = _frames(samples, rate)
    loud = np.sqrt((frames**2).mean(axis=1))
    frames = frames[loud > 0.1 * np.percentile(loud, 95)]
    frames = (frames - frames.mean(axis=1, keepdims=True)) * np.hanning(frames.shape[1])
    size = 2 ** int(np.ceil(np.log2(2 * frames.shape[1])))
    lags = np.arange(int(rate / _HIGH), min(int(rate / _LOW), int(frames.shape[1] * 0.6)))
    window = _autocorrelation(np.hanning(frames.shape[1])[None, :], size)
    correlation = _autocorrelation(frames, size)
    within = correlation[:, lags] / correlation[:, :1] / (window[:, lags] / window[:, :1])
    best = within.max(axis=1)
    # Of peaks nearly as high, the shortest lag is the period; the others are its multiples.
    first = np.argmax(within >= 0.9 * best[:, None], axis=1)
    found = [
        _LOW if b < _VOICED else rate / lags[_climb(row, f)]
        for row, f, b in zip(within, first, best, strict=True)
    ]
    voiced = np.asarray(found)[best >= _VOICED]
    kept: Samples = voiced[(voiced > _LOW * 1.05) & (voiced < _HIGH * 0.98)]
    return kept


def loud_frames(samples: Samples, rate: int) -> int:
    """How many frames, one each 10 ms, are not a pause."""
    loud = np.sqrt((_frames(samples, rate) ** 2).mean(axis=1))
    return int((loud > 0.1 * np.percentile(loud, 95)).sum())


def stretch(samples: Samples, other: Samples, rate: int) -> float:
    """By what factor the spectrum of ``samples`` is stretched against that of ``other`` (the same sentences)."""
    octaves = np.linspace(np.log2(250.0), np.log2(7000.0), 800)
    one, two = _envelope(samples, rate, octaves), _envelope(other, rate, octaves)
    shifts = range(-90, 91)
    scores: list[float] = [
        float(np.corrcoef(one[max(0, s) : 800 + min(0, s)], two[max(0, -s) : 800 - max(0, s)])[0, 1])
        for s in shifts
    ]
    step = octaves[1] - octaves[0]
    return float(2 ** (shifts[int(np.argmax(scores))] * step))


def _envelope(samples: Samples, rate: int, octaves: Samples) -> Samples:
    frames = _frames(samples, rate)
    loud = np.sqrt((frames**2).mean(axis=1))
    frames = frames[loud > 0.2 * np.percentile(loud, 95)] * np.hanning(frames.shape[1])
    power = np.abs(np.fft.rfft(frames, 2048)) ** 2
    # 30 quefrencies at 24 kHz follow the formants and not the harmonics.
    cepstra = np.fft.irfft(np.log(power + 1e-3 * power.max(axis=1, keepdims=True) * 1e-3))
    cepstra[:, 30 : 2048 - 29] = 0
    smooth = np.fft.rfft(cepstra).real.mean(axis=0)
    frequencies = np.fft.rfftfreq(2048, 1 / rate)
    return np.asarray(np.interp(2**octaves, frequencies, smooth), dtype=np.float64)


def _frames(samples: Samples, rate: int) -> Samples:
    length, hop = round(_FRAME * rate), round(_HOP * rate)
    return np.lib.stride_tricks.sliding_window_view(samples, length)[::hop].copy()


def _autocorrelation(frames: Samples, size: int) -> Samples:
    return np.fft.irfft(np.abs(np.fft.rfft(frames, size)) ** 2)


def _climb(row: Samples, start: int) -> int:
    """The top of the slope that ``start`` stands on."""
    at = int(start)
    while at + 1 < len(row) and row[at + 1] > row[at]:
        at += 1
    return at
