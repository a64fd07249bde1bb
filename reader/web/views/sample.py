"""The sentence of real minutes on which the reader tries the settings.

It should show what there is to choose: hard kanji, and a word that comes twice. 「本市の施策は、国の施策と……」
"""

from collections.abc import Iterable
from itertools import islice

from reader.library.session import Session
from reader.passages.utterance import PassageKind, Utterance
from reader.readings.furigana.levels import Level, gets_ruby
from reader.web.views.sentences import Paragraph, segments
from reader.web.views.session_context import Sentence

SHORTEST, LONGEST = 30, 60
"""Characters of a sentence that is worth looking at and still fits beside the choices."""

LOOKED_AT = 200
"""Sentences from which the best is taken; a page must not wait for more."""

WORTH_OF_A_REPEAT = 3
"""A word that comes twice counts like so many hard ones."""


def sample_sentence(session: Session, level: Level, first_only: bool) -> Paragraph:
    """The sample at a furigana level, the same sentence at every one; empty if no turn says anything."""
    spoken = list(islice(_spoken(session), LOOKED_AT))
    fitting = [u for u in spoken if SHORTEST <= len(u.text) <= LONGEST] or spoken
    if not fitting:
        return ()
    best = max(fitting, key=_worth)
    return (Sentence(None, segments(best.words, level, set() if first_only else None)),)


def _spoken(session: Session) -> Iterable[Utterance]:
    return (
        utterance
        for passage in session.passages
        if passage.kind is PassageKind.TURN
        for utterance in passage.utterances
        if not utterance.is_announcement
    )


def _worth(utterance: Utterance) -> int:
    shown = [word.surface for word in utterance.words if gets_ruby(word, Level.HARD)]
    return len(shown) + (WORTH_OF_A_REPEAT if len(set(shown)) < len(shown) else 0)
