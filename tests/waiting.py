"""Waiting for what comes about by itself: for the event, and not for a time; who waits for ever is ended."""

import time
from collections.abc import Callable

LIMIT_SECONDS = 300.0


def until(true: Callable[[], object]) -> None:
    """Returns when it is so; fails the test if it never is."""
    ends = time.monotonic() + LIMIT_SECONDS
    while not true():
        assert time.monotonic() < ends, "it never came about"
        time.sleep(0.01)
