"""Values of style sheets: colours, lengths, and the boxes that leave nothing of what is in them.

::

    "rgb(255 255 255)" -> (255, 255, 255, 1.0)       "currentcolor", "var(--x)" -> None: not known
    length("-9999px", 16.0, 1000.0) -> -9999.0       length("1.5em", 16.0, 1000.0) -> 24.0
    leaves_nothing("rect(0 0 0 0)") -> True          leaves_nothing("inset(0)") -> False
"""

import re
from functools import lru_cache

from tinycss2.color5 import parse_color

from reader.minutes.sources.html.style.calculation import calculated, is_sum

Colour = tuple[int, int, int, float]
"""Red, green, blue (0 to 255), and how much of it is there (0 to 1)."""

WIDE, HIGH = 1280.0, 800.0
"""The window that pages are looked at in, in pixels."""

_LENGTH = re.compile(r"([+\-]?(?:\d+\.?\d*|\.\d+)(?:e[+\-]?\d+)?)([a-z]*|%)")
_PIXELS = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54,
    "rem": 16.0,
    "vw": WIDE / 100,
    "vh": HIGH / 100,
    "vmin": HIGH / 100,
    "vmax": WIDE / 100,
}
_OF_LETTERS = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "lh": 1.2}
_NUMBERS = re.compile(r"[+\-]?(?:\d+\.?\d*|\.\d+)(?:[a-z]+|%)?")
_SHAPE = re.compile(r"([a-z\-]+)\(([^()]*)\)")
_ALIKE = 16
_CLEAR = 0.05


@lru_cache(maxsize=1_000)
def colour(value: str) -> Colour | None:
    """A colour; None for one that hangs on something else, and for what is none."""
    try:
        found = parse_color(value)
        parts = None if found is None or isinstance(found, str) else found.to("srgb")
    except (ArithmeticError, NotImplementedError, TypeError, ValueError):
        return None
    if parts is None:
        return None
    red, green, blue = (round(255 * min(max(part or 0.0, 0.0), 1.0)) for part in parts.coordinates)
    return red, green, blue, 1.0 if parts.alpha is None else float(parts.alpha)


def length(value: str, letters: float, whole: float) -> float | None:
    """A length in pixels, of letters so many pixels high, percents of ``whole``; None for what is none (``auto``)."""

    def measured(number: float, unit: str) -> float | None:
        if unit in ("", "%"):
            return number * whole / 100 if unit or not number else None
        if unit in _OF_LETTERS:
            return number * _OF_LETTERS[unit] * letters
        return number * _PIXELS[unit] if unit in _PIXELS else None

    if is_sum(value):
        return calculated(value, lambda number, unit: measured(number, unit) if unit else number)
    found = _LENGTH.fullmatch(value)
    return measured(float(found.group(1)), found.group(2)) if found else None


def share(value: str) -> float | None:
    """A number, or percents as a part of 1: ``0.5``, ``50%``; None for what is neither."""
    text = value.strip()
    if is_sum(text):
        return calculated(text, lambda number, unit: {"": number, "%": number / 100}.get(unit))
    found = _LENGTH.fullmatch(text)
    if found is None or found.group(2) not in ("", "%"):
        return None
    return float(found.group(1)) / (100 if found.group(2) else 1)


def is_clear(one: Colour) -> bool:
    """Whether a colour leaves nothing to be seen."""
    return one[3] < _CLEAR


def are_alike(one: Colour, other: Colour) -> bool:
    """Whether letters of one colour cannot be told from a ground of the other."""
    return all(abs(a - b) < _ALIKE for a, b in zip(one[:3], other[:3], strict=True))


def leaves_nothing(shape: str) -> bool:
    """Whether ``clip`` or ``clip-path`` cuts all away: a rectangle without an inside, half of it or more from each side."""
    found = _SHAPE.match(shape)
    if found is None:
        return False
    sizes = [(_number(size), size.endswith("%")) for size in _NUMBERS.findall(found.group(2))]
    if not sizes or len(sizes) > 40:
        return False
    amounts = [amount for amount, _ in sizes]
    if found.group(1) == "rect":
        top, right, bottom, left = (amounts * 4)[:4]
        return bottom - top <= 1 and right - left <= 1
    if found.group(1) == "inset":
        halves = all(amount >= 50 for amount, percent in sizes if percent) and sizes[0][1]
        return halves or min(amounts) >= WIDE
    if found.group(1) in ("circle", "ellipse"):
        return amounts[0] == 0
    return found.group(1) == "polygon" and len(set(amounts)) == 1


def _number(size: str) -> float:
    return float(re.sub(r"[a-z%]+$", "", size))
