"""A passage made: looked up, cast, spoken as far as it is not there. What became of the session, or
of its town, meanwhile is no error."""

import threading
from collections.abc import Callable

from reader.errors import GoneError, NotFoundError, SpeechError
from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.narration.progress import Progress
from reader.narration.queue.worker import Passage, StoppedError

House = Callable[[str], tuple[Library, Narrator]]
"""A town's library and who narrates it. NotFoundError where there is no such town, LibraryError, SettingsError where they
cannot be had."""


class Making:
    """Makes passages of many towns. May be called from several threads."""

    def __init__(
        self, house: House, on_made: Callable[[Passage, int], None] = lambda _passage, _clips: None
    ) -> None:
        """``on_made`` is called with how many clips had to be made."""
        self._house = house
        self._on_made = on_made

    def __call__(self, wanted: Passage, stop: threading.Event) -> None:
        """StoppedError, SpeechError, LibraryError where it could not be made now."""
        try:
            library, narrator = self._house(wanted.town)
            session = library.session(wanted.session)
            if session.stamp != wanted.stamp:
                return
            narrated = narrator.narrate(session, _unwatched, stop, wanted.passage)
            unsent = narrator.unsent(session, wanted.passage)
        except (NotFoundError, GoneError):
            return
        self._on_made(wanted, narrated.made)
        if stop.is_set() and not narrated.finished:
            raise StoppedError
        if not narrated.is_complete:
            raise SpeechError(narrated.problem or "音声を作れませんでした。")
        if unsent:  # who has them may never come back
            raise SpeechError("作った音声を、まだ置き場に送れていません。")


def _unwatched(_progress: Progress) -> None:
    return
