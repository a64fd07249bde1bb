"""The index of sentences in PostgreSQL: a ``tsvector`` that we write ourselves, one row a sentence, under one GIN index.

No parser of PostgreSQL's and no extension sees the words: what stands in FTS5 as a pair stands here as a lexeme, by its
place, and which column it is of is told by its weight (text A, kana B, facets C)::

    町内会 in the text, said by 委員   →  (('町内':A <-> '内会':A) & 'speaker=委員':C)
"""

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, text

from reader.library.index.terms import AllOf, AnyOf, Column, Entry, Except, Facet, Term, pairs

TABLES = (
    "CREATE TABLE sentence (n bigint PRIMARY KEY, grams tsvector NOT NULL)",
    "CREATE INDEX sentence_grams ON sentence USING gin (grams)",
    # Which pairs are frequent decides whether the newest are looked through or the found are sorted.
    "ALTER TABLE sentence ALTER COLUMN grams SET STATISTICS 1000",
)
MATCHES = "grams @@ CAST(:query AS tsquery)"
NUMBER = "n"

_PUT = text("INSERT INTO sentence (n, grams) VALUES (:n, CAST(:grams AS tsvector))")
_DROP = text("DELETE FROM sentence WHERE n = ANY(:numbers)")
_WEIGHTS = {Column.TEXT: "A", Column.KANA: "B", Column.FACETS: "C"}
_LONGEST_LEXEME = 2000
_LAST_PLACE = 16_383
"""Bytes and places that a ``tsvector`` has."""


def make(connection: Connection) -> None:
    """The table, empty."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)


def put(connection: Connection, entries: Sequence[Entry]) -> None:
    """Sentences come."""
    connection.execute(_PUT, [{"n": entry.number, "grams": grams(entry)} for entry in entries])


def drop(connection: Connection, numbers: Sequence[int]) -> None:
    """Sentences go."""
    connection.execute(_DROP, {"numbers": [*numbers]})


def grams(entry: Entry) -> str:
    """The sentence as a ``tsvector`` is written. No two columns share a place: of two weights at one, one would be lost."""
    written, heard = pairs(entry.text), pairs(entry.kana)
    placed = [(token, Column.TEXT, place) for place, token in enumerate(written, 1)]
    placed += [(token, Column.KANA, place) for place, token in enumerate(heard, len(written) + 2)]
    placed += [
        (token, Column.FACETS, place)
        for place, token in enumerate(entry.facets, len(written) + len(heard) + 3)
    ]
    return " ".join(
        f"{_lexeme(token)}:{min(place, _LAST_PLACE)}{_WEIGHTS[column]}" for token, column, place in placed
    )


def expression(term: Term) -> str:
    """What ``MATCHES`` is given. Everything typed is quoted."""
    if isinstance(term, Facet):
        return f"{_lexeme(term.token)}:{_WEIGHTS[Column.FACETS]}"
    if isinstance(term, AnyOf):
        return f"({' | '.join(map(expression, term.terms))})"
    if isinstance(term, AllOf):
        return f"({' & '.join(map(expression, term.terms))})"
    if isinstance(term, Except):
        return f"({expression(term.term)} & !{expression(term.without)})"
    weight = _WEIGHTS[term.column]
    if not term.pairs:
        return f"{_lexeme(term.characters)}:*{weight}"
    return f"({' <-> '.join(f'{_lexeme(pair)}:{weight}' for pair in term.pairs)})"


def _lexeme(token: str) -> str:
    """A token as ``tsvector`` and ``tsquery`` take it literally; one that is too long for them by its digest."""
    data = token.encode("utf-8", "surrogatepass")
    if len(data) > _LONGEST_LEXEME:
        token = hashlib.sha256(data).hexdigest()
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
