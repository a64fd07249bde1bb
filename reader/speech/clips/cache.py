"""The folder of clips, ``audio_cache/<2 hex>/<key>.mp3``: safe to delete at any time, also while it is in use.

A clip is written aside and renamed, so it is there whole or not at all; it is checked whenever it is read, and one
that is damaged counts as absent (it is made again and replaced). The folder is kept under ``max_bytes`` by taking
away what was used longest ago, but nothing that is held (being served, by any process) or pinned (part of a session
that must always be ready). Last use is the file's access time, written by us; it never runs backwards, whatever the clock does.

A clip that could not be stored (「空き容量がありません」) is kept in memory, so that who asked for it hears it.
"""

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from reader.errors import SpeechError
from reader.speech.clips.clip import Clip
from reader.speech.clips.file import sealed, unsealed
from reader.speech.clips.folder import StoredClip, clip_path, put_in_place, stored_clips, storing_problem
from reader.speech.clips.heard import HeardVoices
from reader.speech.clips.leases import ClipLeases
from reader.speech.clips.lock import clip_lock
from reader.speech.clips.memory import MemoryCache
from reader.speech.clips.pins import ClipPins
from reader.speech.sound import mp3

_VERIFIED_LIMIT = 20_000
_ROOM_AFTER_PRUNING = 0.9


