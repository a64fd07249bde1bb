"""Words withdrawn, or masked: every place that has them is found, and what is chosen goes in one act, from everything that is kept.

What nobody can call back is told, not hidden: backups, kiosks filled from a stick, browsers that have kept a page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from reader.desk.drafting import Drafting
from reader.desk.staff.people import now
from reader.desk.withdrawals.asking import require_chosen, require_second
from reader.desk.withdrawals.finding import Found, Place, WithdrawalError, holder
from reader.desk.withdrawals.finishing import note_unfinished
from reader.desk.withdrawals.parts import parts_gone
from reader.importing.reading_again import ReadBefore
from reader.library.database import Transaction, unhindered
from reader.library.desk import audit, editions, edits, traces, withdrawals
from reader.library.desk.audit import Act, Actor
from reader.library.desk.editions import Edition
from reader.library.desk.sources import mark_purged
from reader.library.desk.withdrawals import SiteKey, WithdrawalRequest
from reader.library.draft import Draft
from reader.library.notices import note_masked
from reader.library.passages import sessions_with
from reader.library.session import Session
from reader.library.storing import store_session
from reader.minutes.edits.quote import Plain, plain
from reader.minutes.masking.mask import MaskKind, mark_of, masked
from reader.minutes.masking.places import WordPlace, word_places
from reader.minutes.masking.requote import requoted
from reader.minutes.masking.stretch import Stretch
from reader.minutes.model import Minutes

Sounds = Callable[[Session], frozenset[str]]
"""The clips that a session is spoken in."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was done: the sessions that changed, the clips that belong to nothing any more, how many files of sources and
    how many rows of the log the words left. ``note``: what says that the clips and more have to go still (``Finishing``)."""

    sessions: tuple[str, ...]
    clips: frozenset[str]
    sources: int
    logged: int
    note: Path


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """Takes words out of the places that were chosen, and of everything that hangs on them."""

    drafting: Drafting

    def withdraw(
        self,
        actor: Actor,
        found: Found,
        chosen: Iterable[Place],
        kind: MaskKind,
        ground: str,
        sounds: Sounds,
        asked: WithdrawalRequest | None = None,
        alone: str = "",
    ) -> Withdrawn:
        """Takes the words out of the chosen places and of everything that hangs on them, in one transaction with its row of
        the log. Somebody else has ``asked`` for it, or whoever does it says why they are ``alone`` (on the desk's pages).
        WithdrawalError where a place is not there any more, NotFoundError where the request is answered; then nothing is
        changed."""
        places = tuple(chosen)
        require_chosen(places, found.words, ground, alone)
        if actor.via == "desk":
            require_second(actor.account, asked, alone)
        reason = f"{ground.strip()}（一人で：{alone.strip()}）" if alone.strip() else ground.strip()

        def once() -> Withdrawn:
            return self._withdraw(actor, found, places, kind, ground.strip(), sounds, asked, reason)

        return unhindered(once)

    def _withdraw(
        self,
        actor: Actor,
        found: Found,
        places: tuple[Place, ...],
        kind: MaskKind,
        ground: str,
        sounds: Sounds,
        asked: WithdrawalRequest | None,
        reason: str,
    ) -> Withdrawn:
        library = self.drafting.library
        mark = mark_of(kind, ground if kind is MaskKind.MASKED else "")
        chosen: dict[str, list[WordPlace]] = {}
        of_drafts: dict[int, list[WordPlace]] = {}
        for place in places:
            if place.edition:
                of_drafts.setdefault(place.edition, []).append(place.where)
            else:
                chosen.setdefault(place.session, []).append(place.where)
        sessions = {name: library.session(name) for name in chosen}
        for name, session in sessions.items():
            _require_words(session.minutes, found.words, chosen[name])
        before = {name: sounds(session) for name, session in sessions.items()}
        drafts = {
            name: self._drafted(session, _stretches(chosen[name], mark)) for name, session in sessions.items()
        }
        gone = _sentences_gone(sessions, drafts)
        note = note_unfinished(library, frozenset().union(*before.values()), sessions)
        with _noted(note), library.writing() as connection:
            if asked is not None:
                withdrawals.drop_request(connection, asked.id)
            kept = _Kept(withdrawals.made_key(connection), kind, ground, actor, connection)
            for name, draft in drafts.items():
                kept.put(name, sessions[name].minutes, chosen[name])
                store_session(connection, draft)
                note_masked(connection, name, now())
            for number, at in of_drafts.items():
                minutes = editions.parsed_of(connection, number)
                _require_words(minutes, found.words, at)
                kept.put(editions.edition_of(connection, number).session, minutes, at)
            sources = self._mask_editions(connection, found.words, chosen, of_drafts, mark)
            gone |= parts_gone(library, connection, found.words, drafts, of_drafts)
            holds = holder("" if self._left(found, places) else found.words, gone)
            traces.wipe_traces(connection, holds)
            erased = audit.erase(connection, holds)
            after = f"{len(places)} か所を {mark}"
            subject = "、".join(dict.fromkeys(place.name for place in places))
            audit.record(connection, actor, Act(audit.ERASING, subject, erased, after, reason))
        for digest in sources:
            self.drafting.files.drop(digest)
        library.settle()
        after_it = (sounds(library.session(name)) for name in sessions)
        clips = frozenset().union(*before.values()).difference(*after_it)
        clips -= self._elsewhere(sounds, sessions, clips)
        return Withdrawn(tuple(sessions), clips, len(sources), len(erased.split()), note)

    def _drafted(self, session: Session, stretches: list[Stretch]) -> Draft:
        """A session without the words, read; its numbers stay."""
        library, importer = self.drafting.library, self.drafting.importer
        stored = library.source(session.id)
        assert stored is not None
        known = stored.analyzer == importer.version
        read = ReadBefore(session.passages, session.lexicon) if known else ReadBefore()
        return importer.drafted(
            masked(session.minutes, stretches),
            stored,
            stored.source,
            stored.source_digest,
            read,
            keep_numbers=True,
        )

    def _mask_editions(
        self,
        connection: Transaction,
        words: str,
        chosen: Mapping[str, list[WordPlace]],
        of_drafts: Mapping[int, list[WordPlace]],
        mark: str,
    ) -> set[str]:
        """Every edition of those sessions, older ones too, and the drafts that were chosen; gives the sources that have the
        words and go."""
        sources: set[str] = set()
        for edition in editions.editions(connection):
            wanted = chosen.get(edition.session) or of_drafts.get(edition.id)
            if not wanted:
                continue
            parsed = editions.parsed_of(connection, edition.id)
            minutes = editions.minutes_of(connection, edition.id)
            in_parsed, in_minutes = (_same(one, words, wanted) for one in (parsed, minutes))
            if not in_parsed and not in_minutes:
                continue
            sources.add(edition.source_digest)
            mark_purged(connection, edition.source_digest, now())
            gone = _stretches(in_parsed, mark)
            left, put = masked(parsed, gone), masked(minutes, _stretches(in_minutes, mark))
            editions.put_masked(connection, edition.id, left, put)
            old, new = (Plain(part.text for part in one.parts) for one in (parsed, left))
            edits.requote(connection, edition.id, partial(requoted, before=old, now=new, stretches=gone))
            self._read_again(connection, edition, put, words)
        return sources

    def _read_again(
        self, connection: Transaction, edition: Edition, minutes: Minutes, withdrawn: str
    ) -> None:
        """An open draft keeps words of its own: they are read anew, by the readings they were read by but those of what is
        ``withdrawn``."""
        if edition.state not in editions.OPEN:
            return
        words = editions.words_of(connection, edition.id)
        annotator = self.drafting.importer.annotator
        known = words.passages if words.analyzer == self.drafting.importer.version else ()
        text = Plain(part.text for part in minutes.parts).text
        lexicon = tuple(
            one for one in words.lexicon if plain(one.surface) not in withdrawn or plain(one.surface) in text
        )
        passages = annotator.passages(minutes, lexicon, known=known)
        editions.put_words(connection, edition.id, replace(words, lexicon=lexicon, passages=passages))

    def _elsewhere(
        self, sounds: Sounds, sessions: Mapping[str, Session], clips: frozenset[str]
    ) -> frozenset[str]:
        """Those of the clips that a sentence of another session still needs."""
        digests = {
            utterance.digest
            for session in sessions.values()
            for passage in session.passages
            for utterance in passage.utterances
        }
        if not clips:
            return clips
        with self.drafting.library.reading() as connection:
            others = sessions_with(connection, digests) - sessions.keys()
        return frozenset().union(*(sounds(self.drafting.library.session(name)) for name in others)) & clips

    def _left(self, found: Found, places: tuple[Place, ...]) -> bool:
        """Whether words stay somewhere by choice: then rows beside them stay too."""
        return len(places) < len(found.places)


@contextmanager
def _noted(note: Path) -> Iterator[None]:
    """Where nothing came of it, nothing is unfinished."""
    try:
        yield
    except BaseException:
        note.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class _Kept:
    """Keeps what is known of words that go, so that they are known again."""

    key: SiteKey
    kind: MaskKind
    ground: str
    actor: Actor
    connection: Transaction

    def put(self, session: str, minutes: Minutes, places: Iterable[WordPlace]) -> None:
        """Of some places of minutes; ``session`` is '' for a draft of none."""
        text = Plain(part.text for part in minutes.parts)
        new = [self.key.withdrawal(session, self.kind, self.ground, text, at.start, at.end) for at in places]
        withdrawals.put_withdrawals(self.connection, new, self.actor.account, now())


def _require_words(minutes: Minutes, words: str, places: Iterable[WordPlace]) -> None:
    """WithdrawalError where the words do not stand any more: nothing else is ever masked in their place."""
    text = Plain(part.text for part in minutes.parts).text
    if any(text[at.start : at.end] != words for at in places):
        raise WithdrawalError(
            "調べたあとに、会議録が変わりました。もう一度、その言葉のある場所を調べてください。"
        )


def _sentences_gone(sessions: Mapping[str, Session], drafts: Mapping[str, Draft]) -> frozenset[str]:
    """The sentences that stand no more where words went."""
    gone: set[str] = set()
    for name, session in sessions.items():
        left = {u.text for passage in drafts[name].passages for u in passage.utterances}
        gone |= {u.text for passage in session.passages for u in passage.utterances} - left
    return frozenset(gone)


def _same(minutes: Minutes, words: str, chosen: list[WordPlace]) -> list[WordPlace]:
    """The places of another edition that are those chosen: all of them where all were, else those in the same surroundings."""
    here = word_places(minutes, words)
    if len(here) <= len(chosen):
        return [*here]
    around = {(at.before, at.behind) for at in chosen}
    return [at for at in here if (at.before, at.behind) in around]


def _stretches(places: Iterable[WordPlace], mark: str) -> list[Stretch]:
    return [Stretch(at.start, at.end, mark) for at in places]
