"""What is announced is what happens: for any reading, in any scope, and taking it back leaves everything as it was."""

import random
import re

import pytest

from reader.desk.readings import Choice, Scope
from reader.errors import LexiconError
from reader.library.desk.people import Account
from reader.library.session import Session
from tests.desk.desks import Desk, page

SAID = (
    "上手の橋の欄干を塗り直す費用を、市場の辺りまで含めて伺います。",
    "市場の欄干は三百万円、上手の堤は五百万円を見込んでいます。",
    "堤の工事で、上手の通行止めはいつまで続きますか。市場の人が困ります。",
    "工事は三月末で終わる予定です。通行止めは市場の定休日に行います。",
)
KANA = ("うわて", "いちば", "らんかんの", "てすり", "つつみ", "こうばこうじ", "つうこうどめ", "しじょうば")


def _digests(session: Session) -> dict[str, str]:
    return {u.id: u.digest for passage in session.passages for u in passage.utterances}


@pytest.mark.slow
def test_the_number_announced_is_the_number_changed_and_back(
    desk: Desk, clerk: Account, approver: Account
) -> None:
    public = desk.published(clerk, approver, desk.drafted(clerk, page("鵺の会", 1, *SAID)))
    edition = desk.drafted(clerk, page("麒麟の会", 2, *reversed(SAID)))
    dice = random.Random(100)
    surfaces = sorted({found for words in SAID for found in re.findall("[一-龠]{1,4}", words)})

    def digests() -> tuple[dict[str, str], dict[str, str]]:
        draft = desk.drafting.session_of(desk.editions.of(edition))
        return _digests(draft), _digests(desk.library.session(public))

    tried = settled = 0
    while tried < 100:
        tried += 1
        word = dice.choice(surfaces)
        start = dice.randrange(len(word))
        surface = word[start : start + dice.randint(1, 4)]
        draft = desk.drafting.session_of(desk.editions.of(edition))
        held = [u for p in draft.passages for u in p.utterances if surface in u.text]
        scope = dice.choice([*Scope])
        choice = Choice(surface, "", dice.choice(KANA), scope, dice.choice(held).id)
        before = digests()
        try:
            announced = desk.settling.effect(desk.editions.of(edition), choice)
            changed = desk.settling.settle(approver, edition, desk.editions.of(edition).revision, choice)
        except LexiconError:  # it would break ordinary words: then nothing is changed
            assert digests() == before
            continue
        settled += 1
        after = digests()
        different = sum(one[key] != two[key] for one, two in zip(before, after, strict=True) for key in one)
        assert (announced, changed) == (different, different), choice
        desk.settling.undo(approver, edition, desk.editions.of(edition).revision)
        assert digests() == before, choice
    assert settled > 60
