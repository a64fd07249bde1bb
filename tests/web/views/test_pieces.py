"""A turn's paragraphs are cut behind sentences whose hard words are explained, and nowhere else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.glossary.glossary import Explanation, Glossary
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.readings.furigana.ruby import Ruby
from reader.web.views.page_terms import PageTerms
from reader.web.views.pieces import pieces
from reader.web.views.session_context import Piece, Sentence, TermNote

KPI = TermNote("KPI", "目標を測る数字", False, "")
FIRST = Sentence("t1-1", (Ruby("KPIを定める。"),))
SECOND = Sentence("t1-2", (Ruby("次に進む。"),))
LONG = (Sentence("t1-3", (Ruby("KPIについては、"),)), Sentence("t1-4", (Ruby("定める。"),)))
BETWEEN = Sentence(None, (Ruby("」"),))
SENTENCES = st.builds(
    lambda number: Sentence(f"t1-{number}" if number else None, (Ruby("あ。"),)), st.integers(0, 9)
)


def test_a_paragraph_goes_on_behind_the_explanation() -> None:
    found = list(pieces([(FIRST, BETWEEN, SECOND), (SECOND,)], {1}, {"t1-1": (KPI,)}))
    assert found == [
        Piece((FIRST, BETWEEN), (KPI,), goes_on=False, aside=False),
        Piece((SECOND,), (), goes_on=True, aside=False),
        Piece((SECOND,), (), goes_on=False, aside=True),
    ]


def test_an_explanation_of_the_last_sentence_ends_the_paragraph() -> None:
    assert list(pieces([(SECOND, FIRST)], (), {"t1-1": (KPI,)})) == [
        Piece((SECOND, FIRST), (KPI,), False, False)
    ]


def test_a_long_sentence_in_two_utterances_stays_whole() -> None:
    found = list(pieces([(*LONG, SECOND)], (), {"t1-3": (KPI,)}))
    assert [piece.sentences for piece in found] == [LONG, (SECOND,)]


@given(
    st.lists(st.lists(SENTENCES, min_size=1, max_size=6).map(tuple), max_size=4), st.sets(st.integers(1, 9))
)
def test_nothing_is_lost_and_nothing_without_explanation_is_cut(
    paragraphs: list[tuple[Sentence, ...]], explained: set[int]
) -> None:
    terms = {f"t1-{number}": (KPI,) for number in explained}
    found = list(pieces(paragraphs, (), terms))
    assert [s for piece in found for s in piece.sentences] == [s for p in paragraphs for s in p]
    assert sum(not piece.goes_on for piece in found) == len(paragraphs)
    assert all(before.terms for before, piece in pairwise(found) if piece.goes_on)


def test_a_word_is_explained_where_it_first_stands() -> None:
    texts = {"t1-0": "KPI委員", "t1-1": "はい。", "t1-2": "KPIとDX。", "t1-3": "KPIです。"}
    said = tuple(Utterance(key, 0, len(text), text, (), "", 0) for key, text in texts.items())
    passage = Passage("t1", PassageKind.TURN, 1, "".join(texts.values()), said, "委員")
    glossary = Glossary([Explanation("KPI", "数字"), Explanation("DX", "良くすること")])
    found = PageTerms(lambda explanation: "").in_sentences(passage, glossary)
    assert {key: [note.term for note in notes] for key, notes in found.items()} == {"t1-2": ["KPI", "DX"]}
