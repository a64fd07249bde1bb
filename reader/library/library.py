"""The library: one SQLite file that holds every session. A write happens whole or not at all.

Ids are the date and a running number: 20211028-1; minutes without a date get 0-1, 0-2, … ::

    library = Library(Path("library.sqlite3"))
    library.sessions()[0].id        # "20211028-1"
"""

import threading
from collections import OrderedDict
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from reader.errors import LibraryError, NotFoundError
from reader.library import search
from reader.library.codec import minutes_from_bytes, minutes_to_bytes
from reader.library.database import Database
from reader.library.draft import Draft, StoredSource
from reader.library.passages import load_passages, load_titles, new_stamp, utterance_rows
from reader.library.readings import (
    MUNICIPALITY,
    corrections_of,
    lexicon_of,
    put_stated_readings,
    readings_in,
    replace_corrections,
)
from reader.library.reports import Report, drop_report, put_report, waiting_reports
from reader.library.schema import tables
from reader.library.search import Hits, Query, index_utterances, unindex_utterances
from reader.library.session import Session, SessionSummary
from reader.minutes.model import Minutes
from reader.passages.correction import Correction
from reader.passages.utterance import Passage, Utterance
from reader.readings.word import Reading

SESSIONS_KEPT = 64
"""Sessions held in memory, the ones loaded last."""


class Library(Database):
    """Sessions, newest first, and everything that hangs on them. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Opens the file, makes it if it is not there. LibraryError if that cannot be."""
        super().__init__(path)
        self._loaded: OrderedDict[str, Session] = OrderedDict()
        self._guard = threading.Lock()

    def sessions(self) -> tuple[SessionSummary, ...]:
        """All sessions, the newest meeting first; those without a date last."""
        table = tables.session
        shown = [column for column in table.c if column is not table.c.minutes]
        query = select(*shown).order_by(table.c.held_on.desc().nulls_last(), table.c.id.desc())
        with self.reading() as connection:
            return tuple(_summary(row) for row in connection.execute(query))

    def session(self, session_id: str) -> Session:
        """One session with its words. NotFoundError if there is none with that id."""
        table = tables.session
        with self.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == session_id)).one_or_none()
            if row is None:
                raise NotFoundError(f"会議録 {session_id} はありません。一覧から選んでください。")
            loaded = self._loaded.get(session_id)
            lexicon = lexicon_of(connection, session_id)
            if loaded and loaded.revision == row.revision and loaded.lexicon == lexicon:
                return loaded
            minutes = minutes_from_bytes(row.minutes)
            session = Session(
                id=session_id,
                revision=row.revision,
                minutes=minutes,
                passages=load_passages(connection, session_id, minutes),
                lexicon=lexicon,
                source=row.source,
                imported_at=_utc(row.imported_at),
            )
        self._loaded.pop(session_id, None)
        self._loaded[session_id] = session
        while len(self._loaded) > SESSIONS_KEPT:
            self._loaded.popitem(last=False)
        return session

    def titles(self, session_ids: Collection[str]) -> dict[str, tuple[Utterance, ...]]:
        """How the meetings' names are read, by session, without loading the sessions."""
        with self.reading() as connection:
            return load_titles(connection, session_ids)

    def sources(self) -> tuple[StoredSource, ...]:
        """Where each session came from."""
        table = tables.session
        with self.reading() as connection:
            return tuple(
                StoredSource(
                    row.id,
                    row.revision,
                    row.source,
                    row.source_digest,
                    row.analyzer,
                    row.next_turn,
                    row.next_note,
                )
                for row in connection.execute(select(table))
            )

    def readings(self, session_id: str = MUNICIPALITY) -> tuple[Reading, ...]:
        """What staff entered for the municipality, or for one session."""
        with self.reading() as connection:
            return readings_in(connection, session_id)

    def lexicon(self, session_id: str) -> tuple[Reading, ...]:
        """All readings that count in a session, the nearest last."""
        with self.reading() as connection:
            return lexicon_of(connection, session_id)

    def corrections(self, session_id: str) -> tuple[Correction, ...]:
        """The corrections of single sentences in a session."""
        with self.reading() as connection:
            return corrections_of(connection, session_id)

    def search(self, query: Query, first: int = 0, most: int = 20) -> Hits:
        """The sentences that match, the newest meeting first, from the ``first`` on."""
        with self.reading() as connection:
            return search.search(connection, query, first, most)

    def years(self) -> tuple[int, ...]:
        """The years that there are sessions of, the latest first."""
        with self.reading() as connection:
            return search.years(connection)

    def report(self, session_id: str, utterance_id: str, surface: str, reading: str) -> None:
        """Queues what a resident says of a word's reading. NotFoundError if there is no such sentence."""
        sentence = self.session(session_id).utterance(utterance_id).text
        with self.writing() as connection:
            put_report(connection, session_id, utterance_id, sentence, surface, reading)

    def reports(self) -> tuple[Report, ...]:
        """The reports that wait for staff, oldest first."""
        with self.reading() as connection:
            return waiting_reports(connection)

    def close_report(self, report_id: int) -> None:
        """Takes a report out of the queue. NotFoundError if there is none with that number."""
        with self.writing() as connection:
            drop_report(connection, report_id)

    def store(self, draft: Draft) -> str:
        """Writes a session whole; gives its id. LibraryError if somebody else changed it meanwhile."""
        with self.writing() as connection:
            session_id = draft.id or _free_id(connection, draft.minutes.held_on)
            self._write_session(connection, session_id, draft)
            write_passages(connection, session_id, draft.minutes, draft.passages)
            put_stated_readings(connection, session_id, draft.stated)
            replace_corrections(connection, session_id, draft.corrections)
        return session_id

    def remove(self, session_id: str) -> None:
        """Takes a session out, with its readings. NotFoundError if there is none."""
        with self.writing() as connection:
            unindex_utterances(connection, session_id)
            gone = connection.execute(delete(tables.session).where(tables.session.c.id == session_id))
            if not gone.rowcount:
                raise NotFoundError(
                    f"会議録 {session_id} はありません。reader list で番号を確かめてください。"
                )
            connection.execute(delete(tables.reading).where(tables.reading.c.session == session_id))
        self._loaded.pop(session_id, None)

    def _write_session(self, connection: Connection, session_id: str, draft: Draft) -> None:
        table, minutes = tables.session, draft.minutes
        values: dict[str, Any] = {
            "revision": draft.revision + 1,
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
            "minutes": minutes_to_bytes(minutes),
        }
        if draft.id is None:
            connection.execute(insert(table).values(id=session_id, **values))
            return
        changed = connection.execute(
            update(table).where(table.c.id == session_id, table.c.revision == draft.revision).values(**values)
        )
        if not changed.rowcount:
            raise LibraryError(
                f"会議録 {session_id} は、ほかの作業で同時に書きかえられました。もう一度行ってください。"
            )


