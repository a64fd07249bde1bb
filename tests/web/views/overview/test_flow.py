"""The bar of a session: who speaks when, in percent of the whole."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.minutes.model import Role, Speaker
from reader.passages.utterance import Passage, PassageKind
from reader.readings.furigana.levels import Level
from reader.web.views.overview.flow import MOST_STRETCHES, stretches
from reader.web.views.overview.spoken import Spoken

MEMBER, OFFICE = Speaker("委員", "委員", Role.MEMBER), Speaker("事務局", "事務局", Role.SECRETARIAT)


def _turns(lengths: list[float], before: float = 0.0) -> list[Spoken]:
    found = []
    for index, seconds in enumerate(lengths):
        speaker = (MEMBER, OFFICE)[index % 2]
        turn = Passage(f"t{index + 1}", PassageKind.TURN, index + 1, "はい。", (), speaker.key)
        found.append(Spoken(turn, speaker, Level.NONE, index // 2 + 1, "", before, seconds))
        before += seconds
    return found


def test_a_stretch_is_as_wide_as_its_turn_is_long() -> None:
    first, second = stretches(_turns([20, 60], before=20), 100)
    assert (first.key, first.start, first.width, first.role) == ("t1", 20, 20, "member")
    assert (second.key, second.start, second.width, second.role) == ("t2", 40, 60, "secretariat")
    assert (second.label, second.nth, second.turns, second.seconds) == ("事務局", 1, 1, 60)


@given(st.lists(st.floats(0.5, 900), min_size=1, max_size=1_500))
def test_no_turn_is_left_out_and_none_counted_twice(lengths: list[float]) -> None:
    whole = sum(lengths)
    found = stretches(_turns(lengths), whole)
    assert sum(one.turns for one in found) == len(lengths)
    assert len(found) <= MOST_STRETCHES + 1 or len(lengths) <= MOST_STRETCHES
    assert abs(sum(one.width for one in found) - 100) < 0.01 * len(found)
    for one, following in itertools.pairwise(found):
        assert abs(one.start + one.width - following.start) <= 0.02


def test_many_turns_share_stretches_of_whoever_speaks_longest() -> None:
    found = stretches(_turns([1, 3] * 5_000), 20_000)
    assert len(found) <= MOST_STRETCHES + 1
    assert {one.role for one in found} == {Role.SECRETARIAT}
    assert all(one.turns > 60 for one in found[:-1])
