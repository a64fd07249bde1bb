"""Readings in doubt, settled in a draft: heard, chosen, and told beforehand how many sentences they change.

::

    settling.effect(edition, choice)         12 sentences would be read otherwise
    settling.settle(account, …, choice)      they are; the word is not asked again
    settling.undo(account, …)                and back
"""

from dataclasses import dataclass
from enum import StrEnum

from reader.corrections.corrector import Corrector
from reader.corrections.doubtful_words import DoubtfulWord
from reader.desk.drafting import Drafting
from reader.desk.editions import StepError
from reader.desk.settled import open_doubts, settled_in
from reader.desk.staff.people import desk_actor, now
from reader.desk.staff.rights import Right, require
from reader.library.desk import answers, audit, editions
from reader.library.desk.answers import About, Answer, DraftReading, Said
from reader.library.desk.audit import Act
from reader.library.desk.editions import Edition, State
from reader.library.desk.people import Account
from reader.library.session import Session
from reader.passages.correction import Correction
from reader.passages.utterance import Utterance
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.word import Reading, ReadingSource


class Scope(StrEnum):
    """Where a reading counts: in this sentence, in these minutes, everywhere."""

    SENTENCE = "sentence"
    MINUTES = "minutes"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for a doubtful word: a reading in hiragana, where it counts, and what says so (典拠).
    ``utterance`` is the sentence's id, for one sentence."""

    surface: str
    doubted: str
    reading: str
    scope: Scope
    utterance: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Settling:
    """Answers doubts about readings in drafts."""

    drafting: Drafting
    corrector: Corrector

    def effect(self, edition: Edition, choice: Choice) -> int:
        """How many sentences would be read otherwise: of the draft, and (「どこでも」) of everything that is public. LexiconError
        for what cannot be a reading."""
        if choice.reading == choice.doubted:
            return 0
        check_reading(choice.surface, choice.reading, None)
        changed = len(self._holding(edition, choice))
        if choice.scope is Scope.EVERYWHERE:
            changed += self.corrector.foreseen((Reading(choice.surface, choice.reading),)).changed
        return changed

    def settle(self, account: Account, edition_id: int, revision: int, choice: Choice) -> int:
        """Keeps the choice and reads again what it changes; gives how many sentences that were. LexiconError for what
        cannot be a reading, NotAllowedError for 「どこでも」 by who may not, ChangedMeanwhileError for a stale revision."""
        everywhere = choice.scope is Scope.EVERYWHERE
        require(account, Right.LEXICON if everywhere else Right.PREPARE)
        edition = self._draft(edition_id)
        changed = self.effect(edition, choice)
        said = Said.RIGHT if choice.reading == choice.doubted else Said.FIXED
        if said is Said.FIXED and everywhere:
            self.corrector.add(choice.surface, choice.reading)
        with self.drafting.library.writing() as connection:
            answer = Answer(About.READING, choice.surface, choice.doubted, said)
            answers.put_answer(connection, edition_id, answer, account.id, now())
            if said is Said.FIXED and not everywhere:
                new = self._reading(edition, choice)
                answers.put_draft_reading(connection, edition_id, new, account.id, now())
        act = Act(
            "settle_reading",
            f"版 {edition_id} {choice.surface}",
            choice.doubted,
            choice.reading,
            choice.evidence,
        )
        self.drafting.read_again(edition_id, revision, desk_actor(account), act)
        return changed

    def later(self, account: Account, edition_id: int, choice: Choice) -> None:
        """Not now: the word comes after the others."""
        require(account, Right.PREPARE)
        self._draft(edition_id)
        with self.drafting.library.writing() as connection:
            answer = Answer(About.READING, choice.surface, choice.doubted, Said.LATER)
            answers.put_answer(connection, edition_id, answer, account.id, now())
            act = Act("settle_reading", f"版 {edition_id} {choice.surface}", choice.doubted, "あとで")
            audit.record(connection, desk_actor(account), act)

    def undo(self, account: Account, edition_id: int, revision: int) -> str:
        """Takes the last answer about a reading back; gives its word, '' if there is none. What counts everywhere is taken
        out of the lexicon by who may."""
        require(account, Right.PREPARE)
        edition = self._draft(edition_id)
        with self.drafting.library.reading() as connection:
            given = [a for a in answers.answers_of(connection, edition_id) if a.about is About.READING]
            kept = answers.draft_readings(connection, edition_id)
        if not given:
            return ""
        last = given[-1]
        own = [one for one in kept if one.surface == last.subject]
        if last.said is Said.FIXED and not own:
            require(account, Right.LEXICON)
            self.corrector.remove(last.subject)
        with self.drafting.library.writing() as connection:
            answers.drop_answer(connection, edition_id, About.READING, last.subject, last.detail)
            for one in own:
                answers.drop_draft_reading(connection, edition_id, one.passage, one.sentence, one.surface)
        act = Act("undo_reading", f"版 {edition_id} {last.subject}", after=last.detail)
        self.drafting.read_again(edition.id, revision, desk_actor(account), act)
        return last.subject

    def cards(self, edition: Edition) -> tuple[DoubtfulWord, ...]:
        """The doubts of a draft: those put off come last."""
        with self.drafting.library.reading() as connection:
            given = answers.answers_of(connection, edition.id)
        put_off = {(a.subject, a.detail) for a in given if a.about is About.READING and a.said is Said.LATER}
        words = open_doubts(self.drafting.library, edition.id, self.drafting.session_of(edition))
        return tuple(sorted(words, key=lambda word: (word.surface, word.reading) in put_off))

    def spoken(self, session: Session, word: DoubtfulWord, reading: str) -> Utterance:
        """A doubtful word's first sentence, with the word read that way: to be heard before anything is kept."""
        utterance = session.utterance(word.utterances[0])
        if reading == word.reading:
            return utterance
        passage = utterance.id.partition("-")[0]
        correction = Correction(passage, utterance.text, word.surface, reading)
        annotator = self.corrector.annotator
        overrides = annotator.overrides(
            passage, utterance.text, [correction], session.lexicon, utterance.overrides
        )
        return annotator.utterance(
            utterance.id, utterance.start, utterance.end, utterance.text, session.lexicon, overrides
        )

    def _holding(self, edition: Edition, choice: Choice) -> list[Utterance]:
        session = self.drafting.session_of(edition)
        held = [u for p in session.passages for u in p.utterances if choice.surface in u.text]
        if choice.scope is Scope.SENTENCE:
            own = session.utterance(choice.utterance)
            held = [
                u for u in held if u.id.partition("-")[0] == own.id.partition("-")[0] and u.text == own.text
            ]
        annotator = self.corrector.annotator
        new = self._reading(edition, choice)
        settled = settled_in(self.drafting.library, edition.id)
        lexicon = session.lexicon if new.sentence else (*session.lexicon, *_entry(new))
        changed = []
        for u in held:
            passage = u.id.partition("-")[0]
            corrections = [*settled.corrections, *([_correction(new)] if new.sentence else [])]
            overrides = annotator.overrides(passage, u.text, corrections, lexicon, u.overrides)
            again = annotator.utterance(u.id, u.start, u.end, u.text, lexicon, overrides)
            if again.digest != u.digest:
                changed.append(u)
        return changed

    def _reading(self, edition: Edition, choice: Choice) -> DraftReading:
        if choice.scope is not Scope.SENTENCE:
            return DraftReading("", "", choice.surface, choice.reading, choice.evidence)
        sentence = self.drafting.session_of(edition).utterance(choice.utterance)
        passage = choice.utterance.partition("-")[0]
        return DraftReading(passage, sentence.text, choice.surface, choice.reading, choice.evidence)

    def _draft(self, edition_id: int) -> Edition:
        with self.drafting.library.reading() as connection:
            edition = editions.edition_of(connection, edition_id)
        if edition.state not in (State.DRAFT, State.RETURNED):
            raise StepError("下書きではありません。直すには、先に下書きへ戻してください。")
        return edition


def _entry(new: DraftReading) -> tuple[Reading, ...]:
    return (Reading(new.surface, new.reading, source=ReadingSource.MINUTES),)


def _correction(new: DraftReading) -> Correction:
    return Correction(new.passage, new.sentence, new.surface, new.reading)
