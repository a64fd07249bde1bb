"""Whether letters can be seen by their colour, their ground, their size and their place.

::

    <w:color w:val="FFFFFF"/>        on white paper: no ink
    <w14:textFill>… <w14:alpha/>     so clear that the paper is seen through
    <w:sz w:val="2"/>                tiny
"""

import re
from dataclasses import dataclass

from reader.minutes.sources.docx.xml import Node, below, local, number, switch, value, word
from reader.minutes.sources.left_out import NO_INK, OUTSIDE, TINY

PAPER = "ffffff"
UNKNOWN = "?"
"""A ground of which only is known that it is there."""
_NONE = "none"
_AUTOMATIC = ""
_MARKED = {
    "black": "000000",
    "blue": "0000ff",
    "cyan": "00ffff",
    "darkBlue": "00008b",
    "darkCyan": "008b8b",
    "darkGray": "a9a9a9",
    "darkGreen": "006400",
    "darkMagenta": "800080",
    "darkRed": "8b0000",
    "darkYellow": "808000",
    "green": "00ff00",
    "lightGray": "d3d3d3",
    "magenta": "ff00ff",
    "red": "ff0000",
    "white": PAPER,
    "yellow": "ffff00",
}
_COLOUR = re.compile(r"[0-9a-f]{6}")
_THEMES_PAPER = frozenset({"background1", "light1"})
_DRAWN_OTHERWISE = frozenset({"outline", "shadow", "emboss", "imprint", "bdr"})
_DRAWINGS_PAPER = frozenset({"bg1", "lt1"})
_OFFICE_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ALIKE = 16
_CLEAR = 95_000
"""Of 100,000, how far letters let through what is behind them, from where nobody sees them."""
_TINY = 4
_NARROW = 5
_FLAT = 40
_LOWERED = 1_000
_LEFT_OF_PAPER = -10_000
_OFF_PAPER = -5_000
_WHOLE = re.compile(r"-?\d{1,7}")


@dataclass(frozen=True, slots=True)
class Looks:
    """What properties say of letters' look; None where they do not say. ``ink`` and ``ground`` are colours (six figures;
    "" for automatic ink, ``UNKNOWN``), ``marked`` says that the ground is a marker's, over which ink stays as it is."""

    hidden: bool | None = None
    ink: str | None = None
    tiny: bool | None = None
    ground: str | None = None
    marked: bool = False
    away: bool = False

    def over(self, other: "Looks") -> "Looks":
        """These, and where they do not say, the others."""
        near = self.ground is not None
        return Looks(
            self.hidden if self.hidden is not None else other.hidden,
            self.ink if self.ink is not None else other.ink,
            self.tiny if self.tiny is not None else other.tiny,
            self.ground if near else other.ground,
            self.marked if near else other.marked,
            self.away or other.away,
        )

    def unseen(self, around: str | None) -> str | None:
        """Why such letters are not seen on a ground of that colour; None where they are."""
        if self.away:
            return OUTSIDE
        if self.tiny:
            return TINY
        ground = self.ground or around or PAPER
        ink = self.ink or _AUTOMATIC
        if ink == _AUTOMATIC and self.marked:
            ink = "000000"
        return NO_INK if ink == _NONE or _are_alike(ink, ground) else None


def looks_of(properties: Node | None) -> Looks:
    """How run properties make letters look."""
    if properties is None:
        return Looks()
    size, width = value(below(properties, "sz")), value(below(properties, "w"))
    tiny = (size is not None and 0 < number(size, 0) <= _TINY) or (
        width is not None and 0 < number(width, 0) <= _NARROW
    )
    return Looks(
        switch(properties, "vanish"),
        _ink(properties),
        None if size is None and width is None else tiny,
        ground_of(properties),
        _mark(properties) is not None,
        abs(_signed(value(below(properties, "position")))) >= _LOWERED,
    )


def ground_of(properties: Node | None) -> str | None:
    """The colour that properties (of a run, a paragraph, a cell) put behind words; None where they put none."""
    marked = _mark(properties)
    if marked is not None:
        return marked
    shade = below(properties, "shd")
    if shade is None:
        return None
    pattern, theme = value(shade) or "clear", shade.get(word("themeFill"))
    if pattern == "nil" or (theme is not None and theme not in _THEMES_PAPER):
        return None if pattern == "nil" else UNKNOWN
    if pattern not in ("clear", "solid"):
        return UNKNOWN
    fill = (shade.get(word("fill" if pattern == "clear" else "color")) or "auto").lower()
    if fill == "auto":
        return None if pattern == "clear" else "000000"
    return PAPER if fill == "white" or theme is not None else fill if _COLOUR.fullmatch(fill) else UNKNOWN


