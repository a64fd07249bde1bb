"""What a session in one look is made of: the bar of its turns, the questions, what was decided."""

from dataclasses import dataclass

from reader.minutes.model import Role
from reader.readings.furigana.ruby import Ruby
from reader.web.views.overview.asked import AskedLine
from reader.web.views.session_context import Sentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the bar, ``start`` and ``width`` in percent of it. It leads to the turn ``key``; ``turns`` are so many as stand in
    it, ``label``, ``name`` and ``nth`` are the first one's, ``role`` is whose it is for the longest time."""

    key: str
    start: float
    width: float
    role: Role
    label: str
    name: tuple[Ruby, ...]
    nth: int
    turns: int
    seconds: float


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What was decided of one agenda item, as the head of a session lists it, without anchors; ``heading`` is its title with readings."""

    key: str
    number: str
    title: str
    heading: tuple[Sentence, ...]
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it."""

    flow: tuple[Stretch, ...]
    asked: tuple[AskedLine, ...]
    decided: tuple[DecidedLine, ...]
