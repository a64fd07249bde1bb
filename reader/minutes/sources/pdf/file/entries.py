"""A PDF dictionary's entries, as they stand in the file.

::

    b"<< /Type /OCG /Usage << /View << /ViewState /OFF >> >> >>"  -> {"Type": b"/OCG", "Usage": b"<< /View … >>"}
    references(b"[6 0 R 7 0 R]")                                  -> [6, 7]
"""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    rb"<<|>>|\[|\]|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.){0,2000}\)){0,20000}\)|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()%]*|%[^\r\n]*"
    rb"|[^\s/<>\[\]()%]+",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"(\d{1,8})\s{1,8}\d{1,5}\s{1,8}R\b")
_OPENS, _CLOSES = (b"<<", b"["), (b">>", b"]")


def entries_of(words: bytes) -> dict[str, bytes]:
    """The entries of the first dictionary in ``words``; of two with one name, the later."""
    found: dict[str, bytes] = {}
    start = words.find(b"<<")
    for name, value in _entries(words, start) if start >= 0 else ():
        found[name] = value
    return found


def references(words: bytes) -> list[int]:
    """The numbers of the objects that ``words`` refer to, in order."""
    return [int(number) for number in _REFERENCE.findall(words)]


def _entries(words: bytes, start: int) -> Iterator[tuple[str, bytes]]:
    depth, name, begun = 0, "", -1
    for token in _TOKEN.finditer(words, start):
        what = token.group()
        ends = depth == 1 and (what == b">>" or (what.startswith(b"/") and begun >= 0))
        if ends and name and begun >= 0:
            yield name, words[begun : token.start()].strip()
            name, begun = "", -1
        if depth == 1 and what.startswith(b"/") and not name:
            name = what[1:].decode("latin-1")
        elif depth == 1 and name and begun < 0 and not what.startswith(b"%"):
            begun = token.start()
        depth += (what in _OPENS) - (what in _CLOSES)
        if depth == 0:
            return
