"""What stands at the head of a session: 令和3年度第2回長崎市DX推進委員会, its day, hours and place."""

from collections.abc import Callable

from reader.library.session import Session
from reader.minutes.text.bodies import body_of
from reader.readings.furigana.ruby import Ruby
from reader.web.http.urls import published, session_url
from reader.web.views.session_context import Sentence, SessionFacts
from reader.web.views.wording import hours_printed


def facts_of(
    session: Session,
    heading: tuple[Sentence, ...],
    turns: int,
    seconds: float,
    read: Callable[[str], tuple[Ruby, ...]],
) -> SessionFacts:
    """The facts; ``heading`` is the title with its readings, ``seconds`` estimates how long it all takes to hear; ``read`` gives
    what no passage says its readings."""
    minutes = session.minutes
    body = body_of(minutes.meeting or "")
    place, office, body_ruby = map(read, (minutes.place or "", minutes.department or "", body))
    return SessionFacts(
        id=session.id,
        url=session_url(session.id),
        meeting=minutes.meeting or "",
        heading=heading,
        body=body,
        body_ruby=body_ruby,
        held_on=minutes.held_on,
        date=minutes.date or "",
        hours=hours_printed(minutes.date or ""),
        place=minutes.place or "",
        place_ruby=place,
        department=minutes.department or "",
        department_ruby=office,
        published=published(session.source),
        turns=turns,
        seconds=seconds,
    )
