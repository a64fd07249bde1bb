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

from reader.minutes.sources.docx.xml import Node, below, local, number, switch, value, word
from reader.minutes.sources.left_out import HIDDEN, NO_INK, TINY

_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9１-９])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|表題)$", re.IGNORECASE)
_DEEPEST = 12
_BODY_LEVEL = 9
_WHITE = frozenset({"ffffff", "white"})
_PAPER = frozenset({"background1", "light1"})
_DRAWN_OTHERWISE = frozenset({"outline", "shadow", "emboss", "imprint", "bdr"})
_TINY = 2
_NUMBERS = str.maketrans("１２３４５６７８９", "123456789")


@dataclass(frozen=True, slots=True)
class Looks:
    """What run properties say of letters' look; None where they do not say. ``shaded``: something stands behind them."""

    hidden: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    shaded: bool = False

    def over(self, other: "Looks") -> "Looks":
        """These, and where they do not say, the others; one ground is enough."""
        return Looks(
            self.hidden if self.hidden is not None else other.hidden,
            self.white if self.white is not None else other.white,
            self.tiny if self.tiny is not None else other.tiny,
            self.shaded or other.shaded,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """The heading's level, 0 for none; the list's number and level, None for none; how its words look."""

    heading: int = 0
    list: tuple[str, int] | None = None
    looks: Looks = Looks()


@dataclass(frozen=True, slots=True)
class Around:
    """Where words stand: in a table of that style (None: in none), on a ground that may not be white."""

    table: str | None = None
    shaded: bool = False


class Styles:
    """The styles of a document, by id. Each is read once: a style may be long, and every paragraph may have it."""

    def __init__(self, styles: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._usual: dict[str, str] = {}
        self._read: dict[str, Style] = {}
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
            looks = looks.over(Looks(shaded=is_shaded(properties)))
        return Style(heading, listed if listed and listed[0] != "0" else None, looks)

    def unseen(self, properties: Node | None, paragraph: Style, around: Around) -> str | None:
        """Why words with those run properties, in such a paragraph, there, are not seen; None where they are."""
        own = looks_of(properties)
        if self._hides(own, properties, paragraph, around):
            return HIDDEN
        styled = self._named(value(below(properties, "rStyle")), "character").looks
        looks = own.over(styled).over(paragraph.looks).over(self._everywhere)
        if looks.tiny:
            return TINY
        return NO_INK if looks.white and not looks.shaded and not around.shaded else None

    def shades(self, table: str) -> bool:
        """Whether a table's style may put something behind its words."""
        return self._named(table, "table").looks.shaded

    def _hides(self, own: Looks, properties: Node | None, paragraph: Style, around: Around) -> bool:
        """As Word has it: what the run itself says decides; else each kind of style turns the others' answer round."""
        if own.hidden is not None:
            return own.hidden
        named = self._named(value(below(properties, "rStyle")), "character")
        styles = [paragraph.looks.hidden, named.looks.hidden]
        if around.table is not None:
            styles.append(self._named(around.table, "table").looks.hidden)
        return bool(self._everywhere.hidden) or sum(hidden is True for hidden in styles) % 2 == 1

    def _named(self, identity: str | None, kind: str) -> Style:
        identity = identity if identity is not None else self._usual.get(kind)
        if identity is None:
            return Style()
        if identity not in self._read:
            self._read[identity] = self._descended(identity)
        return self._read[identity]

    def _descended(self, identity: str | None) -> Style:
        heading, listed, looks = 0, None, Looks()
        for _ in range(_DEEPEST):
            node = self._nodes.get(identity or "")
            if node is None:
                break
            own = below(node, "pPr")
            heading = heading or _heading(value(below(node, "name")))
            if own is not None:
                heading, listed = heading or _outline(own), listed or _list(own)
            shaded = any(is_shaded(part) for part in _parts(node))
            looks = looks.over(looks_of(below(node, "rPr"))).over(Looks(shaded=shaded))
            identity = value(below(node, "basedOn"))
        return Style(heading, listed, looks)


def looks_of(properties: Node | None) -> Looks:
    """How run properties make letters look."""
    if properties is None:
        return Looks()
    size = value(below(properties, "sz"))
    drawn = any(local(child) in _DRAWN_OTHERWISE or local(child).startswith("text") for child in properties)
    return Looks(
        switch(properties, "vanish"),
        None if below(properties, "color") is None else _is_white(below(properties, "color")) and not drawn,
        None if size is None else 0 < number(size, 0) <= _TINY,
        is_shaded(properties),
    )


def is_shaded(properties: Node | None) -> bool:
    """Whether properties (of a run, a paragraph, a cell) put another ground than white behind words."""
    marked = value(below(properties, "highlight"))
    if marked is not None and marked not in ("none", "white"):
        return True
    shade = below(properties, "shd")
    if shade is None:
        return False
    fill = (shade.get(word("fill")) or "auto").lower()
    theme = shade.get(word("themeFill"))
    pattern = value(shade) or "clear"
    return fill not in {"auto", *_WHITE} or theme not in {None, *_PAPER} or pattern not in ("clear", "nil")


def _is_white(colour: Node | None) -> bool:
    """White as the paper is; a theme's white that is shaded is grey."""
    if colour is None:
        return False
    theme = colour.get(word("themeColor"))
    if theme is not None:
        return theme in _PAPER and colour.get(word("themeShade")) is None
    return (value(colour) or "").lower() in _WHITE


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
