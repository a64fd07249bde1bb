"""Which words of a sentence a search marks."""

from hypothesis import given
from hypothesis import strategies as st

from reader.readings.finding.written import written
from reader.readings.word import Word
from reader.web.views.found import found_words

PARTS = st.lists(st.text("町会ー・ wiＦi-、デジタル髙高", max_size=3), min_size=1, max_size=8)


@given(PARTS, st.integers(0, 20), st.integers(1, 4))
def test_a_word_is_marked_where_any_letter_of_it_was_found(parts: list[str], start: int, length: int) -> None:
    """Held against the plain way: of the letters of the folded sentence, in turn, which word is each from?"""
    whole = written("".join(parts))
    needle = whole[start : start + length]
    ends = [len(written("".join(parts[: n + 1]))) for n in range(len(parts))]
    places = [at for at in range(len(whole)) if needle and whole.startswith(needle, at)]
    touched = {
        n
        for n, (begin, end) in enumerate(zip([0, *ends], ends, strict=False))
        if any(begin < at + len(needle) and end > at for at in places)
    }
    words = [Word(part, 0, len(part), part, part) for part in parts]
    assert found_words(words, "", (needle,)) == touched
