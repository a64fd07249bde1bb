"""The name of a clip: SHA-256 over everything that changes its sound, and nothing else.

::

    format of the clip · driver · driver's version · model, rate, pitch, formant · what is spoken

What is spoken is the digest of the full-context labels for a driver that speaks labels (Open JTalk, natural, VOICEVOX), so 「県下市町」 has
another name once its reading is corrected; a driver that reads text on its own has its text and kana in the name too.
Neither the minutes nor the sentence's place are part of it: 「異議なし。」 by the same voice is one clip everywhere.
"""

import hashlib
import json
import re
from collections.abc import Callable

from reader.speech.voices.voice import Voice

FORMAT = 1
"""Raised whenever the same speech would be encoded to other frames."""

_KEY = re.compile(r"[0-9a-f]{64}")
_SPEAKS_LABELS = frozenset({"openjtalk", "natural", "voicevox"})


def clip_key(voice: Voice, version: str, digest: str, given: Callable[[], tuple[str, str]]) -> str:
    """The key of the clip in which ``voice`` (its driver in that ``version``) says the utterance with that digest. ``given`` makes the
    text and the kana that the driver is given, out of words that nobody has looked at perhaps: it is asked where they are in the name."""
    spoken = [digest] if voice.driver in _SPEAKS_LABELS else [digest, *given()]
    sound = [FORMAT, voice.driver, version, voice.model, voice.rate, voice.pitch, voice.formant, *spoken]
    return hashlib.sha256(json.dumps(sound, ensure_ascii=False).encode()).hexdigest()


def is_clip_key(text: str) -> bool:
    """Whether ``text`` has the form of a key, so that it may name a file."""
    return _KEY.fullmatch(text) is not None
