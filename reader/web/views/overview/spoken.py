"""A turn as the bar and the list of questions take it."""

from dataclasses import dataclass
from typing import Literal

from reader.minutes.model import Speaker
from reader.passages.utterance import Passage
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.web.views.sentences import label


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