def write_passages(
    connection: Connection, session_id: str, minutes: Minutes, passages: tuple[Passage, ...]
) -> None:
    """Replaces every utterance of a session."""
    unindex_utterances(connection, session_id)
    connection.execute(delete(tables.utterance).where(tables.utterance.c.session == session_id))
    rows = utterance_rows(session_id, minutes.held_on, minutes.speakers, passages)
    if rows:
        connection.execute(insert(tables.utterance), rows)
        index_utterances(connection, session_id)


def _free_id(connection: Connection, held_on: date | None) -> str:
    stem = f"{held_on:%Y%m%d}" if held_on else "0"
    ids = connection.execute(
        select(tables.session.c.id).where(func.instr(tables.session.c.id, f"{stem}-") == 1)
    ).scalars()
    taken = [int(found.partition("-")[2]) for found in ids]
    return f"{stem}-{max(taken, default=0) + 1}"


def _summary(row: Row[Any]) -> SessionSummary:
    return SessionSummary(
        id=row.id,
        meeting=row.meeting,
        held_on=date.fromisoformat(row.held_on) if row.held_on else None,
        date=row.date,
        place=row.place,
        turns=row.turns,
        speakers=row.speakers,
        morae=row.morae,
        imported_at=_utc(row.imported_at),
        source=row.source,
    )


def _utc(stored: datetime) -> datetime:
    """SQLite keeps no time zone; what we store is UTC."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
