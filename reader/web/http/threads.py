"""Threads of their own for one kind of work, so that pages never wait behind it.

::

    writing    4 threads   who finds none free within 3 s is told so (503, Retry-After), and nobody else notices
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from reader.errors import ReaderError

Value = TypeVar("Value")


class Threads:
    """A few threads. ``patience`` is how many seconds work may wait until one is free, ``busy`` what is raised then."""

    def __init__(self, name: str, most: int, patience: float, busy: Callable[[], ReaderError]) -> None:
        self._pool = ThreadPoolExecutor(most, thread_name_prefix=name)
        self._patience = patience
        self._busy = busy

    async def run(self, work: Callable[[], Value]) -> Value:
        """What ``work`` gives, done by one of these threads. Raises what it raises, or ``busy``. Work that has begun is
        done to its end, also when nobody waits for it any more."""
        begun = self._pool.submit(work)
        answer = asyncio.wrap_future(begun)
        await asyncio.wait((answer,), timeout=self._patience)
        if begun.cancel():
            raise self._busy()
        return await answer
