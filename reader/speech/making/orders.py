"""Orders for clips, in the order in which they are to be made.

::

    HEARD   somebody waits for 「委員」 now     before   NEXT   the passage after it   before   AHEAD   overnight

Within one urgency every client has a share: who was served longest ago comes first, so that two hundred sentences asked
for by one do not keep another from the first. Of one client's clips the one that stands nearest to where they listen
comes first. An order that nobody waits for any more is no order; what several wait for is made once, at the highest
urgency of those who still wait. Some makers keep themselves free for listeners: they take nothing but what somebody waits
for while it is silent (HEARD, at the places up to NEAR), and as long as one of them is idle it is theirs to take.
"""

import heapq
import itertools
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import IntEnum

from reader.errors import SpeechError
from reader.speech.making.answer import Answer
from reader.speech.making.request import SpeechRequest

MOST_PREPARED = 256
"""Clips that a client may have waiting at NEXT: more is no listening any more."""

NEAR = 1
"""Up to which place from where the listener is nothing sounds yet: who speaks, and the first sentence."""

_SERVED_REMEMBERED = 1_000


class Urgency(IntEnum):
    """Who waits for a clip; the lowest goes first."""

    HEARD = 0
    NEXT = 1
    AHEAD = 2


@dataclass(slots=True, eq=False)
class Order:
    """One clip to be made, however many asked for it. ``taken`` while somebody makes it, ``beginning`` is what there is of it
    then; ``waiting`` holds the answer that each of those who asked waits for."""

    key: str
    request: SpeechRequest
    waiting: list["Asked"] = field(default_factory=list)
    taken: bool = False
    beginning: bytes = b""
    first_tried: float | None = None

    @property
    def wanted(self) -> list["Asked"]:
        """Those who still wait."""
        return [asked for asked in self.waiting if not asked.answer.cancelled()]


@dataclass(slots=True, eq=False)
class Asked:
    """What one client asked for."""

    order: Order
    urgency: Urgency
    client: str
    answer: Answer = field(default_factory=Answer)

    @property
    def counts(self) -> bool:
        """Whether a maker may take its order on account of it."""
        return not self.order.taken and not self.answer.done()


class ClipOrders:
    """The orders there are. Safe to use from any thread."""

    def __init__(self) -> None:
        self._standing: dict[str, Order] = {}
        self._queues = {urgency: _Shares() for urgency in Urgency}
        self._closed = False
        self._attending = 0
        self._changed = threading.Condition()

    def place(
        self, key: str, request: SpeechRequest, urgency: Urgency, position: int, client: str = ""
    ) -> Answer:
        """Asks for that clip: the order that stands, else a new one. Who does not wait for the answer any more cancels
        it. SpeechError once it is closed, or where the client asks for more than it can hear. ``position`` counts
        clips from where the listener is."""
        with self._changed:
            if self._closed:
                raise closing()
            queue = self._queues[urgency]
            if urgency is Urgency.NEXT and queue.waiting_for(client) >= MOST_PREPARED:
                raise SpeechError(
                    "音声の準備をたくさん待っています。少したってから、もう一度はじめてください。"
                )
            order = self._standing.setdefault(key, Order(key, request))
            asked = Asked(order, urgency, client)
            order.waiting.append(asked)
            asked.answer.beginning = order.beginning
            queue.put(asked, position)
            self._changed.notify_all()
        asked.answer.add_done_callback(lambda answer: self._given_up(order) if answer.cancelled() else None)
        return asked.answer

    def stands(self, key: str) -> bool:
        """Whether there is an order for that clip."""
        with self._changed:
            return key in self._standing

    def waits(self) -> bool:
        """Whether an order waits to be taken."""
        with self._changed:
            return any(self._queues.values())

    @property
    def count(self) -> int:
        """How many clips there are orders for that nobody has taken."""
        with self._changed:
            return sum(not order.taken for order in self._standing.values())

    def take(self, for_listeners: bool = False) -> Order | None:
        """The order to make next; waits for one. None once it is closed."""
        with self._changed:
            self._attending += for_listeners
            try:
                self._changed.wait_for(lambda: self._closed or self._has_work(for_listeners))
                if self._closed:
                    return None
                queue = next(queue for queue in self._queues.values() if queue)
                order = queue.pop(near=for_listeners).order
                order.taken = True
                return order
            finally:
                self._attending -= for_listeners
                self._changed.notify_all()

    def begun(self, order: Order, beginning: bytes) -> None:
        """So much of it is made: who waits for it may have that."""
        with self._changed:
            order.beginning = beginning
            waiting = [asked.answer for asked in order.wanted]
        for answer in waiting:
            answer.begin(beginning)

    def put_back(self, order: Order) -> bool:
        """Somebody else is to make it, later; False (and it is gone) once it is closed."""
        with self._changed:
            if self._closed:
                return False
            order.taken = False
            for asked in order.wanted:
                self._queues[asked.urgency].put(asked, 0)
            if not order.wanted:
                self._standing.pop(order.key, None)
            self._changed.notify_all()
            return True

    def done(self, order: Order) -> list[Answer]:
        """It stands no longer; gives the answers to be settled."""
        with self._changed:
            self._standing.pop(order.key, None)
            return _open(order)

    def close(self) -> list[Answer]:
        """Takes no more orders; gives the answers of those that nobody has taken."""
        with self._changed:
            self._closed = True
            waiting = [order for order in self._standing.values() if not order.taken]
            for order in waiting:
                del self._standing[order.key]
            self._changed.notify_all()
            return [answer for order in waiting for answer in _open(order)]

    def _given_up(self, order: Order) -> None:
        with self._changed:
            if not order.taken and not order.wanted and self._standing.get(order.key) is order:
                del self._standing[order.key]

    def _has_work(self, for_listeners: bool) -> bool:
        """Whether there is something to do for who asks."""
        near = self._queues[Urgency.HEARD].has_near()
        if for_listeners:
            return near
        return not (near and self._attending) and any(self._queues.values())


