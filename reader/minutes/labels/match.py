"""A speaker's label as found at the start of a line: which style of label, who, and where it stands.

::

    ◎市長（山田一郎）　お答えします。
    ^ form  ^ label "市長(山田一郎)"  ^ end
"""

from dataclasses import dataclass
from enum import StrEnum

from reader.minutes.labels.strength import Strength, assess
from reader.minutes.text.characters import bare, past_spaces


class Style(StrEnum):
    """The ways a label is marked."""

    MARK = "mark"
    BRACKET = "bracket"
    PAREN = "paren"
    COLON = "colon"
    CLOSE = "close"
    COLUMN = "column"
    BARE = "bare"
    QUESTION = "question"
    LEGEND = "legend"
    HEADING = "heading"
    GIVEN = "given"
    TRAILING = "trailing"


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label found at the start of a folded line. ``label`` is folded and without spaces; the label's own
    characters are ``text[start:stop]``, what is said begins at ``end``. ``form`` tells marks of one style apart
    (○ from ◎, 【 from 〔); ``glued`` is true where nothing stands between label and speech."""

    style: Style
    form: str
    label: str
    start: int
    stop: int
    end: int
    strength: Strength
    alone: bool
    glued: bool = False


GREETING = "あいさつ"
"""The form of a bracket that holds who greets: 【会長よりあいさつ】."""

HEAD = 64
"""A label, with its mark and brackets, is looked for in so many characters."""


def label_at(
    text: str, style: Style, form: str, start: int, stop: int, end: int, glued: bool = False
) -> LabelMatch | None:
    """The label ``text[start:stop]`` of a folded line, what is said from ``end`` on past spaces; None for what is nobody."""
    label = bare(text[start:stop])
    strength = assess(label)
    if strength is Strength.NONE:
        return None
    end = past_spaces(text, end)
    return LabelMatch(style, form, label, start, stop, end, strength, end >= len(text), glued)


def past_colon(text: str, at: int) -> int:
    """Past spaces and one colon."""
    at = past_spaces(text, at)
    return at + 1 if at < len(text) and text[at] == ":" else at
