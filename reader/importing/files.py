"""Files and folders on this machine: their names in any encoding, and their bytes, if they are files at all.

::

    local_files(["会議録/"])                 -> every file in it, in order; what is no file is told when it is read
    shown_name("\\udc89\\udcef.txt")          -> "会.txt" (a name in Shift_JIS, from a zip of Windows)
    read_file("pipe")                       -> SourceError("ふつうのファイルではありません。…")
"""

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from reader.errors import SourceError

LARGEST_SOURCE = 64 * 1024 * 1024
"""Bytes. The largest minutes known (a year of a big council) are under 10 MB."""


def shown_name(name: str) -> str:
    """A file's name as people read it: bytes that are not UTF-8 are read as Shift_JIS, else marked with �."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("cp932")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "replace")
    return name


def folder_files(folder: str) -> Iterator[str]:
    """The files in a folder and the folders in it, in order; hidden ones are left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (str(Path(place) / name) for name in sorted(names) if not name.startswith("."))


def folder_as_one(folder: str) -> bytes:
    """The files of a folder as an archive: the same bytes for the same files. SourceError for one that cannot be read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder_files(folder):
            archive.writestr(zipfile.ZipInfo(shown_name(os.path.relpath(path, folder))), read_file(path))
    return checked_size(packed.getvalue())


def read_file(path: str) -> bytes:
    """The bytes of a file. SourceError in one line for what is no file, or cannot be opened, or is too large."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            kind = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(kind):
                raise SourceError(
                    "フォルダーです。中のファイルを指定してください。"
                    if stat.S_ISDIR(kind)
                    else "ふつうのファイルではありません。会議録のファイルを指定してください。"
                )
            return checked_size(file.read(LARGEST_SOURCE + 1))
    except FileNotFoundError as error:
        raise SourceError("ファイルがありません。名前と場所を確かめてください。") from error
    except IsADirectoryError as error:
        raise SourceError("フォルダーです。中のファイルを指定してください。") from error
    except (OSError, ValueError) as error:
        raise SourceError("ファイルを開けません。読み取りの許可を確かめてください。") from error


def checked_size(data: bytes) -> bytes:
    """The same bytes, if they are not too many."""
    if len(data) > LARGEST_SOURCE:
        size = LARGEST_SOURCE // 1024**2
        raise SourceError(f"{size} MB を超えています。会議ごとのファイルに分けてください。")
    return data
