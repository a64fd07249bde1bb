"""Exports as files: written whole beside, renamed, named by what is in them, and thrown out when they are old.

::

    exports/20211028-1.5f0c….vtt        a file that is there is that version, whole
    exports/20211028-1.5f0c….vtt.gz     the same, packed
    exports/20211028-1.5f0c…-part2.epub what was chosen of it, beside the whole: a part, other furigana

A file of another version of the same session and format goes as soon as the new one is there, whatever was chosen of it:
withdrawn words stay nowhere.
"""

import gzip
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader.errors import ReaderError

MOST_BYTES = 2 * 1024**3
"""How much room files may take; those asked for longest ago go first."""

_CHOSEN = "-"
_PART = ".part"
_PACKED = ".gz"


def exports_beside(library: Path) -> Path:
    """The folder of exports of that library's sessions; safe to delete at any time."""
    return library.with_name("exports")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that is there: of which version, with what was chosen of it, and its packed form if there is one."""

    path: Path
    version: str
    packed: Path | None


class ExportFiles:
    """The folder. May be used from any thread, and by several processes: who writes the same version writes the same bytes."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}

    def of(
        self,
        session_id: str,
        version: str,
        extension: str,
        is_text: bool,
        write: Callable[[BinaryIO], object],
        chosen: str = "",
    ) -> Exported:
        """The file of that version, written by ``write`` if it is not there; made once however many ask. ``chosen`` names what is
        not as usual in it: such files lie beside each other. ReaderError if it cannot be stored."""
        named = f"{version}{_CHOSEN}{chosen}" if chosen else version
        path = self.path_of(session_id, named, extension)
        packed = path.with_name(path.name + _PACKED) if is_text else None
        with self._turn(f"{session_id}.{extension}"):
            if not (path.exists() and (packed is None or packed.exists())):
                try:
                    self._write(path, packed, write)
                except OSError as error:
                    raise ReaderError(
                        "書き出すファイルを置けません。ディスクの空きと、資料庫のフォルダーの許可を確かめてください。"
                    ) from error
                self._drop_others(session_id, version, extension, path)
            with suppress(OSError):
                os.utime(path)
        return Exported(path, named, packed)

    def path_of(self, session_id: str, version: str, extension: str) -> Path:
        """Where the file of that version lies, if it is there."""
        return self._folder / f"{session_id}.{version}.{extension}"

    def forget(self, session_ids: set[str] | None = None) -> None:
        """Takes away every file of these sessions; None: of all."""
        for path in self._files():
            if session_ids is None or path.name.partition(".")[0] in session_ids:
                path.unlink(missing_ok=True)

    def _turn(self, name: str) -> threading.Lock:
        with self._guard:
            return self._turns.setdefault(name, threading.Lock())

    def _write(self, path: Path, packed: Path | None, write: Callable[[BinaryIO], object]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_PART}")
        try:
            with aside.open("w+b") as file:
                write(file)
            if packed is not None:
                beside = aside.with_name(aside.name + _PART)
                beside.write_bytes(gzip.compress(aside.read_bytes(), 6, mtime=0))
                beside.replace(packed)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)

    def _drop_others(self, session_id: str, version: str, extension: str, path: Path) -> None:
        """Other versions of the same, then what is oldest while there is too much."""
        for other in self._files():
            head, _, rest = other.name.partition(".")
            named, _, kind = rest.partition(".")
            is_same = head == session_id and kind.removesuffix(_PACKED) == extension
            if is_same and named.partition(_CHOSEN)[0] != version:
                other.unlink(missing_ok=True)
        there = sorted(((file.stat().st_mtime_ns, file) for file in self._files()), reverse=True)
        room = self._most
        for _, file in there:
            room -= file.stat().st_size
            if room < 0 and path.name not in file.name:
                file.unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        return (path for path in self._folder.glob("*") if path.is_file())
