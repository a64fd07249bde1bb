"""What people said of an edition: answers to the parser's warnings and to doubtful readings, and readings settled in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from reader.library.schema.edition_tables import answer, draft_reading


class Said(StrEnum):
    """It is right as it is; it was put right; not now."""

    RIGHT = "right"
    FIXED = "fixed"
    LATER = "later"


class About(StrEnum):
    """What an answer is about."""

    WARNING = "warning"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Answer:
    """``subject`` is a warning's key or a word; ``detail`` the reading that was doubted, '' for a warning."""

    about: About
    subject: str
    detail: str
    said: Said


@dataclass(frozen=True, slots=True)
class DraftReading:
    """A reading settled in a draft: of one sentence, or ('' for both) of these minutes. ``evidence`` is its 典拠."""

    passage: str
    sentence: str
    surface: str
    reading: str
    evidence: str = ""


def put_answer(connection: Connection, edition: int, given: Answer, by: int, now: datetime) -> None:
    """Keeps an answer in place of an earlier one."""
    drop_answer(connection, edition, given.about, given.subject, given.detail)
    values = {"kind": given.about, "subject": given.subject, "detail": given.detail, "answer": given.said}
    connection.execute(insert(answer).values(edition=edition, by=by, at=now, **values))


def drop_answer(connection: Connection, edition: int, about: About, subject: str, detail: str) -> bool:
    """Takes an answer back; whether there was one."""
    same = (
        answer.c.edition == edition,
        answer.c.kind == about,
        answer.c.subject == subject,
        answer.c.detail == detail,
    )
    return bool(connection.execute(delete(answer).where(*same)).rowcount)


def answers_of(connection: Connection, edition: int) -> tuple[Answer, ...]:
    """All answers, the last one last."""
    rows = connection.execute(select(answer).where(answer.c.edition == edition).order_by(answer.c.id))
    return tuple(Answer(About(row.kind), row.subject, row.detail, Said(row.answer)) for row in rows)


def put_draft_reading(
    connection: Connection, edition: int, new: DraftReading, by: int, now: datetime
) -> None:
    """Keeps a reading in place of an earlier one for the same word there."""
    drop_draft_reading(connection, edition, new.passage, new.sentence, new.surface)
    values = {
        "passage": new.passage,
        "sentence": new.sentence,
        "surface": new.surface,
        "reading": new.reading,
        "evidence": new.evidence,
    }
    connection.execute(insert(draft_reading).values(edition=edition, by=by, at=now, **values))


def drop_draft_reading(
    connection: Connection, edition: int, passage: str, sentence: str, surface: str
) -> bool:
    """Takes a reading back; whether there was one."""
    same = (
        draft_reading.c.edition == edition,
        draft_reading.c.passage == passage,
        draft_reading.c.sentence == sentence,
        draft_reading.c.surface == surface,
    )
    return bool(connection.execute(delete(draft_reading).where(*same)).rowcount)


def draft_readings(connection: Connection, edition: int) -> tuple[DraftReading, ...]:
    """All readings settled in a draft."""
    chosen = select(draft_reading).where(draft_reading.c.edition == edition).order_by(draft_reading.c.id)
    return tuple(
        DraftReading(row.passage, row.sentence, row.surface, row.reading, row.evidence)
        for row in connection.execute(chosen)
    )


def take_over(connection: Connection, before: int, edition: int) -> None:
    """What was said of an earlier edition is said of the one that takes its place: nothing is asked twice."""
    for table in (answer, draft_reading):
        kept = [column for column in table.c if column.name not in ("id", "edition")]
        rows = connection.execute(select(*kept).where(table.c.edition == before)).mappings().all()
        if rows:
            connection.execute(insert(table), [{**row, "edition": edition} for row in rows])
