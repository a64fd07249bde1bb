"""Clips in a bucket behind the folder: the folder is a cache that is read through, the bucket holds what all machines made.

::

    read     the folder, else (if the ledger knows it) the bucket, and kept in the folder from then on
    frames   the folder, else the ledger: the store is not asked
    write    the folder, then the bucket, then the ledger; while the store is away the clip is marked unsent, and sent later

A clip is byte for byte the same whoever makes it, so one that two machines make at once is wasted, never wrong.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from reader.errors import LibraryError, SpeechError
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip
from reader.speech.clips.file import sealed, unsealed
from reader.speech.clips.folder import clip_path, stored_clips
from reader.speech.clips.key import is_clip_key
from reader.speech.shared.parts import Bucket, Ledger, StoreError
from reader.speech.sound import mp3

_REST_SECONDS = 5.0
_SWEPT_AT_ONCE = 1000
_log = logging.getLogger(__name__)


def object_name(key: str) -> str:
    """A clip's object: ``3f/3f2a….mp3``."""
    return f"{key[:2]}/{key}.mp3"


class SharedClips(ClipCache):
    """The folder before a bucket. Everything may be called from any thread, and from any number of machines."""

    def __init__(
        self, folder: Path, max_bytes: int, bucket: Bucket, ledger: Ledger, rest: float = _REST_SECONDS
    ) -> None:
        """``rest`` is how many seconds pass before the store is tried again with what is unsent."""
        super().__init__(folder, max_bytes)
        self._bucket = bucket
        self._ledger = ledger
        self._rest = rest
        self._unsent = folder / "unsent"
        self._closing = threading.Event()
        self._sending = threading.Lock()
        self._sender: threading.Thread | None = None
        if self.unsent():
            self._send_soon()

    def close(self) -> None:
        """Ends sending; what is still unsent is sent by the next process on this folder."""
        self._closing.set()
        sender = self._sender
        if sender is not None:
            sender.join()

    def _stored(self, key: str) -> Clip | None:
        """The clip, from the folder or the bucket; None if it is nowhere, or cannot be had now."""
        clip = super()._stored(key)
        if clip is not None or not self._known([key]):
            return clip
        try:
            stored = self._bucket.get(object_name(key))
        except StoreError as error:
            self._failed(error)
            return None
        clip = None if stored is None else unsealed(key, stored)
        if clip is None:
            self._forget([key])  # it is made again
        else:
            with suppress(SpeechError):  # where the folder takes none it is heard from memory
                super().write(key, clip)
        return clip

    def frames(self, key: str) -> int | None:
        """How many frames the clip has; None if it is nowhere."""
        found = super().frames(key)
        return self._known([key]).get(key) if found is None else found

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """How many frames those of the clips have that are there: the folder is looked at, the ledger asked once."""
        found, elsewhere = {}, []
        for key in dict.fromkeys(keys):
            frames = super().frames(key)
            if frames is None:
                elsewhere.append(key)
            else:
                found[key] = frames
        return found | dict(self._known(elsewhere))

    def write(self, key: str, clip: Clip) -> None:
        """Store a clip where all find it. SpeechError where the folder takes none; while the store is away it is sent later."""
        try:
            super().write(key, clip)
        finally:
            self._send(key, sealed(key, clip), len(clip.frames) // mp3.FRAME_BYTES)

    def drop(self, keys: Iterable[str]) -> int:
        """Take these clips away everywhere; how many there were. StoreError if the store is away: then they are still known."""
        keys = list(keys)
        known = self._known(keys)
        gone = super().drop(keys)
        if known:
            self._bucket.delete([object_name(key) for key in known])
            self._forget([*known])
        return max(gone, len(known))

    @property
    def kept(self) -> frozenset[str]:
        """The clips that must stay in the folder: pinned, being served, or nowhere else yet."""
        return super().kept | frozenset(self.unsent())

    def sweep(self, _needed: frozenset[str]) -> int:
        """Take away from the bucket what is not needed (nor pinned, nor being served), a thousand at a time; how many went.
        StoreError, LibraryError."""
        gone = sorted(self._ledger.keys() - _needed - self.kept)
        for start in range(0, len(gone), _SWEPT_AT_ONCE):
            some = gone[start : start + _SWEPT_AT_ONCE]
            self._bucket.delete([object_name(key) for key in some])
            self._ledger.drop(some)
        return len(gone)

    def send_all(self, _on_progress: Callable[[int, int], None]) -> int:
        """Brings the folder's clips to where all find them, those that are not there yet; how many went. StoreError,
        LibraryError: then the rest is brought the next time."""
        known = self._ledger.keys()
        clips = [clip.key for clip in stored_clips(self.folder) if clip.key not in known]
        for number, key in enumerate(clips, 1):
            self._bring(key)
            _on_progress(number, len(clips))
        return len(clips)

    def tried(self) -> str:
        """Puts an object, gets it and takes it away again, and asks the ledger. StoreError, LibraryError."""
        name = f"tried/{secrets.token_hex(8)}"
        began = time.perf_counter()
        self._bucket.put_new(name, name.encode())
        found = self._bucket.get(name)
        self._bucket.delete([name])
        if found != name.encode():
            raise StoreError(f"音声の置き場（{self._bucket.shown}）に置いたものが、読み出せませんでした。")
        taken = (time.perf_counter() - began) * 1000
        unsent = f"、まだ送っていない音声 {len(self.unsent()):,}" if self.unsent() else ""
        return f"{self._bucket.shown}（音声 {len(self._ledger.keys()):,}、置いて読んで消すのに {taken:.0f} ミリ秒{unsent}）"

    def unsent(self) -> tuple[str, ...]:
        """The clips that only this machine has."""
        with suppress(OSError):
            return tuple(path.name for path in self._unsent.iterdir() if is_clip_key(path.name))
        return ()

    def _known(self, keys: Collection[str]) -> Mapping[str, int]:
        """What the ledger knows; nothing while it cannot be asked."""
        if not keys:
            return {}
        try:
            return self._ledger.frames(keys)
        except LibraryError as error:
            self._failed(error)
            return {}

    def settle(self) -> None:
        """The store brings clips to where they stay before it says that it has them."""

    def _failed(self, error: SpeechError | LibraryError) -> None:
        _log.warning("%s", error)
        self.on_failure()

    def _forget(self, keys: Collection[str]) -> None:
        with suppress(LibraryError):
            self._ledger.drop(keys)

    def _send(self, key: str, stored: bytes, frames: int) -> None:
        try:
            self._bucket.put_new(object_name(key), stored)
            self._ledger.add(key, frames)
        except (StoreError, LibraryError) as error:
            self._failed(error)
            with suppress(OSError):
                self._unsent.mkdir(parents=True, exist_ok=True)
                (self._unsent / key).touch()
            self._send_soon()
        else:
            (self._unsent / key).unlink(missing_ok=True)

    def _send_soon(self) -> None:
        with self._sending:
            if self._sender is None and not self._closing.is_set():
                self._sender = threading.Thread(target=self._send_unsent, name="unsent-clips", daemon=True)
                self._sender.start()

    def _send_unsent(self) -> None:
        """Until everything is where all find it."""
        while not self._closing.wait(self._rest):
            with self._sending:
                waiting = self.unsent()
                if not waiting:
                    self._sender = None
                    return
            for key in waiting:
                if not self._sent(key):
                    break

    def _sent(self, key: str) -> bool:
        """Whether the clip is in the bucket now, or nowhere any more."""
        try:
            self._bring(key)
        except (StoreError, LibraryError):
            return False
        (self._unsent / key).unlink(missing_ok=True)
        return True

    def _bring(self, key: str) -> None:
        """The folder's clip to the bucket, if it is there and whole. StoreError, LibraryError."""
        try:
            stored = clip_path(self.folder, key).read_bytes()
        except OSError:
            return
        clip = unsealed(key, stored)
        if clip is not None:
            self._bucket.put_new(object_name(key), stored)
            self._ledger.add(key, len(clip.frames) // mp3.FRAME_BYTES)
