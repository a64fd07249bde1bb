"""Makes the clips that are asked for: each once, however many ask, and what is listened to ahead of the rest.

::

    HEARD   somebody waits for 「委員」 now     before   NEXT   the passage after it   before   AHEAD   overnight

Within one urgency the clip that stands nearest to where its listener is comes first, so that nobody's tenth sentence
keeps another from hearing the first. A clip is made by one thread of one process: asked for again meanwhile, it is
the same future; made meanwhile by another process (which holds its lock), it is read from the cache.
"""

import heapq
import itertools
import logging
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from reader.errors import SpeechError
from reader.speech import mp3
from reader.speech.clip_cache import ClipCache
from reader.speech.request import SpeechRequest

_LOCK_PATIENCE = 0.25
_LOCK_LIMIT = 120.0
_FAILURES_REMEMBERED = 1_000

logger = logging.getLogger(__name__)


class Urgency(IntEnum):
    """Who waits for a clip; the lowest goes first."""

    HEARD = 0
    NEXT = 1
    AHEAD = 2


class Speaks(Protocol):
    """What makes sound of a request: the pool of worker processes, or a stand-in."""

    def speak(self, request: SpeechRequest) -> bytes:
        """The MP3 frames of one utterance. SpeechError; called from several threads at once."""
        ...


@dataclass(slots=True)
class _Order:
    key: str
    request: SpeechRequest
    urgency: Urgency
    future: Future[bytes] = field(default_factory=Future)
    taken: bool = False
    first_tried: float | None = None


class ClipMaker:
    """Threads that take orders for clips, one for each worker of the pool.

    An utterance that could not be spoken is not tried again for ``rest_after_failure`` seconds.
    """

    def __init__(self, cache: ClipCache, pool: Speaks, makers: int, rest_after_failure: float = 30.0) -> None:
        self.makers = makers
        self._cache = cache
        self._pool = pool
        self._rest = rest_after_failure
        self._orders: dict[str, _Order] = {}
        self._queue: list[tuple[int, int, int, _Order]] = []
        self._numbers = itertools.count()
        self._failures: dict[str, tuple[float, SpeechError]] = {}
        self._speech_problem: str | None = None
        self._storage_problem: str | None = None
        self._closed = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"clip-maker-{n}", daemon=True) for n in range(makers)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def problem(self) -> str | None:
        """Why sound is not to be had, or not kept, as far as the last attempt shows; in words for people."""
        return self._storage_problem or self._speech_problem

    @property
    def storage_problem(self) -> str | None:
        """Why clips cannot be stored, as far as the last attempt shows."""
        return self._storage_problem

    def order(self, key: str, request: SpeechRequest, urgency: Urgency, position: int = 0) -> Future[bytes]:
        """The clip's frames, when it is made. ``position`` counts clips from where the listener is.

        The future cannot be cancelled: others may wait for it.
        """
        with self._changed:
            standing = self._orders.get(key)
            if standing is not None:
                if urgency < standing.urgency and not standing.taken:
                    standing.urgency = urgency
                    self._enqueue(standing, position)
                return standing.future
            order = _Order(key, request, urgency)
            order.future.set_running_or_notify_cancel()
            refusal = self._refusal(key)
            if refusal is not None:
                order.future.set_exception(refusal)
                return order.future
            self._orders[key] = order
            self._enqueue(order, position)
            return order.future

    def close(self, patience: float = 2.0) -> None:
        """Take no more orders and refuse those waiting; wait ``patience`` seconds for those being made."""
        with self._changed:
            self._closed = True
            waiting = [order for order in self._orders.values() if not order.taken]
            for order in waiting:
                del self._orders[order.key]
            self._changed.notify_all()
        for order in waiting:
            order.future.set_exception(_closing())
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _enqueue(self, order: _Order, position: int) -> None:
        heapq.heappush(self._queue, (order.urgency, position, next(self._numbers), order))
        self._changed.notify()

    def _refusal(self, key: str) -> SpeechError | None:
        if self._closed:
            return _closing()
        until, failure = self._failures.get(key, (0.0, None))
        if failure is not None and time.monotonic() >= until:
            del self._failures[key]
            return None
        return failure

    def _work(self) -> None:
        while (order := self._take()) is not None:
            try:
                data = self._made(order)
            except SpeechError as error:
                self._fail(order, error)
            except Exception:
                logger.exception("making clip %s", order.key)
                self._fail(
                    order, SpeechError("音声を作る途中で予期しない誤りが起きました。記録を確かめてください。")
                )
            else:
                if data is None:
                    self._put_back(order)
                else:
                    self._finish(order, data)

    def _take(self) -> _Order | None:
        with self._changed:
            while not self._closed:
                if not self._queue:
                    self._changed.wait()
                    continue
                order = heapq.heappop(self._queue)[-1]
                if not order.taken:
                    order.taken = True
                    return order
            return None

    def _made(self, order: _Order) -> bytes | None:
        """The clip, from the cache or newly spoken; None while another process is making it."""
        data = self._cache.read(order.key)
        if data is not None:
            return data
        again = order.first_tried is not None
        with self._cache.lock(order.key, _LOCK_PATIENCE if again else 0) as mine:
            if not mine and not self._waited_enough(order):
                return None
            return self._cache.read(order.key) or self._spoken(order)

    def _waited_enough(self, order: _Order) -> bool:
        if order.first_tried is None:
            order.first_tried = time.monotonic()
        return time.monotonic() - order.first_tried > _LOCK_LIMIT

    def _spoken(self, order: _Order) -> bytes:
        data = self._pool.speak(order.request)
        mp3.frames(data)
        try:
            self._cache.write(order.key, data)
        except SpeechError as error:
            self._storage_problem = str(error)
        else:
            self._storage_problem = None
        self._speech_problem = None
        return data

    def _put_back(self, order: _Order) -> None:
        with self._changed:
            if not self._closed:
                order.taken = False
                self._enqueue(order, 0)
                return
            self._orders.pop(order.key, None)
        order.future.set_exception(_closing())

    def _finish(self, order: _Order, data: bytes) -> None:
        with self._changed:
            self._orders.pop(order.key, None)
        order.future.set_result(data)

    def _fail(self, order: _Order, error: SpeechError) -> None:
        self._speech_problem = str(error)
        with self._changed:
            self._orders.pop(order.key, None)
            while len(self._failures) >= _FAILURES_REMEMBERED:
                del self._failures[next(iter(self._failures))]
            self._failures[order.key] = (time.monotonic() + self._rest, error)
        order.future.set_exception(error)


def _closing() -> SpeechError:
    return SpeechError("読み上げの準備を終えるところです。もう一度はじめてください。")
