"""Makes the clips that are asked for: each once, however many ask, and what is listened to ahead of the rest.

A clip is made by one thread of one process: asked for again meanwhile, it is made once for all; made meanwhile by
another process (which holds its lock), it is read from the cache. 「委員」 that somebody waits for while nothing sounds has a
maker of its own where there is one (``attendants``): the others may be in the middle of half a minute of sound.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Protocol

from reader.errors import SpeechError
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.making.answer import Answer
from reader.speech.making.orders import ClipOrders, Order, Urgency, closing
from reader.speech.making.request import SpeechRequest
from reader.speech.sound import mp3

__all__ = ["ClipMaker", "Speaks", "Urgency"]

_LOCK_PATIENCE = 0.25
_LOCK_LIMIT = 120.0
_FAILURES_REMEMBERED = 1_000

logger = logging.getLogger(__name__)


class Speaks(Protocol):
    """What makes sound of a request: the pool of worker processes, or a stand-in."""

    def speak(self, request: SpeechRequest, told: Told = untold) -> Clip:
        """The clip of one utterance; what there is of it meanwhile is ``told``. SpeechError; called from several threads at once."""
        ...


class ClipMaker:
    """Threads that take orders for clips: ``makers`` for all of them, one for each worker of ``pool``, and one for each
    of ``attendants``, which speak only for who is waiting.

    An utterance that could not be spoken is not tried again for ``rest_after_failure`` seconds. ``apart`` makes the clips
    of some drivers, by name, on workers of its own: those take long, and nobody is to wait behind them.
    """

    def __init__(
        self,
        cache: ClipCache,
        pool: Speaks,
        makers: int,
        rest_after_failure: float = 30.0,
        attendants: tuple[Speaks, ...] = (),
        apart: "Mapping[str, ClipMaker] | None" = None,
    ) -> None:
        self.makers = makers
        self._cache = cache
        self._rest = rest_after_failure
        self._apart = dict(apart or {})
        self._orders = ClipOrders()
        self._failures: dict[str, tuple[float, SpeechError]] = {}
        self._guard = threading.Lock()
        self._speech_problem: str | None = None
        self._storage_problem: str | None = None
        self.on_clip: Callable[[bool], None] = lambda _made: None
        """Called with whether it could be made, whenever a clip was."""
        speakers = [*((pool, False) for _ in range(makers)), *((attendant, True) for attendant in attendants)]
        self._threads = [
            threading.Thread(target=self._work, args=speaker, name=f"clip-maker-{number}", daemon=True)
            for number, speaker in enumerate(speakers)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def problem(self) -> str | None:
        """Why sound is not to be had, or not kept, as far as the last attempt shows; in words for people."""
        own = self._storage_problem or self._speech_problem
        return own or next(filter(None, (maker.problem for maker in self._apart.values())), None)

    @property
    def storage_problem(self) -> str | None:
        """Why clips cannot be stored, as far as the last attempt shows."""
        others = (maker.storage_problem for maker in self._apart.values())
        return self._storage_problem or next(filter(None, others), None)

    def order(
        self, key: str, request: SpeechRequest, urgency: Urgency, position: int = 0, client: str = ""
    ) -> Answer:
        """The clip's frames, when it is made, and meanwhile its beginning. ``position`` counts clips from where the listener is; ``client`` is whose
        share it counts to.

        Each who asks has a future of their own: who does not wait any more cancels it, and what nobody waits for is not made.
        """
        if request.voice.driver in self._apart:
            return self._apart[request.voice.driver].order(key, request, urgency, position, client)
        try:
            if not self._orders.stands(key):
                self._refuse_what_failed(key)
            return self._orders.place(key, request, urgency, position, client)
        except SpeechError as refusal:
            refused = Answer()
            refused.set_exception(refusal)
            return refused

    def waits(self) -> bool:
        """Whether an order waits to be made."""
        return self._orders.waits() or any(maker.waits() for maker in self._apart.values())

    @property
    def waiting(self) -> int:
        """How many orders wait to be made."""
        return self._orders.count

    def close(self, patience: float = 2.0) -> None:
        """Take no more orders and refuse those waiting; wait ``patience`` seconds for those being made."""
        for maker in self._apart.values():
            maker.close(patience)
        for answer in self._orders.close():
            answer.set_exception(closing())
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _refuse_what_failed(self, key: str) -> None:
        """SpeechError if the clip could not be made a moment ago."""
        with self._guard:
            until, failure = self._failures.get(key, (0.0, None))
            if failure is None:
                return
            if time.monotonic() < until:
                raise failure
            del self._failures[key]

    def _work(self, speaks: Speaks, for_listeners: bool) -> None:
        while (order := self._orders.take(for_listeners)) is not None:
            try:
                data = self._made(order, speaks)
            except SpeechError as error:
                self._fail(order, error)
            except Exception:
                logger.exception("making clip %s", order.key)
                self._fail(
                    order, SpeechError("音声を作る途中で予期しない誤りが起きました。記録を確かめてください。")
                )
            else:
                self._finish(order, data)

    def _made(self, order: Order, speaks: Speaks) -> bytes | None:
        """The clip, from the cache or newly spoken; None while another process is making it."""
        data = self._cache.read(order.key)
        if data is not None:
            return data
        again = order.first_tried is not None
        with self._cache.lock(order.key, _LOCK_PATIENCE if again else 0) as mine:
            if not mine and not _waited_enough(order):
                return None
            return self._cache.read(order.key) or self._spoken(order, speaks)

    def _spoken(self, order: Order, speaks: Speaks) -> bytes:
        clip = speaks.speak(order.request, lambda beginning: self._orders.begun(order, beginning))
        mp3.frames(clip.frames)
        try:
            self._cache.write(order.key, clip)
        except SpeechError as error:
            self._storage_problem = str(error)
        else:
            self._storage_problem = None
        self._speech_problem = None
        self.on_clip(True)
        return clip.frames

    def _finish(self, order: Order, data: bytes | None) -> None:
        if data is not None:
            for answer in self._orders.done(order):
                answer.set_result(data)
        elif not self._orders.put_back(order):
            for answer in self._orders.done(order):
                answer.set_exception(closing())

    def _fail(self, order: Order, error: SpeechError) -> None:
        self._speech_problem = str(error)
        self.on_clip(False)
        with self._guard:
            while len(self._failures) >= _FAILURES_REMEMBERED:
                del self._failures[next(iter(self._failures))]
            self._failures[order.key] = (time.monotonic() + self._rest, error)
        for answer in self._orders.done(order):
            answer.set_exception(error)


def _waited_enough(order: Order) -> bool:
    if order.first_tried is None:
        order.first_tried = time.monotonic()
    return time.monotonic() - order.first_tried > _LOCK_LIMIT
