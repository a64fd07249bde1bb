"""A session written, and taken out: everything of it, inside the transaction that is given."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from reader.errors import ChangedMeanwhileError
from reader.library.codec import minutes_to_bytes
from reader.library.desk.taken_down import put_up_again
from reader.library.draft import Draft
from reader.library.identity.counters import LEXICON, SESSIONS, count_up, counted
from reader.library.identity.given import give_id, not_there, remember_given
from reader.library.identity.known import with_found
from reader.library.index.sentences import index_utterances, unindex_utterances
from reader.library.news import note_change
from reader.library.notices import drop_notice
from reader.library.passages import new_stamp, utterance_rows
from reader.library.readings import put_reading, put_stated_readings, replace_corrections
from reader.library.reporting.reports import follow_sentences
from reader.library.schema import tables
from reader.minutes.model import Minutes
from reader.passages.utterance import Passage


def store_session(connection: Connection, draft: Draft) -> str:
    """Writes a session whole; gives its id. ChangedMeanwhileError if something is no longer what the draft was made
    from: the session itself, the lexicon, or which session it was taken for."""
    if draft.lexicon not in (None, counted(connection, LEXICON)):
        raise ChangedMeanwhileError("読み辞書が、読んでいる間に変わりました。もう一度行ってください。")
    if draft.candidates and with_found(connection, draft.candidates) != draft.candidates:
        raise ChangedMeanwhileError("同じ会議録が、同時に取り込まれました。もう一度行ってください。")
    session_id = draft.id or draft.given_id or give_id(connection, draft.minutes.held_on)
    if draft.given_id:
        remember_given(connection, draft.given_id)
    _write_session(connection, session_id, draft)
    _write_passages(connection, session_id, draft.minutes, draft.passages)
    put_stated_readings(connection, session_id, draft.stated, draft.elsewhere)
    for reading in draft.readings:
        put_reading(connection, session_id, reading)
    replace_corrections(connection, session_id, draft.corrections)
    follow_sentences(connection, session_id, draft.passages)
    put_up_again(connection, session_id)
    note_change(connection, session_id)
    count_up(connection, SESSIONS)
    return session_id


def erase_session(connection: Connection, session_id: str) -> None:
    """Takes a session out, with its sentences, readings, corrections and reports. NotFoundError if there is none."""
    unindex_utterances(connection, session_id)
    gone = connection.execute(delete(tables.session).where(tables.session.c.id == session_id))
    if not gone.rowcount:
        raise not_there(connection, session_id)
    connection.execute(delete(tables.reading).where(tables.reading.c.session == session_id))
    drop_notice(connection, session_id)
    remember_given(connection, session_id)
    note_change(connection, session_id, removed=True)
    count_up(connection, SESSIONS)


def _write_session(connection: Connection, session_id: str, draft: Draft) -> None:
    table, minutes = tables.session, draft.minutes
    values: dict[str, Any] = {
        "stamp": new_stamp(),
        "meeting": minutes.meeting,
        "held_on": minutes.held_on.isoformat() if minutes.held_on else None,
        "date": minutes.date,
        "place": minutes.place,
        "turns": len(minutes.turns),
        "speakers": len({turn.speaker for turn in minutes.turns}),
        "morae": sum(u.morae for p in draft.passages for u in p.utterances),
        "source": draft.source,
        "source_digest": draft.source_digest,
        "imported_at": datetime.now(UTC),
        "analyzer": draft.analyzer,
        "next_turn": draft.next_turn,
        "next_note": draft.next_note,
        "hints": draft.hints.to_toml(),
        "municipality_hints": draft.municipality_hints.to_toml(),
        "minutes": minutes_to_bytes(minutes),
    }
    if draft.id is None:
        connection.execute(insert(table).values(id=session_id, revision=1, **values))
        return
    as_read = table.c.id == session_id, table.c.stamp == draft.stamp
    changed = connection.execute(
        update(table).where(*as_read).values(revision=table.c.revision + 1, **values)
    )
    if not changed.rowcount:
        raise ChangedMeanwhileError(
            f"会議録 {session_id} は、ほかの作業で同時に書きかえられました。もう一度行ってください。"
        )


def _write_passages(
    connection: Connection, session_id: str, minutes: Minutes, passages: tuple[Passage, ...]
) -> None:
    """Replaces every utterance of a session."""
    unindex_utterances(connection, session_id)
    connection.execute(delete(tables.utterance).where(tables.utterance.c.session == session_id))
    rows = utterance_rows(session_id, minutes.held_on, minutes.speakers, passages)
    if rows:
        connection.execute(insert(tables.utterance), rows)
        index_utterances(connection, session_id)
