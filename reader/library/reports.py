"""What residents report: 「この語の読み方がちがう」. It waits for staff; nothing changes by itself.

No name is asked and none is kept: the place, the word, the reading they know, and when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from reader.errors import LibraryError, NotFoundError
from reader.library.schema import tables
from reader.passages.utterance import Passage

LONGEST_SURFACE = 40
LONGEST_READING = 80
"""Characters; a longer one is no word."""

MOST_WAITING = 1000
"""A queue longer than this is nobody's help: more are refused until staff have looked."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``sentence`` is the sentence as it stood; ``utterance`` is empty while the minutes have it no more."""

    id: int
    session: str
    utterance: str
    sentence: str
    surface: str
    reading: str
    reported_at: datetime


def put_report(
    connection: Connection, session_id: str, utterance: str, sentence: str, surface: str, reading: str
) -> None:
    """Queues a report; the same one twice is one. LibraryError if too many are waiting."""
    table = tables.report
    same = select(table.c.id).where(
        table.c.session == session_id,
        table.c.utterance == utterance,
        table.c.surface == surface,
        table.c.reading == reading,
    )
    if connection.execute(same).first():
        return
    if connection.execute(select(func.count()).select_from(table)).scalar_one() >= MOST_WAITING:
        raise LibraryError("お知らせがたくさん届いています。日をあらためて、もう一度お送りください。")
    connection.execute(
        insert(table).values(
            session=session_id,
            utterance=utterance,
            sentence=sentence,
            surface=surface,
            reading=reading,
            reported_at=datetime.now(UTC),
        )
    )


def waiting_reports(connection: Connection) -> tuple[Report, ...]:
    """Every report that waits, oldest first."""
    table = tables.report
    return tuple(
        Report(row.id, row.session, row.utterance, row.sentence, row.surface, row.reading, row.reported_at)
        for row in connection.execute(select(table).order_by(table.c.id))
    )


def follow_sentences(connection: Connection, session_id: str, passages: Iterable[Passage]) -> None:
    """A session's reports go where the sentences stand that they were about; those whose sentence is gone wait."""
    table = tables.report
    reports = connection.execute(select(table).where(table.c.session == session_id)).all()
    if not reports:
        return
    places: dict[str, list[str]] = {}
    for passage in passages:
        for utterance in passage.utterances:
            places.setdefault(utterance.text, []).append(utterance.id)
    for report in reports:
        found = places.get(report.sentence, [])
        passage = report.utterance.partition("-")[0]
        near = [place for place in found if place.partition("-")[0] == passage]
        now = report.utterance if report.utterance in found else next(iter(near or found), "")
        if now != report.utterance:
            connection.execute(update(table).where(table.c.id == report.id).values(utterance=now))


def drop_report(connection: Connection, report_id: int) -> None:
    """Takes a report out. NotFoundError if there is none with that number."""
    gone = connection.execute(delete(tables.report).where(tables.report.c.id == report_id))
    if not gone.rowcount:
        raise NotFoundError(f"お知らせ {report_id} はありません。reader reports で番号を確かめてください。")
