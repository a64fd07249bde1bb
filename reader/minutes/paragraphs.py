"""Lines to paragraphs: hard wraps are mended, paragraphs stay apart.

A printed line that is as wide as the document's lines get, and does not end a sentence, goes on in the next
unless that one is indented, numbered or marked::

    三十分                      三十分ほど後に着くそうです。
    ほど後に着くそうです。   ->
"""

import re
from collections.abc import Sequence

from reader.minutes.numbering import read_number

_ENDED = re.compile(r"[。．？！?!」』)）〕】…―]$")
_STARTS = re.compile(r"[\s　・•◦‣○●◯◎■□◆◇※＊*\-―─(（〔【①-⑳]")
_SHORTEST = 20
_LONGEST = 160


def wrap_width(lines: Sequence[tuple[str, int]]) -> int:
    """The width at which the document's lines are broken, in columns; 0 where its lines are not broken.

    A line is its text and the width of the row it was printed in (which may have a label in front)."""
    if not any(len(text) > 8 and not _ENDED.search(text.rstrip()) for text, _ in lines):
        return 0
    widest = max(columns for _, columns in lines)
    return widest if _SHORTEST <= widest <= _LONGEST else 0


def mend(lines: Sequence[tuple[str, int]], wrapped_at: int) -> list[str]:
    """The paragraphs of a turn, given its lines as printed and the document's ``wrap_width``."""
    paragraphs: list[str] = []
    above: tuple[str, int] = ("", 0)
    for text, columns in lines:
        words = text.strip()
        if not words:
            continue
        if paragraphs and _continues(above, text, wrapped_at):
            paragraphs[-1] += _between(paragraphs[-1], words) + words
        else:
            paragraphs.append(words)
        above = (text, columns)
    return paragraphs


def _continues(above: tuple[str, int], line: str, wrapped_at: int) -> bool:
    text, columns = above
    if not wrapped_at or _ENDED.search(text.rstrip()) or _STARTS.match(line) or read_number(line):
        return False
    return columns >= wrapped_at * 0.85


def _between(above: str, below: str) -> str:
    """A space only between two Latin words."""
    return (
        " "
        if above[-1:].isascii() and above[-1:].isalnum() and below[:1].isascii() and below[:1].isalnum()
        else ""
    )
