"""The files of the clip cache: what lies there, how one is put in place, and why it could not be.

``audio_cache/3f/3f2a….mp3`` is a clip; a name that begins with a dot (``.3f2a….4711.tmp``) is one being written, and
stays behind only if its writer was killed.
"""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.errors import cause_in_the_system
from reader.speech.clips.key import is_clip_key

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_PERMISSION = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True)
class StoredClip:
    """A file of the cache. ``size`` in bytes; ``used`` is when it was last read, in nanoseconds."""

    key: str
    path: Path
    size: int
    used: int


def clip_path(folder: Path, key: str) -> Path:
    """Where the clip lies. ValueError for what is not a key."""
    if not is_clip_key(key):
        raise ValueError(f"not a clip key: {key!r}")
    return folder / key[:2] / f"{key}.mp3"


def stored_clips(folder: Path) -> list[StoredClip]:
    """All clips under ``folder``, in no order; none if it is not there."""
    return [
        StoredClip(Path(entry.name).stem, Path(entry.path), status.st_size, status.st_atime_ns)
        for entry, status in _files(folder)
        if entry.name.endswith(".mp3") and is_clip_key(entry.name[:-4])
    ]


def left_behind(folder: Path) -> list[Path]:
    """Files that were being written when their writer died (or are being written now), oldest use first."""
    found = [
        (status.st_mtime_ns, Path(entry.path))
        for entry, status in _files(folder)
        if entry.name.endswith(".tmp") and entry.name.startswith(".")
    ]
    return [path for _, path in sorted(found)]


def put_in_place(path: Path, data: bytes) -> None:
    """Write ``data`` aside, then give it its name; the folder is made anew if somebody deletes it meanwhile. OSError."""
    try:
        _put(path, data)
    except FileNotFoundError:
        _put(path, data)


def storing_problem(folder: Path, error: OSError) -> str:
    """Why a clip could not be stored in ``folder``, and what to do, in one line. Pages show it, so it names the folder but
    not where on the machine it is."""
    if error.errno in _NO_ROOM:
        reason = "ディスクの空き容量がありません。不要なファイルを消すか、READER_AUDIO_CACHE_MAX を小さくしてください"
    elif error.errno in _NO_PERMISSION:
        reason = "書き込みが許可されていません。フォルダーの権限を確かめてください"
    else:
        reason = f"{cause_in_the_system(error)}。フォルダーを確かめてください"
    return f"音声を {folder.name} に保存できません: {reason}。"


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.stem}.{os.getpid()}.{threading.get_ident()}.tmp")
    try:
        aside.write_bytes(data)
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink()
        raise


def _files(folder: Path) -> Iterator[tuple["os.DirEntry[str]", os.stat_result]]:
    """The files in the two-digit folders; what disappears while it is looked at is left out."""
    for digits in (f"{number:02x}" for number in range(256)):
        with suppress(OSError), os.scandir(folder / digits) as entries:
            for entry in entries:
                with suppress(OSError):
                    yield entry, entry.stat(follow_symlinks=False)
