"""In which voices sessions are being heard, told to every process that serves them.

``audio_cache/heard/20211028-1`` holds a line about the voices, 「… usual」; when it was written last is when somebody listened
last. Deleting the file has it settled anew.
"""

import os
import re
import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from reader.speech.clips.folder import put_in_place

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_REMEMBERED = 4_096


class HeardVoices:
    """Lines by session id, each with the time at which it held last. What cannot be written counts in this process alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unwritten: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._guard = threading.Lock()

    def of(self, session_id: str) -> tuple[str, float] | None:
        """The line, and the seconds of the clock at which it held last; None if there is none."""
        with suppress(OSError, UnicodeDecodeError):
            path = self._path(session_id)
            return path.read_text(encoding="utf-8"), path.stat().st_mtime
        with self._guard:
            return self._unwritten.get(session_id)

    def note(self, session_id: str, line: str, now: float) -> None:
        """The line holds at that time."""
        try:
            path = self._path(session_id)
            known = self.of(session_id)
            if known is None or known[0] != line:
                put_in_place(path, line.encode())
            os.utime(path, (now, now))
        except OSError:
            with self._guard:
                self._unwritten[session_id] = line, now
                self._unwritten.move_to_end(session_id)
                while len(self._unwritten) > _REMEMBERED:
                    self._unwritten.popitem(last=False)

    def _path(self, session_id: str) -> Path:
        """OSError for what cannot be a file's name."""
        if not _NAME.fullmatch(session_id):
            raise OSError(f"not a name: {session_id!r}")
        return self._folder / session_id
