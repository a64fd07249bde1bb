"""Clips brought to the store behind whoever made them: who listens waits for no store.

::

    handed over   marked ``unsent``, sent by a thread, unmarked once store and ledger have it
    away          a call failed: nobody asks the store any more, until a thread of ours has found it again and sent what is marked

The marks are files: what is unsent when a process is killed is sent by the next one on the folder.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reader.speech.clips.key import is_clip_key

_AT_ONCE = 4
_LAST_SECONDS = 5.0
_log = logging.getLogger(__name__)


class Sending:
    """What is still to be sent, and whether the store is there. Safe to use from several threads."""

    def __init__(
        self,
        marks: Path,
        bring: Callable[[str], None],
        look: Callable[[], object],
        rest: float,
        on_failure: Callable[[], None],
    ) -> None:
        """``bring`` takes a clip to store and ledger, ``look`` asks the store something; both raise StoreError or LibraryError
        while they cannot. ``rest`` is how many seconds pass before a store that is away is looked for again."""
        self._marks = marks
        self._bring = bring
        self._look = look
        self._rest = rest
        self._on_failure = on_failure
        self._changed = threading.Condition()
        self._waiting: dict[str, None] = {}
        self._in_hand: set[str] = set()
        self._senders = 0
        self._looking: threading.Thread | None = None
        self._closing = threading.Event()
        self._send(self.unsent())

    @property
    def is_away(self) -> bool:
        """Whether the store could not be had, and was not found again yet."""
        return self._looking is not None

    def hand_over(self, key: str) -> None:
        """The clip of the folder is sent soon; nobody waits for it."""
        with suppress(OSError):
            self._marks.mkdir(parents=True, exist_ok=True)
            (self._marks / key).touch()
        self._send([key])

    def failed(self, error: Exception) -> None:
        """The store could not be had."""
        self._on_failure()
        with self._changed:
            self._waiting.clear()  # they stay marked
            self._changed.notify_all()
            if self._looking is not None or self._closing.is_set():
                return
            self._looking = threading.Thread(target=self._find_again, name="store", daemon=True)
            self._looking.start()
        _log.warning("%s", error)

    def settle(self, most: float | None = None) -> None:
        """Waits until each clip that was handed over so far is sent, or could not be; at ``most`` so many seconds."""
        with self._changed:
            mine = {*self._waiting, *self._in_hand}
            self._changed.wait_for(lambda: mine.isdisjoint({*self._waiting, *self._in_hand}), most)

    def unsent(self) -> tuple[str, ...]:
        """The clips that are marked."""
        with suppress(OSError):
            return tuple(path.name for path in self._marks.iterdir() if is_clip_key(path.name))
        return ()

    def close(self) -> None:
        """Sends what was handed over, if that is a matter of seconds, and nothing afterwards."""
        self.settle(_LAST_SECONDS)
        self._closing.set()
        with self._changed:
            self._waiting.clear()
        self.settle(_LAST_SECONDS)
        looking = self._looking
        if looking is not None:
            looking.join()

    def _send(self, keys: list[str] | tuple[str, ...]) -> None:
        with self._changed:
            if self.is_away or self._closing.is_set():
                return
            self._waiting.update(dict.fromkeys(keys))
            while self._senders < min(_AT_ONCE, len(self._waiting)):
                self._senders += 1
                threading.Thread(target=self._sender, name="unsent-clips", daemon=True).start()

    def _sender(self) -> None:
        """Until nothing waits."""
        while (key := self._next()) is not None:
            try:
                self._sent(key)
            except Exception as error:  # noqa: BLE001 (whatever it is, the clip is marked, and tried again)
                self.failed(error)
            finally:
                with self._changed:
                    self._in_hand.discard(key)
                    self._changed.notify_all()

    def _next(self) -> str | None:
        with self._changed:
            key = next((one for one in self._waiting if one not in self._in_hand), None)
            if key is None:
                self._senders -= 1
                return None
            del self._waiting[key]
            self._in_hand.add(key)
            return key

    def _sent(self, key: str) -> None:
        self._bring(key)
        with suppress(OSError):
            (self._marks / key).unlink()

    def _find_again(self) -> None:
        """Until the store is there; then what is marked is sent."""
        while not self._closing.wait(self._rest):
            try:
                self._looked()
            except Exception:  # noqa: BLE001 (it is not there yet, whatever it is)
                self._on_failure()
            else:
                _log.warning("音声の置き場が答えたので、続けます。")
                break
        with self._changed:
            self._looking = None
        self._send(self.unsent())

    def _looked(self) -> None:
        marked = self.unsent()
        if marked:
            self._sent(marked[0])
        else:
            self._look()
