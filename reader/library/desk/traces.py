"""What else the library holds of words that are withdrawn: reports, corrections, readings, what was said of editions.

Where such a row has the words it goes; nobody needs a report on a sentence that is no more. A row that has not, stays.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, delete, select, update

from reader.library.schema import tables
from reader.library.schema.edition_tables import (
    answer,
    draft_reading,
    edit,
    edition,
    job,
    source,
    taken_down,
    withdrawal_request,
)

Holds = Callable[[str], bool]
"""Whether a text has the words."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Rows of one kind that have the words: how many, and as what a person is told of them."""

    name: str
    rows: int


_KINDS: tuple[tuple[str, Table, tuple[str, ...]], ...] = (
    ("住民のお知らせ", tables.report, ("sentence", "surface", "reading")),
    ("この文の読み", tables.correction, ("sentence", "surface", "reading")),
    ("読み辞書", tables.reading, ("surface", "reading")),
    ("下書きの読み", draft_reading, ("sentence", "surface", "reading", "evidence")),
    ("下書きの答え", answer, ("subject", "detail")),
    ("版の直し", edit, ("anchor", "payload", "reason")),
    ("作業の記録", job, ("subject", "args", "said", "result")),
    ("取り消しの頼み", withdrawal_request, ("words", "ground")),
)
_WORDS_OF_EDITIONS = ("note", "decision", "hints", "source_name", "meeting")


def traces(connection: Connection, holds: Holds) -> tuple[Trace, ...]:
    """The kinds of rows that have the words."""
    found = [Trace(name, len(_holding(connection, table, fields, holds))) for name, table, fields in _KINDS]
    return tuple(trace for trace in found if trace.rows)


def wipe_traces(connection: Connection, holds: Holds) -> None:
    """Takes those rows out, and the words out of what is said of editions. A running job is left to end: its rows are
    those of what it was given, and it is wiped when it is done."""
    for _, table, fields in _KINDS:
        for number in _holding(connection, table, fields, holds):
            connection.execute(delete(table).where(table.c.id == number))
    _wipe_fields(connection, edition, _WORDS_OF_EDITIONS, edition.c.id, holds)
    _wipe_fields(connection, tables.session, ("hints", "source"), tables.session.c.id, holds)
    _wipe_fields(connection, tables.edition_notice, ("note",), tables.edition_notice.c.session, holds)
    _wipe_fields(connection, source, ("name",), source.c.digest, holds)
    _wipe_fields(connection, taken_down, ("reason",), taken_down.c.session, holds)


def settled_words(connection: Connection, sessions: Iterable[str], numbers: Iterable[int]) -> frozenset[str]:
    """The words whose readings were settled for these sessions or editions alone, and not for the whole town."""
    own, by_edition = tables.reading.c, list(numbers)
    found = select(own.surface).where(own.session.in_(list(sessions)))
    in_drafts = select(draft_reading.c.surface).where(draft_reading.c.edition.in_(by_edition))
    is_reading = answer.c.kind == "reading"
    answered = select(answer.c.subject).where(answer.c.edition.in_(by_edition), is_reading)
    everywhere = select(own.surface).where(own.session == "")
    words = {word for query in (found, in_drafts, answered) for word in connection.execute(query).scalars()}
    return frozenset(words.difference(connection.execute(everywhere).scalars()))


def _holding(connection: Connection, table: Table, fields: Iterable[str], holds: Holds) -> list[int]:
    rows = connection.execute(select(table.c.id, *(table.c[name] for name in fields)))
    return [row[0] for row in rows if any(holds(value) for value in row[1:] if value)]


def _wipe_fields(
    connection: Connection, table: Table, fields: Iterable[str], key: Column[object], holds: Holds
) -> None:
    for name in fields:
        for row in connection.execute(select(key, table.c[name])).all():
            if row[1] and holds(row[1]):
                emptied = None if table.c[name].nullable else ""
                connection.execute(update(table).where(key == row[0]).values({name: emptied}))
