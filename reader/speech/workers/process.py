"""A worker process seen from the program that started it: asked, timed, ended.

A worker has a process group of its own, so Ctrl-C on the terminal reaches the program and not the sentence
「目的について、…」 that is being made; when the program ends, however it ends, the worker's input ends and it goes too.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO, cast

import reader
from reader.errors import SpeechError, SpeechTimeoutError
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.making.request import SpeechRequest
from reader.speech.voices.voice import DriverVoice
from reader.speech.workers.messages import (
    Begun,
    Message,
    Patience,
    Ready,
    Refused,
    Spoken,
    WorkerSettings,
    receive,
    send,
)

START_LIMIT = 60.0
"""Seconds a driver may take to load."""
_GRACE = 2.0


class WorkerDiedError(SpeechError):
    """The process ended without an answer. ``was_asked``: it had been given the request, and may have died of it."""

    def __init__(self, message: str, was_asked: bool) -> None:
        super().__init__(message)
        self.was_asked = was_asked


class WorkerProcess:
    """One worker. Belongs to one thread at a time."""

    def __init__(self, settings: WorkerSettings) -> None:
        """Starts the process; loading the driver goes on while this returns."""
        self.driver = settings.driver
        self._patience = settings.patience
        self._voices: tuple[DriverVoice, ...] | None = None
        self._expired = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "reader.speech.workers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            process_group=None if sys.platform == "win32" else 0,
            creationflags=_creation_flags(settings.patience),
        )
        self._incoming = cast(BinaryIO, self._process.stdout)
        self._outgoing = cast(BinaryIO, self._process.stdin)
        with contextlib.suppress(OSError):
            send(self._outgoing, settings)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    @property
    def is_loaded(self) -> bool:
        """Whether the driver has been loaded."""
        return self._voices is not None

    def speak(self, request: SpeechRequest, limit: float, told: Told = untold) -> Clip:
        """The clip of the request's utterance, within ``limit`` seconds; what there is of it meanwhile is ``told``.

        Raises the worker's own SpeechError or DriverMissingError; SpeechTimeoutError or WorkerDiedError, after which this
        worker is of no more use.
        """
        self.voices()
        reply = self._answer(request, limit, told)
        if not isinstance(reply, Spoken):
            raise self._nonsense()
        return reply.clip

    def voices(self) -> tuple[DriverVoice, ...]:
        """The voices that the driver has; waits until it is loaded. Raises what ``speak`` does."""
        if self._voices is None:
            reply = self._answer(None, START_LIMIT)
            if not isinstance(reply, Ready):
                raise self._nonsense()
            self._voices = reply.voices
        return self._voices

    def stop(self) -> None:
        """Ends the process: by closing its input, and if that is not enough by force. None is left behind."""
        with contextlib.suppress(OSError):
            self._outgoing.close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._incoming.close()

    def kill(self) -> None:
        """Ends the process at once; whoever waits for its answer gets WorkerDiedError. May come from any thread."""
        self._process.kill()

    def _answer(self, request: SpeechRequest | None, limit: float, told: Told = untold) -> Message:
        """What the worker says in the end, to ``request`` if there is one."""
        answered = Event()
        Thread(target=self._watch, args=(limit, answered), daemon=True).start()
        was_asked = False
        try:
            if request is not None:
                send(self._outgoing, request)
                was_asked = True
            while isinstance(reply := receive(self._incoming), Begun):
                told(reply.frames)
        except (OSError, EOFError, ValueError) as error:
            if self._expired:
                raise SpeechTimeoutError(
                    f"音声エンジン {self.driver} が {limit:g} 秒たっても終わらないため止めました。もう一度試すか、別の声を選んでください。"
                ) from error
            raise WorkerDiedError(
                f"音声エンジン {self.driver} が途中で止まりました。もう一度試してください。", was_asked
            ) from error
        finally:
            answered.set()
        if isinstance(reply, Refused):
            raise reply.error()
        return reply

    def _nonsense(self) -> WorkerDiedError:
        return WorkerDiedError(
            f"音声エンジン {self.driver} の応答が読めません。もう一度試してください。", was_asked=True
        )

    def _watch(self, limit: float, answered: Event) -> None:
        """Ends the process when the time is over; a patient one that others kept from the processors gets more, as long as it
        goes on."""
        begun = last = processor_seconds(self.pid)
        while not answered.wait(limit):
            now = processor_seconds(self.pid)
            if not self._patience or not last < now < begun + limit:
                self._expired = True
                self._process.kill()
                return
            last = now


def processor_seconds(pid: int) -> float:
    """What a process has had of the processors; 0 where the system does not tell (that is not Linux)."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        told = (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        )
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _creation_flags(patience: Patience) -> int:
    """For Windows; nothing elsewhere, where the worker itself gives way."""
    if sys.platform == "win32":
        classes = (0, subprocess.BELOW_NORMAL_PRIORITY_CLASS, subprocess.IDLE_PRIORITY_CLASS)
        return subprocess.CREATE_NEW_PROCESS_GROUP | classes[patience]
    return 0


def _environment() -> dict[str, str]:
    """The environment of a worker: it finds this very package, and leaves the other cores to the other workers."""
    root = str(Path(reader.__file__).resolve().parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
