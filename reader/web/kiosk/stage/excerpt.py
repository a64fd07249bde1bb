"""What a card shows of a long sentence: as much as fits, from its beginning or from where it sounds as was looked for.

::

    その際、様々なデータが活用される必要があるため、県と県下市町が協力して…  (けんか)
    →  …県と県下市町が協力して、令和3年度にデータ連携基盤を…

The whole sentence is said when the card is chosen, and read on the screen that the card leads to.
"""

from collections.abc import Sequence
from itertools import takewhile

from reader.readings.finding.alternatives import words_of
from reader.readings.finding.forgiving import forgiving
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.readings.word import Word
from reader.web.views.found import pieces
from reader.web.views.sentences import segments
from reader.web.views.session_context import Sentence

MOST = 48
"""Characters: six such cards fit on a large screen, three on a small one."""

BEFORE = 20
"""Characters, at most, that lead up to what was looked for."""

_MORE = Ruby("…")


def excerpt(words: Sequence[Word], level: Level, place: int = 0) -> Sentence:
    """The sentence's words around the one at ``place``, with 「…」 where there are more."""
    shown = _shown(words, place)
    before, after = _more(words, shown)
    return Sentence(None, (*before, *segments(shown, level), *after))


def found_excerpt(
    words: Sequence[Word], level: Level, kana: str, spellings: Sequence[str]
) -> tuple[Sentence, ...]:
    """The same around the last place that sounds as one of the ``kana``, what was found told apart."""
    shown = _shown(words, max(place_of(words, one) for one in words_of(kana)))
    before, after = (tuple(Sentence(None, (sign,)) for sign in signs) for signs in _more(words, shown))
    stretches = (Sentence(None, one.segments, one.found) for one in pieces(shown, kana, spellings, level))
    return (*before, *stretches, *after)


def _shown(words: Sequence[Word], place: int) -> Sequence[Word]:
    if not words or words[-1].end <= MOST:
        return words
    later = words[_beginning(words, place) :]
    return list(takewhile(lambda word: word.end <= later[0].start + MOST, later)) or later[:1]


def _more(words: Sequence[Word], shown: Sequence[Word]) -> tuple[tuple[Ruby, ...], tuple[Ruby, ...]]:
    """「…」 before and behind what is shown, where there is more."""
    if not shown:
        return (), ()
    before = (_MORE,) if shown[0].start > words[0].start else ()
    after = (_MORE,) if shown[-1].end < words[-1].end else ()
    return before, after


def beginning(parts: Sequence[Ruby], most: int) -> tuple[Ruby, ...]:
    """As much of a text as ``most`` characters, with 「…」 where there is more; a word with a reading is not cut."""
    shown: list[Ruby] = []
    left = most
    for part in parts:
        if len(part.base) > left:
            cut = () if part.reading or not left else (Ruby(part.base[:left]),)
            return (*shown, *cut, _MORE)
        shown.append(part)
        left -= len(part.base)
    return tuple(shown)


def _beginning(words: Sequence[Word], place: int) -> int:
    """Where to begin so that ``place`` is shown: at the sentence's start, behind the last comma, or at the word itself."""
    near = [at for at in range(place + 1) if words[place].start - words[at].start <= BEFORE]
    commas = [at for at in near if at and words[at - 1].surface.endswith("、")]
    return 0 if 0 in near else max(commas, default=place)


def place_of(words: Sequence[Word], kana: str) -> int:
    """The index of the word at which the sentence sounds as ``kana``, forgivingly; 0 where it does not."""
    wanted = forgiving(kana)
    for place in reversed(range(len(words))):
        if wanted in forgiving("".join(word.reading for word in words[place:])):
            return place
    return 0
