"""The ``faulty`` driver: its voice says how it goes wrong.

::

    hang            never returns
    slow            rests for some seconds
    die             the process ends in mid-sentence, every time
    die-once PATH   the first time; PATH remembers that
    empty           writes nothing       silent   writes zeros       short   writes one sample       long   a minute
    garbage         writes no WAV        print    prints, and speaks
"""

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from reader.speech.drivers.sentence_driver import Manner, SentenceDriver
from reader.speech.sound.sound import Sound, silence
from reader.speech.voices.voice import DriverVoice


class FaultyDriver(SentenceDriver):
    """Writes something else than a sentence."""

    def save_to_file(self, text: str, filename: str) -> None:
        """Goes wrong if that is done here."""
        fault = str(self._properties["voice"])
        if fault == "empty":
            return
        if fault == "garbage":
            Path(filename).write_bytes(b"RIFF nonsense")
            return
        super().save_to_file(text, filename)


class FaultyEngine:
    """Speaks a tone, unless its voice says otherwise."""

    properties: Mapping[str, Any] = {}

    def voices(self, _properties: Mapping[str, Any], /) -> list[DriverVoice]:
        """One."""
        return [DriverVoice("fine", "正常")]

    def speak(self, text: str, manner: Manner, sounding: Callable[[Sound], None], /) -> Sound:
        """A second of a tone."""
        fault, _, place = (manner.voice or "").partition(" ")
        if fault == "hang":
            time.sleep(3600)
        if fault == "slow":
            time.sleep(3)
        if fault == "die" or (fault == "die-once" and not Path(place).exists()):
            if place:
                Path(place).touch()
            os._exit(1)
        if fault == "silent":
            return silence(1.0)
        if fault == "print":
            sys.stdout.write("noise\n" * 1000)
            os.write(1, b"noise\n" * 1000)
        if fault.startswith("pieces"):
            return self._pieces(sounding, Path(place) if fault == "pieces-die-once" else None)
        length = {"short": 1, "long": 60 * 24_000}.get(fault, 24_000)
        tone = 9000 * np.cos(np.arange(length) * 0.05)
        return Sound(tone.astype(np.int16), 24_000)

    @staticmethod
    def _pieces(sounding: Callable[[Sound], None], died: Path | None) -> Sound:
        """Three times half a second of a tone and a pause; dies after the second, once."""
        half = np.pad(9000 * np.cos(np.arange(9_600) * 0.05), (0, 2_400)).astype(np.int16)
        for number in (1, 2):
            sounding(Sound(np.tile(half, number), 24_000))
        if died and not died.exists():
            died.touch()
            os._exit(1)
        return Sound(np.tile(half, 3), 24_000)


def buildDriver(proxy: Any) -> SentenceDriver:  # noqa: N802 - pyttsx3's name
    """Called by pyttsx3."""
    return FaultyDriver(proxy, FaultyEngine())
