"""The few things about WordprocessingML that reading a document needs.

::

    <w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>議題</w:t></w:r></w:p>
"""

from collections.abc import Iterator
from typing import Protocol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = (
    _COMPATIBILITY + name for name in ("AlternateContent", "Choice", "Fallback")
)


class Node(Protocol):
    """An element, as the library's parser gives it."""

    @property
    def tag(self) -> str: ...

    @property
    def text(self) -> str | None: ...

    def get(self, key: str, /) -> str | None:
        """The attribute of that name, or None."""
        ...

    def __iter__(self) -> Iterator["Node"]: ...


def word(name: str) -> str:
    """The full name of an element or attribute of Word's: word("p")."""
    return W + name


def local(node: Node) -> str:
    """An element's name without its namespace; "" for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def below(node: Node | None, *names: str) -> Node | None:
    """The first child of that name, its first child of the next, and so on."""
    found = node
    for name in names:
        if found is None:
            return None
        found = next((child for child in found if child.tag == W + name), None)
    return found


def value(node: Node | None) -> str | None:
    """The element's ``w:val``."""
    return node.get(W + "val") if node is not None else None


def switch(properties: Node | None, name: str) -> bool | None:
    """An on-off property: ``<w:vanish/>`` is True, ``<w:vanish w:val="0"/>`` False, None where it does not stand."""
    node = below(properties, name)
    if node is None:
        return None
    return (value(node) or "1").lower() not in ("0", "false", "off")


def number(text: str | None, otherwise: int) -> int:
    """A whole number in an attribute; ``otherwise`` where it is none, or beyond reason."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else otherwise


def words_below(node: Node) -> str:
    """All words in an element, whatever hides them: to be counted, never to be shown."""
    found: list[str] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if local(one) in ("t", "delText"):
            found.append(one.text or "")
        waiting += one
    return "".join(found)
