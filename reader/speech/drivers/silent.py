"""The ``silent`` driver, for tests: a silence as long as the sentence would take.

ハイ (2 morae) at the driver's own pace of 7 morae a second → 0.29 s of zeros.
"""

from collections.abc import Callable, Mapping
from typing import Any

from reader.errors import DriverMissingError, SpeechError
from reader.readings.writing.kana import morae
from reader.speech.drivers.sentence_driver import Manner, SentenceDriver
from reader.speech.sound.sound import Sound, silence
from reader.speech.voices.voice import DriverVoice

MORAE_A_SECOND = 7.0


def buildDriver(proxy: Any) -> SentenceDriver:  # noqa: N802 - pyttsx3's name
    """Called by pyttsx3."""
    return SentenceDriver(proxy, SilentEngine())


class SilentEngine:
    """Makes silence."""

    properties: Mapping[str, Any] = {}

    def voices(self, _properties: Mapping[str, Any], /) -> list[DriverVoice]:
        """One voice."""
        return [DriverVoice("silent", "無音")]

    def speak(self, text: str, manner: Manner, _sounding: Callable[[Sound], None], /) -> Sound:
        """Zeros, 24,000 a second."""
        if manner.voice not in (None, "silent"):
            raise DriverMissingError(f"声「{manner.voice}」がありません。reader voices で確かめてください。")
        count = len(morae(manner.kana))
        if not count:
            raise SpeechError(f"「{text[:20]}」には読む所がありません。")
        return silence(count / (MORAE_A_SECOND * manner.rate))
