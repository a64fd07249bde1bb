"""The rules of a page's own style sheets that decide what is seen, as they hold in a wide window.

::

    @media (min-width: 768px) { .memo { display: none } }   -> holds
    @media print { … }   @media (max-width: 600px) { … }    -> do not
    a:hover .memo { display: block }                        -> of a state: where the mouse is
    li::before { … }                                        -> no rule of an element
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

import tinycss2
from tinycss2.ast import Node

from reader.minutes.sources.html.style.values import HIGH, WIDE, length

PROPERTIES = frozenset(
    [
        "display",
        "visibility",
        "opacity",
        "content-visibility",
        "color",
        "background",
        "background-color",
        "background-image",
        "background-clip",
        "-webkit-background-clip",
        "-webkit-text-fill-color",
        "text-shadow",
        "font",
        "font-size",
        "text-indent",
        "position",
        "left",
        "top",
        "right",
        "bottom",
        "inset",
        "margin",
        "margin-left",
        "transform",
        "scale",
        "translate",
        "clip",
        "clip-path",
        "width",
        "height",
        "max-width",
        "max-height",
        "overflow",
        "overflow-x",
        "overflow-y",
        "padding",
        "padding-top",
        "padding-right",
        "padding-bottom",
        "padding-left",
        "filter",
        "zoom",
    ]
)
_PADDINGS = ("padding-top", "padding-right", "padding-bottom", "padding-left")
_ANY = re.compile(
    "|".join(sorted((re.escape(name) for name in PROPERTIES), key=len, reverse=True)), re.IGNORECASE
)
_STATES = re.compile(
    r":(?:hover|focus(?:-within|-visible)?|active|target(?:-within)?|checked|open|popover-open|modal|fullscreen|indeterminate"
    r"|user-invalid|user-valid|disabled|enabled|visited|placeholder-shown|autofill|playing|paused)\b"
)
_GENERATED = re.compile(r"::|:(?:before|after|first-letter|first-line)\b")
_NAMED = re.compile(r"[.#\[]")
_TAG_NAME = re.compile(r"(?:^|[\s>+~(,])[a-zA-Z]")
_CLASS = re.compile(r"\.(?=[^\d\s])|\[|(?<!:):(?!:|is\(|where\(|not\(|has\()")
_FEATURE = re.compile(r"\((min|max)-(width|height)\s*:\s*([^()]+)\)")
_OTHER_MEDIA = re.compile(r"\b(?:print|speech|not|tty|tv|braille|embossed|handheld|projection|aural)\b")
_DEEPEST = 40
_MOST_RULES = 4_000

Values = Mapping[str, tuple[str, bool]]
"""The value of each property that a rule, or an element's own style, sets (lower case), and whether it is ``!important``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for the elements that a selector finds. Of two rules for one element the one of more ``weight`` holds,
    then the later; one ``of_state`` holds only at times (its selector here is without the states)."""

    selector: str
    values: Values
    weight: int
    of_state: bool

    @property
    def has_name(self) -> bool:
        """Whether its selector names a class, an id or an attribute."""
        return _NAMED.search(self.selector) is not None


def rules_of(sheet: str, put_on: Iterable[str] = ()) -> list[Rule]:
    """The rules of a sheet, in its order; none for one that nests beyond reason. ``put_on`` are the classes that a script
    puts on elements: to have one is a state."""
    if not _ANY.search(sheet) or is_deep(sheet):
        return []
    nodes = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    classes = "|".join(rf"\.{re.escape(name)}(?![\w\-])" for name in put_on)
    states = re.compile(f"{_STATES.pattern}|{classes}" if classes else _STATES.pattern)
    return list(islice(_rules(nodes, "", states), _MOST_RULES))


def is_deep(text: str) -> bool:
    """Whether brackets stand in one another deeper than any sheet's."""
    depth = 0
    for bracket in re.findall(r"[{}()\[\]]", text):
        depth += 1 if bracket in "{([" else -1
        if depth > _DEEPEST:
            return True
        depth = max(depth, 0)
    return False


