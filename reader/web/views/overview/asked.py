"""What is asked in a session: of each question the sentence that asks.

「御説明ありがとうございます。目的は何ですか。」 → 目的は何ですか。
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.passages.utterance import Passage, Utterance
from reader.readings.furigana.ruby import Ruby
from reader.web.views.overview.spoken import Spoken
from reader.web.views.sentences import segments

_ASKS = re.compile(r"(?:か|かね|かな|たい|ください|下さい)[。．？?]?[」）)\s]*$")
_CLEARLY_ASKS = re.compile(r"(?:か[。．]?|か?[？?])[」）)\s]*$")


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question as the head of a session lists it; ``since`` in seconds of the session. What it says is looked for when it is shown:
    a long session has thousands, and lists them for who asks."""

    key: str
    spoken: Spoken
    since: int

    @property
    def name(self) -> tuple[Ruby, ...]:
        """The label of who asks, with its readings."""
        return self.spoken.name

    @property
    def sentence(self) -> tuple[Ruby, ...]:
        """The sentence that asks, without its anchor."""
        said = asking(self.spoken.turn)
        return segments(said.words, self.spoken.level) if said else ()


def asked(turns: Iterable[Spoken]) -> tuple[AskedLine, ...]:
    """The questions among the turns, in order; not one without a word."""
    return tuple(
        AskedLine(spoken.turn.key, spoken, round(spoken.since))
        for spoken in turns
        if spoken.part == "question" and _said(spoken.turn)
    )


def asking(turn: Passage) -> Utterance | None:
    """The first sentence of a turn that asks: with a question's ending, else with a wish's, else the first there is; None for a
    turn without a word."""
    said = _said(turn)
    for ending in (_CLEARLY_ASKS, _ASKS):
        for utterance in said:
            if ending.search(utterance.text):
                return utterance
    return next(iter(said), None)


def _said(turn: Passage) -> tuple[Utterance, ...]:
    return tuple(u for u in turn.utterances if not u.is_announcement)
