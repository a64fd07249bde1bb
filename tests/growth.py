"""Measures whether reading costs grow as documents do: processor time for a size and for four times as much.

Processor time of the thread that reads is compared with itself, on the same machine within seconds; a square would cost sixteen times as much, what
grows as the document does four times. The line is drawn at nine, and the best of three counts.
"""

import time
from collections.abc import Callable
from contextlib import suppress

from reader.errors import SourceError
from reader.minutes.outline import parse
from reader.minutes.sources import read_source

MOST = 9.0
_TIMES = 4
_ENOUGH = 0.02
_LARGEST = 2**22


def cost(data: bytes, name: str) -> float:
    """Seconds of processor time that reading takes; a refusal is a way of reading."""
    start = time.thread_time()
    with suppress(SourceError):
        parse(read_source(data, name))
    return time.thread_time() - start


def growth(make: Callable[[int], bytes], name: str, size: int) -> float:
    """How many times as much four times the size costs: the least of three measurements. Sizes too small to measure
    are made larger first."""
    while cost(make(size), name) < _ENOUGH and size < _LARGEST:
        size *= 2
    least = float("inf")
    for _ in range(3):
        least = min(least, cost(make(size * _TIMES), name) / max(cost(make(size), name), _ENOUGH / 2))
        if least < MOST:
            break
    return least
