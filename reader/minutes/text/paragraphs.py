"""Lines to paragraphs: hard wraps are mended, paragraphs stay apart.

A printed line that is as wide as the document's lines get, and does not end a sentence, goes on in the next
unless that one is indented (further than the turn's other lines), numbered or marked. What no line may begin with (。 」 っ)
goes on however narrow the line above is::

    三十分                      三十分ほど後に着くそうです。
    ほど後に着くそうです。   ->
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.minutes.text.characters import ENDED, MARK_CLASS
from reader.minutes.text.numbering import read_number

_OPEN = re.compile(r"[第のをはがにとでやも、，・]$")
_STARTS = re.compile(rf"[{MARK_CLASS}・•‣※＊*\-―─(（〔【①-⑳]")
_NEVER_FIRST = re.compile(r"[、。，．」』）］｝〕】〉》っゃゅょッャュョ々]")
_SHORTEST = 20
_LONGEST = 160
_SURELY = 40
_NEAR = 4
_WIDE = 2


def wrap_width(lines: Sequence[tuple[str, int]]) -> int:
    """The width at which the document's lines are broken, in columns; 0 where its lines are not broken.

    Two lines that break off agree on it. A line is its text and the width of the row it was printed in (which may
    have a label in front)."""
    broken = sorted((columns for text, columns in lines if _breaks(text)), reverse=True)
    agreed = next((one for one, other in pairwise(broken) if one - other <= _NEAR), 0)
    if not agreed and broken and broken[0] >= _SURELY and broken[0] == max(columns for _, columns in lines):
        agreed = broken[0]
    return agreed if _SHORTEST <= agreed <= _LONGEST else 0


def _breaks(text: str) -> bool:
    """True for a line that ends in the middle of a sentence."""
    return len(text) > 8 and not ENDED.search(text.rstrip())


def mend(lines: Sequence[tuple[str, int]], wrapped_at: int) -> list[str]:
    """The paragraphs of a turn, given its lines as printed and the document's ``wrap_width``."""
    paragraphs: list[str] = []
    hang = min((_indent(text) for text, _ in lines[1:] if text.strip()), default=0)
    above: tuple[str, int] = ("", 0)
    for text, columns in lines:
        words = text.strip()
        if not words:
            continue
        goes_on = _indent(text) <= hang and _continues(above, words, wrapped_at)
        if paragraphs and (goes_on or _NEVER_FIRST.match(words)):
            paragraphs[-1] += _between(paragraphs[-1], words) + words
        else:
            paragraphs.append(words)
        above = (text, columns)
    return paragraphs


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _continues(above: tuple[str, int], words: str, wrapped_at: int) -> bool:
    text, columns = above
    said = text.rstrip()
    if not wrapped_at or _STARTS.match(words):
        return False
    if ENDED.search(said):
        return said[-1] == "。" and columns >= wrapped_at - _WIDE and not read_number(words)
    return columns >= wrapped_at * 0.85 and (_OPEN.search(said) is not None or not read_number(words))


def _between(above: str, below: str) -> str:
    """A space only between two Latin words."""
    return (
        " "
        if above[-1:].isascii() and above[-1:].isalnum() and below[:1].isascii() and below[:1].isalnum()
        else ""
    )
