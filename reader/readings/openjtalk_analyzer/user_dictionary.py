"""The lexicon's lines made a dictionary that Open JTalk can load: MeCab's compiled form, in a file of its own.

下市町,…,シモイチチョウ,… → ``3f9c….dic``
"""

import contextlib
import errno
import hashlib
import os
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from reader.errors import LexiconError
from reader.readings.openjtalk_analyzer.openjtalk import DICTIONARY, VERSION, mecab_dict_index

_COMPILING = Lock()
_SIZE = struct.Struct("<I")
_MAGIC = 0xEF718F77


class CompiledDictionaries:
    """The dictionaries compiled so far, in the folder ``cache``; in a temporary one where that is None or cannot be
    written."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    def path(self, source: str) -> Path:
        """The dictionary of those lines, compiled if it is not there. LexiconError where there is no room at all."""
        name = hashlib.sha256(f"{VERSION}\n{source}".encode()).hexdigest()[:32] + ".dic"
        path = self._folder() / name
        if path.is_file():
            return path
        with contextlib.suppress(OSError):
            compile_dictionary(source, path)
            return path
        try:
            path = self._temporary_folder() / name
            compile_dictionary(source, path)
        except OSError as error:
            raise LexiconError(
                f"{path}: 読み辞書を書けません。ディスクの空きと、書き込みの許可を確かめてください。"
            ) from error
        return path

    def _folder(self) -> Path:
        if self._cache is not None and self._temporary is None:
            with contextlib.suppress(OSError):
                self._cache.mkdir(parents=True, exist_ok=True)
                if os.access(self._cache, os.W_OK):
                    return self._cache
        return self._temporary_folder()

    def _temporary_folder(self) -> Path:
        if self._temporary is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="minutes-reader-")
        return Path(self._temporary.name)


def compile_dictionary(source: str, target: Path) -> None:
    """Write the user dictionary of those lines to ``target``, whole or not at all. OSError where it cannot be."""
    lines = target.with_name(f"{target.name}.{os.getpid()}.csv")
    made = lines.with_suffix(".dic")
    try:
        lines.write_text(source, encoding="utf-8")
        with _COMPILING, _silence():
            mecab_dict_index(str(lines), str(made), dn_mecab=str(DICTIONARY))
        if not is_whole(made):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(made))
        made.replace(target)
    finally:
        lines.unlink(missing_ok=True)
        made.unlink(missing_ok=True)


def is_whole(dictionary: Path) -> bool:
    """MeCab does not look whether the disk took what it wrote; the size that it wrote down first tells."""
    data = dictionary.read_bytes()
    return len(data) > _SIZE.size and _SIZE.unpack_from(data)[0] ^ _MAGIC == len(data)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Nothing that C code prints reaches the standard output."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)
