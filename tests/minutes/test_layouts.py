"""The grammar holds for layouts it was not written for: other marks, names, roles, brackets, widths, wraps."""

import pytest

from reader.minutes.contract import to_json
from reader.minutes.model import Minutes
from reader.minutes.text.characters import squeeze
from tests.minutes.layouts_gold import Layout, layouts
from tests.parsed import read_minutes

ALL = layouts()


def _minutes(layout: Layout) -> Minutes:
    return read_minutes(layout.data)


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_turns(layout: Layout) -> None:
    turns = to_json(_minutes(layout))["turns"]
    gold = [line.split("|") for line in layout.gold["T"]]
    assert [squeeze(turn["speaker"]) for turn in turns] == [squeeze(speaker) for speaker, *_ in gold]
    for turn, (_, begins, ends) in zip(turns, gold, strict=True):
        assert squeeze(turn["text"]).startswith(squeeze(begins))
        assert squeeze(turn["text"]).endswith(squeeze(ends))


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_what_the_header_states(layout: Layout) -> None:
    found = to_json(_minutes(layout))
    for letter, value in (
        ("M", found["meeting"]),
        ("D", found["date"]),
        ("P", found["place"]),
        ("H", found["held_on"]),
    ):
        for words in layout.gold[letter]:
            assert squeeze(value or "") == squeeze(words)


@pytest.mark.parametrize("layout", [one for one in ALL if one.gold["A"]], ids=lambda layout: layout.name)
def test_agenda(layout: Layout) -> None:
    titles = [item.title for item in _minutes(layout).agenda]
    assert [squeeze(title) for title in titles] == [squeeze(title) for title in layout.gold["A"]]


@pytest.mark.parametrize("layout", [one for one in ALL if one.gold["N"]], ids=lambda layout: layout.name)
def test_notes(layout: Layout) -> None:
    notes = {squeeze(note) for note in to_json(_minutes(layout))["notes"]}
    assert {squeeze(note) for note in layout.gold["N"]} <= notes


@pytest.mark.parametrize("layout", [one for one in ALL if one.gold["R"]], ids=lambda layout: layout.name)
def test_roles(layout: Layout) -> None:
    roles = {squeeze(speaker.label): speaker.role.value for speaker in _minutes(layout).speakers}
    for words in layout.gold["R"]:
        label, _, role = words.rpartition(" ")
        assert roles[squeeze(label)] == role


@pytest.mark.parametrize("layout", [one for one in ALL if one.gold["W"]], ids=lambda layout: layout.name)
def test_wraps_are_mended(layout: Layout) -> None:
    said = "\n".join(turn.text for turn in _minutes(layout).turns)
    for words in layout.gold["W"]:
        assert words in said
