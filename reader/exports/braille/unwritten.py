"""What of a session braille cannot write: for staff, who may give it a reading or have it put in other words.

::

    ☃   2 times   t12-3 「☃のつく日は、…」
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.exports.braille.units import unwritten
from reader.passages.utterance import Passage, Utterance


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A character that stands in braille as ⠸⠿: how many times, and where first."""

    character: str
    times: int
    first: Utterance


def unwritten_characters(passages: Iterable[Passage]) -> tuple[Unwritten, ...]:
    """The characters of a session that braille has not, in the order of the minutes."""
    places: dict[str, list[Utterance]] = {}
    for passage in passages:
        for utterance in passage.utterances:
            for character in unwritten(utterance.words):
                places.setdefault(character, []).append(utterance)
    return tuple(Unwritten(character, len(found), found[0]) for character, found in places.items())
