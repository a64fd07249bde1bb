"""One maker for each clip, also across processes: an advisory lock on a file, let go when its holder dies.

Locks are files of their own, one for each first three digits of the key (``locks/3f2``), so that their number stays
bounded and none ever has to be deleted. On Windows the same is done with ``msvcrt``. Where no lock can be had (a
read-only folder) two makers may make the same clip, 「異議なし。」 twice over: wasteful, never wrong.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL_SECONDS = 0.02
_FAR_BEHIND = 1 << 30

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> None:
        """Take the lock. OSError if another holds it. Far behind what the file holds: locked bytes cannot be read."""
        os.lseek(file, _FAR_BEHIND, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(file: int) -> None:
        """Take the lock. OSError if another holds it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD_BY_ANOTHER = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})


@contextmanager
def clip_lock(folder: Path, key: str, patience: float) -> Iterator[bool]:
    """Hold the lock of ``key`` in ``folder``; the value is False if another still held it after ``patience`` seconds.

    True also where locks cannot be had at all.
    """
    try:
        file = _opened(folder, key)
    except OSError:
        yield True
        return
    try:
        yield _locked(file, time.monotonic() + patience)
    finally:
        os.close(file)


def locked_file(path: Path, content: bytes) -> int:
    """A new file with that content, locked until its descriptor, the value, is closed. OSError."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(file, content)
        _try_lock(file)
    except OSError:
        os.close(file)
        raise
    return file


def is_locked(path: Path) -> bool:
    """Whether anybody holds the lock of a file. OSError."""
    file = os.open(path, os.O_RDWR)
    try:
        _try_lock(file)
    except OSError as error:
        if error.errno not in _HELD_BY_ANOTHER:
            raise
        return True
    else:
        return False
    finally:
        os.close(file)


def _opened(folder: Path, key: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return os.open(folder / key[:3], os.O_RDWR | os.O_CREAT, 0o644)


def _locked(file: int, deadline: float) -> bool:
    while True:
        try:
            _try_lock(file)
        except OSError as error:
            if error.errno not in _HELD_BY_ANOTHER:
                return True
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_SECONDS)
        else:
            return True
