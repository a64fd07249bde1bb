"""What residents report: 「この語の読み方がちがう」. It waits for staff; nothing changes by itself.

No name is asked and none is kept: the place, the word, the reading they know, and when; for a day, that two reports came
from one sender (``senders``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from reader.errors import LibraryError, NotFoundError, ReaderError
from reader.library.reporting import senders
from reader.library.schema import tables
from reader.passages.utterance import Passage

LONGEST_SURFACE = 40
LONGEST_READING = 80
"""Characters; a longer one is no word."""

MOST_WAITING = 1000
"""A queue longer than this is nobody's help: then who fills it most makes room, or more are refused."""

MOST_SENT = 10
SENT_WITHIN = timedelta(minutes=10)
"""Ten reports in ten minutes from one address, or one household's network: nobody reads faster than that."""


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


class TooManyReportsError(ReaderError):
    """Somebody sent more reports than a person would."""


def put_report(
    connection: Connection,
    session_id: str,
    utterance: str,
    sentence: str,
    surface: str,
    reading: str,
    sender: str | None = None,
) -> None:
    """Queues a report; the same one twice is one. Whoever ``sender`` is, they are known for a day and by nobody; None is
    staff. TooManyReportsError if a sender reports too fast; LibraryError if the queue is full and nobody fills it more
    than they: otherwise the newest report of who fills it most makes room."""
    table, now = tables.report, datetime.now(UTC)
    same = select(table.c.id).where(
        table.c.session == session_id,
        table.c.utterance == utterance,
        table.c.surface == surface,
        table.c.reading == reading,
    )
    if connection.execute(same).first():
        return
    digest = "" if sender is None else senders.digest_of(connection, sender, now)
    if digest and senders.sent_since(connection, digest, now - SENT_WITHIN) >= MOST_SENT:
        raise TooManyReportsError(
            "続けてたくさんのお知らせは受け取れません。10分ほどたってから、お送りください。"
        )
    waiting = connection.execute(select(func.count()).select_from(table)).scalar_one()
    if waiting >= MOST_WAITING and not senders.make_room(connection, digest, now):
        raise LibraryError("お知らせがたくさん届いています。日をあらためて、もう一度お送りください。")
    connection.execute(
        insert(table).values(
            session=session_id,
            utterance=utterance,
            sentence=sentence,
            surface=surface,
            reading=reading,
            sender=digest,
            reported_at=now,
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


def drop_reports(connection: Connection, report_ids: Iterable[int]) -> None:
    """Takes reports out. NotFoundError if one of the numbers is none."""
    for report_id in report_ids:
        gone = connection.execute(delete(tables.report).where(tables.report.c.id == report_id))
        if not gone.rowcount:
            raise NotFoundError(
                f"お知らせ {report_id} はありません。reader reports で番号を確かめてください。"
            )
