"""The application counted for Prometheus, where a site wants that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.cli.house import House
from reader.errors import LibraryBusyError, LibraryError
from reader.library.server.address import with_extra
from reader.narration.narrator import Narrator

if TYPE_CHECKING:
    from reader.narration.queue.line import Line

Application = Callable[..., object]


def count(house: House, narrator: Narrator) -> None:
    """What happens in a house is counted, if ``metrics`` is set. SettingsError where that cannot be."""
    if not house.settings.metrics:
        return
    with with_extra("metrics"):
        from reader.web.measures.measured import clip_told, failure_told, store_failure_told

    narrator.tell_of_clips(clip_told)
    house.clip_cache.on_failure = store_failure_told
    house.library.on_failure = lambda error: failure_told(isinstance(error, LibraryBusyError))


def measured(house: House, app: Application, waiting: Callable[[], int], line: Line | None) -> Application:
    """The application, telling what was counted if ``metrics`` is set; else as it is. SettingsError where that cannot be."""
    if not house.settings.metrics:
        return app
    with with_extra("metrics"):
        from reader.web.measures.measured import Measured, jobs_told, waiting_told

    def before_telling() -> None:
        waiting_told(waiting())
        if line is None:
            return
        try:
            now = line.waiting()
        except LibraryError:
            return  # which is counted
        jobs_told(now.waiting, now.doing, now.failed, now.workers, now.seconds)

    return Measured(app, before_telling)
