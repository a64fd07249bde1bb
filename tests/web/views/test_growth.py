"""What a page costs grows as the session does: one turn of two megabytes, ten thousand turns, a thousand agenda items."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from reader.glossary.glossary import Explanation, Glossary
from reader.library.session import Session
from reader.minutes.model import AgendaItem, Minutes, Role, Speaker, Turn
from reader.passages.annotator import Annotator
from reader.readings.furigana.levels import Level
from reader.web.views.page_terms import PageTerms
from reader.web.views.session_view import SessionView
from reader.web.views.ways.portions import below_head
from tests.growth import MOST, growth
from tests.speech.sounds import PlainAnalyzer

pytestmark = pytest.mark.slow  # documents of thousands of turns

SPEAKERS = (Speaker("委員", "委員", Role.MEMBER), Speaker("事務局", "事務局", Role.SECRETARIAT))
GLOSSARY = Glossary([Explanation("KPI", "目標を測る数字")])
SENTENCES = "次に、KPIの件です。どうお考えですか。"
Made = Callable[[int], Minutes]


def _minutes(items: int, turns: tuple[Turn, ...]) -> Minutes:
    agenda = tuple(AgendaItem(index, str(index + 1), "基本方針について") for index in range(items))
    return Minutes("定例会", "令和3年10月28日", date(2021, 10, 28), None, None, agenda, SPEAKERS, turns)


def one_turn(size: int) -> Minutes:
    """All in one turn."""
    return _minutes(1, (Turn(1, "委員", SENTENCES * size, 0),))


def many_turns(size: int) -> Minutes:
    """A question, an answer, and so on, under one item."""
    return _minutes(1, tuple(Turn(n, SPEAKERS[n % 2].key, SENTENCES, 0) for n in range(1, size + 1)))


def many_items(size: int) -> Minutes:
    """A turn under each item."""
    return _minutes(
        size // 4, tuple(Turn(n, SPEAKERS[n % 2].key, SENTENCES, n - 1) for n in range(1, size // 4 + 1))
    )


def look(minutes: Minutes) -> None:
    """Makes the context of every kind of page."""
    passages = Annotator(PlainAnalyzer()).passages(minutes, ())
    session = Session("20211028-1", 1, minutes, passages, (), "test", datetime.fromtimestamp(0, UTC))
    view = SessionView(session, Level.ALL, float, GLOSSARY)
    terms = PageTerms(lambda explanation: "")
    assert view.sections(str, below_head(view.session), terms)
    assert view.agenda and view.speakers and view.facts
    assert {n for own in view.turns_of("委員") for n in view.exchange_of(own)}
    assert all(view.turn(number, str) for number in view.turns_of("委員"))
    assert all(view.neighbours(number) for number in view.turns_of("委員"))


@pytest.mark.parametrize("made", [one_turn, many_turns, many_items])
def test_four_times_as_much_takes_about_four_times_as_long(made: Made) -> None:
    assert growth(made, look, 1_000) < MOST
