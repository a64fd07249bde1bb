"""What a rich text hides and LibreOffice would show: the words of hidden boxes, made hidden letters.

::

    {\\shp{\\*\\shpinst{\\sp{\\sn fHidden}{\\sv 1}}{\\shptxt words}}}  -> {\\v words}
"""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    rb"\\bin(\d{1,9}) ?|\\[a-z]+-?\d* ?|\\'[0-9a-fA-F]{2}|\\.|[{}]", re.IGNORECASE | re.DOTALL
)
_HIDDEN = re.compile(rb"\{\s*\\sp\s*\{\s*\\sn\s+fHidden\s*\}\s*\{\s*\\sv\s+1\s*\}\s*\}")
_BOX = re.compile(rb"\{\s*\\shp\b")
_TEXT = re.compile(rb"\{\s*\\shptxt\b")
_LOOK = re.compile(rb"\\(?!u-?\d|bin)[a-z]+-?\d* ?|\\\*")


def hidden_boxes_as_letters(data: bytes) -> bytes:
    """The rich text with the words of its hidden boxes as hidden letters."""
    if _HIDDEN.search(data) is None:
        return data
    made, at = [], 0
    for start, end in _groups(data, _BOX):
        box = data[start:end]
        if _HIDDEN.search(box) is not None:
            words = [box[first:last] for first, last in _groups(box, _TEXT)]
            plain = b"".join(_LOOK.sub(b"", one) for one in words)
            made += [data[at:start], b"{\\v ", plain, b"}"]
            at = end
    return b"".join([*made, data[at:]])


def _groups(data: bytes, opening: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
    """Start and end of the outermost groups that open so; one that nothing closes ends with the data."""
    at = 0
    while (found := opening.search(data, at)) is not None:
        at = _end(data, found.start())
        yield found.start(), at


def _end(data: bytes, start: int) -> int:
    """Where the group that opens at ``start`` ends."""
    depth, at = 0, start
    while (token := _TOKEN.search(data, at)) is not None:
        at = token.end() + int(token.group(1) or 0)
        depth += (token.group() == b"{") - (token.group() == b"}")
        if not depth:
            return at
    return len(data)
