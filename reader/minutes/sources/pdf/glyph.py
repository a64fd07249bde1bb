"""A character on a page and its box, and the ways a page can lie: turned, sideways, written downwards.

Every page is brought to one way of lying before lines are sought: characters go to the right, lines go down::

    turned(glyphs, 1)     a page whose text runs upwards (a quarter turn to the left)
    laid_down(glyphs)     a page written downwards: its columns, from the right, become lines from the top
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

_FORMS = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "，、。：；！？〖〗…‥―–＿（）｛｝〔〕【】《》〈〉「」『』［］",
)

SLANTED = 4
"""The turn of what is set askew, as a stamp or a watermark is."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box, in points; y grows upwards. ``turn`` counts quarter turns to the left, or is ``SLANTED``."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> float:
        """The height of its line, in points; never 0."""
        return max(self.top - self.bottom, 0.1)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The middle of its width."""
        return (self.left + self.right) / 2


def turned(glyphs: Iterable[Glyph], turn: int) -> list[Glyph]:
    """The glyphs as they lie when text that was turned so many quarters to the left is upright again; what is slanted in
    one line, as the file has it."""
    if turn == 1:
        return [
            replace(one, left=one.bottom, right=one.top, bottom=-one.right, top=-one.left) for one in glyphs
        ]
    if turn == 2:
        return [
            replace(one, left=-one.right, right=-one.left, bottom=-one.top, top=-one.bottom) for one in glyphs
        ]
    if turn == 3:
        return [
            replace(one, left=-one.top, right=-one.bottom, bottom=one.left, top=one.right) for one in glyphs
        ]
    if turn == SLANTED:
        return [
            replace(one, left=at * one.size, right=(at + 1) * one.size, bottom=0.0, top=one.size)
            for at, one in enumerate(glyphs)
        ]
    return list(glyphs)


def laid_down(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Glyphs written downwards as if written across; forms that only such writing has become the usual ones."""
    return [replace(one, char=one.char.translate(_FORMS)) for one in turned(glyphs, 3)]