class _Shares:
    """What is asked for at one urgency, by client."""

    def __init__(self) -> None:
        self._heaps: dict[str, list[tuple[int, int, Asked]]] = {}
        self._served: OrderedDict[str, int] = OrderedDict()
        self._numbers = itertools.count(1)

    def put(self, asked: Asked, position: int) -> None:
        """It waits; the client's nearest goes first."""
        heap = self._heaps.setdefault(asked.client, [])
        heapq.heappush(heap, (position, next(self._numbers), asked))

    def pop(self, near: bool = False) -> Asked:
        """The next one, of the client that was served longest ago, or of those who wait for something ``near``; there must be
        one."""
        self._tidy()
        clients = (name for name, heap in self._heaps.items() if not near or heap[0][0] <= NEAR)
        client = min(clients, key=lambda name: self._served.get(name, 0))
        self._served[client] = next(self._numbers)
        self._served.move_to_end(client)
        while len(self._served) > _SERVED_REMEMBERED:
            self._served.popitem(last=False)
        return heapq.heappop(self._heaps[client])[-1]

    def has_near(self) -> bool:
        """Whether somebody waits for something near."""
        self._tidy()
        return any(heap[0][0] <= NEAR for heap in self._heaps.values())

    def waiting_for(self, client: str) -> int:
        """How many a client waits for, at most."""
        heap = self._heaps.get(client, [])
        return len(heap) if len(heap) < MOST_PREPARED else sum(asked.counts for _, _, asked in heap)

    def __bool__(self) -> bool:
        self._tidy()
        return bool(self._heaps)

    def _tidy(self) -> None:
        """Forgets what stands first and waits no more."""
        for client, heap in list(self._heaps.items()):
            while heap and not heap[0][-1].counts:
                heapq.heappop(heap)
            if not heap:
                del self._heaps[client]


def _open(order: Order) -> list[Answer]:
    """The answers that are still waited for, which cannot be given up from here on."""
    return [asked.answer for asked in order.waiting if asked.answer.set_running_or_notify_cancel()]


def closing() -> SpeechError:
    """What is told to who asks for sound at the end."""
    return SpeechError("読み上げの準備を終えるところです。もう一度はじめてください。")