class ClipCache:
    """Clips by key. All methods may be called from any thread, and from several processes on one folder.

    ``max_bytes`` 0 means without limit.
    """

    def __init__(self, folder: Path, max_bytes: int = 0) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self.pins = ClipPins(folder / "pins")
        self.heard = HeardVoices(folder / "heard")
        self._leases = ClipLeases(folder / "held")
        self._memory = MemoryCache()
        self._guard = threading.Lock()
        self._room = threading.Lock()
        self._verified: OrderedDict[str, tuple[tuple[int, int], int]] = OrderedDict()
        self._bytes: int | None = None
        self._prune_at = max_bytes
        self._stamp = 0
        self.on_failure: Callable[[], None] = lambda: None
        """Called whenever where clips are shared could not be had."""

    def read(self, key: str) -> bytes | None:
        """The clip's frames, checked; None if it is not there or not whole."""
        clip = self._stored(key)
        if clip is None:
            return self._memory.read(key)
        path = clip_path(self.folder, key)
        with suppress(OSError):
            os.utime(path, ns=(self._next_stamp(), path.stat().st_mtime_ns))
        return clip.frames

    def beats(self, key: str) -> tuple[int, ...]:
        """When each mora of the clip is heard, in milliseconds; none if that is not known, or the clip is not there."""
        clip = self._stored(key)
        return () if clip is None else clip.beats

    def frames(self, key: str) -> int | None:
        """How many frames the clip has; None if it is not there or not whole.

        A file is read once and not again until its size or time of writing changes.
        """
        try:
            found = clip_path(self.folder, key).stat()
        except OSError:
            return self._memory.frames(key)
        mark = (found.st_mtime_ns, found.st_size)
        with self._guard:
            known, count = self._verified.get(key, (None, 0))
        if known != mark:
            data = self.read(key)
            if data is None:
                return None
            count = len(data) // mp3.FRAME_BYTES
            self._remember(key, mark, count)
        return count

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """How many frames those of the clips have that are there and whole."""
        found = {key: self.frames(key) for key in dict.fromkeys(keys)}
        return {key: frames for key, frames in found.items() if frames is not None}

    def at_hand(self, keys: Iterable[str]) -> dict[str, int]:
        """The same of those that can be heard now: no others, where a folder is all there is."""
        return self.counts(keys)

    def sweep(self, _needed: frozenset[str]) -> int:
        """Take away what is not needed where clips are shared; how many went: none, where a folder is all there is."""
        return 0

    def send_all(self, _on_progress: Callable[[int, int], None]) -> int:
        """Bring clips to where all find them; how many went: none, where a folder is all there is."""
        return 0

    def tried(self) -> str:
        """What came of trying where clips are shared, in words for staff. SpeechError, LibraryError where it does not work."""
        return self.folder.name

    def close(self) -> None:
        """Ends what goes on behind the clips: nothing, where a folder is all there is."""

    def write(self, key: str, clip: Clip) -> None:
        """Store a clip. SpeechError, in words for people, if it could not be stored; it can be read all the same."""
        stored = sealed(key, clip)
        try:
            put_in_place(clip_path(self.folder, key), stored)
        except OSError as error:
            self._memory.put(key, clip.frames)
            raise SpeechError(storing_problem(self.folder, error)) from error
        self._memory.drop(key)
        self._grow(len(stored))

    def drop(self, keys: Iterable[str]) -> int:
        """Take these clips away; how many there were."""
        gone = 0
        for key in keys:
            self._memory.drop(key)
            with suppress(OSError):
                clip_path(self.folder, key).unlink()
                gone += 1
        return gone

    def settle(self) -> None:
        """Have the system bring to the disk what it still holds back, so that a power cut takes none of it. A clip that
        one takes before this counts as absent and is made again."""
        if hasattr(os, "sync"):
            os.sync()

    def unsent(self) -> tuple[str, ...]:
        """The clips that only this machine has, where they are shared."""
        return ()

    def lock(self, key: str, patience: float) -> AbstractContextManager[bool]:
        """Be the one maker of ``key``: False if another still is after ``patience`` seconds."""
        return clip_lock(self.folder / "locks", key, patience)

    def holding(self, keys: Iterable[str]) -> AbstractContextManager[None]:
        """Keep these clips from being taken away by any process while they are served."""
        return self._leases.holding(keys)

    @property
    def kept(self) -> frozenset[str]:
        """The clips that must stay: pinned, or being served."""
        return self.pins.keys() | self._leases.keys()

    def prune(self, max_bytes: int) -> int:
        """Take away clips, longest unused first, until at most ``max_bytes`` are stored; how many bytes went."""
        with self._room:
            return self._prune(max_bytes)

    def _prune(self, max_bytes: int) -> int:
        kept = self.kept
        clips = self._scan()
        total = before = sum(clip.size for clip in clips)
        for clip in sorted(clips, key=lambda clip: clip.used):
            if total <= max_bytes:
                break
            if clip.key not in kept:
                with suppress(OSError):
                    clip.path.unlink()
                    total -= clip.size
        self._bytes = total
        return before - total

    def _grow(self, size: int) -> None:
        """Count what was stored, and prune when it is too much. Other processes' clips count from the next scan on."""
        if not self.max_bytes:
            return
        with self._room:
            if self._bytes is None:
                self._bytes = sum(clip.size for clip in self._scan())
            else:
                self._bytes += size
            if self._bytes > self._prune_at:
                self._prune(int(self.max_bytes * _ROOM_AFTER_PRUNING))
                self._prune_at = max(self.max_bytes, self._bytes + self.max_bytes // 100)

    def _scan(self) -> list[StoredClip]:
        """What is stored; our own stamps go on from the newest."""
        clips = stored_clips(self.folder)
        with self._guard:
            self._stamp = max([self._stamp, *(clip.used for clip in clips)])
        return clips

    def _stored(self, key: str) -> Clip | None:
        """The clip as it lies in the folder, checked. ValueError for what is not a key."""
        try:
            return unsealed(key, clip_path(self.folder, key).read_bytes())
        except OSError:
            return None

    def _remember(self, key: str, mark: tuple[int, int], frames: int) -> None:
        with self._guard:
            self._verified[key] = mark, frames
            self._verified.move_to_end(key)
            while len(self._verified) > _VERIFIED_LIMIT:
                self._verified.popitem(last=False)

    def _next_stamp(self) -> int:
        with self._guard:
            self._stamp = max(time.time_ns(), self._stamp + 1)
            return self._stamp
