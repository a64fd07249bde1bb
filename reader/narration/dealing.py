"""Dealing the voices: who speaks for the first time is given one at once, and it is kept as soon as that can be.

::

    the first page with 山田太郎   →  a voice, by the name and by who answers whom; nobody waits for the library
    behind it                      →  written, again and again until it is kept; where another process was first and
                                      dealt otherwise, theirs counts (``on_change``)
"""

import logging
import threading
from collections.abc import Callable, Mapping

from reader.errors import LibraryError
from reader.library.database import waiting_at_most
from reader.library.library import Library
from reader.library.session import Session
from reader.library.voices.named import named_voices, remember_voices
from reader.speech.voices.casting import Casting, cast_minutes
from reader.speech.voices.palette import Palette

_FIRST_REST, _LONGEST_REST = 2.0, 60.0
_AT_THE_END = 3.0

_log = logging.getLogger(__name__)


class VoiceDealer:
    """Casts sessions; may be called from any thread. Closed, it keeps what is not kept yet if that is soon done."""

    def __init__(
        self,
        library: Library,
        chosen: Mapping[str, str],
        rests: tuple[float, float] = (_FIRST_REST, _LONGEST_REST),
    ) -> None:
        """``chosen`` are the voices that the site has settled. ``rests`` is how many seconds pass before it is tried
        again to keep a voice, at first and at most."""
        self._library = library
        self._chosen = chosen
        self._rests = rests
        self._fresh: dict[str, dict[str, str]] = {}  # dealt and not kept yet: by driver, by name
        self._guard = threading.Lock()
        self._closing = threading.Event()
        self._keeper: threading.Thread | None = None
        self.on_change: Callable[[], None] = lambda: None

    def casting(self, session: Session, palette: Palette, keep: bool = True) -> Casting:
        """Who gets which voice; people with a name keep the one they had in earlier sessions. Never waits for a write.
        Without ``keep`` nothing is written of who speaks here: a draft's names are nobody's yet."""
        driver = palette.announcer.driver
        with self._guard:
            fresh = dict(self._fresh.get(driver, {}))
        kept = named_voices(self._library, driver)
        casting = cast_minutes(session.minutes, palette, self._chosen, fresh | kept)
        new = {name: voice for name, voice in casting.named.items() if name not in kept}
        if new and keep:
            self._keep_soon(driver, new)
        return casting

    def close(self) -> None:
        """Tries once more to keep what is not kept yet, for a few seconds."""
        self._closing.set()
        with self._guard:
            keeper = self._keeper
        if keeper is not None:
            keeper.join()
        self._kept()

    def _keep_soon(self, driver: str, voices: Mapping[str, str]) -> None:
        with self._guard:
            waiting = self._fresh.setdefault(driver, {})
            for name, voice in voices.items():
                waiting.setdefault(name, voice)
            if self._keeper is None and not self._closing.is_set():
                self._keeper = threading.Thread(target=self._keep, name="voices", daemon=True)
                self._keeper.start()

    def _keep(self) -> None:
        """Until everything is kept."""
        rest, longest = self._rests
        while not self._is_done():
            if self._kept():
                continue
            if self._closing.wait(rest):
                return
            rest = min(2 * rest, longest)

    def _is_done(self) -> bool:
        """Whether nothing waits; then there is no keeper any more."""
        with self._guard:
            if not self._fresh:
                self._keeper = None
            return not self._fresh

    def _kept(self) -> bool:
        """Whether all that waited could be kept."""
        with self._guard:
            waiting = {driver: dict(voices) for driver, voices in self._fresh.items()}
        try:
            with waiting_at_most(_AT_THE_END):
                kept = {
                    driver: remember_voices(self._library, driver, voices)
                    for driver, voices in waiting.items()
                }
        except LibraryError as error:
            _log.warning("声の割り当てをまだ残せません: %s", error)
            return False
        with self._guard:
            for driver, voices in waiting.items():
                left = self._fresh.get(driver, {})
                for name in voices:
                    left.pop(name, None)
                if not left:
                    self._fresh.pop(driver, None)
        if kept != waiting:
            self.on_change()
        return True
