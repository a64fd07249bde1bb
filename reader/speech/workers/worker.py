"""A worker: a process that holds one pyttsx3 engine and speaks one utterance at a time. ``python -m reader.speech.workers.worker``.

「目的について、…」 → the driver writes a WAV → the WAV is looked at → MP3 frames, and when each mora is heard. Of what the driver writes
piece by piece the frames are told as they are made. The process ends when its standard
input does, even in the middle of a sentence, so none outlives the program that started it. What engines print goes
nowhere: the real standard output belongs to ``worker_messages``.
"""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from reader.errors import SpeechError
from reader.readings.writing.kana import morae
from reader.speech.clips.clip import Clip, Told
from reader.speech.making.request import SpeechRequest
from reader.speech.sound.sound import Sound, silence, sound_from_file, stretched
from reader.speech.workers.encoding import ClipInMaking
from reader.speech.workers.engine import Engine
from reader.speech.workers.messages import (
    Begun,
    Patience,
    Ready,
    Refused,
    Spoken,
    WorkerSettings,
    receive,
    send,
)

_WAV = "utterance.wav"
_NOTHING_TO_SAY = 0.1
# Seconds that a mora may last at the driver's own pace before the sound is taken for broken.
_SHORTEST_MORA, _LONGEST_MORA = 0.03, 0.6
# Seconds that pauses and the edges may add.
_PAUSES = 3.0
# How much nicer a patient worker is than who started it (``man nice``): beside others it gets a tenth of what they get.
_PATIENT = 10


def main() -> None:
    """Serves requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming, outgoing = _private_streams()
    settings = receive(incoming)
    if not isinstance(settings, WorkerSettings):
        raise TypeError(settings)
    _give_way(settings.patience)
    requests: SimpleQueue[SpeechRequest] = SimpleQueue()
    scratch = _scratch_file()
    Thread(target=_receive_all, args=(incoming, requests, scratch), daemon=True).start()
    serve(settings, requests, outgoing, scratch)
    _remove(scratch)


def serve(
    settings: WorkerSettings, requests: "SimpleQueue[SpeechRequest]", outgoing: BinaryIO, scratch: Path
) -> None:
    """Loads the engine, says so, and answers each request."""
    try:
        engine = Engine(
            settings.driver,
            settings.folders,
            dictionaries=settings.dictionaries,
            url=settings.voicevox_url,
            natural_model=settings.natural_model,
        )
        send(outgoing, Ready(tuple(engine.voices())))
    except SpeechError as error:
        send(outgoing, Refused.because(error))
        return
    while True:
        send(
            outgoing,
            answer(engine, requests.get(), scratch, lambda frames: send(outgoing, Begun(frames))),
        )


def answer(engine: Engine, request: SpeechRequest, scratch: Path, told: Told) -> Spoken | Refused:
    """The request's clip, or why there is none; what there is of it meanwhile is ``told``."""
    try:
        return Spoken(made(engine, request, scratch, told))
    except SpeechError as error:
        return Refused.because(error)
    except Exception as error:  # noqa: BLE001 - a process boundary: the pool tells people about it
        reason = " ".join(f"{type(error).__name__} {error}".split())
        return Refused(
            f"「{request.text[:20]}」を音声にできません（{reason}）。声の設定を変えるか、開発者に伝えてください。",
            SpeechError.__name__,
        )


def made(engine: Engine, request: SpeechRequest, scratch: Path, told: Told) -> Clip:
    """The clip of the request's sound; what there is of it meanwhile is ``told``. SpeechError."""
    clip = ClipInMaking(told)
    return clip.whole(sound_of(engine, request, scratch, clip.go_on))


def sound_of(
    engine: Engine, request: SpeechRequest, scratch: Path, sounding: Callable[[Sound], None]
) -> Sound:
    """The request's sound, checked: not empty, and about as long as its morae take. ``sounding`` is given what there is of it
    meanwhile. SpeechError."""
    if not request.kana:
        return silence(_NOTHING_TO_SAY)
    scratch.write_bytes(b"")
    engine.speak(request, scratch, lambda: sounding(sound_from_file(scratch.read_bytes())))
    data = scratch.read_bytes()
    problem = f"{request.voice.driver} が「{request.text[:20]}」の音声を正しく作れませんでした"
    if not data:
        raise SpeechError(f"{problem}（何も書かれていません）。声の設定を確かめてください。")
    sound = sound_from_file(data)
    if sound.is_silent and request.voice.driver != "silent":
        raise SpeechError(f"{problem}（音がありません）。声の設定を確かめてください。")
    count = len(morae(request.kana)) / request.voice.rate
    if not count * _SHORTEST_MORA <= sound.seconds <= count * _LONGEST_MORA + _PAUSES:
        raise SpeechError(
            f"{problem}（{sound.seconds:.1f} 秒は長さが合いません）。声の設定を確かめてください。"
        )
    return stretched(sound.samples, sound.rate, request.voice.formant) if engine.is_foreign else sound


def _give_way(patience: Patience) -> None:
    """Has the system prefer other processes (Windows: ``process``). Entirely: a nice process still has a tenth, and one that
    wakes waits until its turn is over; an idle one (``man sched``) has what nobody else wants, and goes at once. Where
    there is no such thing (macOS), or the system refuses, it stays nice."""
    if patience and sys.platform != "win32":
        os.nice(_PATIENT)
        if patience is Patience.ENTIRE and sys.platform == "linux":
            with suppress(OSError):
                os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for messages alone; whoever else reads or prints gets nothing."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - lives as long as the process
    return incoming, outgoing


def _receive_all(incoming: BinaryIO, requests: "SimpleQueue[SpeechRequest]", scratch: Path) -> None:
    try:
        while True:
            message = receive(incoming)
            if isinstance(message, SpeechRequest):
                requests.put(message)
    except (EOFError, OSError):
        _remove(scratch)
        os._exit(0)


def _scratch_file() -> Path:
    """Where drivers write their WAV: in memory where the system has such files, which leaves nothing behind however the
    process ends."""
    if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
        return Path(f"/proc/self/fd/{os.memfd_create('minutes-reader', 0)}")
    return Path(tempfile.mkdtemp(prefix="minutes-reader-")) / _WAV


def _remove(scratch: Path) -> None:
    if scratch.name == _WAV:
        shutil.rmtree(scratch.parent, ignore_errors=True)


if __name__ == "__main__":
    main()
