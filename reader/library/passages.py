"""Passages to rows of ``utterance`` and back."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, select, update

from reader.library.codec import (
    NO_OVERRIDES,
    StoredWords,
    minutes_from_bytes,
    overrides_from_bytes,
    overrides_to_bytes,
    words_to_bytes,
)
from reader.library.identity.counters import LEXICON
from reader.library.identity.given import not_there
from reader.library.index.sentences import index_changed, row_number, unindex_changed
from reader.library.news import note_change
from reader.library.readings import lexicon_of
from reader.library.schema import tables
from reader.library.session import Session, utc
from reader.minutes.model import Minutes, Speaker
from reader.passages.outline import passage_outline, with_utterances
from reader.passages.utterance import Passage, Utterance

_AT_ONCE = 500
"""Values in one query: SQLite bounds them."""

_LONGEST_TITLE = 50
"""Sentences that a meeting's name may be read as."""

State = tuple[str, int]
"""A session's stamp, and how often a reading of anybody's has come or gone: what a session is read by."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A session as it was in that state."""

    session: Session
    state: State


def load_passages(connection: Connection, session_id: str, minutes: Minutes) -> tuple[Passage, ...]:
    """The passages of a stored session with their utterances."""
    table = tables.utterance
    utterances: dict[str, list[Utterance]] = defaultdict(list)
    query = select(table.c.passage, *_UTTERANCE).where(table.c.session == session_id)
    for passage, *row in connection.execute(query.order_by(table.c.position)):
        utterances[passage].append(_utterance(*row))
    return tuple(with_utterances(p, tuple(utterances[p.key])) for p in passage_outline(minutes))


def load_utterances(connection: Connection, session_id: str, ids: Collection[str]) -> tuple[Utterance, ...]:
    """Some utterances of a stored session, in reading order."""
    table = tables.utterance
    chosen = select(*_UTTERANCE).where(table.c.session == session_id, table.c.id.in_(ids))
    return tuple(starmap(_utterance, connection.execute(chosen.order_by(table.c.position))))


def load_titles(connection: Connection, session_ids: Collection[str]) -> dict[str, tuple[Utterance, ...]]:
    """The utterances of the passage 「m」 of stored sessions; a session without a title is left out. It is the first passage, so
    that the index leads to it past all the others."""
    table = tables.utterance
    titles: dict[str, tuple[Utterance, ...]] = {}
    first = table.c.position < _LONGEST_TITLE
    query = select(table.c.session, *_UTTERANCE).where(
        table.c.session.in_(session_ids), first, table.c.passage == "m"
    )
    for session, *row in connection.execute(query.order_by(table.c.session, table.c.position)):
        titles[session] = (*titles.get(session, ()), _utterance(*row))
    return titles


def shared_digests(connection: Connection, session_id: str) -> frozenset[str]:
    """The digests of a session's utterances that an utterance of another session has too."""
    own, other = tables.utterance.alias("own"), tables.utterance.alias("other")
    elsewhere = exists().where(other.c.digest == own.c.digest, other.c.session != session_id)
    query = select(own.c.digest).where(own.c.session == session_id, elsewhere).distinct()
    return frozenset(connection.execute(query).scalars())


def sessions_with(connection: Connection, digests: Collection[str]) -> frozenset[str]:
    """The sessions that have a sentence which sounds so."""
    table, found, left = tables.utterance, set[str](), [*digests]
    while left:
        some, left = left[:_AT_ONCE], left[_AT_ONCE:]
        query = select(table.c.session).where(table.c.digest.in_(some)).distinct()
        found.update(connection.execute(query).scalars())
    return frozenset(found)


def utterance_rows(
    session_id: str, held_on: date | None, speakers: tuple[Speaker, ...], passages: tuple[Passage, ...]
) -> list[dict[str, Any]]:
    """One row for each utterance, numbered in reading order."""
    roles = {speaker.key: speaker.role for speaker in speakers}
    pairs = [(passage, utterance) for passage in passages for utterance in passage.utterances]
    return [
        {
            "rowid": row_number(session_id, held_on, position),
            "session": session_id,
            "id": utterance.id,
            "passage": passage.key,
            "position": position,
            "speaker": passage.speaker,
            "role": roles.get(passage.speaker or ""),
            "agenda": passage.agenda,
            "start": utterance.start,
            "end": utterance.end,
            "text": utterance.text,
            **_annotation_columns(utterance),
        }
        for position, (passage, utterance) in enumerate(pairs)
    ]


