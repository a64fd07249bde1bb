"""The numbers that a browser prints before the items of a list.

::

    <ol start=3><li>…<li>…             -> "3. ", "4. "
    <ol type=a>, <ol reversed>, <li value=7>, style="list-style-type: katakana"
    ol { list-style: none }            -> nothing; nor where the item prints that number itself
    ul { list-style: "○" }             -> "○"
"""

import re
import unicodedata
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from reader.minutes.sources.counting import formed
from reader.minutes.sources.html.style.printed import FORMS, Printed, is_ornament

_STRING = re.compile(r"[\"']([^\"'\\]{1,20})[\"']")
_NUMBER = re.compile(r"\s*(-?\d{1,6})")
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_AS_IT_STANDS = "="
_BEHIND = frozenset({"aiueo", "iroha", "hiragana", "hiraganaIroha", "japaneseCounting", "ideographDigital"})
_OWN = re.compile(
    r"\s*[(（\[【]?\s*(?:第\s*)?(\d{1,6}|[一二三四五六七八九十]{1,3}|[ア-ンA-Za-z]|[ivxIVX]{1,5})\s*(?:[)）\]】.．、：:,]|\s)"
)


@dataclass(slots=True)
class Counter:
    """An open ``<ol>``: the number of its next item, and how numbers are written."""

    next: int
    step: int
    form: str

    def item(self, node: LexborNode, printed: Printed) -> tuple[int, str]:
        """The number of an item that opens, and how it is written."""
        value = _whole(node.attributes.get("value"))
        count = self.next if value is None else value
        self.next = count + self.step
        marker = printed.marker(node)
        return count, _form(node, printed, self.form) if marker is None else _AS_IT_STANDS + marker


def counter_of(node: LexborNode, printed: Printed) -> Counter | None:
    """The counter of a list that opens; None for one without numbers."""
    if node.tag != "ol":
        form = _form(node, printed, "bullet")
        return None if form == "bullet" else Counter(1, 1, form)
    attributes = node.attributes
    backwards = "reversed" in attributes
    start = _whole(attributes.get("start"))
    if start is None:
        start = sum(child.tag == "li" for child in node.iter()) if backwards else 1
    otherwise = _TYPES.get(attributes.get("type") or "", "decimal")
    return Counter(start, -1 if backwards else 1, _form(node, printed, otherwise))


def numbered(text: str, count: int, form: str) -> str:
    """The item's first line with its number, but where it prints that number itself."""
    if form in ("none", "bullet"):
        return text
    if form.startswith(_AS_IT_STANDS):
        return form.removeprefix(_AS_IT_STANDS) + text
    number = formed(count, form)
    own = _OWN.match(unicodedata.normalize("NFKC", text[:40]))
    if own and own.group(1) in (number, str(count), formed(count, "japaneseCounting")):
        return text
    return f"{number}{'、' if form in _BEHIND else '. '}{text}"


def _form(node: LexborNode, printed: Printed, otherwise: str) -> str:
    """How an element's style says that its items' numbers are written."""
    style = printed.said(node).get("list-style-type", "")
    written = _STRING.search(style)
    if written is not None:
        words = written.group(1)
        return "bullet" if is_ornament(words) else _AS_IT_STANDS + words
    return next((FORMS[word] for word in style.lower().split() if word in FORMS), otherwise)


def _whole(text: str | None) -> int | None:
    found = _NUMBER.match(text or "")
    return int(found.group(1)) if found else None
