"""What a paragraph's style says of it: the level of a heading, the list it belongs to.

::

    <w:style w:styleId="1"><w:name w:val="heading 1"/>…   -> heading, level 1
    <w:style w:styleId="a0"><w:basedOn w:val="1"/>…       -> the same, by descent
"""

import re
from dataclasses import dataclass

from reader.minutes.sources.docx.xml import Node, below, number, value, word

_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9１-９])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|表題)$", re.IGNORECASE)
_DEEPEST = 12
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The heading's level, 0 for none; the list's number and level, None for none."""

    heading: int = 0
    list: tuple[str, int] | None = None


class Styles:
    """The styles of a document, by id."""

    def __init__(self, styles: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        for node in styles if styles is not None else ():
            identity = node.get(word("styleId")) if node.tag == word("style") else None
            if identity is not None:
                self._nodes[identity] = node

    def of(self, paragraph: Node) -> ParagraphStyle:
        """What the paragraph's own properties, and then its style, say."""
        properties = below(paragraph, "pPr")
        if properties is None:
            return ParagraphStyle()
        heading, listed = _outline(properties), _list(properties)
        identity = value(below(properties, "pStyle"))
        for _ in range(_DEEPEST):
            node = self._nodes.get(identity or "")
            if node is None:
                break
            own = below(node, "pPr")
            heading = (
                heading or _named(value(below(node, "name"))) or (_outline(own) if own is not None else 0)
            )
            listed = listed or (_list(own) if own is not None else None)
            identity = value(below(node, "basedOn"))
        return ParagraphStyle(heading, listed if listed and listed[0] != "0" else None)


def _named(name: str | None) -> int:
    found = _HEADING.match(name or "")
    if found:
        return int(found.group(1))
    return 1 if _TITLE.match(name or "") else 0


def _outline(properties: Node) -> int:
    level = number(value(below(properties, "outlineLvl")), _BODY_LEVEL)
    return level + 1 if level < _BODY_LEVEL else 0


def _list(properties: Node) -> tuple[str, int] | None:
    identity = value(below(properties, "numPr", "numId"))
    return (identity, number(value(below(properties, "numPr", "ilvl")), 0)) if identity else None
