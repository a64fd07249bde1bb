"""The index of sentences in SQLite: an FTS5 table, one row a sentence. ::

町内会 in the text, said by 委員   →  (text : "町内 内会") AND (facets : "speaker=委員")
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from reader.library.index.terms import AllOf, AnyOf, Column, Entry, Except, Facet, Term, pairs

TABLE = (
    "CREATE VIRTUAL TABLE sentence USING fts5("
    "text, kana, facets, tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\", prefix='1')"
)
MATCHES = "sentence MATCH :query"
NUMBER = "rowid"

_PUT = text("INSERT INTO sentence(rowid, text, kana, facets) VALUES (:rowid, :text, :kana, :facets)")
_DROP = text("DELETE FROM sentence WHERE rowid = :rowid")
_MERGE = text("INSERT INTO sentence(sentence, rank) VALUES ('merge', :pages)")
_MERGED_AT_ONCE = 500


def make(connection: Connection) -> None:
    """The table, empty."""
    connection.exec_driver_sql(TABLE)


def put(connection: Connection, entries: Sequence[Entry]) -> None:
    """Sentences come, in the order of their numbers: FTS5 writes a piece of index for every one that is below the last."""
    values = [
        {
            "rowid": entry.number,
            "text": " ".join(pairs(entry.text)),
            "kana": " ".join(pairs(entry.kana)),
            "facets": " ".join(entry.facets),
        }
        for entry in entries
    ]
    connection.execute(_PUT, values)


def drop(connection: Connection, numbers: Sequence[int]) -> None:
    """Sentences go."""
    connection.execute(_DROP, [{"rowid": number} for number in numbers])


def merge(connection: Connection, begin: bool) -> bool:
    """One step of writing the whole index anew, without what was taken out of it: FTS5 keeps the words of removed
    rows until then. (Its own option ``secure-delete`` makes files that SQLite before 3.42 cannot read.) Whether there
    is more to do."""
    before = _changes(connection)
    connection.execute(_MERGE, {"pages": -_MERGED_AT_ONCE if begin else _MERGED_AT_ONCE})
    return _changes(connection) - before > 1


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def expression(term: Term) -> str:
    """What ``MATCHES`` is given. Everything typed is quoted."""
    if isinstance(term, Facet):
        return f"{Column.FACETS} : {_quoted(term.token)}"
    if isinstance(term, AnyOf):
        return f"({' OR '.join(map(expression, term.terms))})"
    if isinstance(term, AllOf):
        return f"({' AND '.join(map(expression, term.terms))})"
    if isinstance(term, Except):
        return f"({expression(term.term)} NOT {expression(term.without)})"
    if not term.pairs:
        return f"{term.column} : {_quoted(term.characters)}*"
    return f"{term.column} : {_quoted(' '.join(term.pairs))}"


def _quoted(token: str) -> str:
    """A token as FTS5 takes it literally."""
    return '"' + token.replace('"', '""') + '"'
