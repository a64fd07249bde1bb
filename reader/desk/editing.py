"""A draft put right: edits made and undone, each with its row of the log. ``minutes = apply(edits, parsed)``, always anew.

Nothing is changed under somebody's hands: an edit made from another revision than the draft's is ChangedMeanwhileError.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.desk.drafting import Drafting
from reader.desk.editions import STATE_NAMES, StepError
from reader.desk.staff.people import desk_actor, now
from reader.desk.staff.rights import Right, require
from reader.desk.subjects import subject_of
from reader.errors import ChangedMeanwhileError
from reader.library.database import Transaction
from reader.library.desk import editions, edits
from reader.library.desk.audit import Act
from reader.library.desk.editions import Edition, State
from reader.library.desk.edits import KeptEdit
from reader.library.desk.people import Account
from reader.minutes.edits.apply import PutRight, apply
from reader.minutes.edits.edit import Edit, EditKind, Outcome
from reader.minutes.text.dates import find_date

EDIT_NAMES = {
    EditKind.SPEAKER: "発言者を直す",
    EditKind.EVERY_SPEAKER: "発言者を直す（すべて）",
    EditKind.SPLIT: "ここで分ける",
    EditKind.JOIN: "前とつなぐ",
    EditKind.NOTE: "ト書きにする",
    EditKind.SET_ASIDE: "欄外にする",
    EditKind.HEADING: "見出しにする",
    EditKind.SPEECH: "発言にする",
    EditKind.MEETING: "会議名を直す",
    EditKind.DATE: "日を直す",
    EditKind.PLACE: "場所を直す",
    EditKind.RIGHT: "このままで正しい",
}
"""As people are shown what an edit does."""

LONGEST_VALUE = 200
"""Characters of a speaker, a meeting or a place."""

_SPOKEN = (EditKind.SPEAKER, EditKind.EVERY_SPEAKER, EditKind.SPLIT, EditKind.SPEECH)


@dataclass(frozen=True, slots=True)
class Editing:
    """Edits of drafts."""

    drafting: Drafting

    def edits(self, edition_id: int) -> tuple[KeptEdit, ...]:
        """All edits of an edition, undone ones too, in order."""
        with self.drafting.library.reading() as connection:
            return edits.edits_of(connection, edition_id)

    def put_right(self, edition_id: int) -> PutRight:
        """An edition with its edits, and where everything stands in its source: what new edits are made from."""
        with self.drafting.library.reading() as connection:
            parsed = editions.parsed_of(connection, edition_id)
            kept = edits.edits_of(connection, edition_id)
        return apply([one.edit for one in kept if not one.undone], parsed)

    def edit(self, account: Account, edition_id: int, revision: int, new: Edit, reason: str = "") -> Outcome:
        """Makes an edit on top of those that are there. StepError where it cannot be, with the reason in words; then
        nothing is changed."""
        require(account, Right.PREPARE)
        _check(new)
        edition = self.draft(edition_id, revision)
        put_right = self._applied(edition_id, [new])
        outcome = put_right.outcomes[-1]
        if not outcome.stands:
            raise StepError(f"「{EDIT_NAMES[new.kind]}」ができません。{outcome.why}")

        def also(connection: Transaction, _: str) -> None:
            edits.put_edit(connection, edition_id, new, outcome.standing, reason, account.id, now())
            edits.put_standings(connection, put_right.outcomes)

        act = Act(
            "edit", subject_of(edition.id), new.was, f"{EDIT_NAMES[new.kind]} {new.value}".strip(), reason
        )
        self.drafting.put_minutes(edition, revision, put_right.minutes, desk_actor(account), act, also)
        return outcome

    def undo(
        self, account: Account, edition_id: int, revision: int, edit_id: int, undone: bool = True
    ) -> tuple[Outcome, ...]:
        """An edit counts no more (``undone`` False: again); gives the others that do not stand without it. NotFoundError."""
        require(account, Right.PREPARE)
        edition = self.draft(edition_id, revision)
        kept = [
            replace(one, undone=undone) if one.edit.id == edit_id else one for one in self.edits(edition_id)
        ]
        with self.drafting.library.reading() as connection:
            parsed = editions.parsed_of(connection, edition_id)
        put_right = apply([one.edit for one in kept if not one.undone], parsed)

        def also(connection: Transaction, _: str) -> None:
            edits.mark_undone(connection, edition_id, edit_id, undone, account.id, now())
            edits.put_standings(connection, put_right.outcomes)

        name = next((EDIT_NAMES[one.edit.kind] for one in kept if one.edit.id == edit_id), "")
        act = Act("undo_edit" if undone else "redo_edit", subject_of(edition.id), name)
        self.drafting.put_minutes(edition, revision, put_right.minutes, desk_actor(account), act, also)
        return put_right.open

    def _applied(self, edition_id: int, new: Sequence[Edit]) -> PutRight:
        with self.drafting.library.reading() as connection:
            parsed = editions.parsed_of(connection, edition_id)
            kept = edits.edits_of(connection, edition_id)
        return apply([*(one.edit for one in kept if not one.undone), *new], parsed)

    def draft(self, edition_id: int, revision: int) -> Edition:
        """A draft at that revision. StepError if it is none, ChangedMeanwhileError if somebody changed it."""
        with self.drafting.library.reading() as connection:
            edition = editions.edition_of(connection, edition_id)
        if edition.state not in (State.DRAFT, State.RETURNED):
            raise StepError(
                f"この版はいま「{STATE_NAMES[edition.state]}」です。直すには、先に下書きへ戻してください。"
            )
        if edition.revision != revision:
            raise ChangedMeanwhileError(
                "ほかの人が、この版を先に変えました。いまの内容を確かめて、もう一度行ってください。"
            )
        return edition


def _check(new: Edit) -> None:
    """StepError for a value that can be none."""
    if len(new.value) > LONGEST_VALUE or any(ord(sign) < ord(" ") for sign in new.value):
        raise StepError(f"{LONGEST_VALUE}字までの一行で書いてください。")
    if new.kind in _SPOKEN and not new.value.strip():
        raise StepError("発言者を書いてください。")
    if new.kind is EditKind.DATE:
        found = find_date(new.value)
        if found is None or found.day is None:
            raise StepError(
                f"「{new.value}」を年月日として読めません。令和8年9月1日 のように書いてください。"
            )
