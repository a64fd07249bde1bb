"""Which clips are being served, by this process or any other: they stay, whatever room they take.

``audio_cache/held/4711-0`` holds the keys of one answer of process 4711, one a line, and is locked for as long as that
answer lasts. The lock goes when its holder dies, so what a killed process leaves behind holds nothing and is taken away.
Where no file can be written (a read-only folder) nothing can be pruned either.
"""

import itertools
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from reader.speech.clips.key import is_clip_key
from reader.speech.clips.lock import is_locked, locked_file

_WRITTEN = "."


class ClipLeases:
    """Sets of keys, each kept by a process that lives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count()

    @contextmanager
    def holding(self, keys: Iterable[str]) -> Iterator[None]:
        """Keep these clips. May be called from any thread."""
        path = self._folder / f"{os.getpid()}-{next(self._numbers)}"
        with ExitStack() as stack:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                aside = path.with_name(f"{_WRITTEN}{path.name}")
                file = locked_file(aside, "".join(f"{key}\n" for key in keys).encode())
                stack.callback(os.close, file)
                aside.replace(path)
                stack.callback(_removed, path)
            yield

    def keys(self) -> frozenset[str]:
        """All clips that are being served."""
        found: set[str] = set()
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name.startswith(_WRITTEN):
                    continue
                with suppress(OSError):
                    found.update(self._of(path))
        return frozenset(found)

    def _of(self, path: Path) -> list[str]:
        if is_locked(path):
            return list(filter(is_clip_key, path.read_text(encoding="ascii").split()))
        path.unlink()
        return []


def _removed(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
