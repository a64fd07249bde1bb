"""What a style says: the level of a heading, the list it belongs to, whether its words are hidden.

::

    <w:style w:styleId="1"><w:name w:val="heading 1"/>…   -> heading, level 1
    <w:style w:styleId="a0"><w:basedOn w:val="1"/>…       -> the same, by descent
    <w:style w:styleId="h"><w:rPr><w:vanish/>…            -> hidden
"""

import re
from dataclasses import dataclass

from reader.minutes.sources.docx.xml import Node, below, number, switch, value, word

_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9１-９])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|表題)$", re.IGNORECASE)
_DEEPEST = 12
_BODY_LEVEL = 9
_NUMBERS = str.maketrans("１２３４５６７８９", "123456789")


@dataclass(frozen=True, slots=True)
class Style:
    """The heading's level, 0 for none; the list's number and level, None for none; whether words are hidden, None
    where the style does not say."""

    heading: int = 0
    list: tuple[str, int] | None = None
    hidden: bool | None = None


class Styles:
    """The styles of a document, by id. Each is read once: a style may be long, and every paragraph may have it."""

    def __init__(self, styles: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._usual: dict[str, str] = {}
        self._read: dict[str, Style] = {}
        self._everywhere = bool(switch(below(styles, "docDefaults", "rPrDefault", "rPr"), "vanish"))
        for node in styles if styles is not None else ():
            identity = node.get(word("styleId")) if node.tag == word("style") else None
            if identity is not None:
                self._nodes[identity] = node
                if (node.get(word("default")) or "0").lower() in ("1", "true", "on"):
                    self._usual[node.get(word("type")) or ""] = identity

    def of(self, paragraph: Node) -> Style:
        """What the paragraph's own properties, and then its style, say."""
        properties = below(paragraph, "pPr")
        style = self._named(value(below(properties, "pStyle")), "paragraph")
        heading, listed = style.heading, style.list
        if properties is not None:
            heading, listed = _outline(properties) or heading, _list(properties) or listed
        return Style(heading, listed if listed and listed[0] != "0" else None, style.hidden)

    def hides(self, properties: Node | None, paragraph: Style, table: str | None) -> bool:
        """Whether words with those run properties, in such a paragraph (in a table of such a style), are hidden.

        As Word has it: what the run itself says decides; else each kind of style turns the others' answer round.
        """
        own = switch(properties, "vanish")
        if own is not None:
            return own
        styles = [paragraph.hidden, self._named(value(below(properties, "rStyle")), "character").hidden]
        if table is not None:
            styles.append(self._named(table, "table").hidden)
        return self._everywhere or sum(hidden is True for hidden in styles) % 2 == 1

    def _named(self, identity: str | None, kind: str) -> Style:
        identity = identity if identity is not None else self._usual.get(kind)
        if identity is None:
            return Style()
        if identity not in self._read:
            self._read[identity] = self._descended(identity)
        return self._read[identity]

    def _descended(self, identity: str | None) -> Style:
        heading, listed, hidden = 0, None, None
        for _ in range(_DEEPEST):
            node = self._nodes.get(identity or "")
            if node is None:
                break
            own = below(node, "pPr")
            heading = heading or _heading(value(below(node, "name")))
            if own is not None:
                heading, listed = heading or _outline(own), listed or _list(own)
            hidden = hidden if hidden is not None else switch(below(node, "rPr"), "vanish")
            identity = value(below(node, "basedOn"))
        return Style(heading, listed, hidden)


def _heading(name: str | None) -> int:
    found = _HEADING.match(name or "")
    if found:
        return int(found.group(1).translate(_NUMBERS))
    return 1 if _TITLE.match(name or "") else 0


def _outline(properties: Node) -> int:
    level = number(value(below(properties, "outlineLvl")), _BODY_LEVEL)
    return level + 1 if level < _BODY_LEVEL else 0


def _list(properties: Node) -> tuple[str, int] | None:
    identity = value(below(properties, "numPr", "numId"))
    return (identity, number(value(below(properties, "numPr", "ilvl")), 0)) if identity else None
