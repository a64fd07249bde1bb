"""Editions: minutes on their way to the public, and those that are or were public."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from reader.errors import ChangedMeanwhileError, NotFoundError
from reader.library.codec import (
    lexicon_from_bytes,
    lexicon_to_bytes,
    minutes_from_bytes,
    minutes_to_bytes,
    passages_from_bytes,
    passages_to_bytes,
)
from reader.library.schema.edition_tables import edition, edition_words
from reader.library.session import utc
from reader.minutes.model import Minutes
from reader.passages.utterance import Passage
from reader.readings.word import Reading


class State(StrEnum):
    """下書き, 確認待ち, 確認済, 公開中, 旧版; 差戻し (a draft with words), 取下げ, 破棄."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


OPEN = (State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED)
"""Those that somebody still works on."""


class Kind(StrEnum):
    """速報, 案, 確定."""

    PRELIMINARY = "preliminary"
    PROPOSED = "proposed"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition without its minutes. ``session`` is '' before its first publication; ``number`` counts the session's
    published editions; ``revision`` counts its changes; who did what is 0 for the command line and None for nobody."""

    id: int
    session: str
    state: State
    kind: Kind
    revision: int
    number: int
    note: str
    meeting: str | None
    held_on: date | None
    source_name: str
    source_digest: str
    hints: str
    based_on: str
    made_by: int
    made_at: datetime
    changed_at: datetime
    submitted_by: int | None
    decided_by: int | None
    decision: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Words:
    """An edition's passages, and by which version of the analyser and which readings they were read."""

    analyzer: str
    lexicon: tuple[Reading, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition about to be kept. ``parsed`` is what the parser gave, ``minutes`` what stands after edits and with the
    numbers that stay."""

    session: str
    kind: Kind
    source_name: str
    source_digest: str
    hints: str
    parsed: Minutes
    minutes: Minutes
    next_turn: int
    next_note: int
    based_on: str
    words: Words


def put_edition(connection: Connection, new: NewEdition, by: int, now: datetime) -> int:
    """Keeps a new draft; gives its number."""
    minutes = new.minutes
    values: dict[str, Any] = {
        "session": new.session,
        "state": State.DRAFT,
        "kind": new.kind,
        "revision": 1,
        "source_name": new.source_name,
        "source_digest": new.source_digest,
        "hints": new.hints,
        "parsed": minutes_to_bytes(new.parsed),
        "based_on": new.based_on,
        "made_by": by,
        "made_at": now,
        "changed_at": now,
        **_content(minutes, new.next_turn, new.next_note),
    }
    made = connection.execute(insert(edition).values(**values)).inserted_primary_key
    assert made is not None
    put_words(connection, made[0], new.words)
    return int(made[0])


def put_words(connection: Connection, edition_id: int, words: Words) -> None:
    """An edition's passages in place of those that it had."""
    drop_words(connection, edition_id)
    connection.execute(
        insert(edition_words).values(
            edition=edition_id,
            analyzer=words.analyzer,
            lexicon=lexicon_to_bytes(words.lexicon),
            passages=passages_to_bytes(words.passages),
        )
    )


def drop_words(connection: Connection, edition_id: int) -> None:
    """An edition that is public, or nobody's any more, needs no words of its own."""
    connection.execute(delete(edition_words).where(edition_words.c.edition == edition_id))


def words_of(connection: Connection, edition_id: int) -> Words:
    """An edition's passages. NotFoundError if it has none."""
    row = connection.execute(select(edition_words).where(edition_words.c.edition == edition_id)).one_or_none()
    if row is None:
        raise NotFoundError("この版は下書きではありません。一覧から選んでください。")
    return Words(row.analyzer, lexicon_from_bytes(row.lexicon), passages_from_bytes(row.passages))


def edition_of(connection: Connection, edition_id: int) -> Edition:
    """By its number. NotFoundError."""
    row = connection.execute(_facts().where(edition.c.id == edition_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"版 {edition_id} はありません。一覧から選んでください。")
    return _edition(row)


def editions(connection: Connection, *states: State, session: str | None = None) -> tuple[Edition, ...]:
    """Those in any of the states (all without one), of one session if it is said, the last changed first."""
    query = _facts().order_by(edition.c.changed_at.desc(), edition.c.id.desc())
    query = query.where(edition.c.state.in_(states)) if states else query
    query = query if session is None else query.where(edition.c.session == session)
    return tuple(map(_edition, connection.execute(query)))


def count_by_state(connection: Connection) -> dict[State, int]:
    """How many editions are in each state."""
    query = select(edition.c.state, func.count()).group_by(edition.c.state)
    return {State(state): count for state, count in connection.execute(query)}


def minutes_of(connection: Connection, edition_id: int) -> Minutes:
    """An edition's minutes as they stand."""
    row = connection.execute(select(edition.c.minutes).where(edition.c.id == edition_id)).one()
    return minutes_from_bytes(row.minutes)


def parsed_of(connection: Connection, edition_id: int) -> Minutes:
    """An edition's minutes as the parser gave them."""
    row = connection.execute(select(edition.c.parsed).where(edition.c.id == edition_id)).one()
    return minutes_from_bytes(row.parsed)


def next_numbers(connection: Connection, edition_id: int) -> tuple[int, int]:
    """The next free numbers of an edition's turns and notes."""
    row = connection.execute(
        select(edition.c.next_turn, edition.c.next_note).where(edition.c.id == edition_id)
    ).one()
    return row.next_turn, row.next_note


def change_edition(
    connection: Connection, edition_id: int, revision: int, now: datetime, **values: object
) -> None:
    """Writes some columns, and counts the revision up. ChangedMeanwhileError if it is not at that revision any more."""
    as_shown = edition.c.id == edition_id, edition.c.revision == revision
    changed = connection.execute(
        update(edition).where(*as_shown).values(revision=edition.c.revision + 1, changed_at=now, **values)
    )
    if not changed.rowcount:
        raise ChangedMeanwhileError(
            "ほかの人が、この版を先に変えました。いまの内容を確かめて、もう一度行ってください。"
        )


def put_minutes(
    connection: Connection,
    edition_id: int,
    revision: int,
    now: datetime,
    minutes: Minutes,
    next_turn: int,
    next_note: int,
    words: Words,
) -> None:
    """An edition's minutes and words as they stand from now on. ChangedMeanwhileError as ``change_edition``."""
    change_edition(connection, edition_id, revision, now, **_content(minutes, next_turn, next_note))
    put_words(connection, edition_id, words)


def put_parsed(connection: Connection, edition_id: int, parsed: Minutes, hints: str) -> None:
    """An edition's minutes as the parser gives them with other hints (TOML)."""
    values = {"parsed": minutes_to_bytes(parsed), "hints": hints}
    connection.execute(update(edition).where(edition.c.id == edition_id).values(values))


def put_masked(connection: Connection, edition_id: int, parsed: Minutes, minutes: Minutes) -> None:
    """An edition's minutes without words that went; who made a form of it before must look again."""
    connection.execute(
        update(edition)
        .where(edition.c.id == edition_id)
        .values(
            parsed=minutes_to_bytes(parsed),
            minutes=minutes_to_bytes(minutes),
            meeting=minutes.meeting,
            revision=edition.c.revision + 1,
        )
    )


def supersede(connection: Connection, session_id: str, now: datetime) -> int:
    """A session's public edition is an older one from now on; gives how many editions the session has had."""
    public = edition.c.session == session_id, edition.c.state == State.PUBLISHED
    connection.execute(update(edition).where(*public).values(state=State.SUPERSEDED, changed_at=now))
    last = select(func.max(edition.c.number)).where(edition.c.session == session_id)
    return int(connection.execute(last).scalar_one() or 0)


def _content(minutes: Minutes, next_turn: int, next_note: int) -> dict[str, Any]:
    return {
        "meeting": minutes.meeting,
        "held_on": minutes.held_on.isoformat() if minutes.held_on else None,
        "minutes": minutes_to_bytes(minutes),
        "next_turn": next_turn,
        "next_note": next_note,
    }


def _facts() -> Select[Any]:
    large = {"parsed", "minutes"}
    return select(*(column for column in edition.c if column.name not in large))


def _edition(row: Row[Any]) -> Edition:
    return Edition(
        id=row.id,
        session=row.session,
        state=State(row.state),
        kind=Kind(row.kind),
        revision=row.revision,
        number=row.number,
        note=row.note,
        meeting=row.meeting,
        held_on=date.fromisoformat(row.held_on) if row.held_on else None,
        source_name=row.source_name,
        source_digest=row.source_digest,
        hints=row.hints,
        based_on=row.based_on,
        made_by=row.made_by,
        made_at=utc(row.made_at),
        changed_at=utc(row.changed_at),
        submitted_by=row.submitted_by,
        decided_by=row.decided_by,
        decision=row.decision,
        published_at=utc(row.published_at) if row.published_at else None,
    )
