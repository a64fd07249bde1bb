"""What is asked in a session: of each question the sentence that asks.

「御説明ありがとうございます。目的は何ですか。」 → 目的は何ですか。
"""

import re
from collections.abc import Iterable, Sequence

from reader.passages.utterance import Passage, Utterance
from reader.readings.furigana.levels import Level
from reader.web.views.overview.overview import AskedLine, Spoken

_ASKS = re.compile(r"(?:か|かね|かな|たい|ください|下さい)[。．？?]?[」）)\s]*$")
_CLEARLY_ASKS = re.compile(r"(?:か[。．]?|か?[？?])[」）)\s]*$")


def asked(turns: Iterable[Spoken], level: Level) -> tuple[AskedLine, ...]:
    """The questions among the turns, in order."""
    return tuple(
        AskedLine(
            key=spoken.turn.key,
            spoken=spoken,
            nth=spoken.nth,
            since=round(spoken.since),
            said=sentence,
            level=level,
        )
        for spoken in turns
        if spoken.part == "question" and (sentence := asking(spoken.turn))
    )


def asking(turn: Passage) -> Utterance | None:
    """The first sentence of a turn that asks: with a question's ending, else with a wish's, else the first there is; None for a
    turn without a word."""
    said: Sequence[Utterance] = [u for u in turn.utterances if not u.is_announcement]
    for ending in (_CLEARLY_ASKS, _ASKS):
        for utterance in said:
            if ending.search(utterance.text):
                return utterance
    return next(iter(said), None)
