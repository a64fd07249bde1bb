"""Drafts: from a file that somebody handed in, or from what is public, to an edition that nobody outside can see.

Minutes are parsed and read as an import would, and kept as an edition. Which session they are is never guessed: where
there is a likeness, whoever handed the file in is asked (``Asked``), and nothing is kept until they have answered.
"""

from dataclasses import dataclass, replace

from reader.corrections.doubtful_words import DoubtfulWord, doubtful_words
from reader.desk.people import now
from reader.errors import UnclearImportError
from reader.importing.identity import Wish, identity, share
from reader.importing.importer import Importer, Settled
from reader.importing.parsing import parsed
from reader.importing.reading_again import ReadBefore
from reader.library.database import Also, unhindered
from reader.library.desk import answers, audit, editions, edits, sources
from reader.library.desk.answers import About, Said
from reader.library.desk.audit import Act, Actor
from reader.library.desk.editions import Edition, Kind, NewEdition, State, Words
from reader.library.desk.edits import KeptEdit
from reader.library.desk.withheld import withheld
from reader.library.draft import Candidates, StoredSource
from reader.library.library import Library
from reader.library.session import Session
from reader.minutes.edits.apply import apply
from reader.minutes.model import Minutes, ParserWarning
from reader.minutes.outline import require_minutes
from reader.passages.annotator import OnProgress
from reader.passages.correction import Correction
from reader.readings.word import Reading, ReadingSource

DRAFT_SOURCE = "desk:"
"""What stands before a file's name in the source of a session that came by the desk: it names no place."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A session that minutes could be: ``common`` is the share of their words, 0 to 1; ``same`` whether they are of the
    same bytes."""

    session: str
    meeting: str
    date: str
    common: float
    same: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Minutes that somebody must say something of first: a new meeting, or in place of which?"""

    meeting: str
    date: str
    likenesses: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class Drafting:
    """Makes drafts and keeps their words as they are to be read."""

    library: Library
    importer: Importer
    files: sources.SourceFiles

    def understood(self, digest: str, name: str, hints: str = "") -> Minutes:
        """The minutes in a file that was handed in. SourceError for what is none."""
        return require_minutes(parsed(self.files.bytes_of(digest), name, hints))

    def asked(self, minutes: Minutes, digest: str) -> Asked | None:
        """What must be asked of minutes before they are drafted; None if nothing resembles them."""
        wanted = Candidates(digest, None, minutes.meeting, minutes.held_on, "", ())
        candidates = self.library.candidates(wanted)
        try:
            found = identity(minutes, candidates, self.library.minutes, Wish())
            near = {found.same.id} if found.same else set()
            near |= {found.resembles} if found.resembles else set()
        except UnclearImportError:
            near = {known.id for known in candidates.found}
        alike = [known for known in candidates.found if known.id in near]
        if not alike:
            return None
        likenesses = (self._likeness(minutes, known, digest) for known in alike)
        return Asked(
            minutes.meeting or "",
            minutes.date or "",
            tuple(sorted(likenesses, key=lambda one: (-one.same, -one.common))),
        )

    def draft(
        self,
        actor: Actor,
        minutes: Minutes,
        digest: str,
        name: str,
        replaces: str = "",
        hints: str = "",
        on_progress: OnProgress | None = None,
        also: Also | None = None,
    ) -> int:
        """Keeps minutes as a draft, of a new session or in place of the public edition of ``replaces``, and what ``also``
        writes for its number; gives that. What was answered of that edition before is not asked again, and what was put
        right in it is applied where it stands. NotFoundError, GoneError for a session that is not there."""
        if replaces:
            self.library.require(replaces)
        before = self._public_edition(replaces)
        handed_in, minutes = minutes, self._as_may_be_told(minutes, replaces)
        has_withdrawn = handed_in.parts != minutes.parts
        kept = self._edits(before)
        put_right = apply([one.edit for one in kept], minutes)
        read = ReadBefore()

        def once() -> int:
            stored = self.library.source(replaces) if replaces else None
            settled = self.settled(before)
            new = self._read(put_right.minutes, stored, digest, name, read, settled, on_progress)
            new = replace(new, hints=hints, parsed=minutes)
            with self.library.writing() as connection:
                made = editions.put_edition(connection, new, actor.account, now())
                if before is not None:
                    answers.take_over(connection, before, made)
                edits.begin_with(connection, made, kept, put_right.outcomes, now())
                if has_withdrawn:
                    sources.mark_purged(connection, digest, now())
                after = replaces or "新しい会議"
                audit.record(connection, actor, Act("draft", _subject(made, minutes), after=after))
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
        return self.draft(actor, minutes, stored.source_digest, name, session_id)

    def session_of(self, edition: Edition) -> Session:
        """A draft as the public pages would show it; its id is that of its session, or ``draft-12``."""
        with self.library.reading() as connection:
            words = editions.words_of(connection, edition.id)
            minutes = editions.minutes_of(connection, edition.id)
        return Session(
            id=edition.session or f"draft-{edition.id}",
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
            minutes, stored, edition.source_digest, edition.source_name, read, self.settled(edition.id)
        )
        with self.library.writing() as connection:
            editions.put_minutes(
                connection, edition.id, revision, now(), new.minutes, new.next_turn, new.next_note, new.words
            )
            if also:
                also(connection, str(edition.id))
            audit.record(connection, actor, act)

    def doubts(self, edition: Edition) -> tuple[DoubtfulWord, ...]:
        """The words of a draft whose reading is in doubt and that nobody has answered for, most heard first."""
        with self.library.reading() as connection:
            given = answers.answers_of(connection, edition.id)
        settled = {
            (one.subject, one.detail)
            for one in given
            if one.about is About.READING and one.said is not Said.LATER
        }
        words = doubtful_words(self.session_of(edition))
        return tuple(word for word in words if (word.surface, word.reading) not in settled)

    def settled(self, edition_id: int | None) -> Settled:
        """What staff settled of the readings in a draft; nothing for None."""
        if edition_id is None:
            return Settled()
        with self.library.reading() as connection:
            given = answers.draft_readings(connection, edition_id)
        return Settled(
            tuple(
                Reading(one.surface, one.reading, source=ReadingSource.MINUTES)
                for one in given
                if not one.sentence
            ),
            tuple(
                Correction(one.passage, one.sentence, one.surface, one.reading)
                for one in given
                if one.sentence
            ),
        )

    def _as_may_be_told(self, minutes: Minutes, replaces: str) -> Minutes:
        """Without what was withdrawn; what found no place is a warning, which somebody has to answer before it is public."""
        with self.library.reading() as connection:
            found = withheld(minutes, replaces, connection)
        if not found.missing:
            return found.minutes
        message = (
            f"取り消した発言 {found.missing} か所の言葉が、この文書に見つかりません。"
            "書き方を変えて残っていないか確かめてください。"
        )
        return replace(
            found.minutes, warnings=(ParserWarning(0, message, about=replaces), *found.minutes.warnings)
        )

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

    def _likeness(self, minutes: Minutes, known: StoredSource, digest: str) -> Likeness:
        return Likeness(
            known.id,
            known.meeting or "",
            known.held_on.isoformat() if known.held_on else "",
            share(minutes, self.library.minutes(known.id)),
            known.source_digest == digest,
        )


def _subject(edition: int, minutes: Minutes) -> str:
    return f"版 {edition} {minutes.meeting or ''}".strip()
