"""Measures whether costs grow as the work does: processor time for a size and for four times as much.

Processor time of the thread that works is compared with itself, on the same machine within seconds, without the collector of
rubbish, whose rounds cost what all else in the process holds; a square would cost sixteen times as much, what grows as
the work does four times. The line is drawn at nine, and the best of ten counts: a neighbour slows one, and hurries none.
"""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

from reader.web.serving.collector import pace_collector

Work = TypeVar("Work")
MOST = 9.0
_TIMES = 4
_ENOUGH = 0.02
_LARGEST = 2**22
_TRIES = 10


def growth(make: Callable[[int], Work], do: Callable[[Work], object], size: int) -> float:
    """How many times as much ``do`` takes for four times the size: the least of either is compared. Sizes too small to
    measure are made larger first."""
    pace_collector()  # what the process holds besides is not gone through again for each measure
    while _cost(make(size), do) < _ENOUGH and size < _LARGEST:
        size *= 2
    small = large = float("inf")
    for _ in range(_TRIES):
        small, large = min(small, _cost(make(size), do)), min(large, _cost(make(size * _TIMES), do))
        if large / max(small, _ENOUGH / 2) < MOST:
            break
    return large / max(small, _ENOUGH / 2)


def _cost(work: Work, do: Callable[[Work], object]) -> float:
    """Seconds of processor time."""
    gc.collect()
    gc.disable()
    try:
        start = time.thread_time()
        do(work)
        return time.thread_time() - start
    finally:
        gc.enable()
