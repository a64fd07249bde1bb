"""Which clips must stay, whatever room they take: those of pinned sessions, 「定例会 20211028-1」 say.

``audio_cache/pins/20211028-1`` holds the keys of one session, one a line. Deleting the file lets them go.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

from reader.speech.clips.key import is_clip_key

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")


class ClipPins:
    """Sets of keys by session id, on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pin(self, name: str, keys: frozenset[str]) -> None:
        """Keep these clips; whatever was kept for that name before is let go. OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = self._folder / f".{name}.{os.getpid()}"
        aside.write_text("".join(f"{key}\n" for key in sorted(keys)), encoding="utf-8")
        aside.replace(self._path(name))

    def unpin(self, name: str) -> None:
        """Let the clips kept for that name go. OSError."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> frozenset[str]:
        """What is pinned."""
        with suppress(OSError):
            return frozenset(path.name for path in self._folder.iterdir() if _NAME.fullmatch(path.name))
        return frozenset()

    def keys(self) -> frozenset[str]:
        """All pinned clips."""
        found: set[str] = set()
        for name in self.names():
            with suppress(OSError):
                found.update(filter(is_clip_key, self._path(name).read_text(encoding="utf-8").split()))
        return frozenset(found)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a name to pin by: {name!r}")
        return self._folder / name
