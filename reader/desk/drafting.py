"""Drafts: from a file that somebody handed in, or from what is public, to an edition that nobody outside can see.

Minutes are parsed and read as an import would, and kept as an edition. Which session they are is never guessed: where
there is a likeness, whoever handed the file in is asked (``Asked``), and nothing is kept until they have answered.
"""

from dataclasses import dataclass, replace
from threading import Event

from reader.desk.settled import settled_in
from reader.desk.staff.people import now
from reader.desk.subjects import subject_of
from reader.importing.importer import Importer, Settled
from reader.importing.parsing import parsed
from reader.importing.reading_again import ReadBefore
from reader.library.database import Also, Transaction, unhindered
from reader.library.desk import answers, audit, editions, edits, sources
from reader.library.desk.audit import Act, Actor
from reader.library.desk.editions import Edition, Kind, NewEdition, State, Words
from reader.library.desk.edits import KeptEdit
from reader.library.desk.withheld import withheld
from reader.library.draft import StoredSource
from reader.library.library import Library
from reader.library.session import Session
from reader.minutes.edits.apply import apply
from reader.minutes.hints import NO_HINTS, Hints
from reader.minutes.model import Minutes, ParserWarning
from reader.minutes.outline import require_minutes
from reader.passages.annotator import OnProgress

DRAFT_SOURCE = "desk:"
"""What stands before a file's name in the source of a session that came by the desk: it names no place."""


