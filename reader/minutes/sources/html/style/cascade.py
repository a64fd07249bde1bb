"""What a page's style sheets say of each element: of all rules for a property, the one that holds.

::

    <p class="memo" style="color: red">   .memo { display: none; color: blue }   -> display none, color red

A page is asked in two ways: as it stands, and with all that can be so at times (where the mouse is, what a script puts
on). What a script or a control may open again is not taken for hidden.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from reader.minutes.sources.beside import Beside
from reader.minutes.sources.html.style.countings import Countings, countings_of
from reader.minutes.sources.html.style.declarations import own_values
from reader.minutes.sources.html.style.sheets import CountingRule, Rule, rules_of

PARTS = ("before", "after", "marker")
_LINKED = "link[rel~=stylesheet]"
_SHEET = 200_000
_MOST_SHEETS = 40
_MOST_STYLE = 2_000
_STATE = 10_000_000
_OWN = 1_000_000
_NAME = re.compile(r"[.#]([a-zA-Z_][\w\-]*)|\[\s*([a-zA-Z_][\w\-]*)")
_PUT_ON = re.compile(
    r"(?:add|toggle|addClass|toggleClass|className\s*\+?=)\s*\(?\s*['\"]\s*([\w\- ]{1,60})['\"]"
)
_OPENERS = (
    "aria-controls",
    "data-target",
    "data-bs-target",
    "popovertarget",
    "commandfor",
    "href",
    "onclick",
    "onchange",
)
_WORD = re.compile(r"[\w\-]+")
_HIDES = re.compile(r"^(?:none|hidden|collapse|0(?:\.0+)?(?:px|em|rem|fr|%)?)$")
_HIDING = frozenset(
    {"display", "visibility", "opacity", "height", "max-height", "content-visibility", "grid-template-rows"}
)
_STEPS = 2e8
_ALL_STEPS = 1e9
_MOST_FOUND = 3_000_000
_ALL_SHEETS = 1_000_000

Said = Mapping[str, str]
"""What is said of an element: the value of each property."""
_Weight = tuple[bool, int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """How many nodes a page has, how deep they nest, how many stand side by side at most."""

    nodes: int
    depth: int
    side_by_side: int

    def cost(self, selector: str) -> float:
        """About how many steps it can take to look for a selector: those that must look back try every way."""
        below = len(re.findall(r"[^\s>+~,(]\s+(?=[^\s>+~,)])", selector)) + 2 * selector.count(":has(")
        beside = selector.count("~") + len(re.findall(r":(?:nth|last|only|first-of|\w+-of)", selector))
        return (
            float(self.nodes)
            * float(self.depth) ** below
            / math.factorial(min(below, 20))
            * float(self.side_by_side) ** beside
        )


@dataclass(frozen=True, slots=True)
class Scripts:
    """What a page's scripts and controls may open."""

    words: str
    controlled: frozenset[str]

    def may_open(self, rule: Rule) -> bool:
        """Whether a script names what a rule hides, or, where there are scripts, the rule has no name to go by."""
        if not self.words or not any(
            name in _HIDING and _HIDES.match(value) for name, (value, _) in rule.values.items()
        ):
            return False
        names = [first or second for first, second in _NAME.findall(rule.selector)]
        return not names or any(name in self.words for name in names)

    def may_open_element(self, node: LexborNode) -> bool:
        """Whether a control of the page names an element by its id or class."""
        if not self.controlled:
            return False
        attributes = node.attributes
        names = _WORD.findall(f"{attributes.get('id') or ''} {attributes.get('class') or ''}"[:400])
        return any(name in self.controlled for name in names)


@dataclass(frozen=True, slots=True)
class Cascade:
    """What holds for the elements of a page, by ``mem_id``; ``at_times`` with all states, None where there are none.
    ``parts`` is what holds for what is printed "before" and "after" their words, and as their "marker"; ``countings`` are the ways to write numbers. ``whole``: all of
    the page's sheets are known."""

    scripts: Scripts
    as_it_stands: Mapping[int, Said]
    at_times: Mapping[int, Said] | None
    parts: Mapping[str, Mapping[int, Said]]
    countings: Countings
    whole: bool


