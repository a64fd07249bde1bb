"""Search over every sentence, by what is written or by how it sounds.

An FTS5 table holds each utterance as overlapping pairs of characters, so that one character finds as well as ten
(FTS5's own trigram index needs three, and 町会 has two)::

    text  町内会 → "町内 内会 会"      kana  ちょないかい → "ちょ ょな ない いか かい い"

Who spoke, in which role and in which month are tokens too (``facets``): a filter costs no join. Rows are numbered so
that the highest number is the newest meeting's first sentence: the newest hits cost no sorting, however many there are.
What only says who speaks has the same number below zero: nobody looks for it, but its readings are put right too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, text

from reader.library.codec import words_from_bytes
from reader.library.schema import tables
from reader.minutes.model import Role
from reader.readings.finding.forgiving import forgiving, is_kana_query, nearly
from reader.readings.finding.spellings import Synonyms, spellings, usual_synonyms
from reader.readings.finding.written import written
from reader.readings.word import Word
from reader.readings.writing.folding import fold

LONGEST_QUERY = 100
"""Characters of a query that are looked at; the rest is left out."""

TABLE = (
    "CREATE VIRTUAL TABLE sentence USING fts5("
    "text, kana, facets, tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\", prefix='1')"
)

INDEX_VERSION = 3
"""Counted up whenever the same sentences would be indexed or numbered otherwise: then sessions are stored anew."""

FEW = 20
"""Hits; where fewer sound as typed, those that sound nearly so are shown behind them."""

_SERIALS, _POSITIONS = 1 << 17, 1 << 20
_COUNT = text("SELECT count(*) FROM sentence WHERE sentence MATCH :query AND rowid >= 0")
_SHOWN = text(
    "WITH shown AS (SELECT rowid AS n FROM sentence WHERE sentence MATCH :query AND rowid >= 0"
    " ORDER BY rowid DESC LIMIT :most OFFSET :first)"
    " SELECT u.session, u.id, u.passage, u.speaker, u.words, s.meeting, s.held_on"
    " FROM shown JOIN utterance u ON u.rowid = n JOIN session s ON s.id = u.session ORDER BY n DESC"
)
FOLDED = "folded"
"""The facet of a sentence with signs that stand for other characters (㈱)."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for. ``since`` and ``until`` are months (their first day), both included."""

    words: str
    speaker: str | None = None
    role: Role | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that matched: where it stands, who says it (``Speaker.key``) in which meeting, and its words."""

    session: str
    utterance: str
    passage: str
    speaker: str | None
    meeting: str | None
    held_on: date | None
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of hits, the newest meeting first, and how many there are in all. The last ``near`` of them sound only
    nearly as was typed (がつこう: 学校)."""

    total: int
    hits: tuple[Hit, ...]
    near: int = 0
    spellings: tuple[str, ...] = ()
    """What was looked for in the text, folded (``finding.written``)."""


def search(
    connection: Connection, query: Query, first: int = 0, most: int = 20, synonyms: Synonyms | None = None
) -> Hits:
    """The sentences that hold every word of the query (words stand apart by spaces) in one of its spellings, or all that
    its filters leave if it has none."""
    words = query.words[:LONGEST_QUERY].split()
    spelt = {word: spellings(word, synonyms or usual_synonyms()) for word in words}
    looked_for = tuple(dict.fromkeys(spelling for each in spelt.values() for spelling in each))

    def term(word: str) -> str | None:
        phrases = [phrase("text", spelling) for spelling in spelt[word]]
        if phrases and is_kana_query(word):
            phrases.append(phrase("kana", forgiving(word)))
        return " OR ".join(filter(None, phrases)) or None

    def near_term(word: str) -> str | None:
        phrases = [term(word), *(phrase("kana", sound) for sound in nearly(word))]
        return " OR ".join(filter(None, phrases)) or None

    exact = _expression(connection, query, term)
    if exact is None:
        return Hits(0, ())
    total = connection.execute(_COUNT, {"query": exact}).scalar_one()
    hits = _shown(connection, exact, first, most) if first < total else ()
    loose = _expression(connection, query, near_term) if total < FEW else exact
    if loose == exact:
        return Hits(total, hits, spellings=looked_for)
    loose = f"({loose}) NOT ({exact})"
    near = connection.execute(_COUNT, {"query": loose}).scalar_one()
    hits += _shown(connection, loose, max(first - total, 0), most - len(hits))
    return Hits(total + near, hits, near, looked_for)


def row_number(session_id: str, held_on: date | None, position: int) -> int:
    """The ``rowid`` of an utterance: higher for a later day, then for an earlier session of that day, then for an
    earlier sentence; those without a day are lowest."""
    day, serial = held_on.toordinal() if held_on else 0, int(session_id.partition("-")[2])
    return (day * _SERIALS + _SERIALS - 1 - serial % _SERIALS) * _POSITIONS + _POSITIONS - 1 - position