def _rules(nodes: Iterable[Node], around: str, states: re.Pattern[str]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rule(node, around, states)
        elif node.type == "at-rule" and node.content is not None and _holds(node):
            inside = (
                tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                if around
                else tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            )
            yield from _rules(inside, around, states)


def _rule(node: Node, around: str, states: re.Pattern[str]) -> Iterator[Rule]:
    written = tinycss2.serialize(node.prelude).strip()
    selector = written.replace("&", around) if "&" in written else f"{around} {written}".strip()
    inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    values = _values(one for one in inside if one.type == "declaration")
    for one in _apart(selector) if values else ():
        if not _GENERATED.search(one):
            plain = _without(states, one)
            yield Rule(plain, values, _weight(one), plain != one)
    if "," not in selector:
        yield from _rules([one for one in inside if one.type != "declaration"], selector, states)


def _without(states: re.Pattern[str], selector: str) -> str:
    """The selector without its states; where one stood alone, any element stands."""

    def left(found: re.Match[str]) -> str:
        return "*" if found.start() == 0 or selector[found.start() - 1] in " >+~(," else ""

    return states.sub(left, selector).replace(":not()", "")


def _apart(selector: str) -> Iterator[str]:
    """The selectors of a list; commas within brackets divide none."""
    depth, start = 0, 0
    for place, sign in enumerate(selector):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            yield selector[start:place].strip()
            start = place + 1
    yield selector[start:].strip()


def _weight(selector: str) -> int:
    """What is more special weighs more: an id, then a class or attribute, then an element."""
    return (
        10_000 * selector.count("#") + 100 * len(_CLASS.findall(selector)) + len(_TAG_NAME.findall(selector))
    )


def _holds(rule: Node) -> bool:
    if rule.lower_at_keyword in ("supports", "layer", "scope", "container"):
        return True
    if rule.lower_at_keyword != "media":
        return False
    return any(_is_wide(query) for query in tinycss2.serialize(rule.prelude).lower().split(","))


def _is_wide(query: str) -> bool:
    if _OTHER_MEDIA.search(query):
        return False
    features = _FEATURE.findall(query)
    if len(features) != query.count("("):
        return False
    return all(_fits(edge, side, value.strip()) for edge, side, value in features)


def _fits(edge: str, side: str, value: str) -> bool:
    asked, ours = length(value, 16.0, 0.0), WIDE if side == "width" else HIGH
    return asked is not None and (asked <= ours if edge == "min" else ours <= asked)


@lru_cache(maxsize=2_000)
def own_values(style: str) -> Values:
    """What an element's own ``style`` sets."""
    if not _ANY.search(style) or is_deep(style):
        return MappingProxyType({})
    inside = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    return MappingProxyType(_values(one for one in inside if one.type == "declaration"))


def _values(declarations: Iterable[Node]) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for one in declarations:
        value = tinycss2.serialize(one.value).strip().lower()
        if one.lower_name.startswith("--") or one.lower_name in PROPERTIES:
            for name, part in _parts(one.lower_name, value):
                if one.important or not found.get(name, ("", False))[1]:
                    found[name] = (part, bool(one.important))
    return found


def _parts(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A property that stands for several, taken apart as far as it matters here."""
    words = re.findall(r"[^\s(]*\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()]+", value)
    top, right, bottom, left = _sides(words)
    if name == "background":
        yield "background-color", next(filter(_may_be_colour, words), "transparent")
        yield "background-image", "url" if re.search(r"url\(|gradient\(|image", value) else "none"
        if "text" in words:
            yield "background-clip", "text"
    elif name == "font":
        size = re.search(r"(?:^|\s)([\d.]+(?:[a-z]+|%)?)(?:\s*/|\s)", value)
        if size:
            yield "font-size", size.group(1)
    elif name == "overflow" and words:
        yield "overflow-x", words[0]
        yield "overflow-y", words[-1]
    elif name == "margin":
        yield "margin-left", left
    elif name == "inset":
        yield from zip(("top", "right", "bottom", "left"), (top, right, bottom, left), strict=True)
    elif name == "padding":
        yield from zip(_PADDINGS, (top, right, bottom, left), strict=True)
    else:
        yield name, value


def _sides(words: list[str]) -> tuple[str, str, str, str]:
    top = words[0] if words else ""
    right = words[1] if len(words) > 1 else top
    return top, right, words[2] if len(words) > 2 else top, words[3] if len(words) > 3 else right


def _may_be_colour(word: str) -> bool:
    return word.startswith(("#", "rgb", "hsl", "hwb", "lab", "lch", "ok", "color", "var(")) or (
        word.isalpha() and word not in _NO_COLOURS
    )


_NO_COLOURS = frozenset(
    [
        "none",
        "repeat",
        "scroll",
        "fixed",
        "local",
        "top",
        "left",
        "right",
        "bottom",
        "center",
        "cover",
        "contain",
        "auto",
        "round",
        "space",
        "text",
        "initial",
        "inherit",
        "unset",
        "revert",
    ]
)
