"""AIFF and AIFF-C, which macOS writes whatever the file is called: uncompressed samples of 16 bits.

::

    FORM size AIFF|AIFC
      COMM  channels (2 bytes), frames (4), bits (2), rate (10, extended precision), in AIFC the compression (4)
      SSND  offset (4), block size (4), then the samples: high byte first, low byte first for "sowt"

「はい。」 by Kyoko → 22,050 samples a second, one channel. Numbers have their high byte first; chunks are padded to even length.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_LOW_BYTE_FIRST = b"sowt"
_UNCOMPRESSED = frozenset({b"NONE", b"twos", _LOW_BYTE_FIRST})


@dataclass(frozen=True, slots=True)
class AiffSound:
    """The samples as bytes, low byte first, and what is needed to understand them."""

    data: bytes
    channels: int
    bits: int
    rate: int


def is_aiff(data: bytes) -> bool:
    """Whether the file says that it is one."""
    return data[:4] == b"FORM" and data[8:12] in (b"AIFF", b"AIFC")


def parse_aiff(data: bytes) -> AiffSound:
    """What the file holds. ValueError if it is broken, or compressed."""
    chunks = dict(_chunks(data))
    try:
        common, sound = chunks[b"COMM"], chunks[b"SSND"]
        channels, _, bits = struct.unpack_from(">hLh", common)
        rate = _extended(common[8:18])
        (offset,) = struct.unpack_from(">L", sound)
    except (KeyError, struct.error) as error:
        raise ValueError(f"broken AIFF: {error}") from error
    compression = common[18:22] or b"NONE"
    if compression not in _UNCOMPRESSED or channels < 1 or rate < 1:
        raise ValueError(f"AIFF of {channels} channels, {rate} Hz, {compression!r}")
    samples = sound[8 + offset :]
    samples = samples[: len(samples) // 2 * 2]
    if compression != _LOW_BYTE_FIRST:
        swapped = bytearray(samples)
        swapped[0::2], swapped[1::2] = samples[1::2], samples[0::2]
        samples = bytes(swapped)
    return AiffSound(samples, channels, bits, rate)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8])
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _extended(data: bytes) -> int:
    """An 80-bit floating point number, without its fraction. ValueError if it is no rate that sound has."""
    bits = int.from_bytes(data[:2]) - 16383
    if len(data) < 10 or not 0 <= bits < 32:
        raise ValueError("broken AIFF: its rate")
    return int.from_bytes(data[2:10]) >> (63 - bits)
