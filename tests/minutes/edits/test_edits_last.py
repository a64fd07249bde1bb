"""Edits last: on the same source every one stands; on another each stands on its own words, or is told. Never on others."""

import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given

from reader.errors import SourceError
from reader.minutes.edits.apply import PutRight, apply
from reader.minutes.edits.edit import Edit, EditKind, Outcome
from reader.minutes.edits.pieces import put_together
from reader.minutes.edits.quote import CONTEXT, Standing, plain
from reader.minutes.edits.taking_apart import taken_apart
from reader.minutes.masking.mask import MaskKind, mark_of, masked
from reader.minutes.masking.places import word_places
from reader.minutes.masking.stretch import Stretch
from reader.minutes.model import Minutes, Turn
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.text import read_text
from reader.minutes.text.characters import bare
from tests.examples import tried
from tests.minutes import mutations
from tests.minutes.edits.drawn import edits_on
from tests.minutes.layouts_gold import layouts
from tests.minutes.test_no_word_lost import TEXTS
from tests.parsed import read_minutes

MARK = mark_of(MaskKind.WITHDRAWN)
EDITS = 200
MUTATED = 10
MUTATIONS = (
    mutations.drop_lines,
    mutations.shuffle_lines,
    mutations.join_lines,
    mutations.cut_off,
    mutations.cut_out,
    mutations.repeat_stretch,
    mutations.sprinkle,
    mutations.flip_bytes,
)


def _documents(shared: Path) -> dict[str, bytes]:
    folders = ("seed", "real", "layouts")
    paths = sorted(path for folder in folders for path in (shared / "minutes" / folder).glob("*.*"))
    return {path.name: path.read_bytes() for path in paths if path.suffix in (".txt", ".html", ".json")}


def _parts(minutes: Minutes) -> str:
    return "".join(part.text for part in minutes.parts)


@pytest.mark.slow
def test_whatever_is_parsed_is_taken_apart_and_put_together(shared: Path) -> None:
    for name, data in [*_documents(shared).items(), *((one.name, one.data) for one in layouts())]:
        minutes = read_minutes(data, name)
        pieces = taken_apart(minutes)
        assert pieces is not None, name
        assert put_together(minutes, pieces) == minutes, name


@tried(400)
@given(TEXTS)
@example("○\x0b│")
@example("〇――――――│")
def test_any_text_is_taken_apart_and_put_together(text: str) -> None:
    minutes = parse(read_text(text))
    pieces = taken_apart(minutes)
    assert pieces is not None
    assert put_together(minutes, pieces) == minutes


@tried(100)
@given(TEXTS)
@example("○\x0b│")
def test_edits_of_any_text_stand_on_it_and_lose_no_word(text: str) -> None:
    minutes = parse(read_text(text))
    edits = edits_on(random.Random(len(text)), minutes, 6)
    put_right = apply(edits, minutes)
    assert all(outcome.standing is Standing.APPLIED for outcome in put_right.outcomes)
    _holds_together(put_right, minutes)