def cascade_of(page: LexborHTMLParser, shape: Shape, beside: Beside) -> Cascade:
    """What a page's sheets and styles say, those that lie ``beside`` it too."""
    scripts = _scripts(page)
    put_on = {name for names in _PUT_ON.findall(scripts.words) for name in names.split()}
    written: list[Rule | CountingRule] = []
    characters, whole = 0, True
    for node in page.css(f"style, {_LINKED}")[:_MOST_SHEETS]:
        media = (node.attributes.get("media") or "all").lower()
        if "print" in media or "speech" in media:
            continue
        opened = (node.text() or "", beside) if node.tag == "style" else _linked(node, beside)
        if opened is None:
            whole = False
            continue
        sheet = opened[0][:_SHEET]
        characters += len(sheet)
        if characters <= _ALL_SHEETS:
            written += rules_of(sheet, sorted(put_on)[:100], opened[1])
    countings = countings_of({one.name: one.said for one in written if isinstance(one, CountingRule)})
    rules = [rule for rule in written if isinstance(rule, Rule)]
    rules = [rule for rule in rules if rule.of_state or not scripts.may_open(rule)]
    found = list(_matched(page, rules, shape))
    of_elements = [(rule, elements) for rule, elements in found if not rule.part]
    own = list(_own(page))
    as_it_stands = _won([*((rule, elements) for rule, elements in of_elements if not rule.of_state), *own])
    at_times = _won([*of_elements, *own]) if any(rule.of_state for rule, _ in of_elements) else None
    parts = {
        part: _won((rule, elements) for rule, elements in found if rule.part == part and not rule.of_state)
        for part in PARTS
    }
    return Cascade(scripts, as_it_stands, at_times, parts, countings, whole)


def _linked(node: LexborNode, beside: Beside) -> tuple[str, Beside] | None:
    if "alternate" in (node.attributes.get("rel") or "").lower().split() or "disabled" in node.attributes:
        return "", beside
    return beside.opened(node.attributes.get("href") or "")


def _scripts(page: LexborHTMLParser) -> Scripts:
    words = "\n".join(script.text() or "" for script in page.css("script"))
    handlers = [(node, name) for name in _OPENERS for node in page.css(f"[{name}]")[:2_000]]
    controlled: set[str] = set()
    if (
        page.css_first("script") is not None
        or page.css_first("[onclick], [onchange], [popovertarget]") is not None
    ):
        for node, name in handlers:
            value = (node.attributes.get(name) or "")[:400]
            if name != "href" or value.startswith(("#", "javascript:")):
                controlled.update(_WORD.findall(value))
    return Scripts(words, frozenset(controlled))


def _matched(page: LexborHTMLParser, rules: Sequence[Rule], shape: Shape) -> Iterator[tuple[Rule, list[int]]]:
    left, most = _ALL_STEPS, _MOST_FOUND
    for rule in rules:
        cost = shape.cost(rule.selector)
        if cost > min(_STEPS, left):
            continue
        left -= cost
        try:
            found = [node.mem_id for node in page.css(rule.selector)]
        except SelectolaxError:
            continue
        most -= len(found)
        if most < 0:
            return
        yield rule, found


def _own(page: LexborHTMLParser) -> Iterator[tuple[Rule, list[int]]]:
    for node in page.css("[style]"):
        values = own_values((node.attributes.get("style") or "")[:_MOST_STYLE])
        if values:
            yield Rule("", values, _OWN, False), [node.mem_id]


def _won(found: Iterable[tuple[Rule, list[int]]]) -> dict[int, dict[str, str]]:
    """For each element and property the value that holds."""
    held: dict[int, dict[str, tuple[_Weight, str]]] = {}
    for order, (rule, elements) in enumerate(found):
        for name, (value, important) in rule.values.items():
            weight = (important or rule.of_state, rule.weight + (_STATE if rule.of_state else 0), order)
            for identity in elements:
                values = held.setdefault(identity, {})
                if name not in values or values[name][0] < weight:
                    values[name] = (weight, value)
    return {
        identity: {name: value for name, (_, value) in values.items()} for identity, values in held.items()
    }