def new_stamp() -> str:
    """What tells one state of a session from every other, of whatever session and library; never given twice."""
    return secrets.token_hex(16)


def replace_utterances(connection: Connection, changed: Mapping[str, Sequence[Utterance]]) -> None:
    """Writes the words of utterances that are there already, by session, and counts the sessions' revisions up."""
    ids = {
        session: [utterance.id for utterance in changed[session]] for session in changed if changed[session]
    }
    if not ids:
        return
    unindex_changed(connection, ids)
    table = tables.utterance
    columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _ANNOTATED}
    here = table.c.session == bindparam("in_session"), table.c.id == bindparam("of_id")
    rows = [
        {"in_session": session, "of_id": utterance.id}
        | {f"new_{name}": value for name, value in _annotation_columns(utterance).items()}
        for session in ids
        for utterance in changed[session]
    ]
    connection.execute(update(table).where(*here).values(**columns), rows)
    index_changed(connection, ids)
    for session_id in ids:
        morae = select(func.sum(table.c.morae)).where(table.c.session == session_id).scalar_subquery()
        connection.execute(
            update(tables.session)
            .where(tables.session.c.id == session_id)
            .values(revision=tables.session.c.revision + 1, stamp=new_stamp(), morae=morae)
        )
        note_change(connection, session_id)


_UTTERANCE = [
    tables.utterance.c[name]
    for name in ("id", "start", "end", "text", "words", "digest", "morae", "overrides")
]
"""What an utterance is made of, in the order in which ``_utterance`` takes it: a session of 10,000 turns has 40,000 rows, and a row
that is asked by names takes twice as long."""


def _utterance(
    id_: str, start: int, end: int, text: str, words: bytes, digest: str, morae: int, overrides: bytes
) -> Utterance:
    settled = overrides_from_bytes(overrides) if overrides != NO_OVERRIDES else ()
    return Utterance(id_, start, end, text, StoredWords(words), digest, morae, settled)


_ANNOTATED = ("kana", "digest", "morae", "words", "overrides")


def _annotation_columns(utterance: Utterance) -> dict[str, Any]:
    return {
        "kana": "".join(word.reading for word in utterance.words),
        "digest": utterance.digest,
        "morae": utterance.morae,
        "words": words_to_bytes(utterance.words),
        "overrides": overrides_to_bytes(utterance.overrides),
    }


def state_of(connection: Connection, session_id: str) -> State:
    """The session's state. NotFoundError, GoneError."""
    table = tables.session
    row = connection.execute(select(table.c.stamp, _LEXICON).where(table.c.id == session_id)).one_or_none()
    if row is None:
        raise not_there(connection, session_id)
    return row.stamp, row.lexicon or 0


_LEXICON = (
    select(tables.counter.c.value).where(tables.counter.c.name == LEXICON).scalar_subquery().label("lexicon")
)


def load_session(connection: Connection, session_id: str, before: Loaded | None) -> Loaded:
    """The session as it is now; the very one from ``before`` if only others' readings have changed. NotFoundError,
    GoneError."""
    table = tables.session
    row = connection.execute(select(table, _LEXICON).where(table.c.id == session_id)).one_or_none()
    if row is None:
        raise not_there(connection, session_id)
    state = row.stamp, row.lexicon or 0
    lexicon = lexicon_of(connection, session_id)
    if before and before.state[0] == state[0] and before.session.lexicon == lexicon:
        return Loaded(before.session, state)
    minutes = minutes_from_bytes(row.minutes)
    session = Session(
        id=session_id,
        revision=row.revision,
        stamp=row.stamp,
        minutes=minutes,
        passages=load_passages(connection, session_id, minutes),
        lexicon=lexicon,
        source=row.source,
        imported_at=utc(row.imported_at),
    )
    return Loaded(session, state)
