"""Search over every sentence, by what is written or by how it sounds: words of the index (``index.sentences``) put together
to what is looked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select, text

from reader.library.codec import words_from_bytes
from reader.library.index.sentences import MOST_SENTENCES, phrase, quoted, speaker_token
from reader.library.index.sentences import index_utterances as index_utterances  # a contract: also found here
from reader.library.index.sentences import row_number as row_number
from reader.library.schema import tables
from reader.minutes.model import Role
from reader.readings.finding.forgiving import forgiving, is_kana_query, nearly
from reader.readings.finding.spellings import Synonyms, spellings, usual_synonyms
from reader.readings.word import Word

LONGEST_QUERY = 100
"""Characters of a query that are looked at; the rest is left out."""

_HIGHEST = (1 << 63) - 1

FEW = 20
"""Hits; where fewer sound as typed, those that sound nearly so are shown behind them."""

_COUNT = text("SELECT count(*) FROM sentence WHERE sentence MATCH :query AND rowid BETWEEN :low AND :high")
_SHOWN = text(
    "WITH shown AS (SELECT rowid AS n FROM sentence WHERE sentence MATCH :query AND rowid BETWEEN :low AND :high"
    " ORDER BY rowid DESC LIMIT :most OFFSET :first)"
    " SELECT u.session, u.id, u.passage, u.speaker, u.words, s.meeting, s.held_on"
    " FROM shown JOIN utterance u ON u.rowid = n JOIN session s ON s.id = u.session ORDER BY n DESC"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for. ``since`` and ``until`` are months (their first day), both included; ``session`` is the one
    session that is looked in."""

    words: str
    speaker: str | None = None
    role: Role | None = None
    since: date | None = None
    until: date | None = None
    session: str | None = None


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
    within = _within(connection, query.session)
    total = connection.execute(_COUNT, {"query": exact, **within}).scalar_one()
    hits = _shown(connection, exact, within, first, most) if first < total else ()
    loose = _expression(connection, query, near_term) if total < FEW else exact
    if loose == exact:
        return Hits(total, hits, spellings=looked_for)
    loose = f"({loose}) NOT ({exact})"
    near = connection.execute(_COUNT, {"query": loose, **within}).scalar_one()
    hits += _shown(connection, loose, within, max(first - total, 0), most - len(hits))
    return Hits(total + near, hits, near, looked_for)


def years(connection: Connection) -> tuple[int, ...]:
    """The years that there are sessions of, the latest first."""
    year = func.substr(tables.session.c.held_on, 1, 4)
    held = connection.execute(select(year).where(year.is_not(None)).distinct().order_by(year.desc()))
    return tuple(map(int, held.scalars()))


def _within(connection: Connection, session_id: str | None) -> dict[str, int]:
    """The row numbers to look among: all, or those of one session, which are none if there is no such session."""
    if session_id is None:
        return {"low": 0, "high": _HIGHEST}
    held_on = select(tables.session.c.held_on).where(tables.session.c.id == session_id)
    row = connection.execute(held_on).one_or_none()
    if row is None:
        return {"low": 1, "high": 0}
    highest = row_number(session_id, date.fromisoformat(row.held_on) if row.held_on else None, 0)
    return {"low": highest - MOST_SENTENCES + 1, "high": highest}


def _shown(
    connection: Connection, expression: str, within: Mapping[str, int], first: int, most: int
) -> tuple[Hit, ...]:
    rows = connection.execute(_SHOWN, {"query": expression, "most": most, "first": first, **within})
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


def _expression(connection: Connection, query: Query, term_of: Callable[[str], str | None]) -> str | None:
    """The FTS5 expression, None where there is nothing to look for. Everything typed is quoted."""
    words = query.words[:LONGEST_QUERY].split()
    wanted = [term for term in map(term_of, words) if term]
    if words and not wanted:
        return None
    if query.speaker:
        wanted.append(f"facets : {quoted(speaker_token(query.speaker))}")
    if query.role:
        wanted.append(f"facets : {quoted(f'role={query.role.value}')}")
    if query.since or query.until:
        months = _months(connection, query) or ["none"]
        wanted.append(f"facets : ({' OR '.join(quoted(f'month={month}') for month in months)})")
    return " AND ".join(f"({term})" for term in wanted) or None


def _months(connection: Connection, query: Query) -> list[str]:
    """The months of the period that anything was held in."""
    month = func.substr(tables.session.c.held_on, 1, 7)
    since = f"{query.since:%Y-%m}" if query.since else ""
    until = f"{query.until:%Y-%m}" if query.until else "9999-12"
    return list(connection.execute(select(month).where(month >= since, month <= until).distinct()).scalars())
