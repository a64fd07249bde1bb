"""Search over every sentence, by what is written or by how it sounds: words of the index (``index.sentences``) put together
to what is looked for.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from reader.library.codec import words_from_bytes
from reader.library.index.sentences import (
    Among,
    among,
    block_of,
    count_matching,
    matching_in_order,
    speaker_token,
)
from reader.library.index.sentences import Order as Order
from reader.library.index.sentences import index_utterances as index_utterances  # a contract: also found here
from reader.library.index.sentences import row_number as row_number
from reader.library.index.terms import Column, Except, Facet, Term, all_of, any_of, phrase
from reader.library.schema import tables
from reader.minutes.model import Role
from reader.readings.finding.alternatives import alternatives, apart, words_of
from reader.readings.finding.forgiving import forgiving, is_kana_query, nearly
from reader.readings.finding.spellings import Synonyms, spellings, usual_synonyms
from reader.readings.word import Word

LONGEST_QUERY = 100
"""Characters of a query that are looked at; the rest is left out."""

_HIGHEST = (1 << 63) - 1

FEW = 20
"""Hits; where fewer sound as typed, those that sound nearly so are shown behind them."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for. ``since`` and ``until`` are months (their first day), both included; ``session`` is the one
    session that is looked in, ``among`` are some."""

    words: str
    speaker: str | None = None
    role: Role | None = None
    since: date | None = None
    until: date | None = None
    session: str | None = None
    among: frozenset[str] | None = None
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that matched: where it stands, who says it (``Speaker.key``, and the words that are ``announced`` before it; none before
    what nobody says) in which meeting of how many ``turns``, and its words."""

    session: str
    utterance: str
    passage: str
    speaker: str | None
    meeting: str | None
    held_on: date | None
    turns: int
    words: tuple[Word, ...]
    announced: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of hits, the newest meeting first or as the query has them, and how many there are in all. The last ``near`` of them sound only
    nearly as was typed (がつこう: 学校)."""

    total: int
    hits: tuple[Hit, ...]
    near: int = 0
    spellings: tuple[str, ...] = ()
    """What was looked for in the text, folded (``finding.written``)."""
    understood: str = ""
    """The query that was looked for in the place of what was typed; empty where that was."""


def search(
    connection: Connection, query: Query, first: int = 0, most: int = 20, synonyms: Synonyms | None = None
) -> Hits:
    """The sentences that hold every word of the query (words stand apart by spaces) in one of its spellings, of words that 「または」
    joins one at least; or all that its filters leave if it has none. A word with 「または」 within it is looked for as it is typed
    (市長または副市長); where no sentence has it, what it joins is (ごみまたは資源)."""
    found = _search(connection, query, first, most, synonyms)
    understood = apart(query.words) if found.total == found.near else ""
    if understood:
        either = _search(connection, replace(query, words=understood), first, most, synonyms)
        if either.total > either.near:
            return replace(either, understood=understood)
    return found


def _search(connection: Connection, query: Query, first: int, most: int, synonyms: Synonyms | None) -> Hits:
    words = words_of(query.words[:LONGEST_QUERY])
    spelt = {word: spellings(word, synonyms or usual_synonyms()) for word in words}
    looked_for = tuple(dict.fromkeys(spelling for each in spelt.values() for spelling in each))

    def term(word: str) -> Term | None:
        phrases = [phrase(Column.TEXT, spelling) for spelling in spelt[word]]
        if phrases and is_kana_query(word):
            phrases.append(phrase(Column.KANA, forgiving(word)))
        return any_of(phrases)

    def near_term(word: str) -> Term | None:
        return any_of([term(word), *(phrase(Column.KANA, sound) for sound in nearly(word))])

    exact = _wanted(connection, query, term)
    if exact is None:
        return Hits(0, ())
    within = _within(connection, query)
    total = count_matching(connection, exact, within)
    hits = _shown(connection, exact, within, query.order, first, most) if first < total else ()
    loose = _wanted(connection, query, near_term) if total < FEW else exact
    if loose is None or loose == exact:
        return Hits(total, hits, spellings=looked_for)
    only_near = Except(loose, exact)
    near = count_matching(connection, only_near, within)
    hits += _shown(connection, only_near, within, query.order, max(first - total, 0), most - len(hits))
    return Hits(total + near, hits, near, looked_for)


def years(connection: Connection) -> tuple[int, ...]:
    """The years that there are sessions of, the latest first."""
    year = func.substr(tables.session.c.held_on, 1, 4)
    held = connection.execute(select(year).where(year.is_not(None)).distinct().order_by(year.desc()))
    return tuple(map(int, held.scalars()))


def _within(connection: Connection, query: Query) -> Among:
    """All sentences, or those of the sessions that are looked in; none if there are no such sessions."""
    if query.session is None and query.among is None:
        return Among(0, _HIGHEST)
    table = tables.session
    held = select(table.c.id, table.c.held_on)
    rows = connection.execute(held if query.session is None else held.where(table.c.id == query.session))
    return among(
        [
            block_of(row.id, date.fromisoformat(row.held_on) if row.held_on else None)
            for row in rows
            if query.among is None or row.id in query.among
        ]
    )


def _shown(
    connection: Connection, term: Term, within: Among, order: Order, first: int, most: int
) -> tuple[Hit, ...]:
    return tuple(map(_hit, matching_in_order(connection, term, within, order, first, most)))


def _hit(row: Row[Any]) -> Hit:
    return Hit(
        session=row.session,
        utterance=row.id,
        passage=row.passage,
        speaker=row.speaker,
        meeting=row.meeting,
        held_on=date.fromisoformat(row.held_on) if row.held_on else None,
        turns=row.turns,
        words=words_from_bytes(row.words),
        announced=words_from_bytes(row.announced) if row.announced else (),
    )


def _wanted(connection: Connection, query: Query, term_of: Callable[[str], Term | None]) -> Term | None:
    """What a sentence must have; None where there is nothing to look for."""
    choices = alternatives(query.words[:LONGEST_QUERY])
    wanted = [term for term in (any_of(map(term_of, choice)) for choice in choices) if term is not None]
    if choices and not wanted:
        return None
    if query.speaker:
        wanted.append(Facet(speaker_token(query.speaker)))
    if query.role:
        wanted.append(Facet(f"role={query.role.value}"))
    if query.since or query.until:
        months = any_of(Facet(f"month={month}") for month in _months(connection, query))
        wanted.append(months or Facet("month=none"))
    return all_of(wanted)


def _months(connection: Connection, query: Query) -> list[str]:
    """The months of the period that anything was held in."""
    month = func.substr(tables.session.c.held_on, 1, 7)
    since = f"{query.since:%Y-%m}" if query.since else ""
    until = f"{query.until:%Y-%m}" if query.until else "9999-12"
    return list(connection.execute(select(month).where(month >= since, month <= until).distinct()).scalars())
