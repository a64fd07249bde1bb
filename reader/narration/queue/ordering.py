"""Ordering what changed: whatever was imported or corrected in any town since it was ordered last, once for all machines.

::

    132012   written 41 times, all ordered up to 40   →   20211028-1 in another state than ordered   →   its passages, as far as clips are missing
"""

import threading
from collections.abc import Callable, Sequence

from reader.errors import GoneError, NotFoundError
from reader.library.library import Library
from reader.library.server.common import Common, Town
from reader.narration.narrator import Narrator
from reader.narration.queue.line import Line
from reader.narration.queue.making import House

LOOK_SECONDS = 10.0


class Ordering:
    """Looks for what changed; one machine does it for a town at a time."""

    def __init__(self, common: Common, line: Line, house: House, towns: Callable[[], Sequence[Town]]) -> None:
        """``towns`` are those whose passages are ordered here."""
        self._common = common
        self._line = line
        self._house = house
        self._towns = towns

    def look(self, stop: threading.Event) -> float:
        """All that changed since the last look, in every town; gives the seconds until the next. What goes wrong in one
        town does not keep the next from its look; the last of it is raised."""
        towns = self._towns()
        writes = self._common.writes([town.code for town in towns])
        wrong: Exception | None = None
        for town in towns:
            if stop.is_set():
                return 0.0
            if writes[town.code] == town.ordered:
                continue
            try:
                self._order(town, writes[town.code], stop)
            except Exception as error:  # noqa: BLE001 (it is raised when the others have had their turn)
                wrong = error
        if wrong is not None:
            raise wrong
        return LOOK_SECONDS

    def _order(self, town: Town, writes: int, stop: threading.Event) -> None:
        with self._common.ordering(town.code) as mine:
            if not mine:
                return
            library, narrator = self._house(town.code)
            stamps = library.stamps()
            done = self._common.stamps(town.code) if town.ordered >= 0 else {}
            for summary in library.sessions():  # newest meeting first
                if stop.is_set():
                    return
                if done.get(summary.id) != stamps.get(summary.id):
                    self._order_session(town.code, summary.id, library, narrator)
            self._common.forget_sessions(town.code, [one for one in done if one not in stamps])
            self._common.all_ordered(town.code, writes)

    def _order_session(self, code: str, session_id: str, library: Library, narrator: Narrator) -> None:
        try:
            session = library.session(session_id)
        except (NotFoundError, GoneError):
            return
        self._line.order_session(code, session.id, session.stamp, narrator.missing(session))
