"""Clips that could not be stored, kept in memory: who asked for 「委員」 on a full disk hears it all the same."""

import threading
from collections import OrderedDict

from reader.speech.sound import mp3

_MAX_BYTES = 64 * 1024 * 1024


class MemoryCache:
    """A bounded number of clips by key; the one put or read longest ago goes first."""

    def __init__(self, max_bytes: int = _MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._clips: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._guard = threading.Lock()

    def put(self, key: str, data: bytes) -> None:
        """Keep the clip."""
        self.drop(key)
        with self._guard:
            self._clips[key] = data
            self._bytes += len(data)
            while self._bytes > self._max_bytes:
                self._bytes -= len(self._clips.popitem(last=False)[1])

    def read(self, key: str) -> bytes | None:
        """The clip, if it is kept."""
        with self._guard:
            data = self._clips.get(key)
            if data is not None:
                self._clips.move_to_end(key)
            return data

    def frames(self, key: str) -> int | None:
        """How many frames the clip has, if it is kept."""
        data = self.read(key)
        return None if data is None else len(data) // mp3.FRAME_BYTES

    def drop(self, key: str) -> None:
        """Keep the clip no longer."""
        with self._guard:
            self._bytes -= len(self._clips.pop(key, b""))
