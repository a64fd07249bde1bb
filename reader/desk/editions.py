"""An edition's way to the public: handed in, sent back, approved, published; taken down again, with words for everybody.

::

    下書き → 確認待ち → 確認済 → 公開中 → 旧版          差戻し, 取下げ and 破棄 beside it

Whoever hands an edition in does not approve it, unless they say that they are alone and why: then that stands in the log.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.desk.drafting import DRAFT_SOURCE, Drafting
from reader.desk.settled import open_doubts, settled_in
from reader.desk.staff.people import desk_actor, now
from reader.desk.staff.rights import Right, require
from reader.desk.subjects import subject_of
from reader.errors import ReaderError
from reader.importing.reading_again import ReadBefore
from reader.library.database import Also, Transaction, unhindered
from reader.library.desk import answers, audit, editions, edits, people
from reader.library.desk.answers import About, Answer, Said
from reader.library.desk.audit import Act, Actor
from reader.library.desk.editions import Edition, Kind, State
from reader.library.desk.people import Account
from reader.library.desk.taken_down import take_down
from reader.library.notices import put_notice
from reader.minutes.hints import read_hints
from reader.minutes.model import ParserWarning

STATE_NAMES = {
    State.DRAFT: "下書き",
    State.SUBMITTED: "確認待ち",
    State.APPROVED: "確認済",
    State.PUBLISHED: "公開中",
    State.SUPERSEDED: "旧版",
    State.RETURNED: "差戻し",
    State.WITHDRAWN: "取下げ",
    State.DISCARDED: "破棄",
}
KIND_NAMES = {Kind.PRELIMINARY: "速報", Kind.PROPOSED: "案", Kind.FINAL: "確定"}

WAYS: dict[str, tuple[Right, frozenset[State], State]] = {
    "submit": (Right.PREPARE, frozenset({State.DRAFT, State.RETURNED}), State.SUBMITTED),
    "reopen": (Right.PREPARE, frozenset({State.SUBMITTED, State.APPROVED}), State.DRAFT),
    "return": (Right.APPROVE, frozenset({State.SUBMITTED, State.APPROVED}), State.RETURNED),
    "approve": (Right.APPROVE, frozenset({State.SUBMITTED}), State.APPROVED),
    "publish": (Right.APPROVE, frozenset({State.APPROVED}), State.PUBLISHED),
    "discard": (Right.PREPARE, frozenset({State.DRAFT, State.RETURNED}), State.DISCARDED),
    "withdraw": (Right.APPROVE, frozenset({State.PUBLISHED}), State.WITHDRAWN),
}
"""Of each step: who may take it, from which states, and to which."""

Remove = Callable[[str, Also], object]
"""Takes a session out of the library with its sound, and writes more in the same transaction."""


class StepError(ReaderError):
    """That step cannot be taken, or not yet."""


@dataclass(frozen=True, slots=True)
class Open:
    """What is still open of an edition: warnings that nobody answered (none may be left when it is published), words whose
    reading nobody has confirmed (they may stay)."""

    warnings: tuple[ParserWarning, ...]
    readings: int


@dataclass(frozen=True, slots=True)
class Editions:
    """Steps of editions. Each is one transaction with its row of the log; a stale revision is ChangedMeanwhileError."""

    drafting: Drafting

    def of(self, edition_id: int) -> Edition:
        """By its number. NotFoundError."""
        with self.drafting.library.reading() as connection:
            return editions.edition_of(connection, edition_id)

    def all(self, *states: State) -> tuple[Edition, ...]:
        """Those in any of the states (all without one), the last changed first."""
        with self.drafting.library.reading() as connection:
            return editions.editions(connection, *states)

    def open(self, edition: Edition) -> Open:
        """What is still open of a draft."""
        with self.drafting.library.reading() as connection:
            minutes = editions.minutes_of(connection, edition.id)
            given = answers.answers_of(connection, edition.id)
        answered = {one.subject for one in given if one.about is About.WARNING}
        warnings = tuple(warning for warning in minutes.warnings if warning.key not in answered)
        session = self.drafting.session_of(edition)
        return Open(warnings, len(open_doubts(self.drafting.library, edition.id, session)))

    def answer_warning(self, account: Account, edition_id: int, key: str, right: bool) -> None:
        """A warning of the parser is answered (「正しい」), or open again. StepError if the edition is no draft."""
        require(account, Right.PREPARE)
        with self.drafting.library.writing() as connection:
            self._draft(connection, edition_id)
            if right:
                answer = Answer(About.WARNING, key, "", Said.RIGHT)
                answers.put_answer(connection, edition_id, answer, account.id, now())
            else:
                answers.drop_answer(connection, edition_id, About.WARNING, key, "")
            act = Act("answer_warning", f"版 {edition_id} {key}", after="正しい" if right else "答えなし")
            audit.record(connection, desk_actor(account), act)

    def describe(self, account: Account, edition_id: int, revision: int, kind: Kind, note: str) -> None:
        """What kind of edition it is, and why it changes: both are shown to residents."""
        require(account, Right.PREPARE)
        with self.drafting.library.writing() as connection:
            before = self._draft(connection, edition_id)
            editions.change_edition(connection, edition_id, revision, now(), kind=kind, note=note.strip())
            after = f"{KIND_NAMES[kind]} {note.strip()}".strip()
            act = Act(
                "describe", subject_of(before.id), f"{KIND_NAMES[before.kind]} {before.note}".strip(), after
            )
            audit.record(connection, desk_actor(account), act)

    def submit(self, account: Account, edition_id: int, revision: int) -> None:
        """To be looked at by somebody else. StepError while an edit waits for a person."""
        with self.drafting.library.reading() as connection:
            if unsure := edits.count_unsure(connection, edition_id):
                raise StepError(f"直し {unsure} 件が要確認です。直し直すか、取り消してから出してください。")
        self._step("submit", account, edition_id, revision, submitted_by=account.id, submitted_at=now())

    def reopen(self, account: Account, edition_id: int, revision: int) -> None:
        """A draft again, to be put right: nothing stands approved that was changed afterwards."""
        self._step("reopen", account, edition_id, revision, submitted_by=None, decided_by=None)

    def send_back(self, account: Account, edition_id: int, revision: int, why: str) -> None:
        """Not yet: with words for whom handed it in. StepError without any."""
        self._step("return", account, edition_id, revision, why, submitted_by=None, decided_by=account.id)

    def approve(self, account: Account, edition_id: int, revision: int, alone: str = "") -> None:
        """It may be published. StepError for whoever handed it in, unless they say (``alone``) why there is nobody else."""
        require(account, Right.APPROVE)
        edition = self.of(edition_id)
        if edition.submitted_by == account.id and not alone.strip():
            raise StepError(
                "確認に出した人と、確認する人は別にしてください。ほかに人がいないときは「一人で公開」に理由を書いてください。"
            )
        alone = alone if edition.submitted_by == account.id else ""
        self._step("approve", account, edition_id, revision, alone, decided_by=account.id, decided_at=now())

    def discard(self, account: Account, edition_id: int, revision: int) -> None:
        """Nobody works on it any more; nothing public changes."""
        self._step("discard", account, edition_id, revision)
        with self.drafting.library.writing() as connection:
            editions.drop_words(connection, edition_id)

    def publish(self, account: Account, edition_id: int, revision: int) -> str:
        """Puts the edition where pages, search and sound find it; gives its session. The one before is an older edition
        from then on. StepError while a warning is not answered."""
        require(account, Right.APPROVE)
        return self.publish_as(desk_actor(account), edition_id, revision)

    def publish_as(self, actor: Actor, edition_id: int, revision: int, why: str = "") -> str:
        """As ``publish``, for whoever may: the command line publishes drafts at once, and says so."""
        edition = self.of(edition_id)
        at_once = actor.via == "cli"
        if not at_once:
            self._check("publish", edition)
            if left := len(self.open(edition).warnings):
                raise StepError(f"解析の注意が {left} 件、答えられていません。先に答えてください。")
        library, importer = self.drafting.library, self.drafting.importer
        with library.reading() as connection:
            minutes = editions.minutes_of(connection, edition_id)
            words = editions.words_of(connection, edition_id)
        known = words.analyzer == importer.version
        read = ReadBefore(words.passages, words.lexicon) if known else ReadBefore()
        source = f"{DRAFT_SOURCE}{edition.source_name}"

        def written(connection: Transaction, session_id: str) -> None:
            at = now()
            number = editions.supersede(connection, session_id, at) + 1
            published = {"state": State.PUBLISHED, "session": session_id, "number": number}
            editions.change_edition(
                connection, edition_id, revision, at, published_by=actor.account, published_at=at, **published
            )
            editions.drop_words(connection, edition_id)
            put_notice(connection, session_id, edition.kind, number, edition.note, at)
            after = f"{session_id} 第{number}版（{KIND_NAMES[edition.kind]}）"
            act = Act(
                "publish", subject_of(edition.id), STATE_NAMES[edition.state], after, why or edition.note
            )
            audit.record(connection, actor, act)

        def once() -> str:
            stored = library.source(edition.session) if edition.session else None
            settled = settled_in(library, edition_id)
            draft = importer.drafted(minutes, stored, source, edition.source_digest, read, None, settled)
            hints = read_hints(edition.hints)
            draft = replace(draft, hints=hints, municipality_hints=importer.municipality)
            return library.store(draft, written)

        return unhindered(once)

    def withdraw(self, account: Account, session_id: str, reason: str, instead: str, remove: Remove) -> None:
        """Takes a session from the public; its address says why. StepError without a reason."""
        require(account, Right.APPROVE)
        if not reason.strip():
            raise StepError("取り下げる理由を書いてください。住民に示されます。")
        if instead:
            self.drafting.library.require(instead)

        def written(connection: Transaction, gone: str) -> None:
            take_down(connection, gone, reason.strip(), instead, account.id, now())
            for edition in editions.editions(connection, State.PUBLISHED, session=gone):
                at = now()
                values = {"state": State.WITHDRAWN, "decision": reason.strip(), "decided_by": account.id}
                editions.change_edition(connection, edition.id, edition.revision, at, **values)
            act = Act("withdraw", gone, "公開中", "取下げ", reason.strip())
            audit.record(connection, desk_actor(account), act)

        remove(session_id, written)

    def _step(
        self, name: str, account: Account, edition_id: int, revision: int, why: str = "", **values: object
    ) -> None:
        right, _, after = WAYS[name]
        require(account, right)
        if name == "return" and not why.strip():
            raise StepError("差し戻す理由を書いてください。出した人に示されます。")
        with self.drafting.library.writing() as connection:
            before = editions.edition_of(connection, edition_id)
            self._check(name, before)
            editions.change_edition(
                connection, edition_id, revision, now(), state=after, decision=why.strip(), **values
            )
            act = Act(name, subject_of(before.id), STATE_NAMES[before.state], STATE_NAMES[after], why.strip())
            audit.record(connection, desk_actor(account), act)

    def _check(self, name: str, edition: Edition) -> None:
        if edition.state not in WAYS[name][1]:
            raise StepError(
                f"この版はいま「{STATE_NAMES[edition.state]}」なので、それはできません。いまの内容を確かめてください。"
            )

    def _draft(self, connection: Transaction, edition_id: int) -> Edition:
        edition = editions.edition_of(connection, edition_id)
        if edition.state not in (State.DRAFT, State.RETURNED):
            raise StepError(
                f"この版はいま「{STATE_NAMES[edition.state]}」です。直すには、先に下書きへ戻してください。"
            )
        return edition

    def name_of(self, account_id: int | None) -> str:
        """Whom a number in a column names; '' for nobody's."""
        if not account_id:
            return "コマンド" if account_id == 0 else ""
        with self.drafting.library.reading() as connection:
            return people.account_of(connection, account_id).shown_name
