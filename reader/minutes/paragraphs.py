"""Lines to paragraphs: hard wraps are mended, paragraphs stay apart.

A printed line that is as wide as the document's lines get, and does not end a sentence, goes on in the next
unless that one is indented, numbered or marked::

    三十分                      三十分ほど後に着くそうです。
    ほど後に着くそうです。   ->
"""

import re
from collections.abc import Sequence

from reader.minutes.characters import width
from reader.minutes.numbering import read_number

_ENDED = re.compile(r"[。．？！?!」』)）〕】…―]$")
_STARTS = re.compile(r"[\s　・•◦‣○●◯◎■□◆◇※＊*\-―─(（〔【①-⑳]")
_SHORTEST = 20
_LONGEST = 160


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which the document's lines are broken, in columns; 0 where its lines are not broken."""
    broken = [width(line) for line in lines if not _ENDED.search(line.rstrip()) and len(line) > 8]
    if not broken:
        return 0
    widest = max(width(line.strip()) for line in lines)
    return widest if _SHORTEST <= widest <= _LONGEST else 0


def mend(lines: Sequence[str], wrapped_at: int) -> list[str]:
    """The paragraphs of a turn, given its lines as printed and the document's ``wrap_width``."""
    paragraphs: list[str] = []
    above = ""
    for line in lines:
        text = line.strip()
        if not text:
            continue
        if paragraphs and _continues(above, line, wrapped_at):
            paragraphs[-1] += _between(paragraphs[-1], text) + text
        else:
            paragraphs.append(text)
        above = line
    return paragraphs


def _continues(above: str, line: str, wrapped_at: int) -> bool:
    if not wrapped_at or _ENDED.search(above.rstrip()) or _STARTS.match(line) or read_number(line):
        return False
    return width(above.rstrip()) >= wrapped_at * 0.85


def _between(above: str, below: str) -> str:
    """A space only between two Latin words."""
    return (
        " "
        if above[-1:].isascii() and above[-1:].isalnum() and below[:1].isascii() and below[:1].isalnum()
        else ""
    )
