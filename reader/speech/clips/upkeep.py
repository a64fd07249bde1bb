"""Looking after the clip cache: what is in it, whether it is whole, and what can go.

::

    reader cache show      12,345 clips, 1.2 GB of at most 4.0 GB, pinned: 20211028-1
    reader cache verify    every clip read and checked; damaged ones are taken away (and made again when asked for)
    reader cache prune     what no session needs, what killed writers left behind, what is over the limit
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.speech.clips.cache import ClipCache
from reader.speech.clips.file import unsealed
from reader.speech.clips.folder import StoredClip, left_behind, stored_clips

_BEING_WRITTEN_SECONDS = 3600.0

OnProgress = Callable[[int, int], None]
"""Called with how many clips are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class CacheFacts:
    """What is in the cache. Sizes in bytes; ``max_bytes`` 0 is without limit."""

    folder: Path
    clips: int
    size: int
    max_bytes: int
    pinned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking came to: how many clips are whole, and the keys of those that were not."""

    whole: int
    damaged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was taken away: clips no session needs, files left behind, and the bytes of everything that went."""

    unneeded: int
    left_behind: int
    size: int
    swept: int = 0
    """Of those, in the store that is shared."""


def facts(cache: ClipCache) -> CacheFacts:
    """What is in the cache."""
    clips = stored_clips(cache.folder)
    size = sum(clip.size for clip in clips)
    return CacheFacts(cache.folder, len(clips), size, cache.max_bytes, tuple(sorted(cache.pins.names())))


def verify(cache: ClipCache, on_progress: OnProgress) -> Verified:
    """Read every clip; take away those that are damaged."""
    clips = stored_clips(cache.folder)
    damaged: list[str] = []
    for number, clip in enumerate(clips, 1):
        if not _is_whole(clip):
            damaged.append(clip.key)
            _removed(clip.path)
        on_progress(number, len(clips))
    return Verified(len(clips) - len(damaged), tuple(damaged))


def prune(cache: ClipCache, needed: frozenset[str], max_bytes: int) -> Pruned:
    """Take away the clips that are not ``needed`` (nor pinned, nor being served), then those over ``max_bytes`` (0: no limit)."""
    kept = needed | cache.kept
    unneeded = [clip for clip in stored_clips(cache.folder) if clip.key not in kept]
    gone = sum(clip.size for clip in unneeded if _removed(clip.path))
    abandoned = [path for path in left_behind(cache.folder) if _is_old(path)]
    gone += sum(size for path in abandoned if (size := _size(path)) and _removed(path))
    if max_bytes:
        gone += cache.prune(max_bytes)
    return Pruned(len(unneeded), len(abandoned), gone, cache.sweep(needed))


def _is_whole(clip: StoredClip) -> bool:
    """Whether the file can be read and is what its name says; one that went meanwhile is not damaged."""
    try:
        return unsealed(clip.key, clip.path.read_bytes()) is not None
    except OSError:
        return not clip.path.exists()


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _is_old(path: Path) -> bool:
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > _BEING_WRITTEN_SECONDS
    return False


def _removed(path: Path) -> bool:
    with suppress(OSError):
        path.unlink()
        return True
    return False
