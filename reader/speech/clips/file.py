"""How a clip stands on disk: its frames behind a seal that tells whether they are whole.

::

    frame 0      silence, behind which rides 「READERCLIP」 · SHA-256 over what follows it · how many frames of beats there are
    frame 1 …    beats, if there are any: silence behind which ride the milliseconds from one mora's beginning to the next's
    then         the clip

Seal and beats are frames like any other, so the file plays everywhere; they are taken off before a clip is joined. A file
that is cut short, overwritten in part or stands under another clip's name is told from a whole one.
"""

import hashlib
import struct
from itertools import accumulate, pairwise

from reader.errors import SpeechError
from reader.speech.clips.clip import Clip
from reader.speech.sound import mp3

_MARK = b"READERCLIP"
_STEP = struct.Struct(">H")
_RIDING = mp3.ASIDE_BYTES // _STEP.size * _STEP.size
_MOST_BEATS = 255 * _RIDING // _STEP.size - 1
_COUNT_AT = mp3.FRAME_BYTES - mp3.ASIDE_BYTES + len(_MARK) + hashlib.sha256().digest_size


def sealed(key: str, clip: Clip) -> bytes:
    """The bytes to store for the clip ``key``. SpeechError if it does not consist of whole frames."""
    mp3.frames(clip.frames)
    beats = _beat_frames(clip.beats)
    return _seal(key, clip.frames, beats) + beats + clip.frames


def unsealed(key: str, stored: bytes) -> Clip | None:
    """The clip, or None if ``stored`` is not the whole clip of that name."""
    seal, rest = stored[: mp3.FRAME_BYTES], stored[mp3.FRAME_BYTES :]
    if not rest or len(seal) < mp3.FRAME_BYTES:
        return None
    beats = rest[: seal[_COUNT_AT] * mp3.FRAME_BYTES]
    data = rest[len(beats) :]
    if seal != _seal(key, data, beats):
        return None
    try:
        mp3.frames(data)
    except SpeechError:
        return None
    return Clip(data, _beats(beats))


def _seal(key: str, data: bytes, beats: bytes) -> bytes:
    checksum = hashlib.sha256(f"{key} {len(data)}\n".encode() + data + beats)
    return mp3.silent_frame(_MARK + checksum.digest() + bytes([len(beats) // mp3.FRAME_BYTES]))


def _beat_frames(beats: tuple[int, ...]) -> bytes:
    """How many steps there are, then the steps; nothing where there are no beats, or more than a sentence has."""
    steps = [later - earlier for earlier, later in pairwise((0, *beats))]
    if not beats or len(beats) > _MOST_BEATS or not all(0 <= step <= 0xFFFF for step in steps):
        return b""
    packed = b"".join(map(_STEP.pack, (len(steps), *steps)))
    return b"".join(mp3.silent_frame(packed[at : at + _RIDING]) for at in range(0, len(packed), _RIDING))


def _beats(frames: bytes) -> tuple[int, ...]:
    at = mp3.FRAME_BYTES - mp3.ASIDE_BYTES
    packed = b"".join(
        frames[frame + at : frame + at + _RIDING] for frame in range(0, len(frames), mp3.FRAME_BYTES)
    )
    if not packed:
        return ()
    (count,) = _STEP.unpack_from(packed)
    steps = (step for (step,) in _STEP.iter_unpack(packed[_STEP.size : _STEP.size * (count + 1)]))
    return tuple(accumulate(steps))
