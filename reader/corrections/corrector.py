"""A changed reading: which utterances hold the word, and only those are read again.

The library is changed in one transaction: the reading itself, and every utterance that it touches. Their clip
keys change with their digests, so only their clips are made again::

    lexicon add 下市町 しもいちちょう   →  Effect(held=7, changed=7)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.errors import LexiconError, NotFoundError
from reader.library import readings as store
from reader.library.library import Library
from reader.library.passages import replace_utterances
from reader.library.readings import MUNICIPALITY
from reader.library.session import Session
from reader.passages.annotator import Annotator, OnProgress
from reader.passages.correction import Correction
from reader.passages.utterance import Utterance
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.lexicon.ordinary_words import broken_words, ordinary_words
from reader.readings.word import Override, Reading, ReadingSource
from reader.readings.writing.folding import fold


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction did: utterances that hold the surface, and those that are read otherwise now."""

    held: int
    changed: int

    def and_of(self, changes: "_Changes") -> "Effect":
        """This, and what was changed in one session more."""
        return Effect(self.held + changes.held, self.changed + changes.spoken)


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
        for item in readings:
            check_reading(item.surface, item.reading, item.accent)
        sessions = self._session_ids(session_id)
        self._refuse_harm(readings, session_id)
        source = ReadingSource.MINUTES if session_id else ReadingSource.MUNICIPALITY
        with self.library.writing() as connection:
            for item in readings:
                entry = Reading(item.surface, item.reading, item.accent, source)
                store.put_reading(connection, session_id, entry)
            lexicons = {known: store.lexicon_of(connection, known) for known in sessions}
            effect = Effect(0, 0)
            for changes in self._changes(lexicons, [item.surface for item in readings], on_progress):
                replace_utterances(connection, changes.session_id, changes.utterances)
                effect = effect.and_of(changes)
        return effect

    def remove(
        self, surface: str, session_id: str = MUNICIPALITY, on_progress: OnProgress | None = None
    ) -> Effect:
        """Takes a reading out. NotFoundError if there is none for that surface."""
        sessions = self._session_ids(session_id)
        with self.library.writing() as connection:
            if not store.drop_reading(connection, session_id, surface):
                raise NotFoundError(
                    f"読み辞書に「{surface}」はありません。reader lexicon list で確かめてください。"
                )
            lexicons = {known: store.lexicon_of(connection, known) for known in sessions}
            effect = Effect(0, 0)
            for changes in self._changes(lexicons, [surface], on_progress):
                replace_utterances(connection, changes.session_id, changes.utterances)
                effect = effect.and_of(changes)
        return effect

    def correct(
        self, session_id: str, utterance_id: str, surface: str, reading: str, accent: int | None = None
    ) -> Effect:
        """Puts one sentence right. LexiconError if the sentence does not hold the surface."""
        check_reading(surface, reading, accent)
        session = self.library.session(session_id)
        utterance = session.utterance(utterance_id)
        if surface not in utterance.text:
            raise LexiconError(
                f"文 {utterance_id} に「{surface}」はありません。文のとおりに書いてください: {utterance.text}"
            )
        passage = utterance_id.partition("-")[0]
        correction = Correction(passage, utterance.text, surface, reading, accent)
        with self.library.writing() as connection:
            store.put_correction(connection, session_id, correction)
            again = self._sentence_again(session, utterance, store.corrections_of(connection, session_id))
            replace_utterances(connection, session_id, again)
        return _effect(utterance, again)

    def uncorrect(self, session_id: str, utterance_id: str, surface: str) -> Effect:
        """Takes a correction of one sentence back. NotFoundError if there is none of that surface."""
        session = self.library.session(session_id)
        utterance = session.utterance(utterance_id)
        passage = utterance_id.partition("-")[0]
        with self.library.writing() as connection:
            if not store.drop_correction(connection, session_id, passage, utterance.text, surface):
                raise NotFoundError(
                    f"文 {utterance_id} の「{surface}」は直してありません。reader lexicon list --minutes {session_id} で確かめてください。"
                )
            again = self._sentence_again(session, utterance, store.corrections_of(connection, session_id))
            replace_utterances(connection, session_id, again)
        return _effect(utterance, again)

    def _sentence_again(
        self, session: Session, utterance: Utterance, corrections: Sequence[Correction]
    ) -> tuple[Utterance, ...]:
        """A sentence read anew. The same one may stand twice in its passage: both are read alike."""
        passage = utterance.id.partition("-")[0]
        overrides = self.annotator.overrides(passage, utterance.text, corrections, session.lexicon)
        return tuple(
            self._again(u, session.lexicon, overrides)
            for u in session.passage(passage).utterances
            if u.text == utterance.text
        )

    def _refuse_harm(self, readings: Sequence[Reading], session_id: str) -> None:
        known = self.library.readings() + (self.library.readings(session_id) if session_id else ())
        for reading, word in broken_words(self.annotator.analyzer, ordinary_words(), known, readings):
            raise LexiconError(
                f"「{reading.surface}」を「{reading.reading}」と読むと、「{word}」の読みが壊れます。前後の字を含む語にしてください。"
            )

    def _session_ids(self, session_id: str) -> tuple[str, ...]:
        if session_id:
            return (self.library.session(session_id).id,)
        return tuple(summary.id for summary in self.library.sessions())

    def _changes(
        self,
        lexicons: Mapping[str, tuple[Reading, ...]],
        surfaces: Sequence[str],
        on_progress: OnProgress | None,
    ) -> Iterator["_Changes"]:
        """What holds any of the surfaces, read again by its session's lexicon; one session after the other."""
        plain = tuple(map(_plain, surfaces))
        for number, (session_id, lexicon) in enumerate(lexicons.items(), 1):
            passages = self.library.session(session_id).passages
            holding = [
                utterance
                for passage in passages
                for utterance in passage.utterances
                if any(surface in _plain(utterance.text) for surface in plain)
            ]
            again = [self._again(utterance, lexicon, utterance.overrides) for utterance in holding]
            different = [(old, new) for old, new in zip(holding, again, strict=True) if old != new]
            spoken = sum(old.digest != new.digest for old, new in different)
            yield _Changes(session_id, len(holding), spoken, tuple(new for _, new in different))
            if on_progress:
                on_progress(number, len(lexicons))

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


def _plain(text: str) -> str:
    """Text as the analyser compares it: width, case and the spaces between spaced kanji made equal."""
    return "".join(fold(text).text.split()).casefold()
