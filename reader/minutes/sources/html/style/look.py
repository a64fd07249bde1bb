"""How the words of an element look, worked out from what is around it: shown or gone, their size, colour and ground.

::

    <div style="font-size:0"><a style="font-size:16px">…   -> the link's words are 16 pixels high: seen
    <td bgcolor="#003366"><font color="#ffffff">…          -> white on dark blue: seen
    <p style="visibility:hidden"><b style="visibility:visible">…   -> the bold words are seen
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from reader.minutes.sources.html.style.boxes import (
    CUT,
    has_flat_rows,
    is_cut_away,
    is_far,
    is_flat,
    is_in_flat_row,
    is_masked,
    is_nothing,
)
from reader.minutes.sources.html.style.values import (
    WIDE,
    Colour,
    are_alike,
    colour,
    is_clear,
    length,
)
from reader.minutes.sources.left_out import HIDDEN, NO_INK, TINY, TO_BE_HEARD

_BLACK: Colour = (0, 0, 0, 1.0)
_WHITE: Colour = (255, 255, 255, 1.0)
_LINK: Colour = (0, 0, 238, 1.0)
_FAR = 500.0
_SMALL = 2.5
_FAINT = 0.05
_SAME = frozenset({"inherit", "unset", "revert", "revert-layer", "currentcolor"})
_SIZES = {"smaller": 0.83, "larger": 1.2}
_NAMED_SIZES = dict(
    zip(
        ("xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "initial"),
        (9.0, 10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 16.0),
        strict=True,
    )
)
_DRAWN = frozenset({"svg", "g", "text", "tspan", "textpath", "switch"})
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_BY_ATTRIBUTES = ("display", "visibility", "opacity", "fill", "font-size")
_VARIABLE = re.compile(r"var\(\s*(--[\w\-]+)\s*(?:,([^()]*))?\)")

Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """``gone`` says why nothing of the element is seen; ``size`` is in pixels; ``colour`` and ``ground`` are None where
    they are not known (a picture, a sheet that is not in the page)."""

    gone: str | None = None
    visible: bool = True
    size: float = 16.0
    colour: Colour | None = _BLACK
    ground: Colour | None = _WHITE
    indent: float = 0.0
    flat_rows: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def unseen(self) -> str | None:
        """Why the words are not seen; None where they are."""
        if self.gone is not None:
            return self.gone
        if not self.visible or abs(self.indent) >= _FAR or self.size == 0:
            return HIDDEN
        if self.size < _SMALL:
            return TINY
        if self.colour is None:
            return None
        if is_clear(self.colour) or (self.ground is not None and are_alike(self.colour, self.ground)):
            return NO_INK
        return None


def look_of(node: LexborNode, tag: str, said: Said, around: Look, opened: bool) -> Look:
    """The look of an element within what is around it. One that may be ``opened`` is not gone."""
    attributes = node.attributes
    if not said and not attributes and tag not in ("template", "dialog", "mark", "svg"):
        return replace(around, flat_rows=False) if around.flat_rows else around
    if tag in _DRAWN:
        said = _as_drawn(attributes, said)
    variables = {name: value for name, value in said.items() if name.startswith("--")}
    if variables:
        around = replace(around, variables={**around.variables, **variables})
    if any("var(" in value for value in said.values()):
        said = {name: _resolved(value, around.variables) for name, value in said.items()}
    look = _coloured(node, tag, said, around)
    size = _size(said.get("font-size", ""), around.size)
    if size is not None:
        look = replace(look, size=size)
    if "text-indent" in said:
        look = replace(look, indent=_indent(said, look))
    gone = around.gone or (None if opened else _gone(node, tag, said, look))
    visible = look.visible
    if said.get("visibility") in ("hidden", "collapse", "visible"):
        visible = opened or said["visibility"] == "visible"
    flat = not opened and has_flat_rows(said)
    if (gone, visible, flat) != (look.gone, look.visible, look.flat_rows):
        look = replace(look, gone=gone, visible=visible, flat_rows=flat)
    return look


def _as_drawn(attributes: Mapping[str, str | None], said: Said) -> Said:
    """What is said of a part of a drawing: attributes say it too, and letters are filled. What lies behind them is not
    known."""
    own = {name: (attributes.get(name) or "").lower() for name in _BY_ATTRIBUTES if attributes.get(name)}
    if own.get("font-size", "").isdigit():
        own["font-size"] += "px"
    said = {**own, **said}
    ink = said.get("fill")
    outlined = (attributes.get("stroke") or "none") != "none"
    if ink is not None and not outlined:
        said = {**said, "color": "transparent" if ink == "none" else ink}
    return {**said, "background-image": "url"}


def _resolved(value: str, variables: Mapping[str, str]) -> str:
    """The value with what its variables stand for; one that stands for nothing stays."""
    for _ in range(4):
        value = _VARIABLE.sub(
            lambda found: variables.get(found.group(1), found.group(2) or found.group()).strip(), value
        )
    return value


def _coloured(node: LexborNode, tag: str, said: Said, around: Look) -> Look:
    attributes = node.attributes
    ink = said.get("-webkit-text-fill-color") or said.get("color")
    if ink is None and tag in ("font", "body"):
        ink = attributes.get("color" if tag == "font" else "text")
    new = around.colour
    if ink is not None and ink.lower() not in _SAME:
        new = _BLACK if ink == "initial" else colour(ink.strip().lower()) if "var(" not in ink else None
    elif ink is None and tag == "a" and "href" in attributes:
        new = _LINK
    if (
        new is not None
        and is_clear(new)
        and (_painted_behind(said) or said.get("text-shadow", "none") != "none")
    ):
        new = None
    ground = _ground(tag, said, attributes.get("bgcolor"), "background" in attributes, around)
    if new is around.colour and ground is around.ground:
        return around
    return replace(around, colour=new, ground=ground)


def _painted_behind(said: Said) -> bool:
    return "text" in (said.get("background-clip"), said.get("-webkit-background-clip"))


def _ground(tag: str, said: Said, attribute: str | None, picture: bool, around: Look) -> Colour | None:
    if picture or said.get("background-image", "none") not in ("none", "initial", "unset"):
        return None
    written = said.get("background-color") or attribute
    if tag == "mark" and written is None:
        return (255, 255, 0, 1.0)
    if written is None or written in ("inherit", "initial", "unset", "revert", "transparent"):
        return around.ground
    found = colour(written.strip().lower())
    if found is None:
        return None if "var(" in written or written == "currentcolor" else around.ground
    if is_clear(found):
        return around.ground
    return found if found[3] > 1 - _FAINT else None


def _size(value: str, around: float) -> float | None:
    if value in _SIZES:
        return around * _SIZES[value]
    if value in _NAMED_SIZES:
        return _NAMED_SIZES[value]
    found = length(value, around, around)
    return found if found is None or found >= 0 else None


def _indent(said: Said, look: Look) -> float:
    """How far the words are moved out of their box; to the right only where the box cuts them off."""
    moved = length(said["text-indent"], look.size, WIDE) or 0.0
    cut = said.get("overflow-x") in CUT
    return moved if moved < 0 or cut else 0.0


def _gone(node: LexborNode, tag: str, said: Said, look: Look) -> str | None:
    attributes = node.attributes
    display = said.get("display")
    never_shown = display == "none" or said.get("content-visibility") == "hidden" or tag == "template"
    waits = (
        "hidden" in attributes or "popover" in attributes or (tag == "dialog" and "open" not in attributes)
    )
    closed = display is None and waits
    folded = tag in _ROWS and said.get("visibility") == "collapse"
    pressed = look.flat_rows and is_in_flat_row(said)
    if never_shown or closed or folded or pressed or is_masked(said):
        return HIDDEN
    if is_nothing(said) or is_flat(said, look.size, 0.0):
        return HIDDEN
    if is_cut_away(said) or is_far(said, look.size) or is_flat(said, look.size, 1.0):
        return HIDDEN if attributes.get("aria-hidden") == "true" else TO_BE_HEARD
    return None
