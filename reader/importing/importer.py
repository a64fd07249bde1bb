"""From bytes to the library: read, parse, annotate, store — whole or not at all.

Minutes that are known again (``identity``) keep the session's id and its turns their numbers, and corrections of single
sentences find them again. What changes in the library while minutes are read (the lexicon, another import of the same
file) is noticed when they are stored: then what it concerns is decided and read anew.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.corrections.moved import moved_corrections, without_sentence
from reader.errors import NotFoundError, WithdrawnWordsError
from reader.importing.hinted import Document, likely_hints
from reader.importing.identity import Identity, Wish, identity
from reader.importing.reading_again import ReadBefore
from reader.importing.stated_readings import names_read_alike, usable_readings, without_names
from reader.library.database import unhindered
from reader.library.desk.withheld import withheld
from reader.library.draft import Candidates, Draft, StoredSource
from reader.library.identity.numbering import with_stable_numbers
from reader.library.index.sentences import INDEX_VERSION
from reader.library.library import Library
from reader.minutes.hints import NO_HINTS, Hints
from reader.minutes.model import Minutes, ParserWarning, StatedReading
from reader.passages.annotator import Annotator, OnProgress
from reader.passages.correction import Correction
from reader.readings.lexicon.ordinary_words import ordinary_words
from reader.readings.word import Reading, ReadingSource

STANDARD_INPUT = "-"
"""The source of what was piped in: it names no place, so it is not what minutes are known again by."""

NOTHING_SAID = Wish()
_REGISTER = "ちがうときは読みを登録してください。"


@dataclass(frozen=True, slots=True)
class Settled:
    """Readings that staff settled in a draft: for its minutes as a whole, and for single sentences."""

    readings: tuple[Reading, ...] = ()
    corrections: tuple[Correction, ...] = ()


NOTHING_SETTLED = Settled()


class Outcome(StrEnum):
    """What an import did to the library."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of importing one source."""

    id: str
    outcome: Outcome
    minutes: Minutes
    lost: tuple[Correction, ...] = ()
    """Corrections whose sentences the new source does not have."""
    resembles: str = ""
    """The session that a new one was nearly taken for."""
    hints: Hints = NO_HINTS
    """What a person has said of how they are read; kept with the session."""
    words_gone: bool = False
    """Whether something that stood there stands there no more: then it may be gone on purpose (``Library.purge``)."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Takes published pages into the library."""

    library: Library
    annotator: Annotator
    municipality: Hints = NO_HINTS

    def import_bytes(
        self,
        data: bytes,
        name: str,
        source: str,
        on_progress: OnProgress | None = None,
        wish: Wish = NOTHING_SAID,
        hints: Hints | None = None,
    ) -> Imported:
        """Imports one document.

        ``name`` is the file's name (a hint of its format), ``source`` its whole path or address; ``hints`` are kept with
        the session (None: those that it has stay, and are applied). SourceError if it is not minutes, UnclearImportError
        if ``wish`` must say which session they are; then, and whenever this is cut short, the library is as it was.
        """
        digest = hashlib.sha256(data).hexdigest()
        if wish.replace:
            self.library.require(wish.replace)
        place = None if source == STANDARD_INPUT else source
        wanted = Candidates(digest, place, None, None, wish.replace, ())
        document = Document(data, name, self.municipality)
        read = ReadBefore()

        def once() -> Imported:
            candidates, known = self._recognised(document, wanted, wish, hints)
            stored = known.same
            own = hints if hints is not None else stored.hints if stored else NO_HINTS
            minutes = document.minutes(own)
            if stored and self._is_read_so(stored, digest, own):
                return Imported(stored.id, Outcome.UNCHANGED, self.library.minutes(stored.id), hints=own)
            minutes = self._as_may_be_told(minutes, stored, wish)
            draft = self.drafted(minutes, stored, source, digest, read, on_progress)
            draft = replace(draft, hints=own, municipality_hints=self.municipality)
            gone = bool(stored and _words(self.library.minutes(stored.id)) - _words(minutes))
            session_id = self.library.store(replace(draft, candidates=candidates))
            spoken = ((p.key, u.text) for p in draft.passages for u in p.utterances)
            lost = without_sentence(draft.corrections, spoken)
            outcome = Outcome.UPDATED if stored else Outcome.NEW
            return Imported(session_id, outcome, draft.minutes, lost, known.resembles, own, gone)

        return unhindered(once)

    def _as_may_be_told(self, minutes: Minutes, stored: StoredSource | None, wish: Wish) -> Minutes:
        """Without what was withdrawn; what may be a copy of words that were withdrawn elsewhere is a warning.
        WithdrawnWordsError where somebody has to look first."""
        with self.library.reading() as connection:
            found = withheld(minutes, stored.id if stored else "", connection)
        if found.missing and stored and not wish.withdrawn_checked:
            raise WithdrawnWordsError(
                f"取り込んでいません（{stored.id} で取り消した発言 {found.missing} か所が、この文書に見つかりません）。"
                "書き方を変えて残っていないか確かめ、なければ --withdrawn-checked を付けてください。"
            )
        warnings = (*found.asked, *found.minutes.warnings)
        return replace(found.minutes, warnings=warnings) if found.asked else found.minutes

    def _recognised(
        self, document: Document, wanted: Candidates, wish: Wish, hints: Hints | None
    ) -> tuple[Candidates, Identity]:
        """Which session a document is, and what it was decided by: read with the hints of the likeliest, if none are given."""
        if hints is None:
            hints = likely_hints(self.library.candidates(wanted))
        minutes = document.minutes(hints)
        wanted = replace(wanted, meeting=minutes.meeting, held_on=minutes.held_on)
        candidates = self.library.candidates(wanted)
        return candidates, identity(minutes, candidates, self.library.minutes, wish)

    def _is_read_so(self, stored: StoredSource, digest: str, own: Hints) -> bool:
        """Whether the session was read from these bytes, by this version, with these hints."""
        read = stored.source_digest, stored.analyzer, stored.hints, stored.municipality_hints
        return read == (digest, self.version, own, self.municipality)

    def outdated(self) -> tuple[str, ...]:
        """The sessions that an older analyser or built-in lexicon annotated, the newest meeting first."""
        old = {stored.id for stored in self.library.sources() if stored.analyzer != self.version}
        return tuple(summary.id for summary in self.library.sessions() if summary.id in old) if old else ()

    def refresh(self, on_progress: OnProgress | None = None) -> tuple[str, ...]:
        """Reads again every session that is ``outdated``, one after the other; gives their ids. Where another process is
        quicker, or takes the session out, that is as good."""
        return tuple(
            session_id for session_id in self.outdated() if self._read_again(session_id, on_progress)
        )

    def _read_again(self, session_id: str, on_progress: OnProgress | None) -> bool:
        """Whether it was this process that brought the session up to date."""

        def once() -> bool:
            stored = self.library.source(session_id)
            if stored is None or stored.analyzer == self.version:
                return False
            minutes, read = self.library.minutes(session_id), ReadBefore()
            draft = self.drafted(minutes, stored, stored.source, stored.source_digest, read, on_progress)
            self.library.store(draft)
            return True

        try:
            return unhindered(once)
        except NotFoundError:  # taken out meanwhile
            return False

    @property
    def version(self) -> str:
        """Changes whenever the same minutes could be read or found otherwise."""
        return f"{self.annotator.version}/{INDEX_VERSION}"

    def drafted(
        self,
        minutes: Minutes,
        stored: StoredSource | None,
        source: str,
        digest: str,
        read: ReadBefore,
        on_progress: OnProgress | None = None,
        settled: Settled = NOTHING_SETTLED,
        keep_numbers: bool = False,
    ) -> Draft:
        """The session read by the lexicon as it is now, going on with the numbers of the one that is ``stored``, or
        (``keep_numbers``) having them; ``settled`` are readings that staff gave before it was public."""
        if stored is not None and keep_numbers:
            next_turn, next_note = stored.next_turn, stored.next_note
        elif stored is None:
            minutes, next_turn, next_note = _numbered(minutes)
        else:
            before = self.library.minutes(stored.id)
            minutes, next_turn, next_note = with_stable_numbers(
                minutes, before, stored.next_turn, stored.next_note
            )
        lexicon_count = self.library.lexicon_count()
        stated = usable_readings(minutes.readings, self.annotator.analyzer, ordinary_words())
        names = {"".join(speaker.name.split()) for speaker in minutes.speakers if speaker.name}
        known = {item.surface for item in stated} | {""}
        elsewhere = self.library.names_stated(names - known, stored.id if stored else None)
        lexicon = (*map(_entry, elsewhere), *self.library.readings(), *map(_entry, stated))
        corrections = self.library.corrections(stored.id) if stored else ()
        if stored:
            lexicon += self.library.readings(stored.id)
        lexicon += settled.readings
        corrections += settled.corrections
        if corrections:
            corrections = moved_corrections(corrections, self.annotator.sentences(minutes, lexicon))
        passages = self.annotator.passages(
            minutes, lexicon, corrections, known=read.still_good(lexicon), on_progress=on_progress
        )
        alike = names_read_alike(minutes, passages, {reading.surface for reading in lexicon})
        if alike.readings:
            lexicon = (*map(_entry, alike.readings), *lexicon)
            passages = self.annotator.passages(
                minutes, lexicon, corrections, without_names(passages, alike.readings), on_progress
            )
            elsewhere = (*elsewhere, *alike.readings)
        minutes = _asking(minutes, alike.unsure)
        read.keep(passages, lexicon)
        return Draft(
            id=stored.id if stored else None,
            stamp=stored.stamp if stored else "",
            minutes=minutes,
            passages=passages,
            stated=stated,
            elsewhere=elsewhere,
            corrections=corrections,
            readings=settled.readings,
            source=source,
            source_digest=digest,
            analyzer=self.version,
            next_turn=next_turn,
            next_note=next_note,
            lexicon=lexicon_count,
            hints=stored.hints if stored else NO_HINTS,
            municipality_hints=stored.municipality_hints if stored else NO_HINTS,
        )


