"""Episodes of sessions whose sound is there, kept beside the exports: a feed of 300 sessions loads none of them.

What is new is examined a few sessions at a time, the ones that were not looked at for longest first; what a feed once had it has
for as long as sound and words stay as they are.
"""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import asdict
from typing import BinaryIO

from reader.errors import ReaderError
from reader.exporting.exporter import RENDERING, Exporter
from reader.exports.feeds.episode import Episode, episode

AT_ONCE = 5
"""Sessions that are examined for one request."""


class Episodes:
    """May be asked from any thread."""

    def __init__(self, exporter: Exporter) -> None:
        self._exporter = exporter
        self._known: dict[str, tuple[str, Episode]] = {}
        self._waiting: OrderedDict[str, None] = OrderedDict()
        self._guard = threading.Lock()

    def of(self, stamps: Iterable[tuple[str, str]]) -> dict[str, Episode]:
        """The episodes of these sessions (id, stamp), as far as they are known and their sound is there."""
        found: dict[str, Episode] = {}
        missing: dict[str, str] = {}
        for session_id, stamp in stamps:
            version = self._version(stamp)
            known = self._known.get(session_id)
            told = known[1] if known and known[0] == version else self._kept(session_id, version)
            if told is None:
                missing[session_id] = version
            else:
                self._known[session_id] = version, told
                found[session_id] = told
        for session_id in self._next(missing):
            told = self._examined(session_id, missing[session_id])
            if told is not None:
                self._known[session_id] = missing[session_id], told
                found[session_id] = told
        return found

    def _version(self, stamp: str) -> str:
        content = repr((RENDERING, stamp, self._exporter.voices))
        return hashlib.sha256(content.encode()).hexdigest()[:20]

    def _kept(self, session_id: str, version: str) -> Episode | None:
        path = self._exporter.files.path_of(session_id, version, "episode")
        try:
            return _read(path.read_bytes())
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _next(self, missing: dict[str, str]) -> list[str]:
        with self._guard:
            for session_id in list(self._waiting):
                if session_id not in missing:
                    del self._waiting[session_id]
            for session_id in missing:
                self._waiting.setdefault(session_id, None)
            chosen = list(self._waiting)[:AT_ONCE]
            for session_id in chosen:
                self._waiting.move_to_end(session_id)
        return chosen

    def _examined(self, session_id: str, version: str) -> Episode | None:
        try:
            told = episode(self._exporter.material(session_id, needs_sound=True))
        except ReaderError:
            return None

        def write(file: BinaryIO) -> None:
            file.write(json.dumps(asdict(told)).encode())

        self._exporter.files.of(session_id, version, "episode", False, write)
        return told


def _read(data: bytes) -> Episode:
    """An episode as it was kept. ValueError, TypeError for what is none."""
    kept = json.loads(data)
    return Episode(
        kept["length"],
        kept["duration_ms"],
        tuple(kept["people"]),
        tuple((begin, title) for begin, title in kept["chapters"]),
        tuple((begin, length, title) for begin, length, title in kept["bites"]),
        tuple((number, name, length, words) for number, name, length, words in kept["turns"]),
    )
