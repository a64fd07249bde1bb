"""A speaker's label as found at the start of a line: which style of label, who, and where it stands.

::

    ◎市長（山田一郎）　お答えします。
    ^ form  ^ label "市長(山田一郎)"  ^ end
"""

from dataclasses import dataclass
from enum import StrEnum

from reader.minutes.label_strength import Strength


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
