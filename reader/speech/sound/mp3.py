"""MP3 as this house uses it: frames that may be cut and joined anywhere between clips.

One format: MPEG-2 Layer III, mono, 24 kHz, constant 48 kbit/s. A frame is 144 bytes and 576 samples (24 ms)::

    FF F3        sync, MPEG-2, Layer III, no checksum
    64           48 kbit/s, 24 kHz, no padding
    C4           mono, original
    9 bytes      side information; its first byte is how far back in earlier frames the data begins
    131 bytes    sound

There is no Xing or Info frame, so 「委員」 + silence + 「目的について、…」 joined are again one valid stream, and a time is
exact: frames × 576 / 24000 seconds. A clip's first frame never points back (the encoder starts with an empty
reservoir), so no clip needs the sound before it. A frame whose side information is all zero is silence, and what
stands behind it is passed over by decoders.
"""

import lameenc
import numpy as np
import numpy.typing as npt

from reader.errors import SpeechError

SAMPLE_RATE = 24_000
BIT_RATE = 48
FRAME_BYTES = 144
FRAME_SAMPLES = 576
FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE
DELAY_SECONDS = 1105 / SAMPLE_RATE
"""How much later than in the samples a sound is heard: 576 samples by the encoder, 529 by any decoder."""
BYTES_PER_SECOND = FRAME_BYTES * SAMPLE_RATE // FRAME_SAMPLES
ASIDE_BYTES = 131

_HEADER = b"\xff\xf3\x64\xc4"
_SIDE_INFORMATION = bytes(9)
_TAG_HEADER = 10
_QUALITY = 7
"""LAME's. From 7 on it shapes no noise, takes half of 5's time and a quarter of 2's; on speech its noise lies lower in
every band, and the spectrum where it is loud is as near to the original (a test holds how near)."""


class Encoder:
    """Makes one clip's frames of samples (mono, ``rate`` a second) that come piece by piece, resampled to 24 kHz where needed.
    The frames are the same however the samples are cut."""

    def __init__(self, rate: int) -> None:
        self._encoder = lameenc.Encoder()
        self._encoder.silence()
        self._encoder.set_channels(1)
        self._encoder.set_in_sample_rate(rate)
        self._encoder.set_out_sample_rate(SAMPLE_RATE)
        self._encoder.set_bit_rate(BIT_RATE)
        self._encoder.set_quality(_QUALITY)

    def more(self, samples: npt.NDArray[np.int16]) -> bytes:
        """The next of the clip's bytes; the last few frames are held back."""
        return bytes(self._encoder.encode(np.ascontiguousarray(samples, dtype="<i2").tobytes()))

    def rest(self) -> bytes:
        """The last of them."""
        return bytes(self._encoder.flush())


def encode(samples: npt.NDArray[np.int16], rate: int) -> bytes:
    """The samples (mono, ``rate`` a second) as one clip's frames."""
    encoder = Encoder(rate)
    data = encoder.more(samples) + encoder.rest()
    frames(data)
    return data


def frames(data: bytes) -> int:
    """How many frames ``data`` holds. SpeechError unless it is a whole clip in this house's format."""
    count, rest = divmod(len(data), FRAME_BYTES)
    if rest or not count:
        raise SpeechError(
            f"音声データの長さ（{len(data)} バイト）がフレームの倍数ではありません。作り直してください。"
        )
    if any(data[i::FRAME_BYTES] != bytes([byte]) * count for i, byte in enumerate(_HEADER)):
        raise SpeechError("音声データの途中に MP3 のフレームではない所があります。作り直してください。")
    if data[len(_HEADER)]:
        raise SpeechError("音声データのはじめのフレームが欠けています。作り直してください。")
    return count


def silent_frame(aside: bytes = b"") -> bytes:
    """One frame of silence; ``aside`` (at most 131 bytes) rides behind it unheard."""
    if len(aside) > ASIDE_BYTES:
        raise ValueError(f"{len(aside)} bytes do not fit behind a silent frame")
    return _HEADER + _SIDE_INFORMATION + aside.ljust(ASIDE_BYTES, b"\0")


def silent_frames(seconds: float) -> int:
    """How many frames of silence are nearest to ``seconds``."""
    return max(0, round(seconds / FRAME_SECONDS))


def silence(seconds: float) -> bytes:
    """Silence of ``seconds``, to the nearest frame (24 ms)."""
    return silent_frame() * silent_frames(seconds)


def passed_over(size: int) -> bytes:
    """``size`` bytes (10 to 256 MiB) that every player passes over at the start of a stream: an empty ID3v2 tag."""
    rest = size - _TAG_HEADER
    if not 0 <= rest < 1 << 28:
        raise ValueError(f"a tag cannot have {size} bytes")
    return b"ID3\x03\0\0" + bytes(rest >> shift & 0x7F for shift in (21, 14, 7, 0)) + bytes(rest)


def duration(data: bytes) -> float:
    """Length of a clip in seconds, exact. SpeechError as ``frames``."""
    return frames(data) * FRAME_SECONDS
