"""Drafts put right: made, undone, carried over to the next source; nobody's work is written over."""

import random
import threading

import pytest

from reader.desk.editing import Editing
from reader.desk.editions import StepError
from reader.errors import ChangedMeanwhileError
from reader.library.desk import audit, editions
from reader.library.desk.people import Account
from reader.minutes.edits.edit import Edit, EditKind
from reader.minutes.edits.places import turn_begin
from reader.minutes.edits.quote import Standing
from reader.minutes.model import Minutes
from tests.desk.desks import Desk, page

WORDS = ("資料を配ります。", "道路はいつ直しますか。", "春に直します。", "わかりました。", "次は公園です。")


def minutes_of(desk: Desk, edition: int) -> Minutes:
    with desk.library.reading() as connection:
        return editions.minutes_of(connection, edition)


def revision(desk: Desk, edition: int) -> int:
    return desk.editions.of(edition).revision


def speaker(desk: Desk, edition: int, text: str, value: str) -> Edit:
    """The turn with that text is somebody else's."""
    state = Editing(desk.drafting).put_right(edition)
    index = next(n for n, entry in enumerate(state.minutes.entries) if text in entry.text)
    return Edit(EditKind.SPEAKER, turn_begin(state, index), value)


def who_says(desk: Desk, edition: int, text: str) -> str:
    return next(turn.speaker for turn in minutes_of(desk, edition).turns if text in turn.text)


def test_an_edit_is_made_undone_and_made_again(desk: Desk, clerk: Account) -> None:
    edition = desk.drafted(clerk, page("星見浜市議会", 1, *WORDS))
    editing = Editing(desk.drafting)
    before = minutes_of(desk, edition)
    editing.edit(clerk, edition, revision(desk, edition), speaker(desk, edition, "春に", "環境整備課"))
    assert who_says(desk, edition, "春に") == "環境整備課"
    kept = editing.edits(edition)[0]
    editing.undo(clerk, edition, revision(desk, edition), kept.edit.id)
    assert minutes_of(desk, edition) == before
    editing.undo(clerk, edition, revision(desk, edition), kept.edit.id, undone=False)
    assert who_says(desk, edition, "春に") == "環境整備課"
    with desk.library.reading() as connection:
        acts = [entry.act.act for entry in audit.entries(connection)]
    assert acts[:3] == ["redo_edit", "undo_edit", "edit"]


def test_what_cannot_be_done_is_told_and_changes_nothing(desk: Desk, clerk: Account) -> None:
    edition = desk.drafted(clerk, page("星見浜市議会", 1, *WORDS))
    editing = Editing(desk.drafting)
    before = minutes_of(desk, edition)
    first = Edit(EditKind.JOIN, turn_begin(editing.put_right(edition), 0))
    for wrong in (
        first,
        Edit(EditKind.DATE, was=before.date or "", value="いつか"),
        Edit(EditKind.EVERY_SPEAKER, was="いない人", value="会長"),
        speaker(desk, edition, "春に", "二\n行"),
    ):
        with pytest.raises(StepError):
            editing.edit(clerk, edition, revision(desk, edition), wrong)
    assert minutes_of(desk, edition) == before
    assert editing.edits(edition) == ()


def test_edits_go_over_to_the_next_source_or_wait_for_a_person(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    edition = desk.drafted(clerk, page("星見浜市議会", 1, *WORDS))
    editing = Editing(desk.drafting)
    for text, value in (("春に", "環境整備課"), ("道路は", "山田委員")):
        editing.edit(clerk, edition, revision(desk, edition), speaker(desk, edition, text, value))
    session = desk.published(clerk, approver, edition)
    changed = page("星見浜市議会", 1, *WORDS).decode().replace("道路はいつ", "橋はいつ")
    with desk.library.reading() as connection:
        digest = editions.edition_of(connection, edition).source_digest
    minutes = desk.drafting.understood(desk.drafting.files.keep(changed.encode()), "kaigiroku.txt")
    following = desk.drafting.draft(
        audit.Actor(clerk.id, "tantou", "desk"), minutes, digest, "kaigiroku.txt", session
    )
    assert who_says(desk, following, "春に") == "環境整備課"
    standings = {one.edit.value: one.standing for one in editing.edits(following)}
    assert standings["環境整備課"] in (Standing.APPLIED, Standing.MOVED)
    assert standings["山田委員"] is Standing.LOST
    with pytest.raises(StepError, match="要確認"):
        desk.editions.submit(clerk, following, revision(desk, following))
    lost = next(one.edit.id for one in editing.edits(following) if one.standing is Standing.LOST)
    editing.undo(clerk, following, revision(desk, following), lost)
    desk.editions.submit(clerk, following, revision(desk, following))


@pytest.mark.slow
def test_two_people_lose_no_edit(desk: Desk, clerk: Account, approver: Account) -> None:
    """Whoever comes second is told; whoever is told nothing has their edit kept."""
    edition = desk.drafted(clerk, page("星見浜市議会", 1, *WORDS))
    editing = Editing(desk.drafting)
    made: list[str] = []
    refused: list[str] = []

    def work(account: Account, dice: random.Random) -> None:
        for n in range(100):
            value = f"{account.name}{n}"
            shown = revision(desk, edition)
            new = speaker(desk, edition, dice.choice(WORDS), value)
            try:
                editing.edit(account, edition, shown, new)
            except ChangedMeanwhileError:
                refused.append(value)
            else:
                made.append(value)

    people = [threading.Thread(target=work, args=(one, random.Random(one.id))) for one in (clerk, approver)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(made) + len(refused) == 200
    assert [one.edit.value for one in editing.edits(edition)] == made
    assert editing.put_right(edition).open == ()
    assert [turn.text for turn in editing.put_right(edition).minutes.turns] == [
        turn.text for turn in minutes_of(desk, edition).turns
    ]
