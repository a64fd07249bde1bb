"""How a browser writes the numbers of lists and counters: the styles that it knows, and those that a sheet makes.

::

    Countings().marker(3, "upper-roman")         -> "III. "      Countings().marker(28, "lower-alpha") -> "ab. "
    @counter-style kakko { system: extends cjk-decimal; prefix: "（"; suffix: "）" }       -> "（一）", "（二）" …
    list-style-type: symbols(fixed "甲" "乙")     -> "甲 ", "乙 ", and then "3 "
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import tinycss2
from tinycss2.ast import Node

from reader.minutes.sources.html.style.counting import DECIMAL, Counting, Range
from reader.minutes.sources.html.style.known_countings import KNOWN

BULLET = "disc"
_NONE = "none"
_BULLETS = frozenset({_NONE, BULLET, "circle", "square", "disclosure-open", "disclosure-closed"})
_ORNAMENT = re.compile(
    r"[\s\u200b・•‣●■□◆◇▶▷►▸▹◀»«›‹＞>→←↑↓⇒/／|｜\-–—*＊+＋✓✔☑★☆\ue000-\uf8ff\U000f0000-\U0010ffff]*"
)
_SYSTEMS = frozenset({"cyclic", "fixed", "symbolic", "alphabetic", "numeric", "additive", "extends"})
_NO_STYLES = frozenset(
    {"inside", "outside", "inherit", "initial", "unset", "revert", "revert-layer", "!important"}
)
_DEEPEST = 8
_MOST_SYMBOLS = 400
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Countings:
    """The counter styles of a page: its own, by name, before those that every browser knows. A name that is nobody's is
    ``decimal``."""

    own: Mapping[str, Counting] | None = None

    def written(self, value: int, name: str) -> str:
        """A number as ``counter(…)`` prints it."""
        for _ in range(_DEEPEST):
            counting = self._of(name)
            written = counting.write(value)
            if written is not None:
                return written
            name = counting.fallback
        return str(value)

    def marker(self, value: int, name: str) -> str:
        """An item's marker: the number with what stands around it; "" for a bullet, or none, that says nothing."""
        if name in _BULLETS:
            return ""
        counting = self._of(name)
        written = self.written(value, name)
        return "" if is_ornament(written) else counting.prefix + written + counting.suffix

    def named(self, style: str, otherwise: str) -> str:
        """The counter style that ``list-style`` or ``list-style-type`` names; ``otherwise`` where it names none. A text of
        its own, and ``symbols(…)``, are names too."""
        for one in _parsed(style):
            if one.type == "string" or (one.type == "function" and one.lower_name == "symbols"):
                return str(tinycss2.serialize([one]))
            if one.type == "ident" and one.lower_value not in _NO_STYLES:
                return str(one.value if self.own and one.value in self.own else one.lower_value)
        return otherwise

    def _of(self, name: str) -> Counting:
        own = (self.own or {}).get(name)
        return own or KNOWN.get(name) or _written_out(name) or KNOWN[DECIMAL]


def is_ornament(words: str) -> bool:
    """True for signs that lead the eye and say nothing: bullets, arrows, letters of icons' fonts."""
    return _ORNAMENT.fullmatch(words) is not None


def countings_of(rules: Mapping[str, Mapping[str, str]]) -> Countings:
    """The counter styles that ``@counter-style`` makes, by name: its descriptors as they are written. One that extends
    another has all of it but for what it says itself; one that lacks what its system needs is none."""
    made: dict[str, Counting] = {}

    def make(name: str, deep: int) -> Counting | None:
        if name in made or name not in rules:
            return made.get(name) or KNOWN.get(name)
        said = rules[name]
        system = _parsed(said.get("system", "symbolic"))
        words = [one.lower_value for one in system if one.type == "ident"]
        base = Counting()
        if words[:1] == ["extends"]:
            names = [one.value for one in system if one.type == "ident"][1:2]
            above = make(names[0], deep + 1) if names and deep < _DEEPEST else None
            base = above or KNOWN[DECIMAL]
        elif words and words[0] in _SYSTEMS:
            start = next((one.int_value for one in system if one.type == "number"), 1)
            base = Counting(words[0], first=start if start is not None else 1)
        counting = _with(base, said)
        if not counting.is_whole:
            return None
        made[name] = counting
        return counting

    for name in rules:
        make(name, 0)
    return Countings(made)


def _with(base: Counting, said: Mapping[str, str]) -> Counting:
    """A counter style with what descriptors say."""
    new = base
    if "symbols" in said and base.by is None and base.system != "additive":
        new = replace(new, symbols=_strings(said["symbols"]))
    if "additive-symbols" in said and base.system == "additive":
        pairs = sorted(_pairs(said["additive-symbols"]), key=lambda pair: -pair[0])
        new = replace(new, symbols=tuple(sign for _, sign in pairs), weights=tuple(size for size, _ in pairs))
    if "prefix" in said:
        new = replace(new, prefix="".join(_strings(said["prefix"])[:1]))
    if "suffix" in said:
        new = replace(new, suffix="".join(_strings(said["suffix"])[:1]))
    if "negative" in said:
        before, behind = (*_strings(said["negative"]), "", "")[:2]
        new = replace(new, negative=(before, behind))
    if "pad" in said:
        new = replace(new, pad=next(iter(_pairs(said["pad"])), (0, "")))
    if "fallback" in said:
        new = replace(new, fallback=next(iter(_strings(said["fallback"])), DECIMAL))
    return replace(new, ranges=_ranges(said["range"])) if "range" in said else new


@lru_cache(maxsize=500)
def _written_out(name: str) -> Counting | None:
    """The counter style that a text is (every item has it), or ``symbols(…)``."""
    for one in _parsed(name):
        if one.type == "string":
            return Counting("cyclic", (one.value,), suffix="")
        if one.type == "function" and one.lower_name == "symbols":
            words = [part.lower_value for part in one.arguments if part.type == "ident"]
            signs = tuple(part.value for part in one.arguments if part.type == "string")[:_MOST_SYMBOLS]
            system = words[0] if words and words[0] in _SYSTEMS else "symbolic"
            found = Counting(system, signs, suffix=" ")
            return found if found.is_whole else None
    return None


@lru_cache(maxsize=1_000)
def _parsed(text: str) -> tuple[Node, ...]:
    return tuple(tinycss2.parse_component_value_list(text[:_LONGEST], skip_comments=True))


def _strings(text: str) -> tuple[str, ...]:
    """Texts in a descriptor; a bare word is one too."""
    return tuple(one.value for one in _parsed(text) if one.type in ("string", "ident"))[:_MOST_SYMBOLS]


def _pairs(text: str) -> list[tuple[int, str]]:
    """Whole numbers with their signs, in either order, divided by commas."""
    found = []
    for part in text[:_LONGEST].split(","):
        numbers = [
            one.int_value for one in _parsed(part) if one.type == "number" and one.int_value is not None
        ]
        signs = _strings(part)
        if numbers and signs and 0 <= numbers[0] < 10**9:
            found.append((numbers[0], signs[0]))
    return found[:_MOST_SYMBOLS]


def _ranges(text: str) -> tuple[Range, ...] | None:
    """``1 10, 20 infinite``; None for ``auto``."""
    found: list[Range] = []
    for part in text[:_LONGEST].split(","):
        ends = [
            one.int_value if one.type == "number" else None
            for one in _parsed(part)
            if one.type in ("number", "ident")
        ]
        if len(ends) == 2:
            found.append((ends[0], ends[1]))
    return tuple(found) or None
