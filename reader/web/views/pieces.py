"""A turn's paragraphs in pieces: cut behind each sentence whose hard words are explained, so that the explanation stands beneath
it and no sentence is ever cut::

    「KPIを定める。次に進む。」  →  (Piece((KPIを定める。), terms=(KPI, )), Piece((次に進む。), goes_on=True))
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from reader.passages.sentences import ends_sentence
from reader.web.views.sentences import Paragraph
from reader.web.views.session_context import Piece, Sentence, TermNote

Terms = Mapping[str, tuple[TermNote, ...]]
"""The explanations beneath a sentence, by its id."""

_ENOUGH_TO_TELL = 100
"""Characters: no sentence is followed by as many closing brackets."""


def pieces(paragraphs: Sequence[Paragraph], asides: Collection[int], terms: Terms) -> Iterator[Piece]:
    """The paragraphs in order, with nothing left out. ``asides``: the indexes of those that the speaker does not say."""
    for index, paragraph in enumerate(paragraphs):
        for number, part in enumerate(_parts(paragraph, terms)):
            yield Piece(part, _explained(part, terms), number > 0, index in asides)


def _parts(paragraph: Paragraph, terms: Terms) -> Iterator[tuple[Sentence, ...]]:
    """A piece ends where the next sentence begins: what stands between two belongs to the one before, and a sentence so
    long that it is spoken in several utterances stays whole."""
    part: list[Sentence] = []
    explained = False
    for sentence in paragraph:
        if sentence.id and explained and ends_sentence(_end(part)):
            yield tuple(part)
            part, explained = [], False
        part.append(sentence)
        explained = explained or bool(terms.get(sentence.id or ""))
    yield tuple(part)


def _end(part: Sequence[Sentence]) -> str:
    """The last words, as many as it takes to see whether a sentence is over: not all of a part of two megabytes."""
    end = ""
    for sentence in reversed(part):
        end = "".join(ruby.base for ruby in sentence.segments) + end
        if len(end.strip()) >= _ENOUGH_TO_TELL:
            break
    return end


def _explained(part: Sequence[Sentence], terms: Terms) -> tuple[TermNote, ...]:
    return tuple(note for sentence in part for note in terms.get(sentence.id or "", ()))
