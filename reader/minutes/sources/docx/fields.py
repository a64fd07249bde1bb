"""Fields of a Word file: what stands between their marks is code until the result begins.

::

    begin, " PAGE ", separate, "3", end            -> 3
    begin, ' IF 1 = 2 "秘密" "" ', separate, end   -> nothing; 秘密 is never shown
    begin, " eq \\o\\ac(○,秘)", end                 -> ㊙ (a code that prints itself)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.minutes.sources.docx.equations import Printed, printed_by
from reader.minutes.sources.docx.xml import FALLBACK, Node, below, switch, value, word

_MARK, _KIND = word("fldChar"), word("fldCharType")
_GONE = frozenset((word("del"), word("moveFrom"), FALLBACK))
_FORM = re.compile(r"\s*FORM(CHECKBOX|DROPDOWN)", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_KNOWN = re.compile(
    r"\s*(?:EQ|SYMBOL|HYPERLINK|TOC|MACROBUTTON|GOTOBUTTON|DATE|TIME|SEQ|REF|PAGEREF)\b|\s*=", re.IGNORECASE
)
_QUOTED_FORMAT = re.compile(r'\\[@#*]\s*(?:"[^"]*"|\S+)')


@dataclass(slots=True)
class _Field:
    """A field that is open."""

    begin: Node
    code: list[str] = field(default_factory=list)
    shows: bool = False
    printed: bool = False


class Fields:
    """The fields that are open, of one part of a document. Marks without a partner count for nothing: a field that
    is never closed would swallow what follows."""

    def __init__(self, root: Node) -> None:
        self._kept = list(_pairs(root))
        self._marks = {id(mark) for mark in self._kept}
        self._open: list[_Field] = []
        self.hidden: list[str] = []
        """Words in codes, which nobody sees."""

    def shows(self) -> bool:
        """Whether words that come now are seen."""
        return all(one.shows for one in self._open)

    def take(self, words: str) -> None:
        """Words that come while a code is open."""
        waiting = next((one for one in reversed(self._open) if not one.shows), None)
        if waiting is not None:
            waiting.code.append(words)

    def printed(self) -> None:
        """Words of a result have come."""
        for one in self._open:
            one.printed = True

    def mark(self, mark: Node) -> Printed | None:
        """A field's mark; what its end prints, if it prints anything."""
        if id(mark) not in self._marks:
            return None
        kind = mark.get(_KIND)
        if kind == "begin":
            self._open.append(_Field(mark))
        elif kind == "separate" and self._open:
            self._open[-1].shows = True
        elif kind == "end" and self._open:
            done = self._open.pop()
            return self.closed("".join(done.code), done.printed, below(done.begin, "ffData"))
        return None

    def closed(self, code: str, printed: bool, form: Node | None = None) -> Printed | None:
        """What a field prints at its end beside its result."""
        if not _KNOWN.match(code):
            self.hidden += _NOT_ASCII.findall(_QUOTED_FORMAT.sub("", code))
        if printed:
            return None
        found = _FORM.match(code)
        return Printed(_form(form)) if found and form is not None else printed_by(code)


def _form(form: Node) -> str:
    """What a form's box or list shows."""
    box, choices = below(form, "checkBox"), below(form, "ddList")
    if box is not None:
        checked = switch(box, "checked")
        return "☑" if (switch(box, "default") if checked is None else checked) else "□"
    if choices is None:
        return ""
    entries = [value(child) or "" for child in choices if child.tag == word("listEntry")]
    chosen = value(below(choices, "result")) or value(below(choices, "default")) or "0"
    return (
        entries[int(chosen)] if chosen.isdecimal() and len(chosen) < 5 and int(chosen) < len(entries) else ""
    )


def _pairs(root: Node) -> Iterator[Node]:
    """The marks that have their partners."""
    opened: list[list[Node]] = []
    for mark in _marks(root):
        kind = mark.get(_KIND)
        if kind == "begin":
            opened.append([mark])
        elif opened:
            opened[-1].append(mark)
            if kind == "end":
                yield from opened.pop()


def _marks(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.tag == _MARK:
            yield one
        elif isinstance(one.tag, str) and one.tag not in _GONE:
            waiting += reversed(list(one))
