"""From a file to the public: nothing is public before it is published, nothing takes another's place by itself."""

import pytest

from reader.desk.editions import StepError
from reader.desk.staff.people import desk_actor
from reader.desk.staff.rights import NotAllowedError
from reader.errors import ChangedMeanwhileError, GoneError, NotFoundError
from reader.library.desk import audit
from reader.library.desk.editions import Kind, State
from reader.library.desk.jobs import JobState
from reader.library.desk.people import Account
from reader.library.search import Query
from tests.desk.desks import Desk, page

WORDS = ("鵺尾橋の欄干を塗り直す費用をうかがいます。", "三百万円を見込んでいます。")
PUBLIC = ("session", "utterance", "sentence", "reading", "correction", "report", "cast_voice")


def _public_rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    with desk.library.reading() as connection:
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
            for name in PUBLIC
        }


def test_nothing_of_a_draft_is_in_any_table_that_the_public_reads(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    before = _public_rows(desk)
    edition = desk.drafted(clerk, page("鵺の会", 1, *WORDS))
    assert desk.editions.of(edition).state is State.DRAFT
    assert _public_rows(desk) == before
    session = desk.published(clerk, approver, edition)
    assert session == "20260901-1"
    assert [turn.text for turn in desk.library.session(session).minutes.turns][1:] == list(WORDS)
    assert desk.library.search(Query("鵺尾橋")).total == 1
    assert desk.editions.of(edition).state is State.PUBLISHED


def test_another_meeting_under_the_same_name_changes_nothing_until_somebody_has_chosen(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    first = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
    before = _public_rows(desk)
    for alike in range(1, 6):
        same = [f"同じ発言の{n}つめを申し上げます。" for n in range(alike)]
        other = page(f"麒麟の会{alike}", 1 + alike, *same, "麒麟の話です。")
        edition = desk.drafted(clerk, other)
        assert desk.editions.of(edition).session == ""
    assert _public_rows(desk) == before
    edited = page("鵺の会", 1, *WORDS, "追加の発言です。")
    job = desk.handed_in(clerk, edited)
    asked = desk.jobs.of(job)
    assert asked.state is JobState.ASKING
    assert [one["session"] for one in asked.result["likenesses"]] == [first]
    assert _public_rows(desk) == before
    desk.jobs.choose(clerk, job, "")
    desk.worker.one()
    made = desk.jobs.of(job).result["edition"]
    second = desk.published(clerk, approver, made)
    assert second == "20260901-2"
    assert len(desk.library.session(first).minutes.turns) == 3


def test_a_replacement_keeps_the_address_and_the_numbers(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    first = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
    job = desk.handed_in(clerk, page("鵺の会", 1, "はじめの発言です。", "うけたまわりました。", *WORDS))
    desk.jobs.choose(clerk, job, first)
    desk.worker.one()
    edition = desk.jobs.of(job).result["edition"]
    assert len(desk.library.session(first).minutes.turns) == 3
    assert desk.published(clerk, approver, edition) == first
    assert [turn.number for turn in desk.library.session(first).minutes.turns] == [1, 4, 5, 2, 3]
    states = {e.number: e.state for e in desk.editions.all() if e.session == first}
    assert states == {1: State.SUPERSEDED, 2: State.PUBLISHED}


def test_what_is_handed_in_again_is_told_to_be_the_same(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    first = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
    asked = desk.jobs.of(desk.handed_in(clerk, page("鵺の会", 1, *WORDS), "another.txt"))
    (alike,) = asked.result["likenesses"]
    assert (alike["session"], alike["same"], alike["common"]) == (first, True, 100)


def test_who_hands_in_does_not_approve_unless_they_say_why_they_are_alone(
    desk: Desk, approver: Account
) -> None:
    edition = desk.drafted(approver, page("鵺の会", 1, *WORDS))
    desk.editions.submit(approver, edition, 1)
    with pytest.raises(StepError, match="別にしてください"):
        desk.editions.approve(approver, edition, 2)
    desk.editions.approve(approver, edition, 2, alone="担当は一人です")
    with desk.library.reading() as connection:
        (row, *_) = audit.entries(connection)
    assert (row.act.act, row.act.reason) == ("approve", "担当は一人です")


def test_steps_are_those_of_the_table_and_no_others(desk: Desk, clerk: Account, approver: Account) -> None:
    edition = desk.drafted(clerk, page("鵺の会", 1, *WORDS))
    with pytest.raises(NotAllowedError):
        desk.editions.publish(clerk, edition, 1)
    with pytest.raises(StepError, match="下書き"):
        desk.editions.publish(approver, edition, 1)
    with pytest.raises(StepError, match="下書き"):
        desk.editions.approve(approver, edition, 1)
    with pytest.raises(ChangedMeanwhileError):
        desk.editions.submit(clerk, edition, 7)
    desk.editions.submit(clerk, edition, 1)
    with pytest.raises(NotAllowedError):
        desk.editions.approve(clerk, edition, 2)
    with pytest.raises(StepError, match="理由"):
        desk.editions.send_back(approver, edition, 2, " ")
    desk.editions.send_back(approver, edition, 2, "日付を確かめてください。")
    assert desk.editions.of(edition).decision == "日付を確かめてください。"
    desk.editions.describe(clerk, edition, 3, Kind.PRELIMINARY, "速報です")
    desk.editions.submit(clerk, edition, 4)
    with pytest.raises(StepError, match="下書きへ戻して"):
        desk.editions.describe(clerk, edition, 5, Kind.FINAL, "")
    desk.editions.approve(approver, edition, 5)
    desk.editions.reopen(clerk, edition, 6)
    with pytest.raises(StepError):
        desk.editions.publish(approver, edition, 7)
    desk.editions.discard(clerk, edition, 7)
    assert desk.library.count() == 0


def test_publishing_wants_every_warning_answered(desk: Desk, clerk: Account, approver: Account) -> None:
    data = page("鵺の会", 1, *WORDS).replace("日時\n令和8年9月1日(火曜日)10時00分\n".encode(), b"")
    edition = desk.drafted(clerk, data)
    warnings = desk.editions.open(desk.editions.of(edition)).warnings
    assert warnings
    desk.editions.submit(clerk, edition, 1)
    desk.editions.approve(approver, edition, 2)
    with pytest.raises(StepError, match=f"注意が {len(warnings)} 件"):
        desk.editions.publish(approver, edition, 3)
    assert desk.library.count() == 0


def test_a_withdrawn_address_says_why_and_is_given_to_no_other(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    first = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
    with pytest.raises(StepError, match="理由"):
        desk.editions.withdraw(approver, first, " ", "", desk.library.remove)
    desk.editions.withdraw(approver, first, "誤って公開しました", "", desk.library.remove)
    with pytest.raises(GoneError, match="誤って公開しました"):
        desk.library.session(first)
    assert desk.library.search(Query("鵺尾橋")).total == 0
    second = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
    assert second == "20260901-2"
    with pytest.raises(NotFoundError):
        desk.library.session("20260901-3")


def test_what_is_public_is_put_right_in_a_draft_of_it(desk: Desk, clerk: Account, approver: Account) -> None:
    first = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *WORDS)))
    edition = desk.drafting.from_public(desk_actor(clerk), first)
    assert desk.editions.of(edition).session == first
    assert desk.published(clerk, approver, edition) == first
    assert len(desk.library.sessions()) == 1
