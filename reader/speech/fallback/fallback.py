"""The fallback: Open JTalk speaks while the driver that the site chose is away, and steps back when it returns.

::

    driver = "voicevox"   VOICEVOX answers       四国めたん … speaks
                          VOICEVOX stops         「…動いていません。…かわりに Open JTalk の声で読みます。」  palette changes
                          VOICEVOX is back       palette changes again

Who gets which voice is worked out anew whenever the palette changes (``on_change``), so a clip is always named by the
driver that really made its sound. While the driver is away it is asked every few seconds whether it is back, by a
process of its own, so that nobody who listens waits for it. ``usual`` is the palette that it has when it is there: what
is made already needs no driver, and a session whose clips are all there keeps its voices, also when all this is started
while the driver is away (``known`` are the voices that it had last).
"""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reader.errors import DriverMissingError, SpeechError, SpeechTimeoutError
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.fallback.available import driver_palette, driver_voices, without
from reader.speech.making.request import SpeechRequest
from reader.speech.voices.names import driver_name
from reader.speech.voices.palette import Palette
from reader.speech.voices.voice import DriverVoice
from reader.speech.workers.pool import SynthesisPool

_log = logging.getLogger(__name__)
_FIRST_REST, _LONGEST_REST = 10.0, 600.0
# Drivers that live in another program: when they do not answer in time, they are away.
_ELSEWHERE = frozenset({"voicevox"})


class VoicesWithFallback:
    """Speaks by the pool, and knows the palette to cast from now. Safe to use from any number of threads.

    ``spare`` makes a pool that only asks whether a driver is back. ``known`` are the voices that the driver had when it
    was last there, ``on_voices`` is told those that it has. What is chosen of ``absent`` drivers is passed over. ``rest`` is how many seconds pass before that is
    asked first; each time the driver is lost again they are doubled, up to ten minutes, so that voices do not change
    to and fro where VOICEVOX is too slow for its task.
    """

    def __init__(
        self,
        driver: str,
        pool: SynthesisPool,
        folders: Iterable[Path] = (),
        *,
        spare: Callable[[], SynthesisPool],
        known: Sequence[DriverVoice] = (),
        on_voices: Callable[[Sequence[DriverVoice]], None] = lambda _voices: None,
        absent: tuple[str, ...] = (),
        rest: float = _FIRST_REST,
    ) -> None:
        self._driver = driver
        self._pool = pool
        self._folders = tuple(folders)
        self._spare = spare
        self._on_voices = on_voices
        self._absent = absent
        self._rest = rest
        self._guard = threading.Lock()
        self._closing = threading.Event()
        self.on_change: Callable[[], None] = lambda: None
        self.usual: Palette | None = None
        try:
            self.palette = self.usual = self._asked(pool)
        except DriverMissingError as error:
            self.palette = without(driver, error, self._folders)
            if known:
                self.usual = driver_palette(driver, known, self._folders)
            self._wait_for_return()

    def speaking_by(self, pool: SynthesisPool) -> "PooledVoices":
        """The same, but by workers of another pool."""
        return PooledVoices(self, pool)

    def speak(self, request: SpeechRequest, told: Told = untold, pool: SynthesisPool | None = None) -> Clip:
        """The clip of one utterance; what there is of it meanwhile is ``told``. SpeechError; DriverMissingError at once while the voice's driver is away."""
        missing, notice = self.palette.missing, self.palette.notice
        if missing is not None and request.voice.driver == missing:
            raise DriverMissingError(notice or missing)
        try:
            return (pool or self._pool).speak(request, told)
        except (DriverMissingError, SpeechTimeoutError) as error:
            away = isinstance(error, DriverMissingError) or self._driver in _ELSEWHERE
            if away and request.voice.driver == self._driver != "openjtalk":
                self._lose(error)
            raise

    def close(self) -> None:
        """Ask no more whether the driver is back."""
        self._closing.set()

    def _lose(self, error: SpeechError) -> None:
        with self._guard:
            if self.palette.missing:
                return
            self.palette = without(self._driver, error, self._folders)
        self.on_change()
        self._wait_for_return()

    def _wait_for_return(self) -> None:
        threading.Thread(target=self._ask, name="fallback", daemon=True).start()

    def _ask(self) -> None:
        rest, self._rest = self._rest, min(2 * self._rest, _LONGEST_REST)
        while not self._closing.wait(rest):
            found = self._found()
            if found is not None:
                with self._guard:
                    self.palette = self.usual = found
                _log.warning("%s が戻りました。もとの声で読みます。", driver_name(self._driver))
                self.on_change()
                return

    def _found(self) -> Palette | None:
        """The driver's palette, None while it is away."""
        spare = self._spare()
        try:
            with suppress(SpeechError):
                return self._asked(spare)
            return None
        finally:
            spare.close()

    def _asked(self, pool: SynthesisPool) -> Palette:
        """The driver's palette as it is now. DriverMissingError."""
        voices = driver_voices(self._driver, pool)
        palette = replace(driver_palette(self._driver, voices, self._folders), absent=self._absent)
        self._on_voices(voices)
        return palette


class PooledVoices:
    """An ``VoicesWithFallback`` whose sentences a pool of their own speaks."""

    def __init__(self, voices: VoicesWithFallback, pool: SynthesisPool) -> None:
        self._voices = voices
        self._pool = pool

    def speak(self, request: SpeechRequest, told: Told = untold) -> Clip:
        """As ``VoicesWithFallback.speak``."""
        return self._voices.speak(request, told, self._pool)
