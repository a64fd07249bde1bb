"""Elements written out: names, attributes and text as XML has them, with everything escaped that must be.

``element("p", "予算 < 決算", id="t1")`` → ``<p id="t1">予算 &lt; 決算</p>``
"""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Text as markup; what XML cannot hold (control characters) is left out."""
    return text if isinstance(text, Markup) else Markup(_FORBIDDEN.sub("", text).translate(_ESCAPED))


def element(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """An element. In attributes' names ``_`` at the end is dropped (``class_``), inside it is ``:`` where two stand
    (``epub__type``) and ``-`` where one does (``clip_begin``); None: not there."""
    written = "".join(
        f' {key.rstrip("_").replace("__", ":").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not content:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{''.join(map(escaped, content))}</{name}>")


def lines(*parts: str) -> Markup:
    """Markup with each part on a line of its own."""
    return Markup("\n".join(map(escaped, parts)))
