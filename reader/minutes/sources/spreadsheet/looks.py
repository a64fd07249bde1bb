"""How Excel's cell styles make words look: of their ground's colour, of no size, printed as nothing by a number format.

::

    <font><color rgb="FFFFFFFF"/></font> on no fill          -> NO_INK; on a dark fill it is seen
    <font><sz val="1"/></font>                               -> TINY
    <numFmt formatCode=";;;"/>                               -> HIDDEN, whatever the cell holds
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reader.minutes.sources.docx.xml import Node, local
from reader.minutes.sources.left_out import HIDDEN, NO_INK, TINY

_PAPER = "ffffff"
_BLACK = "000000"
_UNKNOWN = "?"
_ALIKE = 16
_TINY = 2.0
_FAINT_TINT = 0.05
_THEMES = {"0": _PAPER, "1": _BLACK}
_INDEXED = {"0": _BLACK, "8": _BLACK, "64": _BLACK, "1": _PAPER, "9": _PAPER, "65": _PAPER}
_COLOUR = re.compile(r"[0-9a-f]{6}")
_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_CONDITION = re.compile(r"\[[^\]]*\]")
_WHITE = re.compile(r"\[(?:white|白)\]", re.IGNORECASE)
_MOST_STYLES = 70_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Look:
    """A style's ink and ground (six figures; ``_UNKNOWN`` for what is not known; None for no ground of its own), the
    height of its letters in points, its number format."""

    ink: str = _BLACK
    ground: str | None = None
    size: float = 11.0
    form: str = ""


class CellLooks:
    """The styles of a file's cells, by their number."""

    def __init__(self, styles: Node | None) -> None:
        groups = {local(group): list(group) for group in styles if local(group)} if styles is not None else {}
        forms = {one.get("numFmtId"): one.get("formatCode") or "" for one in groups.get("numFmts", ())}
        fonts = [_font(one) for one in groups.get("fonts", ())]
        grounds = [_ground(one) for one in groups.get("fills", ())]
        self._looks = [_look(one, forms, fonts, grounds) for one in groups.get("cellXfs", ())[:_MOST_STYLES]]

    def unseen(self, style: int, cell: object, painted: bool) -> str | None:
        """Why a cell's words are not seen; None where they are, or where the cell's ground may be ``painted`` by
        something else than its style."""
        if not 0 <= style < len(self._looks):
            return None
        look = self._looks[style]
        section = _section(look.form, cell)
        if section is not None and not _CONDITION.sub("", section).strip():
            return HIDDEN
        if look.size <= _TINY:
            return TINY
        ink = _PAPER if section is not None and _WHITE.search(section) else look.ink
        ground = look.ground or (_UNKNOWN if painted else _PAPER)
        return NO_INK if _are_alike(ink, ground) else None


def _look(
    one: Node,
    forms: dict[str | None, str],
    fonts: Sequence[tuple[str, float]],
    grounds: Sequence[str | None],
) -> _Look:
    ink, size = _at(fonts, one.get("fontId"), (_BLACK, 11.0))
    return _Look(ink, _at(grounds, one.get("fillId"), None), size, forms.get(one.get("numFmtId"), ""))


def _at(found: Sequence[T], place: str | None, otherwise: T) -> T:
    known = place is not None and place.isascii() and place.isdecimal() and len(place) < 7
    return found[int(place)] if place is not None and known and int(place) < len(found) else otherwise


def _font(font: Node) -> tuple[str, float]:
    ink, size = _BLACK, 11.0
    for part in font:
        if local(part) == "color":
            ink = _colour(part)
        elif local(part) == "sz":
            size = _decimal(part.get("val"), size)
    return ink, size


def _ground(fill: Node) -> str | None:
    """What a fill puts behind words; None for nothing."""
    for pattern in fill:
        kind = pattern.get("patternType") or "none"
        if local(pattern) != "patternFill" or kind not in ("none", "solid"):
            return _UNKNOWN
        if kind == "solid":
            return next((_colour(part) for part in pattern if local(part) == "fgColor"), _BLACK)
    return None


def _colour(node: Node) -> str:
    if abs(_decimal(node.get("tint"), 0.0)) > _FAINT_TINT:
        return _UNKNOWN
    said = (node.get("rgb") or "").lower()[-6:]
    if _COLOUR.fullmatch(said):
        return said
    theme, index = node.get("theme"), node.get("indexed")
    if theme is not None:
        return _THEMES.get(theme, _UNKNOWN)
    return _INDEXED.get(index, _UNKNOWN) if index is not None else _BLACK


def _section(form: str, cell: object) -> str | None:
    """The part of a number format that holds for a cell; None where the format has no part of its own for it."""
    parts = _parts(form)
    if isinstance(cell, str):
        return parts[3] if len(parts) > 3 else None
    if len(parts) < 2 or isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    place = 1 if cell < 0 else 2 if cell == 0 and len(parts) > 2 else 0
    return parts[place]


def _parts(form: str) -> list[str]:
    parts, at = [], 0
    while form:
        found = _SECTIONS.match(form, at)
        end = found.end() if found is not None else at
        parts.append(form[at:end])
        if end >= len(form) or form[end] != ";":
            break
        at = end + 1
    return parts


def _decimal(text: str | None, otherwise: float) -> float:
    try:
        return float(text) if text is not None and len(text) < 30 else otherwise
    except ValueError:
        return otherwise


def _are_alike(ink: str, ground: str) -> bool:
    if not all(map(_COLOUR.fullmatch, (ink, ground))):
        return False
    return all(
        abs(one - other) < _ALIKE for one, other in zip(_parts_of(ink), _parts_of(ground), strict=True)
    )


def _parts_of(colour: str) -> Iterable[int]:
    return (int(colour[at : at + 2], 16) for at in (0, 2, 4))
