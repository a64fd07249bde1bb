"""Questions with their answers, found from who speaks after whom.

A member (or 問) asks, the turns of those who answer follow; the chair only calls them by name in between::

    3 委員        目的について…伺う。        Exchange(3, (4, 6))
    4 事務局      …と考えている。
    5 委員長      企画課長。                 a call: passed over
    6 企画課長    補足する。
"""

import re

from reader.minutes.labels.roles import ANSWERS, QUESTIONS
from reader.minutes.model import Exchange, Minutes, Role, Speaker, Turn
from reader.minutes.text.characters import bare, fold

_ASKING = (Role.MEMBER, Role.VICE_CHAIR, Role.GUEST)
_ANSWERING = (Role.SECRETARIAT, Role.EXECUTIVE)
_ASKS = re.compile(
    r"(?:でしょうか|ますか|ですか|のか|ないか|たか|教えて.{0,8}|伺(?:いたい|います|う)?|[？?])[。]?$"
)
_CALL = 40


def exchanges(minutes: Minutes) -> tuple[Exchange, ...]:
    """The questions of the minutes with their answers, in order; a question without an answer is none."""
    speakers = {speaker.key: speaker for speaker in minutes.speakers}
    found: list[Exchange] = []
    question: Turn | None = None
    answers: list[int] = []
    for turn in minutes.turns:
        speaker = speakers[turn.speaker]
        if question is not None and turn.agenda == question.agenda and _answers(speaker):
            answers.append(turn.number)
            continue
        if question is not None and turn.agenda == question.agenda and _calls(speaker, turn):
            continue
        if question is not None and answers:
            found.append(Exchange(question.number, tuple(answers)))
        question, answers = (turn if _asks(speaker, turn) else None), []
    if question is not None and answers:
        found.append(Exchange(question.number, tuple(answers)))
    return tuple(found)


def _word(speaker: Speaker) -> str:
    return bare(fold(speaker.label))


def _answers(speaker: Speaker) -> bool:
    return speaker.role in _ANSWERING or _word(speaker) in ANSWERS


def _calls(speaker: Speaker, turn: Turn) -> bool:
    """True for the chair giving the floor: a few words, no question."""
    return speaker.role is Role.CHAIR and len(turn.text) <= _CALL and _ASKS.search(turn.text) is None


def _asks(speaker: Speaker, turn: Turn) -> bool:
    if speaker.role is Role.CHAIR:
        return _ASKS.search(turn.text.rstrip()) is not None
    return speaker.role in _ASKING or _word(speaker) in QUESTIONS
