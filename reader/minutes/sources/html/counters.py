"""The numbers that a browser prints before the items of a list.

::

    <ol start=3><li>…<li>…             -> "3. ", "4. "
    <ol type=a>, <ol reversed>, <li value=7>, style="list-style-type: katakana"
    <ol style="list-style: none">      -> nothing; nor where the item prints that number itself
"""

import re
import unicodedata
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from reader.minutes.sources.counting import formed

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z\-\s]{1,60})", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(-?\d{1,6})")
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NAMES = {
    "none": "",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "katakana": "aiueo",
    "katakana-iroha": "iroha",
    "cjk-ideographic": "japaneseCounting",
    "japanese-informal": "japaneseCounting",
    "cjk-decimal": "ideographDigital",
}
_BEHIND = frozenset({"aiueo", "iroha", "japaneseCounting", "ideographDigital"})
_OWN = re.compile(
    r"\s*[(（\[【]?\s*(?:第\s*)?(\d{1,6}|[一二三四五六七八九十]{1,3}|[ア-ンA-Za-z]|[ivxIVX]{1,5})\s*(?:[)）\]】.．、：:,]|\s)"
)


@dataclass(slots=True)
class Counter:
    """An open ``<ol>``: the number of its next item, and how numbers are written."""

    next: int
    step: int
    form: str

    def item(self, node: LexborNode) -> tuple[int, str]:
        """The number of an item that opens, and how it is written."""
        value = _whole(node.attributes.get("value"))
        count = self.next if value is None else value
        self.next = count + self.step
        return count, _form(node, self.form)


def counter_of(node: LexborNode) -> Counter | None:
    """The counter of a list that opens; None for one without numbers."""
    if node.tag != "ol":
        return None
    attributes = node.attributes
    backwards = "reversed" in attributes
    start = _whole(attributes.get("start"))
    if start is None:
        start = sum(child.tag == "li" for child in node.iter()) if backwards else 1
    return Counter(
        start, -1 if backwards else 1, _form(node, _TYPES.get(attributes.get("type") or "", "decimal"))
    )


def numbered(text: str, count: int, form: str) -> str:
    """The item's first line with its number, but where it prints that number itself."""
    if form in ("", "bullet"):
        return text
    number = formed(count, form)
    own = _OWN.match(unicodedata.normalize("NFKC", text[:40]))
    if own and own.group(1) in (number, str(count), formed(count, "japaneseCounting")):
        return text
    return f"{number}{'、' if form in _BEHIND else '. '}{text}"


def _form(node: LexborNode, otherwise: str) -> str:
    style = _STYLE.search((node.attributes.get("style") or "")[:2000])
    for word in style.group(1).lower().split() if style else ():
        if word in _NAMES:
            return _NAMES[word]
    return otherwise


def _whole(text: str | None) -> int | None:
    found = _NUMBER.match(text or "")
    return int(found.group(1)) if found else None
