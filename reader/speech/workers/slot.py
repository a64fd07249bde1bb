"""A place for one worker process: starts it when needed, replaces it when it fails.

A worker that dies in the middle of 「目的について、…」 is replaced and the sentence tried once more; one that takes too long
is ended, replaced, and the sentence given up. One that died while it was idle, or before it was asked, is replaced
without that being a try.
"""

import logging
from collections.abc import Callable
from threading import Lock

from reader.errors import DriverMissingError, SpeechError, SpeechTimeoutError
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.making.request import SpeechRequest
from reader.speech.voices.voice import DriverVoice
from reader.speech.workers.process import WorkerDiedError, WorkerProcess

_TRIES = 2
_DEATHS = 5
"""Workers that may die over one sentence, whether they had been asked or not."""

_log = logging.getLogger(__name__)


class WorkerSlot:
    """Holds at most one worker. ``abort`` may come from any thread; the rest belongs to one thread at a time."""

    def __init__(self, start: Callable[[str], WorkerProcess]) -> None:
        """``start`` makes a worker for a driver."""
        self._start = start
        self._lock = Lock()
        self._worker: WorkerProcess | None = None
        self._aborted = False

    @property
    def driver(self) -> str | None:
        """The driver of the worker that is here, None if there is none."""
        return self._worker.driver if self._worker else None

    @property
    def pid(self) -> int | None:
        """The id of the process that is here, None if there is none."""
        worker = self._worker
        return worker.pid if worker else None

    def warm_up(self, driver: str) -> None:
        """Starts a worker if there is none, and returns while it loads the driver."""
        if self._worker is None:
            self._running(driver)

    def speak(self, request: SpeechRequest, limit: float, told: Told = untold) -> Clip:
        """The request's clip; what there is of it meanwhile is ``told``, once more where it is tried once more. SpeechError, SpeechTimeoutError or DriverMissingError if there are none."""
        driver = request.voice.driver
        tries = deaths = 0
        while True:
            try:
                return self._running(driver).speak(request, limit, told)
            except WorkerDiedError as error:
                tries, deaths = tries + error.was_asked, deaths + 1
                if tries == _TRIES or deaths == _DEATHS:
                    self._after(error, driver)
                    raise
                if not self._aborted:
                    _log.warning("%s（「%s」をもう一度作ります）", error, request.text[:20])
                self._end()
            except (SpeechTimeoutError, DriverMissingError) as error:
                self._after(error, driver)
                raise

    def voices(self, driver: str) -> tuple[DriverVoice, ...]:
        """The voices that a driver has. DriverMissingError if it is not on this machine."""
        try:
            return self._running(driver).voices()
        except SpeechError as error:
            self._after(error, driver)
            raise

    def abort(self) -> None:
        """Ends the worker at once, and has no other started."""
        with self._lock:
            self._aborted = True
            if self._worker:
                self._worker.kill()

    def close(self) -> None:
        """Ends the worker."""
        self._end()

    def _running(self, driver: str) -> WorkerProcess:
        if self._worker and (self._worker.driver != driver or not self._worker.lives):
            self._end()
        with self._lock:
            if self._aborted:
                raise SpeechError("読み上げは終わっています。プログラムを起動し直してください。")
            if self._worker is None:
                self._worker = self._start(driver)
            return self._worker

    def _after(self, error: SpeechError, driver: str) -> None:
        """Puts the slot right after a failure that is going to be told."""
        if not isinstance(error, DriverMissingError):
            _log.warning("%s", error)
        elif self._worker and self._worker.is_loaded:
            return
        self._end()
        if isinstance(error, SpeechTimeoutError) and not self._aborted:
            self._running(driver)

    def _end(self) -> None:
        with self._lock:
            worker, self._worker = self._worker, None
        if worker:
            worker.stop()
