"""The ``late`` driver: as macOS's, it returns from ``save_to_file`` before the file is written, and writes AIFF.

The file is complete only after the loop has gone round a few times; whoever ends the loop earlier has half of it.
"""

import struct
from pathlib import Path
from typing import Any

from reader.speech.voices.voice import DriverVoice

_ROUNDS = 5


class LateDriver:
    """Has one voice and takes any property. The names of its methods are pyttsx3's."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._looping = False
        self._target: Path | None = None
        self._rounds = 0

    def destroy(self) -> None:
        """Nothing to do."""

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Goes round until the end; says at the first round that it is not busy, as macOS's driver does."""
        self._looping = True
        self._proxy.setBusy(False)
        while self._looping:
            self._go_round()

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Ends the loop."""
        self._looping = False

    def stop(self) -> None:
        """Drops what is not written yet."""
        self._target = None

    def save_to_file(self, text: str, filename: str) -> None:
        """Begins to write."""
        self._proxy.setBusy(True)
        self._target, self._rounds = Path(filename), 0

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        """Its voice."""
        if name == "voices":
            return [DriverVoice("late", "おくれる声")]
        raise KeyError(name)

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        """Anything goes."""

    def _go_round(self) -> None:
        self._rounds += 1
        if self._target and self._rounds == _ROUNDS:
            self._target.write_bytes(_one_second())
            self._target = None
            self._proxy.setBusy(False)


def _one_second() -> bytes:
    samples = struct.pack(">24000h", *(9000 if at // 50 % 2 else -9000 for at in range(24_000)))
    common = struct.pack(">hLh", 1, 24_000, 16) + struct.pack(">HQ", 16383 + 14, 24_000 << 49)
    sound = struct.pack(">LL", 0, 0) + samples
    body = b"AIFFCOMM" + struct.pack(">L", len(common)) + common
    body += b"SSND" + struct.pack(">L", len(sound)) + sound
    return b"FORM" + struct.pack(">L", len(body)) + body


def buildDriver(proxy: Any) -> LateDriver:  # noqa: N802 - pyttsx3's name
    """Called by pyttsx3."""
    return LateDriver(proxy)
