"""What is said between a program and its parsing process: lengths in front, so that nothing in a document can end a message.

::

    program → process: seconds, length of name, length of hints, length of data, name, hints, data
    process → program: outcome (one byte), whether it is the process's last, length, body (minutes as JSON, or a line in Japanese)
"""

import struct
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

_ASKED = struct.Struct(">IIIQ")
_ANSWERED = struct.Struct(">c?Q")


class Outcome(Enum):
    """How parsing a document ended."""

    READ = b"M"
    REFUSED = b"R"
    NO_MEMORY = b"N"
    ENDED = b"E"


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome, and the minutes (JSON) or the message that belongs to it; ``is_last``: the process takes no other document."""

    outcome: Outcome
    body: bytes
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be parsed, with hints (TOML) and the seconds that it may take."""

    data: bytes
    name: str
    hints: str
    seconds: int


def send(stream: BinaryIO, name: bytes, data: bytes, seconds: int, hints: bytes = b"") -> None:
    """Sends a document, with what people have said of it (``minutes.hints``)."""
    stream.write(_ASKED.pack(seconds, len(name), len(hints), len(data)))
    stream.write(name)
    stream.write(hints)
    stream.write(data)
    stream.flush()


def asked(stream: BinaryIO) -> Document | None:
    """The next document; None where the stream ends."""
    head = stream.read(_ASKED.size)
    if len(head) < _ASKED.size:
        return None
    seconds, name, hints, size = _ASKED.unpack(head)
    return Document(
        name=stream.read(name).decode(),
        hints=stream.read(hints).decode(),
        data=stream.read(size),
        seconds=seconds,
    )


def answer(stream: BinaryIO, said: Answer) -> None:
    """Sends an answer."""
    stream.write(_ANSWERED.pack(said.outcome.value, said.is_last, len(said.body)))
    stream.write(said.body)
    stream.flush()


def receive(stream: BinaryIO) -> Answer | None:
    """The answer; None where the process ended before it was whole."""
    head = stream.read(_ANSWERED.size)
    if len(head) < _ANSWERED.size:
        return None
    outcome, is_last, size = _ANSWERED.unpack(head)
    body = stream.read(size)
    return Answer(Outcome(outcome), body, is_last) if len(body) == size else None