@pytest.mark.slow
def test_two_hundred_edits_of_the_shared_documents_last(shared: Path) -> None:
    """On the same source all of them; on ten mutated ones of each document none on other words. Parts joined are the source, less
    what is withdrawn from the minutes that were put right."""
    dice = random.Random(16)
    documents = _documents(shared)
    assert len(documents) >= 28
    each = -(-EDITS // len(documents))
    made = stood = told = 0
    for name, data in documents.items():
        minutes = read_minutes(data, name)
        edits = edits_on(dice, minutes, each)
        again = apply(edits, parse(read_source(data, name)))
        assert [one.standing for one in again.outcomes] == [Standing.APPLIED] * len(edits), name
        _holds_together(again, minutes)
        _is_less_what_is_withdrawn(dice, again.minutes)
        made += len(edits)
        for number, mutated in enumerate(_mutated(dice, name, data)):
            put_right = apply(edits, mutated)
            if number == 0:
                _is_less_what_is_withdrawn(dice, put_right.minutes)
            _holds_together(put_right, mutated)
            _stand_on_their_words(put_right, mutated)
            stood += sum(outcome.stands for outcome in put_right.outcomes)
            told += len(put_right.open)
    assert made >= EDITS
    assert stood > made  # most mutations leave most places alone: an edit that is always told is none
    assert told > made


def _mutated(dice: random.Random, name: str, data: bytes) -> Iterator[Minutes]:
    left = MUTATED
    while left:
        try:
            source = read_source(dice.choice(MUTATIONS)(dice, data), name)
        except SourceError:  # so damaged that it is refused whole
            continue
        left -= 1
        yield parse(source)


def _holds_together(put_right: PutRight, minutes: Minutes) -> None:
    changed = put_right.minutes
    assert _parts(changed) == _parts(minutes)
    assert {turn.speaker for turn in changed.turns} == {speaker.key for speaker in changed.speakers}
    assert [item.index for item in changed.agenda] == [*range(len(changed.agenda))]
    for entry in changed.entries:
        assert entry.text.strip()
        assert entry.agenda is None or entry.agenda < len(changed.agenda)
        if isinstance(entry, Turn):
            assert all(0 <= aside.start < aside.end <= len(entry.text) for aside in entry.asides)
    assert len(changed.warnings) <= len(minutes.warnings)
    again = taken_apart(changed)
    assert again is not None
    assert put_together(changed, again) == changed


def _is_less_what_is_withdrawn(dice: random.Random, minutes: Minutes) -> None:
    """A few characters of anywhere, withdrawn wherever they stand: nothing else goes, and they are nowhere."""
    text = plain(_parts(minutes))
    start = dice.randrange(max(1, len(text) - 8))
    words = text[start : start + 8]
    places = word_places(minutes, words)
    assert places
    left, at = "", 0
    for place in places:
        left += text[at : place.start]
        at = place.end
    left += text[at:]
    put = masked(minutes, [Stretch(place.start, place.end, MARK) for place in places])
    assert plain(_parts(put)).replace(plain(MARK), "") == left
    assert words not in plain(_parts(put))
    assert [type(entry) for entry in put.entries] == [type(entry) for entry in minutes.entries]


def _stand_on_their_words(put_right: PutRight, minutes: Minutes) -> None:
    """Every edit that stands has its words there, and around them what was around them, or the words stand once."""
    source = _squeezed(_parts(minutes))
    for outcome in put_right.outcomes:
        quote = outcome.edit.quote
        if quote is None or not outcome.stands:
            continue
        exact = unicodedata.normalize("NFKC", quote.exact)
        if outcome.standing is Standing.MOVED:
            assert source.count(exact) == 1
        else:
            assert _squeezed(quote.prefix + quote.exact + quote.suffix) in source
        _is_what_was_meant(put_right, outcome)


def _is_what_was_meant(put_right: PutRight, outcome: Outcome) -> None:
    """The last edit of all shows what it did: nothing came behind it."""
    edit = outcome.edit
    if outcome is not put_right.outcomes[-1] or edit.quote is None:
        return
    if edit.kind in (EditKind.SPEAKER, EditKind.SPLIT):
        begin = _squeezed(edit.quote.exact)[edit.label :]
        turns = [turn for turn in put_right.minutes.turns if turn.speaker == _squeezed(edit.value)]
        said = [_squeezed(turn.text) for turn in turns]
        assert any(text[:4] in begin or text.startswith(begin) for text in said)


def _squeezed(text: str) -> str:
    return bare(unicodedata.normalize("NFKC", text))


def test_a_place_is_never_guessed() -> None:
    """The same words elsewhere are not the same place, unless they are long and stand once."""
    short = "委員：はい。\n事務局：配付した資料のとおりです。\n委員：わかりました。\n"
    minutes = parse(read_text(short))
    state = apply((), minutes)
    quote = state.plain.quote(0, 5)
    other = parse(read_text("事務局：別の話です。\n委員：はい。\n会長：では終わります。\n"))
    edit = Edit(EditKind.SPEAKER, quote, "山田委員")
    assert apply([edit], minutes).outcomes[0].standing is Standing.APPLIED
    assert apply([edit], other).outcomes[0].standing is Standing.UNSURE
    assert apply([edit], other).minutes == other
    gone = parse(read_text("事務局：別の話です。\n会長：では終わります。\n"))
    assert apply([edit], gone).outcomes[0].standing is Standing.LOST
    assert len(quote.suffix) <= CONTEXT
