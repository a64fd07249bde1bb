"""Disks that fail for real: full, read-only. As root on Linux they are mounted; elsewhere the system's own limits serve."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NOBODY = 65534


@contextmanager
def full_disk(folder: Path, room: int = 16 * 1024) -> Iterator[None]:
    """``folder`` becomes a disk of ``room`` bytes; where that cannot be, no file can grow past a tenth of it."""
    with _mounted(folder, f"size={room}") as mounted:
        if mounted:
            yield
            return
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room // 10, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing can be written into ``folder``, where that cannot be mounted because its permissions forbid it."""
    if _mount("--bind", str(folder), str(folder)):
        try:
            assert _mount("-o", "remount,bind,ro", str(folder))
            yield
        finally:
            _unmount(folder)
        return
    with _forbidden(folder):
        yield


@contextmanager
def _forbidden(folder: Path) -> Iterator[None]:
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[bool]:
    folder.mkdir(parents=True, exist_ok=True)
    mounted = _mount("-t", "tmpfs", "-o", options, "tmpfs", str(folder))
    try:
        yield mounted
    finally:
        if mounted:
            _unmount(folder)


def _mount(*arguments: str) -> bool:
    """Whether it could be done: root, and a system that lets root."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    with suppress(OSError):
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    return False


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
