"""What is kept in memory because making it again takes long: made once however many ask, and bounded by its weight.

::

    kept = Kept(most=1_000_000, weigh=lambda session: session.characters)
    kept.value("20211028-1", is_current, load)     twenty threads at once: one loads, the others wait for it

The values used longest ago go first. One counts for half of the room at the most: a session of 10,000 turns, which weighs more than there
is room for, neither puts out all others nor is put out by the next small one, to be made anew for a second of a processor.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key. May be used from any thread."""

    def __init__(self, most: int, weigh: Callable[[Value], int]) -> None:
        """``most`` is the sum of weights that may be kept; of values that weigh more than its half, two at the most."""
        self._most = most
        self._weigh = weigh
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._weight = 0
        self._guard = threading.Lock()
        self._making: dict[Key, _Making] = {}

    def value(self, key: Key, is_current: Callable[[Value], bool], make: Callable[[], Value]) -> Value:
        """The value that is kept if it ``is_current``, else the one that is made. Who asks for it while somebody makes
        it waits, and makes it only if that failed. Raises what ``make`` raises."""
        value = self.current(key, is_current)
        if value is not None:
            return value
        with self._guard:
            making = self._making.setdefault(key, _Making())
            making.interested += 1
        try:
            with making.turn:
                value = self.current(key, is_current)
                if value is None:
                    value = make()
                    self.put(key, value)
                return value
        finally:
            with self._guard:
                making.interested -= 1
                if not making.interested:
                    self._making.pop(key, None)

    def get(self, key: Key) -> Value | None:
        """The value that is kept, current or not."""
        with self._guard:
            return self._values.get(key, (None, 0))[0]

    def forget(self, key: Key) -> None:
        """Keep the value no longer."""
        with self._guard:
            self._drop(key)

    def clear(self) -> None:
        """Keep nothing."""
        with self._guard:
            self._values.clear()
            self._weight = 0

    @property
    def weight(self) -> int:
        """What all values weigh together, none more than half of what may be kept."""
        return self._weight

    def __len__(self) -> int:
        return len(self._values)

    def current(self, key: Key, is_current: Callable[[Value], bool]) -> Value | None:
        """The value that is kept, if it ``is_current``."""
        with self._guard:
            value, _ = self._values.get(key, (None, 0))
            if value is None or not is_current(value):
                return None
            self._values.move_to_end(key)
            return value

    def put(self, key: Key, value: Value) -> None:
        """Keep a value that is made already."""
        weight = min(self._weigh(value), self._most // 2)
        with self._guard:
            self._drop(key)
            self._values[key] = value, weight
            self._weight += weight
            while self._weight > self._most and len(self._values) > 1:
                self._drop(next(iter(self._values)))

    def _drop(self, key: Key) -> None:
        _, weight = self._values.pop(key, (None, 0))
        self._weight -= weight


class _Making:
    """A value that is being made, and how many wait for it."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.interested = 0
