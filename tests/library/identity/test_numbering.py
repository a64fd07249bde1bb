"""Numbers that stay: whatever is put in, taken out or edited, what stayed keeps its number and no number is given twice."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.library.identity.numbering import with_stable_numbers
from reader.minutes.model import Minutes, Note, Turn

SAID = [
    "公園の木が道に出ています。切る日はいつですか。",
    "来月の初めに業者が入ります。",
    "図書館は月曜日も開けてほしいという声があります。",
    "人が足りず、今の人数では難しいです。",
    "バスの便が減って病院に行けません。",
    "乗合の車を試しに走らせます。",
    "はい。",
    "予算は240万円です。",
]
ENTRIES = st.lists(
    st.builds(
        Turn, number=st.just(0), speaker=st.sampled_from(["委員", "事務局"]), text=st.sampled_from(SAID)
    )
    | st.builds(Note, number=st.just(0), text=st.sampled_from(["（拍手）", "午前10時開会"])),
    max_size=10,
)

DIFFERENT = st.lists(
    st.builds(
        Turn, number=st.just(0), speaker=st.sampled_from(["委員", "事務局"]), text=st.sampled_from(SAID)
    ),
    max_size=8,
    unique_by=lambda turn: turn.text,
)
"""Of turns that say the same it cannot be told which one stayed."""


def _minutes(entries: list[Turn | Note]) -> Minutes:
    return Minutes(None, None, None, None, None, (), (), tuple(entries))


def _first(entries: list[Turn | Note]) -> tuple[Minutes, int, int]:
    return with_stable_numbers(_minutes(entries), _minutes([]), 1, 1)


@given(ENTRIES)
def test_the_same_again_has_the_same_numbers(entries: list[Turn | Note]) -> None:
    before, turn, note = _first(entries)
    assert with_stable_numbers(_minutes(entries), before, turn, note) == (before, turn, note)


@given(ENTRIES, ENTRIES)
def test_no_number_is_given_twice_or_again(old: list[Turn | Note], new: list[Turn | Note]) -> None:
    before, turn, note = _first(old)
    after, next_turn, next_note = with_stable_numbers(_minutes(new), before, turn, note)
    for entries, known, free, after_free in (
        (after.turns, before.turns, turn, next_turn),
        (after.notes, before.notes, note, next_note),
    ):
        numbers = [entry.number for entry in entries]
        assert len({*numbers}) == len(numbers)
        fresh = {*numbers} - {entry.number for entry in known}
        assert all(free <= number < after_free for number in fresh)
    assert [replace(entry, number=0) for entry in after.entries] == new


@given(DIFFERENT, st.data())
def test_what_is_put_in_or_taken_out_renumbers_nothing_else(
    entries: list[Turn | Note], data: st.DataObject
) -> None:
    before, turn, note = _first(entries)
    place = data.draw(st.integers(0, len(entries)))
    added: list[Turn | Note] = [*entries[:place], Turn(0, "議長", "ここで休憩にします。"), *entries[place:]]
    after, *_ = with_stable_numbers(_minutes(added), before, turn, note)
    assert [entry for entry in after.entries if entry not in before.entries] == [
        Turn(turn, "議長", "ここで休憩にします。")
    ]
    if entries:
        gone = data.draw(st.integers(0, len(entries) - 1))
        left, *_ = with_stable_numbers(_minutes(entries[:gone] + entries[gone + 1 :]), before, turn, note)
        assert {*left.entries} <= {*before.entries}


@given(st.lists(st.sampled_from(SAID[:6]), min_size=1, max_size=6, unique=True), st.data())
def test_an_edited_turn_keeps_its_number(said: list[str], data: st.DataObject) -> None:
    before, turn, note = _first([Turn(0, "委員", text) for text in said])
    place = data.draw(st.integers(0, len(said) - 1))
    edited = [f"{text}以上です。" if n == place else text for n, text in enumerate(said)]
    after, next_turn, _ = with_stable_numbers(
        _minutes([Turn(0, "委員", text) for text in edited]), before, turn, note
    )
    assert [entry.number for entry in after.turns] == [entry.number for entry in before.turns]
    assert next_turn == turn


@given(DIFFERENT, st.sampled_from(["委員", "事務局", "市長"]), st.data())
def test_a_turn_whose_speaker_was_put_right_keeps_its_number(
    entries: list[Turn | Note], speaker: str, data: st.DataObject
) -> None:
    """One of them, or every one."""
    before, turn, note = _first(entries)
    wrong = {data.draw(st.integers(0, max(0, len(entries) - 1)))} if data.draw(st.booleans()) else {*range(9)}
    right = [
        replace(entry, speaker=speaker) if n in wrong and isinstance(entry, Turn) else entry
        for n, entry in enumerate(entries)
    ]
    after, next_turn, _ = with_stable_numbers(_minutes(right), before, turn, note)
    assert [entry.number for entry in after.entries] == [entry.number for entry in before.entries]
    assert next_turn == turn
