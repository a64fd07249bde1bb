"""How a clip stands on disk: its frames behind a seal that tells whether they are whole.

::

    frame 0      silence, behind which rides 「READERCLIP」 · SHA-256 over key, number and bytes of the frames
    frame 1 …    the clip

The seal is a frame like any other, so the file plays everywhere; it is taken off before a clip is joined. A file
that is cut short, overwritten in part or stands under another clip's name is told from a whole one.
"""

import hashlib

from reader.errors import SpeechError
from reader.speech.sound import mp3

_MARK = b"READERCLIP"


def sealed(key: str, data: bytes) -> bytes:
    """The bytes to store for the clip ``key``. SpeechError if ``data`` is not whole frames."""
    mp3.frames(data)
    return _seal(key, data) + data


def unsealed(key: str, stored: bytes) -> bytes | None:
    """The clip's frames, or None if ``stored`` is not the whole clip of that name."""
    seal, data = stored[: mp3.FRAME_BYTES], stored[mp3.FRAME_BYTES :]
    if not data or seal != _seal(key, data):
        return None
    try:
        mp3.frames(data)
    except SpeechError:
        return None
    return data


def _seal(key: str, data: bytes) -> bytes:
    checksum = hashlib.sha256(f"{key} {len(data)}\n".encode() + data)
    return mp3.silent_frame(_MARK + checksum.digest())
