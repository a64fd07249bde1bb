"""Clips in a bucket behind the folder: the folder is a cache that is read through, the bucket holds what all machines made.

::

    read     the folder, else (if the ledger knows it) the bucket, and kept in the folder from then on
    frames   the folder, else the ledger: the store is not asked
    at_hand  the same for what is about to be heard: what lies in the bucket alone is fetched first, at once
    write    the folder; the bucket and the ledger have it from a thread of ours (``sending``)

While the store is away nobody waits for it: what the folder has not is made again. A clip is byte for byte the same whoever makes it, so one that two machines make at once is wasted, never wrong.
"""

import logging
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from reader.errors import LibraryError, SpeechError
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip
from reader.speech.clips.file import sealed, unsealed
from reader.speech.clips.folder import clip_path, stored_clips
from reader.speech.shared.parts import Bucket, Ledger, StoreError
from reader.speech.shared.sending import Sending
from reader.speech.sound import mp3

_REST_SECONDS = 5.0
_SWEPT_AT_ONCE = 1000
_FETCHED_AT_ONCE = 8
_FETCHED_BEFORE = 32
"""So many clips are fetched before a sound begins: more than two minutes."""

_NOTHING = "nothing"
"""An object that nobody puts: asked for to see whether the store is there."""

_log = logging.getLogger(__name__)


def object_name(key: str) -> str:
    """A clip's object: ``3f/3f2a….mp3``."""
    return f"{key[:2]}/{key}.mp3"


class SharedClips(ClipCache):
    """The folder before a bucket. Everything may be called from any thread, and from any number of machines."""

    def __init__(
        self, folder: Path, max_bytes: int, bucket: Bucket, ledger: Ledger, rest: float = _REST_SECONDS
    ) -> None:
        """``rest`` is how many seconds pass before a store that is away is looked for again."""
        super().__init__(folder, max_bytes)
        self._bucket = bucket
        self._ledger = ledger
        self._sending = Sending(
            folder / "unsent",
            self._bring,
            lambda: bucket.get(_NOTHING),
            rest,
            lambda: self.on_failure(),
        )

    def close(self) -> None:
        """Ends sending; what is still unsent is sent by the next process on this folder."""
        self._sending.close()

    def _stored(self, key: str) -> Clip | None:
        """The clip, from the folder or the bucket; None if it is nowhere, or cannot be had now."""
        clip = super()._stored(key)
        if clip is not None or self._sending.is_away or not self._known([key]):
            return clip
        return self._fetched(key)

    def _fetched(self, key: str) -> Clip | None:
        """The clip from the bucket, which the ledger says has it, and into the folder; None if it cannot be had now."""
        if self._sending.is_away:
            return None
        try:
            stored = self._bucket.get(object_name(key))
        except StoreError as error:
            self._sending.failed(error)
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
        here, elsewhere = self._looked_at(keys)
        return here | dict(self._known(elsewhere))

    def at_hand(self, keys: Iterable[str]) -> dict[str, int]:
        """As ``counts``, of those that can be heard now: the first that lie in the bucket alone are fetched, at once, and none
        of these counts while the store is away."""
        here, elsewhere = self._looked_at(keys)
        if not elsewhere or self._sending.is_away:
            return here
        known = self._known(elsewhere)
        first = [*known][:_FETCHED_BEFORE]
        if first:
            with ThreadPoolExecutor(min(len(first), _FETCHED_AT_ONCE)) as threads:
                fetched = [*threads.map(self._fetched, first)]
            if None in fetched:
                return self._looked_at(keys)[0]
        return here | dict(known)

    def _looked_at(self, keys: Iterable[str]) -> tuple[dict[str, int], list[str]]:
        """How many frames those have that the folder has, and the others."""
        here, elsewhere = {}, []
        for key in dict.fromkeys(keys):
            frames = super().frames(key)
            if frames is None:
                elsewhere.append(key)
            else:
                here[key] = frames
        return here, elsewhere

    def write(self, key: str, clip: Clip) -> None:
        """Store a clip where all find it, a moment later. SpeechError where the folder takes none."""
        try:
            super().write(key, clip)
        except SpeechError:
            self._send_from_memory(key, clip)
            raise
        self._sending.hand_over(key)

    def settle(self) -> None:
        """Waits for what is being sent. The store brings clips to where they stay before it says that it has them."""
        self._sending.settle()

    def drop(self, keys: Iterable[str]) -> int:
        """Take these clips away everywhere; how many there were. StoreError if the store is away: then they are still known."""
        keys = list(keys)
        self._sending.settle()
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
        return self._sending.unsent()

    def _known(self, keys: Collection[str]) -> Mapping[str, int]:
        """What the ledger knows; nothing while it cannot be asked."""
        if not keys:
            return {}
        try:
            return self._ledger.frames(keys)
        except LibraryError as error:
            _log.warning("%s", error)
            self.on_failure()
            return {}

    def _forget(self, keys: Collection[str]) -> None:
        with suppress(LibraryError):
            self._ledger.drop(keys)

    def _send_from_memory(self, key: str, clip: Clip) -> None:
        if not self._sending.is_away:
            try:
                self._put(key, sealed(key, clip), clip)
            except (StoreError, LibraryError) as error:
                self._sending.failed(error)

    def _bring(self, key: str) -> None:
        """The folder's clip to the bucket, if it is there and whole. StoreError, LibraryError."""
        try:
            stored = clip_path(self.folder, key).read_bytes()
        except OSError:
            return
        clip = unsealed(key, stored)
        if clip is not None:
            self._put(key, stored, clip)

    def _put(self, key: str, stored: bytes, clip: Clip) -> None:
        """Into the bucket, then into the ledger. StoreError, LibraryError."""
        self._bucket.put_new(object_name(key), stored)
        self._ledger.add(key, len(clip.frames) // mp3.FRAME_BYTES)
