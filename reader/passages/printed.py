"""A passage as it is printed: its lines, each in sentences, with what stands between them.

A line of a passage is a paragraph, an utterance a sentence in it; words that no utterance holds stay, so that no
character is lost::

    "取り組みは。\\n次に。"  →  (Printed("取り組みは。", t1-1),), (Printed("次に。", t1-2),)
"""

import re
from dataclasses import dataclass

from reader.passages.utterance import Passage, Utterance


@dataclass(frozen=True, slots=True)
class Printed:
    """A sentence, or (``utterance`` None) what stands between two."""

    text: str
    utterance: Utterance | None = None


Line = tuple[Printed, ...]


def printed_lines(passage: Passage) -> tuple[Line, ...]:
    """The passage's text, whole and in order but for its line ends; no line is empty."""
    lines: list[Line] = []
    current: list[Printed] = []
    at = 0
    for utterance in (u for u in passage.utterances if not u.is_announcement):
        current = _broken(lines, current, passage.text[at : utterance.start])
        current.append(Printed(utterance.text, utterance))
        at = utterance.end
    current = _broken(lines, current, passage.text[at:])
    return (*lines, tuple(current)) if current else tuple(lines)


def aside_lines(passage: Passage) -> frozenset[int]:
    """The indexes of the lines that are stage directions: shown apart, and said by the announcer."""
    starts = {aside.start for aside in passage.asides}
    lines = list(re.finditer(r"[^\n]+", passage.text))
    return frozenset(index for index, line in enumerate(lines) if line.start() in starts)


def announcement_of(passage: Passage) -> Utterance | None:
    """What is said before the passage, where anything is."""
    return next((u for u in passage.utterances if u.is_announcement), None)


def _broken(lines: list[Line], current: list[Printed], between: str) -> list[Printed]:
    """What stands between two utterances: line ends end the ``current`` line, other characters are kept."""
    first, *others = between.split("\n")
    if first:
        current.append(Printed(first))
    for line in others:
        if current:
            lines.append(tuple(current))
        current = [Printed(line)] if line else []
    return current