def _asking(minutes: Minutes, unsure: Iterable[StatedReading]) -> Minutes:
    """The minutes with a warning for each name that was read in several ways and is read alike now."""
    asked = tuple(
        ParserWarning(
            0,
            f"「{name.surface}」の読みが分からず、どこでも「{name.reading}」と読むことにしました。{_REGISTER}",
        )
        for name in unsure
    )
    kept = tuple(one for one in minutes.warnings if not one.message.endswith(_REGISTER))
    return replace(minutes, warnings=(*kept, *asked)) if asked or kept != minutes.warnings else minutes


def _words(minutes: Minutes) -> set[str]:
    """Everything that is printed, in pieces."""
    return {
        minutes.meeting or "",
        *(speaker.label for speaker in minutes.speakers),
        *(entry.text for entry in minutes.entries),
        *(line for item in minutes.agenda for line in (item.title, *item.results)),
        *minutes.results,
        *(part.text for part in minutes.parts),
    }


def _numbered(minutes: Minutes) -> tuple[Minutes, int, int]:
    """New minutes keep the parser's numbers; also the next free ones."""
    next_turn = max((turn.number for turn in minutes.turns), default=0) + 1
    next_note = max((note.number for note in minutes.notes), default=0) + 1
    return minutes, next_turn, next_note


def _entry(stated: StatedReading) -> Reading:
    return Reading(stated.surface, stated.reading, source=ReadingSource.MINUTES)
