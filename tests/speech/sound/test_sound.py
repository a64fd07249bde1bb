"""Samples: in and out of WAV, stretched, trimmed, made equally loud."""

import io
import struct
import wave
from dataclasses import replace

import numpy as np
import pytest

from reader.errors import SpeechError
from reader.speech.sound.finishing import Finishing
from reader.speech.sound.sound import (
    Sound,
    engine_pitch,
    engine_rate,
    joined,
    silence,
    sound_from_file,
    stretched,
    wav_bytes,
)
from tests.speech.sounds import loudness, tone


def finished(sound: Sound) -> Sound:
    finishing = Finishing()
    return replace(finishing.more(sound), beats=finishing.beats(sound))


def test_a_sound_survives_wav() -> None:
    sound = Sound(tone(0.2), 24_000)
    again = sound_from_file(wav_bytes(sound))
    assert again.rate == 24_000
    assert np.array_equal(again.samples, sound.samples)


def test_beats_go_along_through_a_file_and_what_is_cut_off() -> None:
    quiet = silence(0.5)
    sound = joined([quiet, Sound(tone(0.2), 24_000, (0, 2400)), quiet])
    again = finished(sound_from_file(wav_bytes(sound)))
    assert again.beats == (720, 3120)
    for cut in range(1, 60):
        sound_from_file(wav_bytes(sound)[:-cut])


def test_two_channels_become_one() -> None:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(np.array([[100, 300], [200, 400]], dtype="<i2").tobytes())
    assert sound_from_file(buffer.getvalue()).samples.tolist() == [200, 300]


def aiff(samples: bytes, compression: bytes = b"", channels: int = 1) -> bytes:
    """A file as macOS writes it: 22,050 Hz as an 80-bit number."""
    rate = struct.pack(">HQ", 16383 + 14, 22_050 << (63 - 14))
    frames = len(samples) // 2 // channels
    common = struct.pack(">hLh", channels, frames, 16) + rate + (compression and compression + b"\0\0")
    sound = struct.pack(">LL", 0, 0) + samples
    chunks = [b"COMM" + struct.pack(">L", len(common)) + common, b"FLLR" + struct.pack(">L", 3) + b"abc\0"]
    body = (b"AIFC" if compression else b"AIFF") + b"".join(chunks)
    body += b"SSND" + struct.pack(">L", len(sound)) + sound
    return b"FORM" + struct.pack(">L", len(body)) + body


@pytest.mark.parametrize(
    "data",
    [aiff(b"\x01\x02\xff\xfe"), aiff(b"\x02\x01\xfe\xff", b"sowt"), aiff(b"\x01\x02\xff\xfe", b"NONE")],
)
def test_what_macos_writes_is_read(data: bytes) -> None:
    sound = sound_from_file(data)
    assert (sound.samples.tolist(), sound.rate) == ([258, -2], 22_050)


@pytest.mark.parametrize(
    "data",
    [
        aiff(b"", b"ulaw"),
        aiff(b"\0\0")[:40],
        b"FORM\0\0\0\4AIFF",
        b"",
        b"RIFF",
        b"RIFF\x10\0\0\0WAVEfmt ",
        wav_bytes(silence(0.1))[:30],
    ],
)
def test_what_is_no_wav_is_told(data: bytes) -> None:
    with pytest.raises(SpeechError, match="読めません"):
        sound_from_file(data)


@pytest.mark.parametrize("formant", [0.83, 1.0, 1.1])
def test_stretching_shifts_the_spectrum_and_is_taken_back_by_the_engine(formant: float) -> None:
    spoken_by_engine = 300 * 2 ** (engine_pitch(0.0, formant) / 12)
    sound = stretched(tone(1.0 / engine_rate(1.0, formant), spoken_by_engine, 48_000), 48_000, formant)
    assert sound.seconds == pytest.approx(1.0, abs=0.01)
    spectrum = np.abs(np.fft.rfft(sound.samples))
    assert np.argmax(spectrum) / sound.seconds == pytest.approx(300, abs=3)


def test_peaks_are_rounded_off_and_never_wrap() -> None:
    loud = stretched(60_000 * np.sin(np.arange(24_000) * 0.05), 24_000)
    assert 20_000 < np.abs(loud.samples.astype(int)).max() <= 32_000


def test_the_silence_around_is_cut_to_the_margin() -> None:
    sound = finished(joined([silence(0.5), Sound(tone(0.3), 24_000), silence(0.7)]))
    assert sound.seconds == pytest.approx(0.36, abs=0.02)


def test_nothing_is_given_of_silence() -> None:
    assert not len(finished(silence(0.5)).samples)


def test_a_sound_that_comes_piece_by_piece_is_the_one_that_comes_at_once() -> None:
    """The first that is heard settles where it begins and how loud it is; pauses between the pieces stay."""
    parts = [silence(0.4), Sound(tone(0.3), 24_000, (0, 900)), silence(0.5), Sound(tone(0.2), 24_000, (50,))]
    whole = joined([*parts, silence(0.6)])
    finishing = Finishing()
    pieces = [finishing.more(joined(parts[:count])) for count in range(1, 5)] + [finishing.more(whole)]
    assert [round(piece.seconds, 1) for piece in pieces] == [0.0, 0.3, 0.0, 0.7, 0.0]
    assert np.allclose(joined(pieces).samples, finished(whole).samples, rtol=0.01, atol=2)
    assert finishing.beats(whole) == finished(whole).beats == (720, 1620, 720 + 19_200 + 50)


def test_every_piece_of_a_sound_is_made_equally_loud() -> None:
    """Though a driver makes the second half as loud as the first; in the pause between them nothing is heard of it."""
    parts = [Sound(tone(0.5), 24_000), silence(0.3), Sound((tone(0.5) * 0.5).astype(np.int16), 24_000)]
    finishing = Finishing()
    first, second = (finishing.more(joined(parts[:count])) for count in (1, 3))
    assert loudness(first.samples) == pytest.approx(5_200, rel=0.05)
    assert loudness(second.samples[-len(parts[2].samples) :]) == pytest.approx(5_200, rel=0.05)


@pytest.mark.parametrize("gain", [0.3, 1.0, 2.5])
def test_every_sound_is_made_equally_loud(gain: float) -> None:
    sound = Sound((tone(0.5) * gain).astype(np.int16), 24_000)
    with_a_pause = finished(joined([sound, silence(0.5), sound]))
    assert loudness(with_a_pause.samples[: len(sound.samples)]) == pytest.approx(5_200, rel=0.05)
