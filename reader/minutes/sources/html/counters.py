"""The numbers that a browser prints before the items of a list.

::

    <ol start=3><li>…<li>…             -> "3. ", "4. "
    <ol type=a>, <ol reversed>, <li value=7>, style="list-style-type: katakana"
    ol { list-style: none }            -> nothing; nor where the item prints that number itself, or is no ``list-item``
    ul { list-style: "○" }             -> "○"
    ol { list-style: kakko }           -> as ``@counter-style kakko`` has it (``style/countings``)
"""

import re
import unicodedata
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from reader.minutes.sources.counting import formed
from reader.minutes.sources.html.style.counting import DECIMAL
from reader.minutes.sources.html.style.countings import BULLET
from reader.minutes.sources.html.style.printed import Printed

_NUMBER = re.compile(r"\s*(-?\d{1,6})")
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_OWN = re.compile(
    r"\s*[(（\[【]?\s*(?:第\s*)?(\d{1,6}|[一二三四五六七八九十]{1,3}|[ア-ンA-Za-z]|[ivxIVX]{1,5})\s*(?:[)）\]】.．、：:,]|\s)"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What is printed before an item; where it ``counts``, the item may print its number itself."""

    words: str
    number: str = ""
    count: int = 0

    def before(self, text: str) -> str:
        """The item's first line with its marker, but where it prints that number itself."""
        own = _OWN.match(unicodedata.normalize("NFKC", text[:40])) if self.number else None
        if own and own.group(1) in (self.number, str(self.count), formed(self.count, "japaneseCounting")):
            return text
        return self.words + text


@dataclass(slots=True)
class Counter:
    """An open list: the number of its next item, and the counter style by which numbers are written."""

    next: int
    step: int
    form: str

    def count(self, node: LexborNode, printed: Printed) -> int | None:
        """The number of an item that opens; None for one that a style makes no item."""
        if printed.said(node).get("display", "list-item") != "list-item":
            return None
        value = _whole(node.attributes.get("value"))
        count = self.next if value is None else value
        self.next = count + self.step
        return count

    def marker(self, node: LexborNode, count: int, printed: Printed) -> Marker:
        """What is printed before an item of that number."""
        written = printed.marker(node)
        if written is not None:
            return Marker(written)
        form = _form(node, printed, self.form)
        words = printed.countings.marker(count, form)
        return Marker(words, printed.countings.written(count, form) if words else "", count)


def counter_of(node: LexborNode, printed: Printed) -> Counter:
    """The counter of a list that opens."""
    if node.tag != "ol":
        return Counter(1, 1, _form(node, printed, BULLET))
    attributes = node.attributes
    backwards = "reversed" in attributes
    start = _whole(attributes.get("start"))
    if start is None:
        start = sum(child.tag == "li" for child in node.iter()) if backwards else 1
    otherwise = _TYPES.get(attributes.get("type") or "", DECIMAL)
    return Counter(start, -1 if backwards else 1, _form(node, printed, otherwise))


def _form(node: LexborNode, printed: Printed, otherwise: str) -> str:
    """The counter style of an element's items."""
    return printed.countings.named(printed.said(node).get("list-style-type", ""), otherwise)


def _whole(text: str | None) -> int | None:
    found = _NUMBER.match(text or "")
    return int(found.group(1)) if found else None
