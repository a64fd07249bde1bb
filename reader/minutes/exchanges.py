"""Questions with their answers: which turns answer which.

Those who answer are the secretariat and the executive, and whoever is labelled an answer (A, 答, 回答). A question is
a turn of anybody else directly before them; the chair calling a name in between belongs to neither::

    t1 委員「…か。」 t2 議長「市長。」 t3 市長「…」 t4 事務局「…」  →  Exchange(question=1, answers=(3, 4))
"""

import re

from reader.minutes.model import Exchange, Minutes, Role, Turn
from reader.minutes.role_words import ANSWERS

_ANSWERING = frozenset({Role.SECRETARIAT, Role.EXECUTIVE})
_CALLING = re.compile(r"[^。]{1,20}(?:君|さん|議員|委員|長|局|お願いします|どうぞ)?。?")
LONGEST_CALL = 24
"""Characters: a chair's turn this short between question and answer only calls a name."""


def exchanges(minutes: Minutes) -> tuple[Exchange, ...]:
    """The exchanges of minutes, in order; never across two agenda items."""
    roles = {speaker.key: speaker.role for speaker in minutes.speakers}
    found: list[Exchange] = []
    question: Turn | None = None
    answers: list[int] = []

    def close() -> None:
        if question is not None and answers:
            found.append(Exchange(question.number, tuple(answers)))

    for turn in minutes.turns:
        role = roles.get(turn.speaker, Role.OTHER)
        if question is not None and turn.agenda == question.agenda:
            if _answers(turn, role):
                answers.append(turn.number)
                continue
            if role is Role.CHAIR and _only_calls(turn.text) and not answers:
                continue
        close()
        question, answers = (None if _answers(turn, role) else turn), []
    close()
    return tuple(found)


def _answers(turn: Turn, role: Role) -> bool:
    return role in _ANSWERING or turn.speaker in ANSWERS


def _only_calls(text: str) -> bool:
    return len(text) <= LONGEST_CALL and _CALLING.fullmatch(text.strip()) is not None
