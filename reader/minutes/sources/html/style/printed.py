"""What a browser prints beside a page's own words: before and after them, by its style sheets, and the counters in it.

::

    .speaker::before { content: "○" }                          -> "○" before the element's words
    p::before { content: attr(data-number) " " }               -> "日程第2 "
    h3 { counter-increment: item } h3::before { content: "議題" counter(item) }   -> 議題1, 議題2, …
    li::before { content: "▶" }   .icon::before { content: "\\f101" }            -> nothing: ornaments
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import tinycss2
from selectolax.lexbor import LexborNode
from tinycss2.ast import Node

from reader.minutes.sources.html.style.cascade import Said
from reader.minutes.sources.html.style.countings import Countings, is_ornament

_COUNT = re.compile(r"([\w\-]+)(?:\s+(-?\d{1,6}))?")
_GONE = (
    ("display", "none"),
    ("visibility", "hidden"),
    ("visibility", "collapse"),
    ("content-visibility", "hidden"),
)
_NOTHING = re.compile(r"0(?:\.0+)?(?:px|em|rem|%)?")
_LONGEST = 200
_MOST_COUNTERS = 30
_KEYWORDS = {"open-quote": "「", "close-quote": "」"}


@dataclass(slots=True)
class Printed:
    """What is printed at the elements that a walk opens and closes, in the page's order."""

    elements: Mapping[int, Said] = field(default_factory=dict)
    parts: Mapping[str, Mapping[int, Said]] = field(default_factory=dict)
    countings: Countings = field(default_factory=Countings)
    _counters: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """For each counter its values, the innermost last, each with the element (its parent) in which it goes on."""
    _owners: dict[int, set[str]] = field(default_factory=dict)

    def said(self, node: LexborNode) -> Said:
        """What the page's style sheets say of an element."""
        return self.elements.get(node.mem_id, {})

    def numbered(self, node: LexborNode, number: int) -> None:
        """Notes the number of an item that opens: the counter that every list has."""
        if self.parts:
            values = self._counters.get("list-item") or [(0, 0)]
            parent = node.parent.mem_id if node.parent is not None else 0
            if values[-1][1] != parent:
                self._begin(node, "list-item", number)
            else:
                self._set(node, "list-item", number, added=False)

    def opened(self, node: LexborNode) -> str:
        """What is printed before the words of an element that opens."""
        if not self.parts:
            return ""
        self._count(node, self.said(node))
        return self._part(node, "before") or ""

    def closed(self, node: LexborNode) -> str:
        """What is printed behind the words of an element that closes; its counters end."""
        if not self.parts:
            return ""
        words = self._part(node, "after") or ""
        for name in self._owners.pop(node.mem_id, ()):
            values = self._counters[name]
            while values and values[-1][1] == node.mem_id:
                values.pop()
        return words

    def sets(self, node: LexborNode, part: str) -> bool:
        """Whether the style sheets say what stands in that part of an element."""
        return "content" in self.parts.get(part, {}).get(node.mem_id, {})

    def marker(self, node: LexborNode) -> str | None:
        """What is printed as an item's marker; None where its own number is."""
        return self._part(node, "marker")

    def _part(self, node: LexborNode, part: str) -> str | None:
        said = self.parts.get(part, {}).get(node.mem_id)
        if said is None or "content" not in said:
            return None
        if any(said.get(name) == value for name, value in _GONE) or any(
            _NOTHING.fullmatch(said.get(name, "")) for name in ("opacity", "font-size")
        ):
            return ""
        self._count(node, said)
        words = "".join(self._words(node, said["content"]))[:_LONGEST]
        return "" if is_ornament(words) else words.replace("\n", " ")

    def _words(self, node: LexborNode, content: str) -> Iterator[str]:
        for one in _parsed(content):
            if one.type == "literal" and one.value == "/":
                return
            if one.type == "string":
                yield one.value
            elif one.type == "ident":
                yield _KEYWORDS.get(one.lower_value, "")
            elif one.type == "function":
                yield from self._function(node, one)

    def _function(self, node: LexborNode, one: Node) -> Iterator[str]:
        words = [part.value for part in one.arguments if part.type in ("ident", "string")]
        if one.lower_name == "attr" and words:
            yield node.attributes.get(words[0].lower()) or ""
        elif one.lower_name == "counter" and words:
            values = self._counters.get(words[0]) or [(0, 0)]
            yield self._written(values[-1][0], words[1:])
        elif one.lower_name == "counters" and len(words) > 1:
            values = self._counters.get(words[0]) or [(0, 0)]
            yield words[1].join(self._written(value, words[2:]) for value, _ in values)

    def _written(self, value: int, form: list[str]) -> str:
        return self.countings.written(value, self.countings.named(form[0], "") if form else "")

    def _count(self, node: LexborNode, said: Said) -> None:
        for name, value in _counts(said.get("counter-reset", ""), 0):
            self._begin(node, name, value)
        for name, value in _counts(said.get("counter-increment", ""), 1):
            self._set(node, name, value, added=True)
        for name, value in _counts(said.get("counter-set", ""), 0):
            self._set(node, name, value, added=False)

    def _begin(self, node: LexborNode, name: str, value: int) -> None:
        owner = node.parent.mem_id if node.parent is not None else 0
        values = self._counters.setdefault(name, [])
        if values and values[-1][1] == owner:
            values.pop()
        if len(values) < _MOST_COUNTERS:
            values.append((value, owner))
            self._owners.setdefault(owner, set()).add(name)

    def _set(self, node: LexborNode, name: str, value: int, added: bool) -> None:
        values = self._counters.get(name)
        if not values:
            self._begin(node, name, value)
        else:
            now, owner = values[-1]
            values[-1] = (now + value if added else value, owner)


@lru_cache(maxsize=1_000)
def _parsed(content: str) -> tuple[Node, ...]:
    return tuple(tinycss2.parse_component_value_list(content[:_LONGEST], skip_comments=True))


def _counts(value: str, otherwise: int) -> Iterator[tuple[str, int]]:
    for name, number in _COUNT.findall(value[:_LONGEST]):
        if name not in ("none", "initial", "inherit", "unset", "revert"):
            yield name, int(number) if number else otherwise
