"""The application counted for Prometheus, where a site wants that."""

from collections.abc import Callable

from reader.cli.house import House
from reader.errors import LibraryBusyError
from reader.library.server.address import with_extra
from reader.narration.narrator import Narrator


def measured(house: House, app: Callable[..., object], narrator: Narrator) -> Callable[..., object]:
    """The application, counting what happens if ``metrics`` is set; else as it is. SettingsError where that cannot be."""
    if not house.settings.metrics:
        return app
    with with_extra("metrics"):
        from reader.web.measures.measured import Measured, clip_told, failure_told, waiting_told

    narrator.tell_of_clips(clip_told)
    house.library.on_failure = lambda error: failure_told(isinstance(error, LibraryBusyError))
    return Measured(app, lambda: waiting_told(narrator.waiting))
