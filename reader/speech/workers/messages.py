"""What the pool and a worker process say to each other, over the worker's standard input and output.

::

    pool → worker    WorkerSettings, then one SpeechRequest after another     「目的について、…」
    worker → pool    Ready (or Refused), then for each request Spoken or Refused, before which Begun may come

A message is its length in four bytes, high byte first, and then the value pickled; both sides are this program.
"""

import pickle
import struct
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO, Self

from reader.errors import DriverMissingError, SpeechError, SpeechTimeoutError
from reader.speech.clips.clip import Clip
from reader.speech.making.request import SpeechRequest
from reader.speech.voices.voice import DriverVoice

_LENGTH = struct.Struct(">I")


class Patience(IntEnum):
    """How far a worker leaves the processors to whoever else wants them: listeners, pages."""

    NONE = 0
    SOME = 1
    ENTIRE = 2


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker needs to know before it can speak.

    ``folders`` are searched for further pyttsx3 drivers; ``dictionaries`` is where compiled dictionaries are kept
    (None: nowhere); ``voicevox_url`` is where VOICEVOX listens, ``natural_model`` the folder of the natural voices' model.
    """

    driver: str
    folders: tuple[Path, ...] = ()
    dictionaries: Path | None = None
    voicevox_url: str | None = None
    natural_model: Path | None = None
    patience: Patience = Patience.NONE


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is loaded, and has these voices."""

    voices: tuple[DriverVoice, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """So much of the utterance's frames is made."""

    frames: bytes


@dataclass(frozen=True, slots=True)
class Spoken:
    """One utterance, made."""

    clip: Clip


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no sound."""

    message: str
    kind: str

    @classmethod
    def because(cls, error: SpeechError) -> Self:
        """The refusal that says what the error says."""
        return cls(str(error), type(error).__name__)

    def error(self) -> SpeechError:
        """The error as it was in the worker."""
        return _ERRORS.get(self.kind, SpeechError)(self.message)


_ERRORS = {kind.__name__: kind for kind in (DriverMissingError, SpeechTimeoutError)}
Message = WorkerSettings | SpeechRequest | Ready | Begun | Spoken | Refused


def send(stream: BinaryIO, message: Message) -> None:
    """Writes one message. OSError if nobody reads it any more."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> Message:
    """Reads one message. EOFError if the other side has gone, even in the middle of one."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    message: Message = pickle.loads(_exactly(stream, length))
    return message


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
