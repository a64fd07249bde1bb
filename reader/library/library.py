"""The library: it holds every session, in one SQLite file or on a server. A write happens whole or not at all. ::

Library(Path("library.sqlite3")).sessions()[0].id        # "20211028-1"
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Row, func, select

from reader.errors import NotFoundError
from reader.kept import Kept
from reader.library import search
from reader.library.codec import minutes_from_bytes
from reader.library.database import Also, Database
from reader.library.draft import Candidates, Draft, StoredSource
from reader.library.identity.counters import LEXICON, counted
from reader.library.identity.given import not_there, remember_given
from reader.library.identity.known import stored_source, stored_sources, with_found
from reader.library.index.holding import Holding, sentences_holding
from reader.library.passages import (
    Loaded,
    State,
    load_session,
    load_titles,
    load_utterances,
    shared_digests,
    state_of,
)
from reader.library.readings import (
    MUNICIPALITY,
    LexiconChange,
    corrections_of,
    lexicon_of,
    names_stated,
    readings_in,
)
from reader.library.reporting.reports import Report, drop_reports, put_report, waiting_reports
from reader.library.reporting.senders import dropped
from reader.library.rereading import write_correction, write_lexicon_change
from reader.library.schema import tables
from reader.library.search import Hits, Query
from reader.library.server.address import ServerAddress
from reader.library.session import Session, SessionSummary, utc
from reader.library.storing import erase_session, store_session
from reader.library.voices.named import forget_names
from reader.minutes.model import Minutes, StatedReading
from reader.passages.correction import Correction
from reader.passages.utterance import Utterance
from reader.readings.finding.spellings import Synonyms
from reader.readings.word import Reading

KEPT_CHARACTERS = 500_000
"""Characters of sessions held in memory."""


class Library(Database):
    """Sessions, newest first, and everything that hangs on them. Safe to use from several threads."""

    def __init__(
        self,
        path: Path,
        synonyms: Synonyms | None = None,
        kept_characters: int = KEPT_CHARACTERS,
        server: ServerAddress | None = None,
    ) -> None:
        """Opens the file, makes it if it is not there; or opens what the server keeps. LibraryError if that cannot be.
        ``synonyms`` are what a search takes for the same thing (None: the usual ones). Sessions of ``kept_characters`` in
        all are held in memory, the ones asked for last."""
        super().__init__(path, server)
        self._synonyms = synonyms
        self.kept_characters = kept_characters
        self._loaded: Kept[str, Loaded] = Kept(kept_characters, lambda loaded: loaded.session.weight)

    @property
    def held_characters(self) -> int:
        """How many characters of sessions are held in memory."""
        return self._loaded.weight

    def sessions(self) -> tuple[SessionSummary, ...]:
        """All sessions, the newest meeting first; those without a date last. The very same as long as nothing was written."""
        return self.seen("", self._sessions)

    def _sessions(self) -> tuple[SessionSummary, ...]:
        table = tables.session
        query = select(*(column for column in table.c if column is not table.c.minutes))
        newest = query.order_by(table.c.held_on.desc().nulls_last(), table.c.id.desc())
        with self.reading() as connection:
            return tuple(map(_summary, connection.execute(newest)))

    def count(self) -> int:
        """How many sessions there are."""
        with self.reading() as connection:
            return connection.execute(select(func.count()).select_from(tables.session)).scalar_one()

    def session(self, session_id: str) -> Session:
        """One session with its words, loaded once however many ask for it. NotFoundError if there is none with that id,
        GoneError if it was removed."""
        state = self.state(session_id)
        return self._loaded.value(
            session_id, lambda loaded: loaded.state == state, lambda: self._load(session_id)
        ).session

    def state(self, session_id: str) -> State:
        """A mark that differs from an earlier one if anything of the session may be otherwise. NotFoundError, GoneError."""
        return self.seen(f"state of {session_id}", lambda: self._state(session_id))

    def _state(self, session_id: str) -> State:
        with self.reading() as connection:
            try:
                return state_of(connection, session_id)
            except NotFoundError:
                self._loaded.forget(session_id)
                raise

    def _load(self, session_id: str) -> Loaded:
        with self.reading() as connection:
            return load_session(connection, session_id, self._loaded.get(session_id))

    def require(self, session_id: str) -> None:
        """NotFoundError if there is no such session, GoneError if it was removed."""
        table = tables.session
        with self.reading() as connection:
            if connection.execute(select(table.c.id).where(table.c.id == session_id)).first() is None:
                raise not_there(connection, session_id)

    def titles(self, session_ids: Collection[str]) -> dict[str, tuple[Utterance, ...]]:
        """How the meetings' names are read, by session, without loading the sessions."""
        with self.reading() as connection:
            return load_titles(connection, session_ids)

    def minutes(self, session_id: str) -> Minutes:
        """The minutes of one session, without its words. NotFoundError if there is none with that id."""
        table = tables.session
        with self.reading() as connection:
            row = connection.execute(select(table.c.minutes).where(table.c.id == session_id)).one_or_none()
            if row is None:
                raise not_there(connection, session_id)
            return minutes_from_bytes(row.minutes)

    def sources(self) -> tuple[StoredSource, ...]:
        """Where each session came from."""
        with self.reading() as connection:
            return tuple(map(stored_source, connection.execute(stored_sources())))

    def source(self, session_id: str) -> StoredSource | None:
        """Where one session came from; None if there is none with that id."""
        query = stored_sources().where(tables.session.c.id == session_id)
        with self.reading() as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else stored_source(row)

    def candidates(self, wanted: Candidates) -> Candidates:
        """The sessions that minutes could be, looked up by index."""
        with self.reading() as connection:
            return with_found(connection, wanted)

    def stamps(self) -> dict[str, str]:
        """Which state each session is in."""
        table = tables.session
        with self.reading() as connection:
            return {row.id: row.stamp for row in connection.execute(select(table.c.id, table.c.stamp))}

    def digests_elsewhere(self, session_id: str) -> frozenset[str]:
        """The digests of sentences of this session that sound the same in another one."""
        with self.reading() as connection:
            return shared_digests(connection, session_id)

    def readings(self, session_id: str = MUNICIPALITY) -> tuple[Reading, ...]:
        """What staff entered for the municipality, or for one session."""
        with self.reading() as connection:
            return readings_in(connection, session_id)

    def names_stated(self, names: Collection[str], but: str | None = None) -> tuple[StatedReading, ...]:
        """How other minutes than those of ``but`` state the names of people, where they agree."""
        with self.reading() as connection:
            return names_stated(connection, names, but)

    def lexicon_count(self) -> int:
        """How often a reading of anybody's has come or gone."""
        with self.reading() as connection:
            return counted(connection, LEXICON)

    def holding(self, surfaces: Sequence[str], session_id: str = MUNICIPALITY) -> Holding:
        """The sentences that hold any of the surfaces, in one session or in all of them."""
        with self.reading() as connection:
            return sentences_holding(connection, surfaces, session_id)

    def utterances(self, session_id: str, ids: Collection[str]) -> tuple[Utterance, ...]:
        """Some sentences of a session with their words, without loading the session."""
        with self.reading() as connection:
            return load_utterances(connection, session_id, ids)

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
            return search.search(connection, query, first, most, self._synonyms)

    def years(self) -> tuple[int, ...]:
        """The years that there are sessions of, the latest first."""
        with self.reading() as connection:
            return search.years(connection)

    def report(
        self, session_id: str, utterance_id: str, surface: str, reading: str, sender: str | None = None
    ) -> None:
        """Queues what a resident (``sender``: an address, or a household's network) says of a word's reading.
        NotFoundError if there is no such sentence, TooManyReportsError if they report too fast."""
        sentence = self.session(session_id).utterance(utterance_id).text
        with self.writing() as connection:
            put_report(connection, session_id, utterance_id, sentence, surface, reading, sender)

    def reports(self) -> tuple[Report, ...]:
        """The reports that wait for staff, oldest first."""
        with self.reading() as connection:
            return waiting_reports(connection)

    def dropped_reports(self) -> dict[str, int]:
        """How many reports a full queue had no room for, by day (「2026-11-28」): the newest of who sent most."""
        with self.reading() as connection:
            return dropped(connection)

    def close_reports(self, report_ids: Iterable[int]) -> None:
        """Takes reports out of the queue: all, or none where one of the numbers is none (NotFoundError)."""
        with self.writing() as connection:
            drop_reports(connection, report_ids)

    def change_lexicon(
        self, change: LexiconChange, holding: Holding, again: Mapping[str, Sequence[Utterance]]
    ) -> None:
        """Enters or takes out readings, with the sentences that they change. ChangedMeanwhileError if the library is not what
        ``holding`` found, NotFoundError for a reading that is not there."""
        with self.writing() as connection:
            write_lexicon_change(connection, change, holding, again)

    def change_correction(
        self, session: Session, correction: Correction, again: Sequence[Utterance], remove: bool = False
    ) -> None:
        """Enters or takes out a correction, with the sentences it changes. ChangedMeanwhileError if the session is no
        longer as it was read, NotFoundError for a correction that is not there."""
        with self.writing() as connection:
            write_correction(connection, session, correction, again, remove)

    def store(self, draft: Draft, also: Also | None = None) -> str:
        """Writes a session whole, and what ``also`` writes; gives its id. ChangedMeanwhileError if somebody else did."""
        with self.writing() as connection:
            session_id = store_session(connection, draft)
            if also:
                also(connection, session_id)
        self.settle()
        return session_id

    def remove(self, session_id: str, also: Also | None = None) -> None:
        """Takes a session out, with its readings, and writes what ``also`` does. NotFoundError if there is none."""
        with self.writing() as connection:
            erase_session(connection, session_id)
            if also:
                also(connection, session_id)
        self._loaded.forget(session_id)
        self.settle()

    def remember_given(self, numbers: Mapping[str, int]) -> None:
        """Gives no id again that was given elsewhere: the last number, by day."""
        with self.writing() as connection:
            for day, number in numbers.items():
                remember_given(connection, f"{day}-{number}")

    def purge(self) -> tuple[Path, ...]:
        """Leaves nothing of words that were removed: not in the index, the log, the voices' names, the copies beside
        the file; gives the copies that went. Takes as long as the library is large, in short writes."""
        with self.writing() as connection:
            forget_names(connection)
        return self.forget_removed()


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
        imported_at=utc(row.imported_at),
        source=row.source,
    )
