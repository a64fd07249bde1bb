"""What a form writes into the library: in threads of its own, and soon or not at all.

While another process writes (an import, ``lexicon add``), who sends a report is told after three seconds to try again,
and nobody else notices.
"""

from collections.abc import Callable
from typing import TypeVar

from reader.errors import LibraryBusyError
from reader.library.database import waiting_at_most
from reader.web.http.threads import Threads

Value = TypeVar("Value")

WRITERS = 4
WRITER_SECONDS = 3.0
"""How long who sends a form waits for another writer."""


class WritingThreads(Threads):
    """Where everything is done that writes the library on behalf of who waits for the page. LibraryBusyError where
    another process writes for too long."""

    def __init__(self) -> None:
        super().__init__("writing", WRITERS, WRITER_SECONDS, _busy)

    async def run(self, work: Callable[[], Value]) -> Value:
        """As ``Threads.run``."""

        def hurried() -> Value:
            with waiting_at_most(WRITER_SECONDS):
                return work()

        return await super().run(hurried)


def _busy() -> LibraryBusyError:
    return LibraryBusyError("ただいま混み合っています。少したってから、もう一度お送りください。")
