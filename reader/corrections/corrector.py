"""A changed reading: which utterances hold the word, and only those are read again.

They are found by the index of sentences and read before the library is changed, in one short transaction: the reading
itself, and every utterance that it touches. Their clip keys change with their digests, so only their clips are made
again::

    lexicon add 下市町 しもいちちょう   →  Effect(held=7, changed=7)
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reader.errors import LexiconError
from reader.library.database import unhindered
from reader.library.index.holding import Held
from reader.library.library import Library
from reader.library.readings import MUNICIPALITY, LexiconChange
from reader.library.session import Session
from reader.passages.annotator import Annotator, OnProgress
from reader.passages.correction import Correction
from reader.passages.utterance import Utterance
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.lexicon.ordinary_words import broken_words, ordinary_words
from reader.readings.word import Override, Reading, ReadingSource


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction did: utterances that hold the surface, and those that are read otherwise now."""

    held: int
    changed: int


@dataclass(frozen=True, slots=True)
class Corrector:
    """Puts readings right in the library."""

    library: Library
    annotator: Annotator

    def add(
        self,
        surface: str,
        reading: str,
        accent: int | None = None,
        session_id: str = MUNICIPALITY,
        on_progress: OnProgress | None = None,
    ) -> Effect:
        """Enters a reading for the municipality, or for one session. LexiconError if it is refused."""
        return self.add_all((Reading(surface, reading, accent),), session_id, on_progress)

    def add_all(
        self,
        readings: Sequence[Reading],
        session_id: str = MUNICIPALITY,
        on_progress: OnProgress | None = None,
    ) -> Effect:
        """Enters several readings at once, all or none. ``on_progress`` is told sessions."""
        return self._changed(self._entering(readings, session_id), on_progress)

    def foreseen(self, readings: Sequence[Reading], session_id: str = MUNICIPALITY) -> Effect:
        """What ``add_all`` would do; nothing is changed. LexiconError as there."""
        return self._changed(self._entering(readings, session_id), None, write=False)

    def _entering(self, readings: Sequence[Reading], session_id: str) -> LexiconChange:
        """The change that readings are, each looked at. LexiconError if one is refused."""
        for item in readings:
            check_reading(item.surface, item.reading, item.accent)
        self._require(session_id)
        self._refuse_harm(readings, session_id)
        source = ReadingSource.MINUTES if session_id else ReadingSource.MUNICIPALITY
        entries = tuple(Reading(item.surface, item.reading, item.accent, source) for item in readings)
        return LexiconChange(session_id, tuple(e.surface for e in entries), entries)

    def remove(
        self, surface: str, session_id: str = MUNICIPALITY, on_progress: OnProgress | None = None
    ) -> Effect:
        """Takes a reading out. NotFoundError if there is none for that surface."""
        self._require(session_id)
        return self._changed(LexiconChange(session_id, (surface,)), on_progress)

    def correct(
        self, session_id: str, utterance_id: str, surface: str, reading: str, accent: int | None = None
    ) -> Effect:
        """Puts one sentence right. LexiconError if the sentence does not hold the surface."""
        check_reading(surface, reading, accent)

        def made_in(utterance: Utterance) -> Correction:
            if surface not in utterance.text:
                raise LexiconError(
                    f"文 {utterance_id} に「{surface}」はありません。"
                    f"文のとおりに書いてください: {utterance.text}"
                )
            return Correction(passage_of(utterance_id), utterance.text, surface, reading, accent)

        return self._sentence_changed(session_id, utterance_id, made_in)

    def uncorrect(self, session_id: str, utterance_id: str, surface: str) -> Effect:
        """Takes a correction of one sentence back. NotFoundError if there is none of that surface."""

        def made_in(utterance: Utterance) -> Correction:
            return Correction(passage_of(utterance_id), utterance.text, surface, "")

        return self._sentence_changed(session_id, utterance_id, made_in, remove=True)

    def _sentence_changed(
        self,
        session_id: str,
        utterance_id: str,
        made_in: Callable[[Utterance], Correction],
        remove: bool = False,
    ) -> Effect:
        def once() -> Effect:
            session = self.library.session(session_id)
            utterance = session.utterance(utterance_id)
            correction = made_in(utterance)
            others = [c for c in self.library.corrections(session_id) if not c.is_for_the_word_of(correction)]
            corrections = others if remove else [*others, correction]
            again = self._sentence_again(session, utterance, corrections)
            self.library.change_correction(session, correction, again, remove)
            return _effect(utterance, again)

        return unhindered(once)

    def _sentence_again(
        self, session: Session, utterance: Utterance, corrections: Sequence[Correction]
    ) -> tuple[Utterance, ...]:
        """A sentence read anew. The same one may stand twice in its passage: both are read alike."""
        passage = passage_of(utterance.id)
        own = [given for given in utterance.overrides if given.source is ReadingSource.MINUTES]
        overrides = self.annotator.overrides(passage, utterance.text, corrections, session.lexicon, own)
        return tuple(
            self._again(u, session.lexicon, overrides)
            for u in session.passage(passage).utterances
            if u.text == utterance.text
        )

    def harm(
        self, readings: Sequence[Reading], session_id: str = MUNICIPALITY
    ) -> Iterator[tuple[Reading, str]]:
        """Of the readings those that would break ordinary words, and why each is refused."""
        known = self.library.readings() + (self.library.readings(session_id) if session_id else ())
        for reading, word in broken_words(self.annotator.analyzer, ordinary_words(), known, readings):
            why = f"「{reading.surface}」を「{reading.reading}」と読むと、「{word}」の読みが壊れます。"
            yield reading, f"{why}前後の字を含む語にしてください。"

    def _refuse_harm(self, readings: Sequence[Reading], session_id: str) -> None:
        for _, why in self.harm(readings, session_id):
            raise LexiconError(why)

    def _require(self, session_id: str) -> None:
        if session_id:
            self.library.require(session_id)

    def _changed(self, change: LexiconChange, on_progress: OnProgress | None, write: bool = True) -> Effect:
        """Reads again what holds the surfaces, outside any transaction, and writes what became of it in a short one.
        Where others write meanwhile, only what they changed is read once more. Without ``write`` nothing is changed."""
        read: dict[tuple[str, str, tuple[Reading, ...]], _Changes] = {}

        def once() -> Effect:
            holding = self.library.holding(change.surfaces, change.session)
            changes: list[_Changes] = []
            for number, (session_id, held) in enumerate(holding.held.items(), 1):
                lexicon = change.applied_to(held.lexicon)
                key = session_id, held.stamp, lexicon
                if key not in read:
                    read[key] = self._changes(session_id, held, lexicon)
                changes.append(read[key])
                if on_progress:
                    on_progress(number, len(holding.held))
            if write:
                self.library.change_lexicon(change, holding, {c.session_id: c.utterances for c in changes})
            return Effect(sum(c.held for c in changes), sum(c.spoken for c in changes))

        return unhindered(once)

    def _changes(self, session_id: str, held: Held, lexicon: Sequence[Reading]) -> "_Changes":
        """What holds a surface in one session, read again by its lexicon."""
        holding = self.library.utterances(session_id, held.utterances)
        again = [self._again(utterance, lexicon, utterance.overrides) for utterance in holding]
        different = [(old, new) for old, new in zip(holding, again, strict=True) if old != new]
        spoken = sum(old.digest != new.digest for old, new in different)
        return _Changes(session_id, len(holding), spoken, tuple(new for _, new in different))

    def _again(
        self, utterance: Utterance, lexicon: Sequence[Reading], overrides: tuple[Override, ...]
    ) -> Utterance:
        return self.annotator.utterance(
            utterance.id, utterance.start, utterance.end, utterance.text, lexicon, overrides
        )


@dataclass(frozen=True, slots=True)
class _Changes:
    """Of one session: how many utterances hold a surface and sound otherwise now, and those to be stored anew."""

    session_id: str
    held: int
    spoken: int
    utterances: tuple[Utterance, ...]


def _effect(before: Utterance, again: Sequence[Utterance]) -> Effect:
    return Effect(len(again), len(again) if again[0].digest != before.digest else 0)


def passage_of(utterance_id: str) -> str:
    """The key of the passage that an utterance stands in."""
    return utterance_id.partition("-")[0]
