"""What stands at the head of a session: 令和3年度第2回長崎市DX推進委員会, its day, hours and place."""

from reader.library.session import Session
from reader.minutes.text.bodies import body_of
from reader.readings.furigana.levels import Level
from reader.web.http.urls import published, session_url
from reader.web.views.facts.read import Read, read_so
from reader.web.views.session_context import Sentence, SessionFacts
from reader.web.views.wording import hours_printed


def facts_of(
    session: Session, heading: tuple[Sentence, ...], turns: int, seconds: float, read: Read, level: Level
) -> SessionFacts:
    """The facts; ``heading`` is the title with its readings, ``seconds`` estimates how long it all takes to hear."""
    minutes = session.minutes
    place, office = (
        read_so(fact, read(fact, session.lexicon), level)
        for fact in (minutes.place or "", minutes.department or "")
    )
    return SessionFacts(
        id=session.id,
        url=session_url(session.id),
        meeting=minutes.meeting or "",
        heading=heading,
        body=body_of(minutes.meeting or ""),
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
