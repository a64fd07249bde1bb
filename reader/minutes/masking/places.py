"""Every place of minutes with the same words: who says them or what they stand in, and what stands around them."""

from dataclasses import dataclass

from reader.minutes.edits.quote import Plain, plain
from reader.minutes.model import Minutes, PartKind

AROUND = 16
"""Characters shown on both sides of a place."""

SHORTEST = 2
"""Plain characters: one alone stands everywhere."""


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A place of the words in minutes: plain characters ``start`` to ``end`` of all parts joined, what the part was taken
    for, its line, and the plain text ``before`` and ``behind``."""

    start: int
    end: int
    kind: PartKind
    line: int
    before: str
    behind: str


def word_places(minutes: Minutes, words: str) -> tuple[WordPlace, ...]:
    """The places in the order of the document. White space and width do not count; places do not overlap."""
    text = Plain(part.text for part in minutes.parts)
    return tuple(_places(minutes, text, plain(words)))


def place_at(minutes: Minutes, text: Plain, start: int, end: int) -> WordPlace:
    """One place of those plain characters."""
    offset, base = text.place(start), 0
    for part in minutes.parts:
        if offset < base + len(part.text):
            break
        base += len(part.text)
    shown = text.text
    return WordPlace(
        start, end, part.kind, part.line, shown[max(0, start - AROUND) : start], shown[end : end + AROUND]
    )


def _places(minutes: Minutes, text: Plain, exact: str) -> list[WordPlace]:
    places: list[WordPlace] = []
    for start in text.occurrences(exact):
        if not places or start >= places[-1].end:
            places.append(place_at(minutes, text, start, start + len(exact)))
    return places
