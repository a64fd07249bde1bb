"""What a visitor chose to hear of a session, as the keys of its passages in order.

::

    all              m, a1, t1, t2, n1, a2, …     agenda.0         a1, t1, t2
    speaker.事務局    t2, t4                       exchange.1       t1, t2
"""

from collections.abc import Sequence

from reader.errors import NotFoundError
from reader.library.session import Session
from reader.minutes.exchanges import exchanges
from reader.passages.utterance import Passage, PassageKind

ALL = "all"

MOST_TOGETHER = 8
MOST_CHARACTERS = 800
"""More passages, or more characters, fit on no screen."""

_BEFORE_TURNS = frozenset({PassageKind.TITLE, PassageKind.HEADING, PassageKind.RESULTS})


def selected(session: Session, by: str) -> tuple[str, ...]:
    """The keys of the passages that ``by`` chooses. NotFoundError if it chooses none."""
    kind, _, value = by.partition(".")
    if kind == ALL:
        keys = [p.key for p in session.passages if p.text.strip()]
    elif kind == "agenda":
        keys = [p.key for p in session.passages if p.text.strip() and str(p.agenda) == value]
    elif kind == "speaker":
        keys = [p.key for p in session.passages_of(value)]
    elif kind == "exchange":
        keys = _exchange(session, value)
    else:
        keys = []
    if not keys:
        raise NotFoundError(f"会議録 {session.id} に「{by}」はありません。はじめから選んでください。")
    return tuple(keys)


def together(session: Session, keys: Sequence[str], at: int) -> tuple[Passage, ...]:
    """The passage at that place of a list, and those right behind it that belong on the same screen if they fit: a question's
    answers; behind the title, a heading or what was decided, the next of these."""
    first = session.passage(keys[at])
    answers = _exchange(session, str(first.number)) if first.kind is PassageKind.TURN else []
    found = [first]
    for key in keys[at + 1 : at + MOST_TOGETHER]:
        passage = session.passage(key)
        belongs = key in answers or (first.kind in _BEFORE_TURNS and passage.kind in _BEFORE_TURNS)
        if not belongs or sum(len(p.text) for p in (*found, passage)) > MOST_CHARACTERS:
            break
        found.append(passage)
    return tuple(found)


def turn_passages(session: Session) -> dict[int, Passage]:
    """The turns' passages by number."""
    return {p.number: p for p in session.passages if p.kind is PassageKind.TURN}


def _exchange(session: Session, question: str) -> list[str]:
    for exchange in exchanges(session.minutes):
        if str(exchange.question) == question:
            return [f"t{number}" for number in (exchange.question, *exchange.answers)]
    return []
