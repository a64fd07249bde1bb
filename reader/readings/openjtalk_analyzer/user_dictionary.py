"""The lexicon's lines made a dictionary that Open JTalk can load: MeCab's compiled form, in a file of its own.

下市町,…,シモイチチョウ,… → ``3f9c….dic``
"""

import contextlib
import errno
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from reader.readings.openjtalk_analyzer.openjtalk import DICTIONARY, mecab_dict_index

_COMPILING = Lock()
_SIZE = struct.Struct("<I")
_MAGIC = 0xEF718F77


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
