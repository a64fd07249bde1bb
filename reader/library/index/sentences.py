"""The index of sentences, by what is written and by how it sounds.

Each utterance is kept as overlapping pairs of characters, so that one character finds as well as ten (FTS5's own trigram
index needs three, and 町会 has two)::

    text  町内会 → "町内 内会 会"      kana  ちょないかい → "ちょ ょな ない いか かい い"

Who spoke, in which role and in which month are tokens too (``facets``): a filter costs no join. Rows are numbered so
that the highest number is the newest meeting's first sentence: the newest hits cost no sorting, however many there are.
What only says who speaks has the same number below zero: nobody looks for it, but its readings are put right too.

How that is kept and asked for is the database's own: ``fts5``, ``tsvector``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select, select, text

from reader.library.index import fts5, tsvector
from reader.library.index.terms import Entry, Term
from reader.library.schema import tables
from reader.readings.finding.forgiving import forgiving
from reader.readings.finding.written import written
from reader.readings.writing.folding import full_width

INDEX_VERSION = 3
"""Counted up whenever the same sentences would be indexed or numbered otherwise: then sessions are stored anew."""

FOLDED = "folded"
"""The facet of a sentence with signs that stand for other characters (㈱)."""

_SERIALS, MOST_SENTENCES = 1 << 17, 1 << 20


class Order(StrEnum):
    """Whose sentences come first, those of a meeting always in the order of its record: the newest meeting's, the oldest's (those without
    a day last), or those of the meeting that has most of them."""

    NEWEST = "newest"
    OLDEST = "oldest"
    MOST = "most"


class SentenceIndex(Protocol):
    """One database's way of keeping the index, in its table ``sentence``: ``MATCHES`` is the condition that ``expression``
    is asked by, ``NUMBER`` the column of the number."""

    MATCHES: str
    NUMBER: str

    def make(self, connection: Connection) -> None:
        """The table, empty."""
        ...

    def put(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Sentences come, in the order of their numbers."""
        ...

    def drop(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Sentences go."""
        ...

    def expression(self, term: Term) -> str:
        """What is looked for, in this database's words."""
        ...


_KEPT_BY: dict[str, SentenceIndex] = {"sqlite": fts5, "postgresql": tsvector}


def row_number(session_id: str, held_on: date | None, position: int) -> int:
    """The ``rowid`` of an utterance: higher for a later day, then for an earlier session of that day, then for an
    earlier sentence; those without a day are lowest."""
    day, serial = held_on.toordinal() if held_on else 0, int(session_id.partition("-")[2])
    return (
        (day * _SERIALS + _SERIALS - 1 - serial % _SERIALS) * MOST_SENTENCES + MOST_SENTENCES - 1 - position
    )


def make_index(connection: Connection) -> None:
    """Makes the index, of every sentence that is there."""
    _kept_by(connection).make(connection)
    for session_id in connection.execute(select(tables.session.c.id)).scalars().all():
        index_utterances(connection, session_id)


def _kept_by(connection: Connection) -> SentenceIndex:
    return _KEPT_BY[connection.dialect.name]


@dataclass(frozen=True, slots=True)
class Among:
    """Which sentences are looked among: those with numbers from ``low`` to ``high``, and where ``blocks`` are given, of the
    sessions with those (``block_of``)."""

    low: int
    high: int
    blocks: tuple[int, ...] = ()


def block_of(session_id: str, held_on: date | None) -> int:
    """What all row numbers of a session have in common."""
    return row_number(session_id, held_on, 0) // MOST_SENTENCES


def among(blocks: Collection[int]) -> Among:
    """The sentences of some sessions; of none where there are none."""
    if not blocks:
        return Among(1, 0)
    low, high = min(blocks), max(blocks)
    several = tuple(sorted(blocks)) if len(blocks) > 1 else ()
    return Among(low * MOST_SENTENCES, high * MOST_SENTENCES + MOST_SENTENCES - 1, several)


def _where(index: SentenceIndex, within: Among) -> str:
    """A condition on the index. The blocks are numbers of ours: no text of anybody's comes into a query."""
    chosen = ", ".join(map(str, within.blocks))
    blocks = f" AND {index.NUMBER} / {MOST_SENTENCES} IN ({chosen})" if chosen else ""
    return f"{index.MATCHES} AND {index.NUMBER} BETWEEN :low AND :high{blocks}"


def count_matching(connection: Connection, term: Term, within: Among) -> int:
    """How many sentences match."""
    index = _kept_by(connection)
    query = text(f"SELECT count(*) FROM sentence WHERE {_where(index, within)}")
    given = {"query": index.expression(term), "low": within.low, "high": within.high}
    return int(connection.execute(query, given).scalar_one())


def _ordered(index: SentenceIndex, order: Order) -> tuple[str, str]:
    """What is added to a found number, as ``n``, so that a query can sort by it, and what it sorts by."""
    meeting = f"{index.NUMBER} / {MOST_SENTENCES}"
    if order is Order.OLDEST:
        return f", {meeting} AS block", f"block < {_SERIALS}, block, n DESC"
    if order is Order.MOST:
        return f", count(*) OVER (PARTITION BY {meeting}) AS held", "held DESC, n DESC"
    return "", "n DESC"


def matching_in_order(
    connection: Connection, term: Term, within: Among, order: Order, first: int, most: int
) -> Sequence[Row[Any]]:
    """The sentences that match with their sessions and the words that say who speaks, in that order, from the ``first`` on."""
    index = _kept_by(connection)
    beside, by = _ordered(index, order)
    query = text(
        f"WITH found AS (SELECT {index.NUMBER} AS n{beside} FROM sentence WHERE {_where(index, within)}),"
        f" shown AS (SELECT * FROM found ORDER BY {by} LIMIT :most OFFSET :first)"
        " SELECT u.session, u.id, u.passage, u.speaker, u.words, s.meeting, s.held_on, s.turns, a.words AS announced"
        " FROM shown JOIN utterance u ON u.rowid = n JOIN session s ON s.id = u.session"
        f" LEFT JOIN utterance a ON a.session = u.session AND a.id = u.passage || '-0' ORDER BY {by}"
    )
    given = {
        "query": index.expression(term),
        "low": within.low,
        "high": within.high,
        "most": most,
        "first": first,
    }
    return connection.execute(query, given).all()


def matching(connection: Connection, term: Term) -> list[int]:
    """The numbers of all utterances that match, with those that only say who speaks."""
    index = _kept_by(connection)
    query = text(f"SELECT {index.NUMBER} FROM sentence WHERE {index.MATCHES}")
    found = connection.execute(query, {"query": index.expression(term)})
    return [abs(number) for number in found.scalars()]


def index_utterances(connection: Connection, session_id: str, ids: Sequence[str] | None = None) -> None:
    """Puts a session's utterances into the index: all, or those with these ids."""
    index_changed(connection, {session_id: ids})


def unindex_utterances(connection: Connection, session_id: str, ids: Sequence[str] | None = None) -> None:
    """Takes a session's utterances out of the index, before their rows change or go."""
    unindex_changed(connection, {session_id: ids})


def index_changed(connection: Connection, changed: Mapping[str, Sequence[str] | None]) -> None:
    """The same for several sessions, each with the ids of its utterances (None: all)."""
    held = select(tables.utterance, tables.session.c.held_on).join(tables.session)
    entries = [
        Entry(
            _index_number(row),
            written(row.text),
            forgiving(row.kana),
            tuple(_facets(row, row.held_on)),
        )
        for row in _in_order(connection, held, changed)
    ]
    if entries:
        _kept_by(connection).put(connection, entries)


def unindex_changed(connection: Connection, changed: Mapping[str, Sequence[str] | None]) -> None:
    """The same for several sessions, each with the ids of its utterances (None: all)."""
    table = tables.utterance.c
    rows = _in_order(connection, select(table.rowid, table.passage, table.id), changed)
    if rows:
        _kept_by(connection).drop(connection, [_index_number(row) for row in rows])


def _in_order(
    connection: Connection, query: Select[Any], changed: Mapping[str, Sequence[str] | None]
) -> list[Row[Any]]:
    """The rows of these utterances by their number: FTS5 writes a piece of index for every one that is below the last."""
    rows = [
        row for session, ids in changed.items() for row in connection.execute(_chosen(query, session, ids))
    ]
    return sorted(rows, key=_index_number)


def _index_number(row: Row[Any]) -> int:
    is_label = row.id.endswith("-0") and not row.passage.startswith("a")
    number: int = row.rowid
    return -number if is_label else number


def _chosen(query: Select[Any], session_id: str, ids: Sequence[str] | None) -> Select[Any]:
    table = tables.utterance
    chosen = query.where(table.c.session == session_id)
    return chosen if ids is None else chosen.where(table.c.id.in_(ids))


def speaker_token(speaker: str) -> str:
    """The facet of who speaks."""
    return f"speaker={written(speaker)}"


def _facets(row: Row[Any], held_on: str | None) -> Iterable[str]:
    if row.speaker:
        yield speaker_token(row.speaker)
    if row.role:
        yield f"role={row.role}"
    if held_on:
        yield f"month={held_on[:7]}"
    if written(full_width(row.text).text) != written(row.text):
        yield FOLDED
