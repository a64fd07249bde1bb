"""What a style says: the level of a heading, the list it belongs to, whether its words are seen.

::

    <w:style w:styleId="1"><w:name w:val="heading 1"/>…   -> heading, level 1
    <w:style w:styleId="a0"><w:basedOn w:val="1"/>…       -> the same, by descent
    <w:style w:styleId="h"><w:rPr><w:vanish/>…            -> hidden
    <w:rPr><w:color w:val="FFFFFF"/>…, on white paper     -> NO_INK; on a shaded cell it is seen
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.minutes.sources.docx.looks.letters import PAPER, UNKNOWN, Looks, ground_of, is_away, looks_of
from reader.minutes.sources.docx.xml import Node, below, local, number, value, word
from reader.minutes.sources.left_out import HIDDEN

_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9１-９])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|表題)$", re.IGNORECASE)
_DEEPEST = 12
_BODY_LEVEL = 9
_PLAIN = Looks()
_NUMBERS = str.maketrans("１２３４５６７８９", "123456789")


@dataclass(frozen=True, slots=True)
class Style:
    """The heading's level, 0 for none; the list's number and level, None for none; how its words look."""

    heading: int = 0
    list: tuple[str, int] | None = None
    looks: Looks = _PLAIN


@dataclass(frozen=True, slots=True)
class Around:
    """Where words stand: in a table of that style (None: in none), on a ground of that colour (None: on paper), in which
    ``parts`` of the table, the nearest first (``firstRow``, ``band1Horz`` …)."""

    table: str | None = None
    ground: str | None = None
    parts: tuple[str, ...] = ()


class Styles:
    """The styles of a document, by id. Each is read once: a style may be long, and every paragraph may have it."""

    def __init__(self, styles: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._usual: dict[str, str] = {}
        self._read: dict[str, Style] = {}
        self._tables: dict[tuple[str, tuple[str, ...]], Looks] = {}
        self._everywhere = looks_of(below(styles, "docDefaults", "rPrDefault", "rPr"))
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
        heading, listed, looks = style.heading, style.list, style.looks
        if properties is not None:
            heading, listed = _outline(properties) or heading, _list(properties) or listed
            looks = Looks(ground=ground_of(properties), away=is_away(properties)).over(looks)
        return Style(heading, listed if listed and listed[0] != "0" else None, looks)

    def unseen(self, properties: Node | None, paragraph: Style, around: Around) -> str | None:
        """Why words with those run properties, in such a paragraph, there, are not seen; None where they are."""
        own = looks_of(properties)
        if self._hides(own, properties, paragraph, around):
            return HIDDEN
        styled = self._named(value(below(properties, "rStyle")), "character").looks
        looks = own.over(styled).over(paragraph.looks).over(self._of_table(around)).over(self._everywhere)
        return looks.unseen(around.ground)

    def bands(self, table: str) -> tuple[int, int]:
        """How many rows, and how many columns, in a row of a table of that style look alike, where they take turns; at
        least 1."""
        return self._band(table, "tblStyleRowBandSize"), self._band(table, "tblStyleColBandSize")

    def _band(self, table: str, name: str) -> int:
        for node in self._descent(table):
            size = value(below(node, "tblPr", name))
            if size is not None:
                return max(number(size, 1), 1)
        return 1

    def shades(self, table: str) -> bool:
        """Whether a table's style may put something behind its words."""
        return self._named(table, "table").looks.ground not in (None, PAPER)

    def _hides(self, own: Looks, properties: Node | None, paragraph: Style, around: Around) -> bool:
        """As Word has it: what the run itself says decides; else each kind of style turns the others' answer round."""
        if own.hidden is not None:
            return own.hidden
        named = self._named(value(below(properties, "rStyle")), "character")
        styles = [paragraph.looks.hidden, named.looks.hidden, self._of_table(around).hidden]
        return bool(self._everywhere.hidden) or sum(hidden is True for hidden in styles) % 2 == 1

    def _of_table(self, around: Around) -> Looks:
        """How a table's style makes letters look there: by its parts, the nearest first, then as a whole."""
        if around.table is None:
            return _PLAIN
        key = around.table, around.parts
        if key not in self._tables:
            looks = _PLAIN
            for part in around.parts:
                for node in self._descent(around.table):
                    for one in node:
                        if local(one) == "tblStylePr" and one.get(word("type")) == part:
                            looks = looks.over(looks_of(below(one, "rPr")))
            whole = self._named(around.table, "table").looks
            self._tables[key] = looks.over(Looks(whole.hidden, whole.ink, whole.tiny))
        return self._tables[key]

    def _descent(self, identity: str | None) -> Iterator[Node]:
        """A style, and those that it is based on."""
        for _ in range(_DEEPEST):
            node = self._nodes.get(identity or "")
            if node is None:
                return
            yield node
            identity = value(below(node, "basedOn"))

    def _named(self, identity: str | None, kind: str) -> Style:
        identity = identity if identity is not None else self._usual.get(kind)
        if identity is None:
            return Style()
        if identity not in self._read:
            self._read[identity] = self._descended(identity)
        return self._read[identity]

    def _descended(self, identity: str | None) -> Style:
        heading, listed, looks = 0, None, Looks()
        for node in self._descent(identity):
            own = below(node, "pPr")
            heading = heading or _heading(value(below(node, "name")))
            if own is not None:
                heading, listed = heading or _outline(own), listed or _list(own)
            looks = looks.over(looks_of(below(node, "rPr"))).over(_ground_in(node))
        return Style(heading, listed, looks)


def _ground_in(node: Node) -> Looks:
    """What a style puts behind words; of a table's, which has many parts, only whether it does."""
    if _kind_of(node) != "table":
        return Looks(ground=ground_of(below(node, "pPr")), away=is_away(below(node, "pPr")))
    return Looks(
        ground=UNKNOWN if any(ground_of(part) not in (None, PAPER) for part in _parts(node)) else None
    )


def _kind_of(node: Node) -> str:
    """Of what a style is: paragraph, character, table."""
    return node.get(word("type")) or ""


def _parts(node: Node) -> Iterator[Node]:
    """The properties in a style, those for a table's first row and the like too."""
    for child in node:
        if local(child) in ("rPr", "pPr", "tcPr", "tblPr"):
            yield child
        elif local(child) == "tblStylePr":
            yield from _parts(child)


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