def filled_with(shape: Node) -> str | None:
    """The colour that a shape fills its box with; None for what is no shape, or does not say."""
    said = shape.get("fillcolor")
    if said is not None:
        colour = said.lower().partition(" ")[0].removeprefix("#")
        return (
            PAPER
            if colour in ("white", "window", "fff")
            else colour
            if _COLOUR.fullmatch(colour)
            else UNKNOWN
        )
    for properties in shape if local(shape) == "wsp" else ():
        if local(properties) == "spPr":
            return _painted(properties, "val")
    return None


def is_away(properties: Node | None) -> bool:
    """Whether a paragraph's properties put it off the paper, or give its lines no height."""
    spacing, indent, frame = (below(properties, name) for name in ("spacing", "ind", "framePr"))
    exact = spacing is not None and spacing.get(word("lineRule")) == "exact"
    if spacing is not None and exact and 0 < number(spacing.get(word("line")), _FLAT + 1) <= _FLAT:
        return True
    cut = frame is not None and frame.get(word("hRule")) == "exact"
    if frame is not None and cut and 0 < number(frame.get(word("h")), _FLAT + 1) <= _FLAT:
        return True
    left = _signed(indent.get(word("left")) or indent.get(word("start"))) if indent is not None else 0
    across, down = (_signed(frame.get(word(side))) if frame is not None else 0 for side in ("x", "y"))
    return left <= _LEFT_OF_PAPER or min(across, down) <= _OFF_PAPER


def _mark(properties: Node | None) -> str | None:
    """A marker's colour over words."""
    marked = value(below(properties, "highlight"))
    return None if marked in (None, "none") else _MARKED.get(marked or "", UNKNOWN)


def _ink(properties: Node) -> str | None:
    """The colour of letters; a theme's that is no paper is not known."""
    effects = {local(child): child for child in properties if local(child).startswith("text")}
    if "textOutline" in effects and _fills_nothing(effects["textOutline"]):
        del effects["textOutline"]
    if "textFill" in effects and "textOutline" not in effects:
        return _NONE if _fills_nothing(effects["textFill"]) else _painted(effects["textFill"])
    colour = below(properties, "color")
    if colour is None:
        return None
    if effects or any(local(child) in _DRAWN_OTHERWISE for child in properties):
        return UNKNOWN
    theme = colour.get(word("themeColor"))
    if theme is not None:
        return PAPER if theme in _THEMES_PAPER and colour.get(word("themeShade")) is None else UNKNOWN
    said = (value(colour) or "").lower()
    if said == "auto":
        return _AUTOMATIC
    return PAPER if said == "white" else said if _COLOUR.fullmatch(said) else UNKNOWN


def _fills_nothing(fill: Node) -> bool:
    """Whether letters are filled (or drawn round) with nothing, or with what can be seen through."""
    clear = [one for paint in fill for colour in paint for one in colour if local(one) == "alpha"]
    return any(local(paint) == "noFill" for paint in fill) or any(
        number(one.get(f"{_OFFICE_2010}val"), 0) >= _CLEAR for one in clear
    )


def _painted(fill: Node, name: str = f"{_OFFICE_2010}val") -> str:
    """The one colour that letters, or a shape, are filled with, whose value stands in an attribute of that ``name``."""
    solid = [colour for paint in fill if local(paint) == "solidFill" for colour in paint]
    if len(solid) != 1 or any(local(change) != "alpha" for change in solid[0]):
        return UNKNOWN
    said = (solid[0].get(name) or "").lower()
    if local(solid[0]) == "schemeClr":
        return PAPER if said in _DRAWINGS_PAPER else UNKNOWN
    return said if _COLOUR.fullmatch(said) else UNKNOWN


def _are_alike(ink: str, ground: str) -> bool:
    if not (_COLOUR.fullmatch(ink) and _COLOUR.fullmatch(ground)):
        return False
    return all(abs(int(ink[at : at + 2], 16) - int(ground[at : at + 2], 16)) < _ALIKE for at in (0, 2, 4))


def _signed(text: str | None) -> int:
    return int(text) if text is not None and _WHOLE.fullmatch(text) else 0
