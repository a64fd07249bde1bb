"""Which sentences hold a word: found by the index of sentences, whatever the number of sessions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select

from reader.library.identity.counters import LEXICON, SESSIONS, counted
from reader.library.index import sentences
from reader.library.index.terms import Column, Facet, any_of, phrase
from reader.library.readings import LexiconParts, lexicon_parts
from reader.library.schema import tables
from reader.readings.finding.written import written
from reader.readings.lexicon.surfaces import holds, plain
from reader.readings.writing.folding import full_width

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Held:
    """The sentences of one session that hold a word: which state it is in, its readings, the ids in reading order."""

    stamp: str
    lexicon: LexiconParts
    utterances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """What one look at the library found, by session: it holds as long as both counts are the same."""

    lexicon: int
    sessions: int
    held: dict[str, Held]

    def is_current(self, connection: Connection) -> bool:
        """Whether the library has still no other readings and no other sessions, in no other state."""
        if (self.lexicon, self.sessions) != (counted(connection, LEXICON), counted(connection, SESSIONS)):
            return False
        return _stamps(connection, self.held) == {session: held.stamp for session, held in self.held.items()}


def sentences_holding(connection: Connection, surfaces: Sequence[str], session_id: str) -> Holding:
    """The sentences that hold any of the surfaces, in one session or (``''``) in all of them."""
    wanted = tuple(map(plain, surfaces))
    rows = _all_of(connection, session_id) if session_id else _likely(connection, surfaces)
    places: dict[str, list[tuple[int, str]]] = {}
    for session, position, utterance, sentence in rows:
        if holds(sentence, wanted):
            places.setdefault(session, []).append((position, utterance))
    stamps, lexicons = _stamps(connection, places), lexicon_parts(connection, places)
    return Holding(
        counted(connection, LEXICON),
        counted(connection, SESSIONS),
        {
            session: Held(stamps[session], lexicons[session], tuple(u for _, u in sorted(set(found))))
            for session, found in places.items()
        },
    )


Place = tuple[str, int, str, str]
"""Session, position, utterance, text."""

_PLACE = tuple(tables.utterance.c[name] for name in ("session", "position", "id", "text"))


def _all_of(connection: Connection, session_id: str) -> Iterator[Place]:
    rows = connection.execute(select(*_PLACE).where(tables.utterance.c.session == session_id))
    return (_place(row) for row in rows)


def _likely(connection: Connection, surfaces: Sequence[str]) -> Iterator[Place]:
    """Those that the index finds, and all of the sessions that an older reader indexed."""
    numbers = iter(_numbers(connection, surfaces))
    while some := list(islice(numbers, _AT_ONCE)):
        yield from map(_place, connection.execute(select(*_PLACE).where(tables.utterance.c.rowid.in_(some))))
    older = select(tables.session.c.id).where(
        tables.session.c.analyzer.not_like(f"%/{sentences.INDEX_VERSION}")
    )
    yield from map(_place, connection.execute(select(*_PLACE).where(tables.utterance.c.session.in_(older))))


def stands_anywhere(connection: Connection, surface: str) -> bool:
    """Whether any sentence holds the surface."""
    wanted = (plain(surface),)
    return any(holds(sentence, wanted) for *_, sentence in _likely(connection, [surface]))


def _place(row: Row[Any]) -> Place:
    return row.session, row.position, row.id, row.text


def _numbers(connection: Connection, surfaces: Sequence[str]) -> list[int]:
    """Of the utterances where a surface is written, or where signs stand for other characters (㈱)."""
    forms = {written(form) for surface in surfaces for form in (surface, full_width(surface).text)}
    term = any_of([*(phrase(Column.TEXT, form) for form in sorted(forms)), Facet(sentences.FOLDED)])
    return [] if term is None else sentences.matching(connection, term)


def _stamps(connection: Connection, session_ids: Iterable[str]) -> dict[str, str]:
    table = tables.session
    found: dict[str, str] = {}
    ids = iter(session_ids)
    while some := list(islice(ids, _AT_ONCE)):
        rows = connection.execute(select(table.c.id, table.c.stamp).where(table.c.id.in_(some)))
        found.update((row.id, row.stamp) for row in rows)
    return found
