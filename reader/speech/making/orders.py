"""Orders for clips, in the order in which they are to be made.

::

    HEARD   somebody waits for 「委員」 now     before   NEXT   the passage after it   before   AHEAD   overnight

Within one urgency the clip that stands nearest to where its listener is comes first, so that nobody's tenth sentence
keeps another from hearing the first. Some makers keep themselves free for listeners: they take nothing but HEARD, and
as long as one of them is idle it is theirs to take.
"""

import heapq
import itertools
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum

from reader.errors import SpeechError
from reader.speech.making.request import SpeechRequest


class Urgency(IntEnum):
    """Who waits for a clip; the lowest goes first."""

    HEARD = 0
    NEXT = 1
    AHEAD = 2


@dataclass(slots=True, eq=False)
class Order:
    """One clip to be made, however many asked for it. ``taken`` while somebody makes it."""

    key: str
    request: SpeechRequest
    urgency: Urgency
    future: Future[bytes] = field(default_factory=Future)
    taken: bool = False
    first_tried: float | None = None


class ClipOrders:
    """The orders there are. Safe to use from any thread."""

    def __init__(self) -> None:
        self._standing: dict[str, Order] = {}
        self._queue: list[tuple[int, int, int, Order]] = []
        self._numbers = itertools.count()
        self._closed = False
        self._attending = 0
        self._changed = threading.Condition()

    def place(self, key: str, request: SpeechRequest, urgency: Urgency, position: int) -> Order:
        """The order for that clip: the one that stands (made more urgent if need be), else a new one. SpeechError
        once it is closed. ``position`` counts clips from where the listener is."""
        with self._changed:
            order = self._standing.get(key)
            if order is None:
                if self._closed:
                    raise closing()
                order = self._standing[key] = Order(key, request, urgency)
                order.future.set_running_or_notify_cancel()
                self._enqueue(order, position)
            elif urgency < order.urgency and not order.taken:
                order.urgency = urgency
                self._enqueue(order, position)
            return order

    def standing(self, key: str) -> Order | None:
        """The order for that clip, if there is one."""
        with self._changed:
            return self._standing.get(key)

    def take(self, for_listeners: bool = False) -> Order | None:
        """The order to make next; waits for one. None once it is closed."""
        with self._changed:
            self._attending += for_listeners
            try:
                self._changed.wait_for(lambda: self._closed or self._has_work(for_listeners))
                if self._closed:
                    return None
                order = heapq.heappop(self._queue)[-1]
                order.taken = True
                return order
            finally:
                self._attending -= for_listeners
                self._changed.notify_all()

    def put_back(self, order: Order) -> bool:
        """Somebody else is to make it, later; False (and it is gone) once it is closed."""
        with self._changed:
            if self._closed:
                self._standing.pop(order.key, None)
                return False
            order.taken = False
            self._enqueue(order, 0)
            return True

    def done(self, order: Order) -> None:
        """It stands no longer."""
        with self._changed:
            self._standing.pop(order.key, None)

    def close(self) -> list[Order]:
        """Takes no more orders; gives those that nobody has taken."""
        with self._changed:
            self._closed = True
            waiting = [order for order in self._standing.values() if not order.taken]
            for order in waiting:
                del self._standing[order.key]
            self._changed.notify_all()
            return waiting

    def _enqueue(self, order: Order, position: int) -> None:
        heapq.heappush(self._queue, (order.urgency, position, next(self._numbers), order))
        self._changed.notify_all()

    def _has_work(self, for_listeners: bool) -> bool:
        """Whether the first order in the queue is for who asks. What was made more urgent stands there twice."""
        while self._queue and self._queue[0][-1].taken:
            heapq.heappop(self._queue)
        if not self._queue:
            return False
        heard = self._queue[0][0] == Urgency.HEARD
        return heard if for_listeners else not (heard and self._attending)


def closing() -> SpeechError:
    """What is told to who asks for sound at the end."""
    return SpeechError("読み上げの準備を終えるところです。もう一度はじめてください。")
