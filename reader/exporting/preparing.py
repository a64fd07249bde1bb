"""Having the sound of sessions made that somebody wants to take along: one session after the other, behind who listens.

::

    ask("20211028-1")  →  begun, unless it is being made;  progress is told by the narrator
"""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from reader.errors import ReaderError
from reader.library.library import Library
from reader.narration.narrator import Narrator

MOST_WAITING = 20
"""Sessions that wait to be made; who asks beyond that asks again later."""

logger = logging.getLogger(__name__)


class Preparing:
    """Makes sessions' sound in a thread of its own. May be asked from any thread; ``close`` ends what is being made."""

    def __init__(self, library: Library, narrator: Narrator) -> None:
        self._library = library
        self._narrator = narrator
        self._waiting: set[str] = set()
        self._guard = threading.Lock()
        self._stop = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="preparing")

    def ask(self, session_id: str) -> None:
        """Has the session's sound made soon, without waiting for it."""
        with self._guard:
            if session_id in self._waiting or len(self._waiting) >= MOST_WAITING or self._stop.is_set():
                return
            self._waiting.add(session_id)
        self._thread.submit(self._make, session_id)

    def close(self) -> None:
        """Make no more."""
        self._stop.set()
        self._thread.shutdown(cancel_futures=True)

    def _make(self, session_id: str) -> None:
        try:
            session = self._library.session(session_id)
            self._narrator.narrate(session, lambda _: None, self._stop)
        except ReaderError as error:
            logger.warning("%s: %s", session_id, error)
        except Exception:
            logger.exception("%s", session_id)
        finally:
            with self._guard:
                self._waiting.discard(session_id)
