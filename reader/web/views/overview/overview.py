"""What a session in one look is made of: the bar of its turns, the questions, what was decided."""

from dataclasses import dataclass
from typing import Literal

from reader.minutes.model import Role, Speaker
from reader.passages.utterance import Passage, Utterance
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.web.views.sentences import label, segments
from reader.web.views.session_context import Sentence


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn, the ``nth`` of its speaker: heard from ``since`` on (seconds of the session, as estimated) for ``seconds``;
    ``part`` is its part in an exchange."""

    turn: Passage
    speaker: Speaker
    level: Level
    nth: int
    part: Literal["question", "answer", ""]
    since: float
    seconds: float

    @property
    def name(self) -> tuple[Ruby, ...]:
        """The speaker's label with its readings. Made when it is shown: a long session has thousands of turns, and shows a hundred."""
        return label(self.turn, self.speaker, self.level).segments


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
class AskedLine:
    """A question as the head of a session lists it: the sentence that asks is ``said``; ``since`` in seconds of the session."""

    key: str
    spoken: Spoken
    nth: int
    since: int
    said: Utterance
    level: Level

    @property
    def name(self) -> tuple[Ruby, ...]:
        """The label of who asks, with its readings."""
        return self.spoken.name

    @property
    def sentence(self) -> tuple[Ruby, ...]:
        """It without its anchor. Made when it is shown: a long session has thousands, and lists them for who asks."""
        return segments(self.said.words, self.level)


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
