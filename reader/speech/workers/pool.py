"""The pool of worker processes that make sound: N engines, one utterance each at a time, whatever happens to them.

「はい。」 asked for by twenty threads at once waits for a worker that is free, by preference one that has the voice's driver
loaded: a process holds only one driver (two would break eSpeak).
"""

from pathlib import Path
from threading import Condition

from reader.errors import SpeechError
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.making.request import SpeechRequest
from reader.speech.voices.voice import DriverVoice
from reader.speech.workers.messages import Patience, WorkerSettings
from reader.speech.workers.process import WorkerProcess
from reader.speech.workers.slot import WorkerSlot

__all__ = ["SpeechRequest", "SynthesisPool"]

_CLOSING = 5.0
# How many times as long as others a driver may take for an utterance: it makes 2.6 seconds of sound in one, on a core of its own.
_UNHURRIED = {"natural": 5.0}


class SynthesisPool:
    """Speaks requests on ``workers`` processes. Safe to use from any number of threads."""

    def __init__(
        self,
        workers: int,
        time_limit: float = 60.0,
        lexicon_cache: Path | None = None,
        *,
        voicevox_url: str | None = None,
        natural_model: Path | None = None,
        driver_folders: tuple[Path, ...] = (),
        patient: bool = False,
    ) -> None:
        """No process is started before ``warm_up`` or the first request.

        ``time_limit`` is in seconds for one utterance, ``lexicon_cache`` the folder of compiled dictionaries,
        ``natural_model`` that of the natural voices' model;
        ``driver_folders`` are searched for further pyttsx3 drivers; ``patient`` workers give way to other processes, those that take
        long entirely.
        """

        def start(driver: str) -> WorkerProcess:
            patience = Patience.NONE
            if patient:
                patience = Patience.ENTIRE if driver in _UNHURRIED else Patience.SOME
            settings = WorkerSettings(
                driver, driver_folders, lexicon_cache, voicevox_url, natural_model, patience
            )
            return WorkerProcess(settings)

        self.natural_model = natural_model
        self._time_limit = time_limit
        self._slots = tuple(WorkerSlot(start) for _ in range(max(1, workers)))
        self._idle = list(self._slots)
        self._condition = Condition()
        self._closed = False

    def warm_up(self, driver: str = "openjtalk") -> None:
        """Starts the processes that are idle and not there yet; returns while they load the driver."""
        with self._condition:
            for slot in self._idle if not self._closed else ():
                slot.warm_up(driver)

    def speak(self, request: SpeechRequest, told: Told = untold) -> Clip:
        """The clip of one utterance. Blocks until a worker is free and has spoken; what there is of it meanwhile is ``told``.

        Raises SpeechTimeoutError past the time limit, DriverMissingError, or SpeechError for a sound that cannot be made.
        """
        slot = self._take(request.voice.driver)
        try:
            driver = request.voice.driver
            return slot.speak(request, self._time_limit * _UNHURRIED.get(driver, 1.0), told)
        finally:
            self._give_back(slot)

    def voices(self, driver: str) -> tuple[DriverVoice, ...]:
        """The Japanese voices that a driver has. DriverMissingError if it is not on this machine."""
        slot = self._take(driver)
        try:
            return tuple(voice for voice in slot.voices(driver) if any(map(_is_japanese, voice.languages)))
        finally:
            self._give_back(slot)

    def processes(self) -> tuple[int, ...]:
        """The ids of the worker processes there are."""
        return tuple(slot.pid for slot in self._slots if slot.pid is not None)

    def close(self) -> None:
        """Ends every worker; what is being spoken, or waits to be, gets a SpeechError."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()
            for slot in self._slots:
                if slot not in self._idle:
                    slot.abort()
            self._condition.wait_for(lambda: len(self._idle) == len(self._slots), _CLOSING)
        for slot in self._slots:
            slot.close()

    def _take(self, driver: str) -> WorkerSlot:
        with self._condition:
            self._condition.wait_for(lambda: self._idle or self._closed)
            if self._closed:
                raise SpeechError("読み上げは終わっています。プログラムを起動し直してください。")
            slot = min(self._idle, key=lambda slot: (slot.driver != driver, slot.driver is not None))
            self._idle.remove(slot)
            return slot

    def _give_back(self, slot: WorkerSlot) -> None:
        with self._condition:
            self._idle.append(slot)
            self._condition.notify_all()


def _is_japanese(language: str) -> bool:
    """ja, ja-JP, ja_JP; eSpeak puts a byte before it."""
    return language.strip("\x00\x05 ").lower()[:2] == "ja"
