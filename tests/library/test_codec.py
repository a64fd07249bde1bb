"""What goes into the library's JSON columns comes out the same, whatever it is."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from reader.library import codec
from reader.minutes.model import AgendaItem, Aside, Minutes, Note, Speaker, Turn
from reader.readings.word import Override, Word

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
"""Every text that a source can give: half of a surrogate pair is none."""
SPEAKERS = st.lists(
    st.builds(Speaker, key=TEXT, label=TEXT, name=st.none() | TEXT, reading=st.none() | TEXT), max_size=4
)
AGENDA = st.lists(
    st.builds(AgendaItem, number=TEXT, title=TEXT, results=st.lists(TEXT).map(tuple)), max_size=3
)
ASIDES = st.lists(st.builds(Aside, st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple)
TURNS = st.builds(Turn, number=st.just(0), speaker=TEXT, text=TEXT, asides=ASIDES)
NOTES = st.builds(Note, number=st.just(0), text=TEXT)


def _numbered(entries: Sequence[Turn | Note], first: int) -> tuple[Turn | Note, ...]:
    """Numbers as a library that was imported into several times has them: apart, and not in sequence."""
    last = first + len(entries)
    return tuple(
        Turn(last - n, entry.speaker, entry.text, entry.agenda, entry.line, entry.asides)
        if isinstance(entry, Turn)
        else Note(last - n, entry.text, entry.agenda, entry.line)
        for n, entry in enumerate(entries)
    )


MINUTES = st.builds(
    Minutes,
    meeting=st.none() | TEXT,
    date=st.none() | TEXT,
    held_on=st.none() | st.dates(),
    place=st.none() | TEXT,
    department=st.none() | TEXT,
    agenda=AGENDA.map(tuple),
    speakers=SPEAKERS.map(tuple),
    entries=st.builds(_numbered, st.lists(TURNS | NOTES, max_size=8), st.integers(1, 10**6)),
    results=st.lists(TEXT, max_size=3).map(tuple),
)


@given(MINUTES)
def test_minutes_come_back_in_their_order(minutes: Minutes) -> None:
    assert codec.minutes_from_bytes(codec.minutes_to_bytes(minutes)) == minutes


@given(st.lists(st.builds(Word, surface=TEXT, reading=TEXT, pronunciation=TEXT), max_size=5))
def test_words_come_back(words: list[Word]) -> None:
    assert codec.words_from_bytes(codec.words_to_bytes(words)) == tuple(words)


@given(st.lists(st.builds(Word, surface=TEXT, reading=TEXT, pronunciation=TEXT), max_size=5))
def test_stored_words_are_the_same_words(words: list[Word]) -> None:
    kept = codec.words_to_bytes(words)
    stored = codec.StoredWords(kept)
    assert stored == tuple(words)
    assert stored == codec.StoredWords(kept)
    assert stored != (*words, Word("案", 0, 1, "あん", "アン"))
    assert hash(stored) == hash(tuple(words))
    assert (len(stored), list(stored), stored[:1]) == (len(words), words, tuple(words[:1]))
    assert codec.words_to_bytes(stored) == kept


def test_words_are_held_while_they_are_looked_at_and_no_longer_than_many_others_are() -> None:
    stored, *others = (
        codec.StoredWords(codec.words_to_bytes([Word("案", at, at + 1, "あん", "アン")]))
        for at in range(codec.MOST_MADE + 1)
    )
    first = stored.made
    assert stored.made is first
    assert [other.made[0].start for other in others] == list(range(1, codec.MOST_MADE + 1))
    assert stored.made is not first
    assert stored.made == first


def test_words_are_kept_packed() -> None:
    words = [Word("県下", at, at + 2, "けんか", "ケンカ") for at in range(0, 100, 2)]
    assert len(codec.words_to_bytes(words)) < 50 * len("県下けんかケンカ".encode())


@given(st.lists(st.builds(Override, reading=TEXT), max_size=5))
def test_overrides_come_back(overrides: list[Override]) -> None:
    assert codec.overrides_from_bytes(codec.overrides_to_bytes(overrides)) == tuple(overrides)


def test_words_of_before_parts_of_speech_are_words_still() -> None:
    older = b'[{"surface":"\xe6\xa1\x88","start":0,"end":1,"reading":"\xe3\x81\x82\xe3\x82\x93","pronunciation":"\xe3\x82\xa2\xe3\x83\xb3","kind":"ordinary","source":"dictionary","certain":true,"alternative":null}]'
    assert codec.words_from_bytes(older) == (Word("案", 0, 1, "あん", "アン"),)
