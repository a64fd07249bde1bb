"""Boxes of which nothing is left to be seen: faded, shrunk or turned to nothing, cut away, flat, or far off the page.

::

    opacity: 0   transform: scale(0)   rotateY(90deg)   clip-path: inset(50%)   left: -9999px   max-height: 0; overflow: hidden
    mask: linear-gradient(transparent, transparent)   grid-template-rows: 0fr
"""

import re
from collections.abc import Mapping

from reader.minutes.sources.html.style.values import (
    HIGH,
    WIDE,
    colour,
    is_clear,
    leaves_nothing,
    length,
    share,
)

CUT = frozenset({"hidden", "clip"})
"""How a box says that it cuts off what sticks out."""
_FAR = 500.0
_FAINT = 0.05
_MOVED = re.compile(r"translate(?:x|y|3d)?\(([^()]*)\)")
_SCALED = re.compile(r"scale(?:x|y|3d)?\(([^()]*)\)")
_QUARTER = r"-?(?:90deg|270deg|0?\.25turn|0?\.75turn|100grad)"
_ON_EDGE = re.compile(rf"rotate[xy]\(\s*{_QUARTER}\s*\)")
_MASK_COLOUR = re.compile(r"#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([^()]*\)|(?<![\w\-])[a-z]+(?![\w\-(])")
_NO_ROWS = re.compile(r"0(?:fr|px|em|rem|%)?(?:\s+0(?:fr|px|em|rem|%)?)*")
_TURNED = re.compile(rf"(?:[xy]|1 0 0|0 1 0)\s+{_QUARTER}")
_NO_MATRIX = re.compile(r"matrix\(\s*0\s*,\s*0\s*,\s*0\s*,\s*0\s*,")
_FADED = re.compile(r"opacity\(\s*0(?:\.0+)?%?\s*\)")

Said = Mapping[str, str]


def is_nothing(said: Said) -> bool:
    """Whether it is faded, shrunk or turned to nothing."""
    transform = said.get("transform", "")
    scales = [part for found in _SCALED.findall(transform) for part in found.split(",")]
    scales += [*said.get("scale", "").split(), said.get("zoom", ""), said.get("opacity", "")]
    shrunk = any(size is not None and 0 <= size < _FAINT for size in map(share, scales))
    on_edge = _ON_EDGE.search(transform) or _TURNED.fullmatch(said.get("rotate", ""))
    return bool(shrunk or on_edge or _NO_MATRIX.search(transform) or _FADED.search(said.get("filter", "")))


def is_masked(said: Said) -> bool:
    """Whether a mask of clear colours only leaves nothing."""
    mask = said.get("mask-image", "")
    if "gradient(" not in mask or "url(" in mask or "var(" in mask or "currentcolor" in mask:
        return False
    colours = [found for word in _MASK_COLOUR.findall(mask[:2_000]) if (found := colour(word)) is not None]
    return bool(colours) and all(map(is_clear, colours))


def has_flat_rows(said: Said) -> bool:
    """Whether it is a grid whose rows are of no height."""
    rows = said.get("grid-template-rows", "")
    return said.get("display") in ("grid", "inline-grid") and _NO_ROWS.fullmatch(rows) is not None


def is_in_flat_row(said: Said) -> bool:
    """Whether what stands in such a row lets itself be pressed to nothing."""
    sizes = [said[name] for name in ("min-height", "height", "padding-top", "padding-bottom") if name in said]
    cut = {said.get("overflow-x"), said.get("overflow-y")} & CUT
    return bool(cut) and not any(re.search("[1-9]", size) for size in sizes)


def is_cut_away(said: Said) -> bool:
    """Whether ``clip`` or ``clip-path`` leaves nothing."""
    lifted = said.get("position") in ("absolute", "fixed")
    return (lifted and leaves_nothing(said.get("clip", ""))) or leaves_nothing(said.get("clip-path", ""))


def is_far(said: Said, size: float) -> bool:
    """Whether it stands where nobody comes: far to the left or above, or beside the window that it is fixed to. ``size``
    is that of its letters in pixels."""
    fixed = said.get("position") == "fixed"
    if fixed or said.get("position") in ("absolute", "relative"):
        for sides, window in ((("left", "right"), WIDE), (("top", "bottom"), HIGH)):
            places = [length(said.get(side, ""), size, window) for side in sides]
            if any(place is not None and (place <= -_FAR or (fixed and place >= window)) for place in places):
                return True
    for side, padding in (("left", "padding-left"), ("top", "padding-top")):
        margin = length(said.get(f"margin-{side}", ""), size, WIDE)
        inside = length(said.get(padding, ""), size, WIDE) or 0.0
        if margin is not None and margin + inside <= -_FAR:
            return True
    moved = [part.strip() for found in _MOVED.findall(said.get("transform", "")) for part in found.split(",")]
    places = [length(part, size, 0.0) for part in (*moved, *said.get("translate", "").split())]
    return any(place is not None and place <= -_FAR for place in places)


def is_flat(said: Said, size: float, most: float) -> bool:
    """Whether a box that cuts off what sticks out is no higher, or no wider, than so many pixels."""
    if not {said.get("overflow-x"), said.get("overflow-y")} & CUT:
        return False
    for names, paddings in (
        (("height", "max-height"), ("padding-top", "padding-bottom")),
        (("width", "max-width"), ("padding-left", "padding-right")),
    ):
        sizes = [length(said[name], size, WIDE) for name in names if name in said]
        padded = any(re.search("[1-9]", said.get(name, "")) for name in paddings)
        if not padded and any(one is not None and 0 <= one <= most for one in sizes):
            return True
    return False
