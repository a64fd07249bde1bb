"""The rules of a page's own style sheets that decide what is seen, as they hold in a wide window.

::

    @media (min-width: 768px) { .memo { display: none } }   -> holds
    @media print { … }   @media (max-width: 600px) { … }    -> do not
    a:hover .memo { display: block }                        -> of a state: where the mouse is
    li::before { … }                                        -> of what is printed before the item's words
    @counter-style kakko { … }                              -> a way to write numbers (``countings``)
    @import "more.css"                                      -> the rules of that sheet, where it lies beside the page
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import tinycss2
from tinycss2.ast import Node

from reader.minutes.sources.beside import NOTHING_BESIDE, Beside
from reader.minutes.sources.html.style.declarations import Values, is_deep, sets_anything, values_of
from reader.minutes.sources.html.style.values import HIGH, WIDE, length

_STATES = re.compile(
    r":(?:hover|focus(?:-within|-visible)?|active|target(?:-within)?|checked|open|popover-open|modal|fullscreen|indeterminate"
    r"|user-invalid|user-valid|disabled|enabled|visited|placeholder-shown|autofill|playing|paused)\b"
)
_GENERATED = re.compile(r"::|:(?:before|after|first-letter|first-line)\b")
_PART = re.compile(r"(?:::?(before|after)|::(marker))$")
_TAG_NAME = re.compile(r"(?:^|[\s>+~(,])[a-zA-Z]")
_CLASS = re.compile(r"\.(?=[^\d\s])|\[|(?<!:):(?!:|is\(|where\(|not\(|has\()")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_FEATURE = re.compile(r"(min|max)-(width|height)\s*:\s*([^()]+)")
_COMPARED = re.compile(r"\s*(<=|>=|<|>|=)\s*")
_OTHER_MEDIA = re.compile(r"\b(?:print|speech|not|tty|tv|braille|embossed|handheld|projection|aural)\b")
_FURTHER = re.compile("@import|@counter-style", re.IGNORECASE)
_MOST_RULES = 4_000


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for the elements that a selector finds. Of two rules for one element the one of more ``weight`` holds,
    then the later; one ``of_state`` holds only at times (its selector here is without the states). ``part``: it is of what
    is printed "before" or "after" the element's words, or as its "marker"."""

    selector: str
    values: Values
    weight: int
    of_state: bool
    part: str = ""


@dataclass(frozen=True, slots=True)
class CountingRule:
    """What a ``@counter-style`` of that name says: its descriptors as they are written."""

    name: str
    said: Mapping[str, str]


def rules_of(
    sheet: str, put_on: Iterable[str] = (), beside: Beside = NOTHING_BESIDE
) -> list[Rule | CountingRule]:
    """The rules of a sheet, in its order; none for one that nests beyond reason. ``put_on`` are the classes that a script
    puts on elements: to have one is a state. ``beside`` are the sheets that it may import."""
    nodes = _nodes(sheet)
    if not nodes:
        return []
    classes = "|".join(rf"\.{re.escape(name)}(?![\w\-])" for name in put_on)
    states = re.compile(f"{_STATES.pattern}|{classes}" if classes else _STATES.pattern)
    return list(islice(_rules(nodes, "", states, beside), _MOST_RULES))


def _nodes(sheet: str) -> list[Node]:
    if is_deep(sheet) or not (sets_anything(sheet) or _FURTHER.search(sheet)):
        return []
    found: list[Node] = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return found


def _rules(
    nodes: Iterable[Node], around: str, states: re.Pattern[str], beside: Beside
) -> Iterator[Rule | CountingRule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rule(node, around, states)
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
            yield from _imported(node, states, beside)
        elif node.type == "at-rule" and node.lower_at_keyword == "counter-style":
            yield from _counting(node)
        elif node.type == "at-rule" and node.content is not None and _holds(node):
            inside = (
                tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                if around
                else tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            )
            yield from _rules(inside, around, states, beside)


def _rule(node: Node, around: str, states: re.Pattern[str]) -> Iterator[Rule | CountingRule]:
    written = tinycss2.serialize(node.prelude).strip()
    selector = written.replace("&", around) if "&" in written else f"{around} {written}".strip()
    inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    values = values_of(one for one in inside if one.type == "declaration")
    for one in _apart(selector) if values else ():
        found = _PART.search(one)
        whole = one[: found.start()] or "*" if found else one
        if not _GENERATED.search(whole):
            plain = _without(states, whole)
            part = (found.group(1) or found.group(2)) if found else ""
            yield Rule(plain, values, _weight(one), plain != whole, part)
    if "," not in selector:
        nested = [one for one in inside if one.type != "declaration"]
        yield from _rules(nested, selector, states, NOTHING_BESIDE)


def _counting(node: Node) -> Iterator[CountingRule]:
    name = next((one.value for one in node.prelude if one.type == "ident"), "")
    inside = tinycss2.parse_blocks_contents(node.content or [], skip_comments=True, skip_whitespace=True)
    if name:
        said = {
            one.lower_name: tinycss2.serialize(one.value).strip()
            for one in inside
            if one.type == "declaration"
        }
        yield CountingRule(name, said)


def _imported(node: Node, states: re.Pattern[str], beside: Beside) -> Iterator[Rule | CountingRule]:
    """The rules of a sheet that another imports, if it lies beside the page and is for a wide window."""
    address = next((one for one in node.prelude if one.type in ("string", "url", "function")), None)
    if address is not None and address.type == "function":
        address = next((one for one in address.arguments if one.type == "string"), None)
    found = beside.opened(address.value) if address is not None else None
    media = "".join(one.serialize() for one in node.prelude if one.type == "ident").lower()
    if found is not None and not _OTHER_MEDIA.search(media):
        text, further = found
        yield from _rules(_nodes(text), "", states, further)


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
    asked = _BRACKETS.findall(query)
    if len(asked) != query.count("("):
        return False
    return all(_fits(one.strip()) for one in asked)


def _fits(feature: str) -> bool:
    """Whether a wide window has a feature: ``min-width: 600px``, ``width >= 600px``, ``400px < width <= 900px``."""
    found = _FEATURE.fullmatch(feature)
    if found:
        edge, side, value = found.groups()
        return _holds_between((value, "<=", side) if edge == "min" else (side, "<=", value))
    parts = _COMPARED.split(feature)
    if len(parts) not in (3, 5):
        return False
    pairs = zip(parts[::2], parts[1::2], parts[2::2], strict=False)
    return all(_holds_between(pair) for pair in pairs)


def _holds_between(pair: tuple[str, str, str]) -> bool:
    low, sign, high = pair
    sizes = {"width": WIDE, "height": HIGH}
    one, other = (
        sizes.get(side.strip(), length(side.strip(), 16.0, 0.0) if side.strip() else None)
        for side in (low, high)
    )
    if one is None or other is None:
        return False
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other, "=": one == other}[
        sign
    ]
