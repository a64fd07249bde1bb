"""From bytes to the library: read, parse, annotate, store — whole or not at all.

Minutes are known again by where they came from, or by meeting and day with a turn in common. Then the session
keeps its id and its turns their numbers, and corrections of single sentences find them again.
"""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.corrections.moved import moved_corrections, without_sentence
from reader.importing.stated_readings import usable_readings
from reader.library.draft import Draft, StoredSource
from reader.library.identity.numbering import shared_turns, with_stable_numbers
from reader.library.library import Library
from reader.library.search import INDEX_VERSION
from reader.minutes.model import Minutes
from reader.minutes.outline import parse, require_minutes
from reader.minutes.sources import read_source
from reader.passages.annotator import Annotator, OnProgress
from reader.passages.correction import Correction
from reader.readings.lexicon.ordinary_words import ordinary_words
from reader.readings.word import Reading, ReadingSource

STANDARD_INPUT = "-"
"""The source of what was piped in: it names no place, so it is not what minutes are known again by."""


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


@dataclass(frozen=True, slots=True)
class Importer:
    """Takes published pages into the library."""

    library: Library
    annotator: Annotator

    def import_bytes(
        self, data: bytes, name: str, source: str, on_progress: OnProgress | None = None
    ) -> Imported:
        """Imports one document.

        ``name`` is the file's name (a hint of its format), ``source`` its whole path or address. SourceError if
        it is not minutes; then, and whenever this is cut short, the library is as it was.
        """
        digest = hashlib.sha256(data).hexdigest()
        minutes = require_minutes(parse(read_source(data, name)))
        stored = self._same_minutes(minutes, source, digest)
        if stored and stored.source_digest == digest and stored.analyzer == self._version:
            return Imported(stored.id, Outcome.UNCHANGED, self.library.session(stored.id).minutes)
        if stored is None:
            minutes, next_turn, next_note = _numbered(minutes)
        else:
            before = self.library.session(stored.id).minutes
            minutes, next_turn, next_note = with_stable_numbers(
                minutes, before, stored.next_turn, stored.next_note
            )
        draft = self._draft(minutes, stored, source, digest, on_progress)
        session_id = self.library.store(replace(draft, next_turn=next_turn, next_note=next_note))
        spoken = ((p.key, u.text) for p in draft.passages for u in p.utterances)
        lost = without_sentence(draft.corrections, spoken)
        return Imported(session_id, Outcome.UPDATED if stored else Outcome.NEW, minutes, lost)

    def refresh(self, on_progress: OnProgress | None = None) -> tuple[str, ...]:
        """Reads again every session that an older analyser or built-in lexicon annotated; gives their ids."""
        old = [stored for stored in self.library.sources() if stored.analyzer != self._version]
        for stored in old:
            minutes = self.library.session(stored.id).minutes
            draft = self._draft(minutes, stored, stored.source, stored.source_digest, on_progress)
            self.library.store(draft)
        return tuple(stored.id for stored in old)

    @property
    def _version(self) -> str:
        return f"{self.annotator.version}/{INDEX_VERSION}"

    def _draft(
        self,
        minutes: Minutes,
        stored: StoredSource | None,
        source: str,
        digest: str,
        on_progress: OnProgress | None,
    ) -> Draft:
        stated = usable_readings(minutes.readings, self.annotator.analyzer, ordinary_words())
        lexicon = self.library.readings() + tuple(
            Reading(item.surface, item.reading, source=ReadingSource.MINUTES) for item in stated
        )
        corrections = self.library.corrections(stored.id) if stored else ()
        if stored:
            lexicon += self.library.readings(stored.id)
        if corrections:
            corrections = moved_corrections(corrections, self.annotator.sentences(minutes, lexicon))
        return Draft(
            id=stored.id if stored else None,
            stamp=stored.stamp if stored else "",
            minutes=minutes,
            passages=self.annotator.passages(minutes, lexicon, corrections, on_progress=on_progress),
            stated=stated,
            corrections=corrections,
            source=source,
            source_digest=digest,
            analyzer=self._version,
            next_turn=stored.next_turn if stored else 1,
            next_note=stored.next_note if stored else 1,
        )

    def _same_minutes(self, minutes: Minutes, source: str, digest: str) -> StoredSource | None:
        stored = self.library.sources()
        for candidate in stored:
            if candidate.source_digest == digest:
                return candidate
        for candidate in stored:
            other = self.library.session(candidate.id).minutes
            same_place = source != STANDARD_INPUT and candidate.source == source
            same_meeting = None not in (minutes.meeting, minutes.held_on) and (
                (other.meeting, other.held_on) == (minutes.meeting, minutes.held_on)
            )
            if (same_place or same_meeting) and (shared_turns(minutes, other) or not minutes.turns):
                return candidate
            if same_place and same_meeting:
                return candidate
        return None


def _numbered(minutes: Minutes) -> tuple[Minutes, int, int]:
    """New minutes keep the parser's numbers; also the next free ones."""
    next_turn = max((turn.number for turn in minutes.turns), default=0) + 1
    next_note = max((note.number for note in minutes.notes), default=0) + 1
    return minutes, next_turn, next_note
