"""So many times in so many seconds, for each sender: enough for people, too few for a flood."""

from collections import OrderedDict, deque
from collections.abc import Callable

MOST_SENDERS = 10_000
"""Of more senders than this, those not heard of for longest are forgotten."""


class RateLimit:
    """Counts in memory; ``clock`` gives seconds that never go back."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, sender: str) -> bool:
        """Whether this sender may once more; counts it if so."""
        now = self._clock()
        times = self._times.setdefault(sender, deque())
        self._times.move_to_end(sender)
        while len(self._times) > MOST_SENDERS:
            self._times.popitem(last=False)
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        return True
