"""The cue points of a WAV file: places in its sound, which a driver of ours hands over with the sound itself.

::

    RIFF size WAVE … data size samples
      cue   count (4), then 24 bytes a point: number, position, "data", 0, 0, place in samples     all low byte first
"""

import struct
from collections.abc import Sequence

_POINT = struct.Struct("<II4sIII")
_COUNT = struct.Struct("<I")
_CHUNK = struct.Struct("<4sI")
_RIFF_BYTES = 12


def with_cue_points(wav: bytes, places: Sequence[int]) -> bytes:
    """The file with these places (in samples) behind its sound; as it is where there are none."""
    if not places:
        return wav
    points = b"".join(
        _POINT.pack(number, place, b"data", 0, 0, place) for number, place in enumerate(places, 1)
    )
    body = wav + b"\0" * (len(wav) % 2) + _CHUNK.pack(b"cue ", _COUNT.size + len(points))
    body += _COUNT.pack(len(places)) + points
    return _CHUNK.pack(b"RIFF", len(body) - _CHUNK.size) + body[_CHUNK.size :]


def cue_points(data: bytes) -> tuple[int, ...]:
    """The places that a file names, in samples; none if it names none, or is no WAV file."""
    at = _RIFF_BYTES if data[:4] == b"RIFF" and data[8:_RIFF_BYTES] == b"WAVE" else len(data)
    while at + _CHUNK.size <= len(data):
        name, size = _CHUNK.unpack_from(data, at)
        at += _CHUNK.size
        if name == b"cue ":
            points = data[at + _COUNT.size : at + size]
            whole = points[: len(points) // _POINT.size * _POINT.size]
            return tuple(point[-1] for point in _POINT.iter_unpack(whole))
        at += size + size % 2
    return ()
