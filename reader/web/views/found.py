"""Which words of a sentence a search found, so that they can be marked.

By what is written, or by how it sounds; a match that covers part of a word marks the whole word::

    ちょうないかい in 「町内会の加入率」  →  (Piece(True, 町内会), Piece(False, の加入率))
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.library.search import LONGEST_QUERY
from reader.readings.finding.alternatives import words_of
from reader.readings.finding.forgiving import forgiving, is_kana_query, nearly
from reader.readings.finding.written import written
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.readings.word import Word
from reader.web.views.sentences import segments


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, and whether the search found it."""

    found: bool
    segments: tuple[Ruby, ...]


def pieces(words: Sequence[Word], query: str, spellings: Sequence[str], level: Level) -> tuple[Piece, ...]:
    """The sentence in stretches that were found and stretches that were not. ``spellings`` are what was looked for. What was found
    by how it sounds shows its reading, which says why it is there: けんか finds 県下, and no quarrel."""
    marked = found_words(words, query, spellings)
    needles = {written(term) for term in words_of(query[:LONGEST_QUERY])} | set(spellings)

    def piece(found: bool, stretch: Sequence[Word]) -> Piece:
        surface = written("".join(word.surface for word in stretch))
        heard = found and level is not Level.NONE and not any(needle in surface for needle in needles)
        return Piece(found, segments(stretch, Level.ALL if heard else level))

    groups = groupby(range(len(words)), key=lambda index: index in marked)
    return tuple(piece(found, [words[i] for i in indexes]) for found, indexes in groups)


def found_words(words: Sequence[Word], query: str, spellings: Sequence[str]) -> frozenset[int]:
    """The indexes of the words that the query stands in, in any of its spellings."""
    surfaces = [word.surface for word in words]
    marked = {index for spelling in spellings for index in _covered(surfaces, spelling, written)}
    for term in words_of(query[:LONGEST_QUERY]):
        found = set(_covered(surfaces, written(term), written))
        if is_kana_query(term):
            readings = [word.reading for word in words]
            found |= set(_covered(readings, forgiving(term), forgiving))
            if not found:
                found = {index for near in nearly(term) for index in _covered(readings, near, forgiving)}
        marked |= found
    return frozenset(marked)


def _covered(parts: Sequence[str], needle: str, folded: Callable[[str], str]) -> Iterator[int]:
    """The indexes of the parts that any place of the folded needle touches. Where a part ends in the folded whole is asked
    for the few around a place alone: most sentences do not hold the needle in this form."""

    def end(index: int) -> int:
        return len(folded("".join(parts[: index + 1])))

    whole = folded("".join(parts))
    at = whole.find(needle) if needle else -1
    while at >= 0:
        first = bisect_right(range(len(parts)), at, key=end)
        last = bisect_left(range(len(parts)), at + len(needle), lo=first, key=end)
        yield from range(first, last + 1)
        at = whole.find(needle, at + 1)
