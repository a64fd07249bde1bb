"""Readings settled in a draft: told beforehand what they change, kept out of the public, taken along when it is published."""

import pytest

from reader.desk.readings import Choice, Scope
from reader.desk.staff.rights import NotAllowedError
from reader.errors import LexiconError
from reader.library.desk.people import Account
from tests.desk.desks import Desk, page

WORDS = ("上手に使う人数をうかがいます。", "上手に使う人が水面に出ます。", "市場の人数を上手に数えます。")


def _digests(desk: Desk, edition: int) -> dict[str, str]:
    session = desk.drafting.session_of(desk.editions.of(edition))
    return {u.id: u.digest for p in session.passages for u in p.utterances}


@pytest.fixture
def draft(desk: Desk, clerk: Account) -> int:
    return desk.drafted(clerk, page("鵺の会", 1, *WORDS))


def _revision(desk: Desk, draft: int) -> int:
    return desk.editions.of(draft).revision


@pytest.mark.parametrize(
    ("scope", "utterance", "changed"),
    [(Scope.SENTENCE, "t2-1", {"t2-1"}), (Scope.MINUTES, "", {"t2-1", "t4-1"})],
)
def test_the_effect_that_is_announced_is_the_one_that_comes(
    desk: Desk, clerk: Account, draft: int, scope: Scope, utterance: str, changed: set[str]
) -> None:
    before = _digests(desk, draft)
    choice = Choice("人数", "にんずう", "ひとかず", scope, utterance)
    announced = desk.settling.effect(desk.editions.of(draft), choice)
    told = desk.settling.settle(clerk, draft, _revision(desk, draft), choice)
    after = _digests(desk, draft)
    assert {key for key in after if after[key] != before[key]} == changed
    assert announced == told == len(changed)
    assert desk.settling.undo(clerk, draft, _revision(desk, draft)) == "人数"
    assert _digests(desk, draft) == before


def test_what_is_settled_goes_public_with_the_edition_and_is_not_asked_again(
    desk: Desk, clerk: Account, approver: Account, draft: int
) -> None:
    for choice in (
        Choice("人数", "にんずう", "ひとかず", Scope.MINUTES),
        Choice("上手", "じょうず", "うわて", Scope.SENTENCE, "t3-1"),
    ):
        desk.settling.settle(clerk, draft, _revision(desk, draft), choice)
    wanted = _digests(desk, draft)
    assert desk.library.lexicon_count() == 0
    session = desk.published(clerk, approver, draft)
    public = {u.id: u.digest for p in desk.library.session(session).passages for u in p.utterances}
    assert public == wanted
    assert [r.reading for r in desk.library.readings(session)] == ["ひとかず"]
    job = desk.handed_in(clerk, page("鵺の会", 1, *WORDS, "新しい発言です。"))
    desk.jobs.choose(clerk, job, session)
    desk.worker.one()
    again = desk.editions.of(desk.jobs.of(job).result["edition"])
    assert not {word.surface for word in desk.settling.cards(again)} & {"人数", "上手"}
    assert _digests(desk, again.id).items() >= {key: wanted[key] for key in ("t2-1", "t3-1")}.items()


def test_a_doubt_that_was_answered_is_gone_and_one_put_off_comes_last(
    desk: Desk, clerk: Account, draft: int
) -> None:
    edition = desk.editions.of(draft)
    words = desk.settling.cards(edition)
    assert len(words) >= 2, "this page is to hold doubtful words"
    first, second = words[:2]
    desk.settling.later(clerk, draft, Choice(first.surface, first.reading, "", Scope.MINUTES))
    assert desk.settling.cards(edition)[-1].surface == first.surface
    right = Choice(second.surface, second.reading, second.reading, Scope.MINUTES)
    before = _digests(desk, draft)
    assert desk.settling.settle(clerk, draft, _revision(desk, draft), right) == 0
    assert second not in desk.settling.cards(desk.editions.of(draft))
    assert _digests(desk, draft) == before


def test_everywhere_is_for_who_may(desk: Desk, clerk: Account, approver: Account, draft: int) -> None:
    choice = Choice("市場", "いちば", "しじょう", Scope.EVERYWHERE)
    with pytest.raises(NotAllowedError):
        desk.settling.settle(clerk, draft, _revision(desk, draft), choice)
    assert desk.library.readings() == ()
    with pytest.raises(LexiconError):
        desk.settling.settle(
            clerk, draft, _revision(desk, draft), Choice("市場", "いちば", "abc", Scope.MINUTES)
        )
