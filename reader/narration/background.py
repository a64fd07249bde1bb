"""Work that goes on behind the pages, again and again, whatever happens to it.

::

    narration   ok    ok    資料庫を、ほかの作業が使っています   ok      told, waited for, gone on with

As long as it lives a file is locked for it, by which every process of the server can tell (``is_at_work``).
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from reader.errors import ReaderError
from reader.speech.clips.lock import is_locked, locked_file

REST_SECONDS = 60.0
"""How long work that failed is left alone."""

logger = logging.getLogger(__name__)


class Background:
    """A thread that does one thing again and again until it is stopped; as a context manager, inside.

    ``work`` is called with the event that is set when it is to end, and gives the seconds until it is to be called
    again, None for never. Whatever it raises is told (``problem``) and logged, and it is called again after ``rest``
    seconds. ``sign`` is the file that is locked meanwhile.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[threading.Event], float | None],
        sign: Path | None = None,
        rest: float = REST_SECONDS,
    ) -> None:
        self._work = work
        self._sign = sign
        self._rest = rest
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name)
        self._problem: str | None = None
        self._is_done = False

    @property
    def is_done(self) -> bool:
        """Whether all is done there was to do."""
        return self._is_done

    @property
    def problem(self) -> str | None:
        """Why the last attempt failed, in words for people; None while all is well."""
        return self._problem

    def __enter__(self) -> "Background":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        pause: float | None = 0.0
        with signed(self._sign):
            while pause is not None and not self._stop.wait(pause):
                pause = self._attempt()
        self._is_done = pause is None

    def _attempt(self) -> float | None:
        try:
            pause = self._work(self._stop)
        except ReaderError as error:
            logger.warning("%s: %s", self._thread.name, error)
            self._problem = str(error)
        except Exception:
            logger.exception("%s", self._thread.name)
            self._problem = "予期しない誤りが起きました。記録を確かめてください。"
        else:
            self._problem = None
            return pause
        return self._rest


def is_at_work(sign: Path) -> bool:
    """Whether the work that locks this file is being done, by this process or another."""
    try:
        return is_locked(sign)
    except OSError:
        return False


@contextmanager
def signed(sign: Path | None) -> Iterator[None]:
    """Inside, the file is locked, as far as that can be."""
    file: int | None = None
    if sign is not None:
        try:
            sign.parent.mkdir(parents=True, exist_ok=True)
            file = locked_file(sign, b"")
        except OSError:  # another one is at the same work, or nothing can be written: it is done all the same
            file = None
    try:
        yield
    finally:
        if file is not None:
            os.close(file)
