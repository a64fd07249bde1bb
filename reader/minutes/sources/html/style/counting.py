"""A way to write the numbers of lists and counters (a counter style of CSS), and how its systems write them.

::

    Counting("alphabetic", ("a", "b")).write(3)     -> "aa"
    Counting("fixed", ("甲", "乙")).write(3)         -> None: its fallback writes it
"""

from collections.abc import Callable
from dataclasses import dataclass

DECIMAL = "decimal"
_FROM_ONE = frozenset({"alphabetic", "symbolic"})
_BY_PLACE = frozenset({"alphabetic", "numeric"})
_LONGEST = 60
"""Characters; a number that would be longer is written by the fallback."""

Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Counting:
    """A counter style, in the words of CSS. ``symbols`` of an additive one have their ``weights``; ``first`` is the number of
    a fixed one's first symbol; ``ranges`` are the numbers it can write, None for all that its system can; ``by`` writes them
    where no system does."""

    system: str = "symbolic"
    symbols: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    first: int = 1
    prefix: str = ""
    suffix: str = ". "
    negative: tuple[str, str] = ("-", "")
    pad: tuple[int, str] = (0, "")
    ranges: tuple[Range, ...] | None = None
    fallback: str = DECIMAL
    by: Callable[[int], str] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it has what its system needs."""
        return self.by is not None or len(self.symbols) >= (2 if self.system in _BY_PLACE else 1)

    def holds(self, value: int) -> bool:
        """Whether the style has that number."""
        if self.ranges is not None:
            return any(
                (low is None or low <= value) and (high is None or value <= high) for low, high in self.ranges
            )
        if self.system == "additive":
            return value >= 0
        return value >= 1 if self.system in _FROM_ONE and self.by is None else True

    def write(self, value: int) -> str | None:
        """The number, without what stands around it; None for one that the style cannot write."""
        if not self.holds(value):
            return None
        turned = value < 0 and self.system not in ("cyclic", "fixed")
        written = self._symbols_of(-value if turned else value)
        if written is None or len(written) > _LONGEST:
            return None
        length, filler = self.pad
        before, behind = self.negative if turned else ("", "")
        missing = length - len(written) - len(before) - len(behind)
        return before + filler * max(0, min(missing, _LONGEST)) + written + behind

    def _symbols_of(self, value: int) -> str | None:
        if self.by is not None:
            return self.by(value)
        signs, count = self.symbols, len(self.symbols)
        if not count:
            return None
        if self.system == "cyclic":
            return signs[(value - 1) % count]
        if self.system == "fixed":
            place = value - self.first
            return signs[place] if 0 <= place < count else None
        if self.system == "symbolic":
            times = -(-value // count)
            return signs[(value - 1) % count] * times if times <= _LONGEST else None
        return self._added(value) if self.system == "additive" else self._by_place(value)

    def _by_place(self, value: int) -> str:
        """In an alphabet (a … z, aa, ab …), or in figures."""
        base = len(self.symbols)
        found: list[str] = []
        alphabet = self.system == "alphabetic"
        while value or not found:
            value -= alphabet
            found.append(self.symbols[value % base])
            value //= base
        return "".join(reversed(found))

    def _added(self, value: int) -> str | None:
        if not value:
            return next(
                (sign for sign, weight in zip(self.symbols, self.weights, strict=True) if not weight), None
            )
        found = ""
        for sign, weight in zip(self.symbols, self.weights, strict=True):
            if weight and value >= weight:
                times, value = divmod(value, weight)
                if times > _LONGEST:
                    return None
                found += sign * times
        return None if value else found