def years(connection: Connection) -> tuple[int, ...]:
    """The years that there are sessions of, the latest first."""
    year = func.substr(tables.session.c.held_on, 1, 4)
    held = connection.execute(select(year).where(year.is_not(None)).distinct().order_by(year.desc()))
    return tuple(map(int, held.scalars()))


def make_index(connection: Connection) -> None:
    """Makes the index, of every sentence that is there."""
    connection.exec_driver_sql(TABLE)
    for session_id in connection.execute(select(tables.session.c.id)).scalars().all():
        index_utterances(connection, session_id)


def index_utterances(connection: Connection, session_id: str, ids: Sequence[str] | None = None) -> None:
    """Puts a session's utterances into the index: all, or those with these ids."""
    held_on = connection.execute(
        select(tables.session.c.held_on).where(tables.session.c.id == session_id)
    ).scalar_one()
    rows = connection.execute(_chosen(select(tables.utterance), session_id, ids)).all()
    values = [
        {
            "rowid": _index_number(row),
            "text": pairs(written(row.text)),
            "kana": pairs(forgiving(row.kana)),
            "facets": " ".join(_facets(row, held_on)),
        }
        # FTS5 writes a piece of index for every row whose number is below the last one's.
        for row in sorted(rows, key=_index_number)
    ]
    if values:
        connection.execute(
            text("INSERT INTO sentence(rowid, text, kana, facets) VALUES (:rowid, :text, :kana, :facets)"),
            values,
        )


def unindex_utterances(connection: Connection, session_id: str, ids: Sequence[str] | None = None) -> None:
    """Takes a session's utterances out of the index, before their rows change or go."""
    table = tables.utterance.c
    rows = connection.execute(_chosen(select(table.rowid, table.passage, table.id), session_id, ids))
    values = sorted(map(_index_number, rows))
    if values:
        connection.execute(
            text("DELETE FROM sentence WHERE rowid = :rowid"), [{"rowid": number} for number in values]
        )


def _index_number(row: Row[Any]) -> int:
    is_label = row.id.endswith("-0") and not row.passage.startswith("a")
    number: int = row.rowid
    return -number if is_label else number


def _shown(connection: Connection, expression: str, first: int, most: int) -> tuple[Hit, ...]:
    rows = connection.execute(_SHOWN, {"query": expression, "most": most, "first": first})
    return tuple(map(_hit, rows))


def _hit(row: Row[Any]) -> Hit:
    return Hit(
        session=row.session,
        utterance=row.id,
        passage=row.passage,
        speaker=row.speaker,
        meeting=row.meeting,
        held_on=date.fromisoformat(row.held_on) if row.held_on else None,
        words=words_from_bytes(row.words),
    )


def _chosen(query: Select[Any], session_id: str, ids: Sequence[str] | None) -> Select[Any]:
    table = tables.utterance
    chosen = query.where(table.c.session == session_id)
    return chosen if ids is None else chosen.where(table.c.id.in_(ids))


def pairs(characters: str) -> str:
    """Overlapping pairs, the last character alone: 町内会 → ``町内 内会 会``."""
    return " ".join(characters[i : i + 2] for i in range(len(characters)))


def _expression(connection: Connection, query: Query, term_of: Callable[[str], str | None]) -> str | None:
    """The FTS5 expression, None where there is nothing to look for. Everything typed is quoted."""
    words = query.words[:LONGEST_QUERY].split()
    wanted = [term for term in map(term_of, words) if term]
    if words and not wanted:
        return None
    if query.speaker:
        wanted.append(f"facets : {quoted(_speaker_token(query.speaker))}")
    if query.role:
        wanted.append(f"facets : {quoted(f'role={query.role.value}')}")
    if query.since or query.until:
        months = _months(connection, query) or ["none"]
        wanted.append(f"facets : ({' OR '.join(quoted(f'month={month}') for month in months)})")
    return " AND ".join(f"({term})" for term in wanted) or None


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


def _speaker_token(speaker: str) -> str:
    return f"speaker={written(speaker)}"


def _facets(row: Row[Any], held_on: str | None) -> Iterable[str]:
    if row.speaker:
        yield _speaker_token(row.speaker)
    if row.role:
        yield f"role={row.role}"
    if held_on:
        yield f"month={held_on[:7]}"
    if written(fold(row.text).text) != written(row.text):
        yield FOLDED


def _months(connection: Connection, query: Query) -> list[str]:
    """The months of the period that anything was held in."""
    month = func.substr(tables.session.c.held_on, 1, 7)
    since = f"{query.since:%Y-%m}" if query.since else ""
    until = f"{query.until:%Y-%m}" if query.until else "9999-12"
    return list(connection.execute(select(month).where(month >= since, month <= until).distinct()).scalars())