DRAFT_ID = "draft-"
"""What the id of a draft begins with, which no public session has."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """Makes drafts and keeps their words as they are to be read."""

    library: Library
    importer: Importer
    files: sources.SourceFiles

    def understood(
        self, digest: str, name: str, own: Hints = NO_HINTS, unwanted: Event | None = None
    ) -> Minutes:
        """The minutes in a file that was handed in, with their own hints over the municipality's. SourceError for what is
        none (and once it is ``unwanted``), NotFoundError where the file is not kept any more."""
        hints = own.over(self.importer.municipality).to_toml()
        return require_minutes(parsed(self.files.bytes_of(digest), name, hints, unwanted))

    def hints_of(self, session_id: str) -> Hints:
        """Those that a session was read with; none for ''."""
        stored = self.library.source(session_id) if session_id else None
        return stored.hints if stored else NO_HINTS

    def draft(
        self,
        actor: Actor,
        minutes: Minutes,
        digest: str,
        name: str,
        replaces: str = "",
        hints: Hints = NO_HINTS,
        on_progress: OnProgress | None = None,
        also: Also | None = None,
        is_public: bool = False,
    ) -> int:
        """Keeps minutes as a draft, of a new session or in place of the public edition of ``replaces``, and what ``also``
        writes for its number; gives that. Where the minutes are what ``is_public``, nothing withdrawn is in them. What was answered of that edition before is not asked again, and what was put
        right in it is applied where it stands. NotFoundError, GoneError for a session that is not there."""
        if replaces:
            self.library.require(replaces)
        before = self._public_edition(replaces)
        handed_in = minutes
        if not is_public:
            minutes = self._as_may_be_told(minutes, replaces)
        has_withdrawn = handed_in.parts != minutes.parts
        kept = self._edits(before)
        put_right = apply([one.edit for one in kept], minutes)
        read = ReadBefore()

        def once() -> int:
            stored = self.library.source(replaces) if replaces else None
            settled = settled_in(self.library, before)
            new = self._read(put_right.minutes, stored, digest, name, read, settled, on_progress)
            new = replace(new, hints=hints.to_toml(), parsed=minutes)
            with self.library.writing() as connection:
                made = editions.put_edition(connection, new, actor.account, now())
                if before is not None:
                    answers.take_over(connection, before, made)
                edits.begin_with(connection, made, kept, put_right.outcomes, now())
                if has_withdrawn:
                    sources.mark_purged(connection, digest, now())
                after = replaces or "新しい会議"
                audit.record(connection, actor, Act("draft", subject_of(made), after=after))
                if also:
                    also(connection, str(made))
            return made

        made = unhindered(once)
        if has_withdrawn:  # what was withdrawn is kept in no file
            self.files.drop(digest)
        return made

    def from_public(self, actor: Actor, session_id: str) -> int:
        """A draft of what is public, to be put right; gives its number. NotFoundError, GoneError."""
        stored = self.library.source(session_id)
        minutes = self.library.minutes(session_id)
        assert stored is not None
        public = self._public_edition(session_id)
        with self.library.reading() as connection:
            if (
                public is not None
                and editions.edition_of(connection, public).source_digest == stored.source_digest
            ):
                minutes = editions.parsed_of(connection, public)  # its edits are applied again
        name = stored.source.removeprefix(DRAFT_SOURCE)
        return self.draft(
            actor, minutes, stored.source_digest, name, session_id, stored.hints, is_public=True
        )

    def session_of(self, edition: Edition) -> Session:
        """A draft as the public pages would show it; its id is that of its session, or ``draft-12``."""
        with self.library.reading() as connection:
            words = editions.words_of(connection, edition.id)
            minutes = editions.minutes_of(connection, edition.id)
        return Session(
            id=edition.session or f"{DRAFT_ID}{edition.id}",
            revision=edition.revision,
            minutes=minutes,
            passages=words.passages,
            lexicon=words.lexicon,
            source=edition.source_name,
            imported_at=edition.changed_at,
        )

    def read_again(self, edition_id: int, revision: int, actor: Actor, act: Act) -> None:
        """Reads a draft with the readings that are settled now; only what they touch is read anew. The act is logged with
        it. ChangedMeanwhileError if the draft is not at that revision any more."""
        with self.library.reading() as connection:
            edition = editions.edition_of(connection, edition_id)
            minutes = editions.minutes_of(connection, edition_id)
        self.put_minutes(edition, revision, minutes, actor, act)

    def put_minutes(
        self,
        edition: Edition,
        revision: int,
        minutes: Minutes,
        actor: Actor,
        act: Act,
        also: Also | None = None,
    ) -> None:
        """A draft's minutes as a person left them, read, and what ``also`` writes. ChangedMeanwhileError as ``read_again``."""
        stored = self.library.source(edition.session) if edition.session else None
        with self.library.reading() as connection:
            words = editions.words_of(connection, edition.id)
        read = (
            ReadBefore(words.passages, words.lexicon)
            if words.analyzer == self.importer.version
            else ReadBefore()
        )
        new = self._read(
            minutes,
            stored,
            edition.source_digest,
            edition.source_name,
            read,
            settled_in(self.library, edition.id),
        )
        with self.library.writing() as connection:
            editions.put_minutes(
                connection, edition.id, revision, now(), new.minutes, new.next_turn, new.next_note, new.words
            )
            if also:
                also(connection, str(edition.id))
            audit.record(connection, actor, act)

    def read_with(self, edition: Edition, revision: int, hints: Hints, actor: Actor, act: Act) -> None:
        """A draft's source read once more, with other hints; its edits are applied again, or wait for a person.
        SourceError where nothing is understood that way, NotFoundError where the source is not kept any more,
        ChangedMeanwhileError as ``read_again``."""
        minutes = self._as_may_be_told(
            self.understood(edition.source_digest, edition.source_name, hints), edition.session
        )
        kept = self._edits(edition.id)
        put_right = apply([one.edit for one in kept], minutes)

        def also(connection: Transaction, _: str) -> None:
            editions.put_parsed(connection, edition.id, minutes, hints.to_toml())
            edits.put_standings(connection, put_right.outcomes)

        self.put_minutes(edition, revision, put_right.minutes, actor, act, also)

    def _as_may_be_told(self, minutes: Minutes, replaces: str) -> Minutes:
        """Without what was withdrawn; what found no place, or stands where it may be a copy of what was withdrawn, is a warning,
        which somebody has to answer before it is public."""
        with self.library.reading() as connection:
            found = withheld(minutes, replaces, connection)
        asked = [*found.asked]
        if found.missing:
            message = (
                f"取り消した発言 {found.missing} か所の言葉が、この文書に見つかりません。"
                "書き方を変えて残っていないか確かめてください。"
            )
            asked.insert(0, ParserWarning(0, message, about=replaces))
        return replace(found.minutes, warnings=(*asked, *found.minutes.warnings)) if asked else found.minutes

    def _edits(self, edition_id: int | None) -> tuple[KeptEdit, ...]:
        """What was put right in an edition, and not undone."""
        if edition_id is None:
            return ()
        with self.library.reading() as connection:
            return tuple(one for one in edits.edits_of(connection, edition_id) if not one.undone)

    def _public_edition(self, session_id: str) -> int | None:
        if not session_id:
            return None
        with self.library.reading() as connection:
            found = editions.editions(connection, State.PUBLISHED, session=session_id)
        return found[0].id if found else None

    def _read(
        self,
        minutes: Minutes,
        stored: StoredSource | None,
        digest: str,
        name: str,
        read: ReadBefore,
        settled: Settled,
        on_progress: OnProgress | None = None,
    ) -> NewEdition:
        source = f"{DRAFT_SOURCE}{name}"
        draft = self.importer.drafted(minutes, stored, source, digest, read, on_progress, settled)
        return NewEdition(
            session=stored.id if stored else "",
            kind=Kind.FINAL,
            source_name=name,
            source_digest=digest,
            hints="",
            parsed=minutes,
            minutes=draft.minutes,
            next_turn=draft.next_turn,
            next_note=draft.next_note,
            based_on=stored.stamp if stored else "",
            words=Words(self.importer.version, read.lexicon, draft.passages),
        )
