"""The index of sentences, by what is written and by how it sounds.

An FTS5 table holds each utterance as overlapping pairs of characters, so that one character finds as well as ten
(FTS5's own trigram index needs three, and 町会 has two)::

    text  町内会 → "町内 内会 会"      kana  ちょないかい → "ちょ ょな ない いか かい い"

Who spoke, in which role and in which month are tokens too (``facets``): a filter costs no join. Rows are numbered so
that the highest number is the newest meeting's first sentence: the newest hits cost no sorting, however many there are.
What only says who speaks has the same number below zero: nobody looks for it, but its readings are put right too.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select, text

from reader.library.schema import tables
from reader.readings.finding.forgiving import forgiving
from reader.readings.finding.written import written
from reader.readings.writing.folding import full_width

TABLE = (
    "CREATE VIRTUAL TABLE sentence USING fts5("
    "text, kana, facets, tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\", prefix='1')"
)

INDEX_VERSION = 3
"""Counted up whenever the same sentences would be indexed or numbered otherwise: then sessions are stored anew."""

FOLDED = "folded"
"""The facet of a sentence with signs that stand for other characters (㈱)."""

_SERIALS, MOST_SENTENCES = 1 << 17, 1 << 20
_MERGED_AT_ONCE = 500


def row_number(session_id: str, held_on: date | None, position: int) -> int:
    """The ``rowid`` of an utterance: higher for a later day, then for an earlier session of that day, then for an
    earlier sentence; those without a day are lowest."""
    day, serial = held_on.toordinal() if held_on else 0, int(session_id.partition("-")[2])
    return (
        (day * _SERIALS + _SERIALS - 1 - serial % _SERIALS) * MOST_SENTENCES + MOST_SENTENCES - 1 - position
    )


def make_index(connection: Connection) -> None:
    """Makes the index, of every sentence that is there."""
    connection.exec_driver_sql(TABLE)
    for session_id in connection.execute(select(tables.session.c.id)).scalars().all():
        index_utterances(connection, session_id)


def merge_index(connection: Connection, begin: bool) -> bool:
    """One step of writing the whole index anew, without what was taken out of it: FTS5 keeps the words of removed
    rows until then. (Its own option ``secure-delete`` makes files that SQLite before 3.42 cannot read.) Whether there
    is more to do."""
    before = _changes(connection)
    pages = -_MERGED_AT_ONCE if begin else _MERGED_AT_ONCE
    connection.execute(
        text("INSERT INTO sentence(sentence, rank) VALUES ('merge', :pages)"), {"pages": pages}
    )
    return _changes(connection) - before > 1


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def index_utterances(connection: Connection, session_id: str, ids: Sequence[str] | None = None) -> None:
    """Puts a session's utterances into the index: all, or those with these ids."""
    index_changed(connection, {session_id: ids})


def unindex_utterances(connection: Connection, session_id: str, ids: Sequence[str] | None = None) -> None:
    """Takes a session's utterances out of the index, before their rows change or go."""
    unindex_changed(connection, {session_id: ids})


def index_changed(connection: Connection, changed: Mapping[str, Sequence[str] | None]) -> None:
    """The same for several sessions, each with the ids of its utterances (None: all)."""
    held = select(tables.utterance, tables.session.c.held_on).join(tables.session)
    values = [
        {
            "rowid": _index_number(row),
            "text": pairs(written(row.text)),
            "kana": pairs(forgiving(row.kana)),
            "facets": " ".join(_facets(row, row.held_on)),
        }
        for row in _in_order(connection, held, changed)
    ]
    if values:
        connection.execute(
            text("INSERT INTO sentence(rowid, text, kana, facets) VALUES (:rowid, :text, :kana, :facets)"),
            values,
        )


def unindex_changed(connection: Connection, changed: Mapping[str, Sequence[str] | None]) -> None:
    """The same for several sessions, each with the ids of its utterances (None: all)."""
    table = tables.utterance.c
    rows = _in_order(connection, select(table.rowid, table.passage, table.id), changed)
    if rows:
        values = [{"rowid": _index_number(row)} for row in rows]
        connection.execute(text("DELETE FROM sentence WHERE rowid = :rowid"), values)


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


def pairs(characters: str) -> str:
    """Overlapping pairs, the last character alone: 町内会 → ``町内 内会 会``."""
    return " ".join(characters[i : i + 2] for i in range(len(characters)))


def phrase(column: str, characters: str) -> str | None:
    """The FTS5 expression for characters that stand together; None for none."""
    if not characters:
        return None
    if len(characters) == 1:
        return f"{column} : {quoted(characters)}*"
    return f"{column} : {quoted(' '.join(characters[i : i + 2] for i in range(len(characters) - 1)))}"


def quoted(token: str) -> str:
    """A token as FTS5 takes it literally."""
    return '"' + token.replace('"', '""') + '"'


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
