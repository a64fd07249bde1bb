"""The judge judges: its halves share nothing, its documents carry their gold, and what it renders is read back."""

import random

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.text.characters import squeeze
from tests.minutes.dresses import dresses
from tests.minutes.marked import unmark
from tests.minutes.renderer import grammars, render, render_dressed


def test_the_halves_share_no_grammar() -> None:
    kept, looked_at = set(grammars(kept=True)), set(grammars(kept=False))
    assert kept
    assert looked_at
    assert not kept & looked_at
    assert not set(dresses(kept=True)) & set(dresses(kept=False))


def test_marks_become_gold_and_leave_the_text() -> None:
    marked = unmark(
        "one", "{M:第1回審議会}　{D:令和5年1月2日}\n○«議　長»　‹始めます。\n以上です。›\n‹はい。›（«委員»）\n"
    )
    assert (
        marked.text
        == "第1回審議会　令和5年1月2日\n○議　長　始めます。\n以上です。\n はい。（委員）\n".replace(
            " は", "は"
        )
    )
    assert [(turn.speaker, turn.text) for turn in marked.turns] == [
        ("議長", "始めます。\n以上です。"),
        ("委員", "はい。"),
    ]
    assert (marked.meeting, marked.date, marked.place) == ("第1回審議会", "令和5年1月2日", None)


@pytest.mark.parametrize("number", range(12))
def test_no_word_of_a_rendered_document_is_lost(number: int) -> None:
    marked = render(random.Random(f"words-{number}"), kept=False)
    minutes = parse(read_source(marked.text.encode()))
    assert squeeze("".join(part.text for part in minutes.parts)) == squeeze(marked.text)


@pytest.mark.parametrize("number", range(24))
def test_turns_are_read_in_every_dress_that_may_be_looked_at(number: int) -> None:
    marked = render_dressed(random.Random(f"dressed-{number}"), kept=False)
    minutes = parse(read_source(marked.text.encode()))
    labels = {speaker.key: speaker.label for speaker in minutes.speakers}
    assert [(squeeze(labels[turn.speaker]), squeeze(turn.text)) for turn in minutes.turns] == [
        (squeeze(turn.speaker), squeeze(turn.text)) for turn in marked.turns
    ]
