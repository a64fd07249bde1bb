"""The numbers that Word counts itself: not in the paragraph's text, but on the page.

::

    numId 3, level 0, "%1．", decimalFullWidth   -> "１．", "２．", …
    numId 3, level 1, "(%2)", aiueo              -> "(ア)", "(イ)", …
    a bullet, whatever its font                  -> "・"
    a level whose number is hidden               -> "", and counted all the same
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reader.minutes.sources.counting import formed
from reader.minutes.sources.docx.xml import Node, below, number, switch, value, word

_LEVELS = 9
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    gone: bool


@dataclass
class _List:
    levels: Mapping[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class ListNumbers:
    """Counts a document's lists, paragraph by paragraph."""

    def __init__(self, numbering: Node | None) -> None:
        self._lists: dict[str, _List] = {}
        if numbering is None:
            return
        abstract = {
            node.get(word("abstractNumId")): _List(_levels(node))
            for node in numbering
            if node.tag == word("abstractNum")
        }
        for node in numbering:
            base = abstract.get(value(below(node, "abstractNumId"))) if node.tag == word("num") else None
            identity = node.get(word("numId"))
            if base is not None and identity is not None:
                self._lists[identity] = _overridden(node, base)

    def printed(self, identity: str, level: int) -> str:
        """What Word prints in front of the next paragraph of that list at that level; "" for nothing."""
        counted = self._lists.get(identity)
        if counted is None or level not in counted.levels:
            return ""
        shape = counted.levels[level]
        counted.counts[level] = counted.counts.get(level, shape.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counted.counts.pop(deeper, None)
        if shape.gone:
            return ""
        if shape.form == "bullet":
            return "・"
        text = shape.text
        for other in range(_LEVELS):
            mark = f"%{other + 1}"
            if mark in text and other in counted.levels:
                at = counted.counts.get(other, counted.levels[other].start)
                text = text.replace(mark, formed(at, counted.levels[other].form))
        return text + "　" if text.strip() else ""


def _levels(node: Node) -> dict[int, _Level]:
    levels = {}
    for child in node:
        if child.tag == word("lvl"):
            start = number(value(below(child, "start")), 1)
            form = value(below(child, "numFmt")) or "decimal"
            text = (value(below(child, "lvlText")) or "")[:_LONGEST]
            gone = bool(switch(below(child, "rPr"), "vanish"))
            levels[number(child.get(word("ilvl")), 0)] = _Level(start, form, text, gone)
    return levels


def _overridden(node: Node, base: _List) -> _List:
    """The list itself, or one of its own where the document begins its numbers anew."""
    starts = {
        number(child.get(word("ilvl")), 0): number(value(below(child, "startOverride")), 1)
        for child in node
        if child.tag == word("lvlOverride") and below(child, "startOverride") is not None
    }
    if not starts:
        return base
    levels = {at: replace(level, start=starts.get(at, level.start)) for at, level in base.levels.items()}
    return _List(levels)
