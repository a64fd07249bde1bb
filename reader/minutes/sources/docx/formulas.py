"""Formulas (OMML) as the line of signs that people write: fractions with a bar, powers raised, roots.

::

    <m:f><m:num>貸出点数</m:num><m:den>人口</m:den></m:f>   -> 貸出点数/人口
    <m:sSup><m:e>m</m:e><m:sup>2</m:sup></m:sSup>        -> m²
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.minutes.sources.docx.xml import M, Node, local

Words = Callable[[Node], str]
"""The visible words of a run."""

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_CAN_RISE = re.compile(r"[0-9+\-−=()n]+$")
_SEVERAL = re.compile(r".[+\-−±×÷・/=＋－]")
_PROPERTIES = "Pr"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A part of a formula: its element, the words of its parts by their names, and in order."""

    node: Node
    named: Mapping[str, str]
    texts: Sequence[str]


def formula(node: Node, words: Words) -> str:
    """The words of a formula, or of a part of one. ``words`` gives those of a run. Nesting is bounded by the parser."""
    name = local(node)
    if name == "r" or not node.tag.startswith(M):
        return words(node)
    if name == "phant" and _property(node, "show") in ("0", "off", "false"):
        return ""
    parts = [child for child in node if isinstance(child.tag, str) and not local(child).endswith(_PROPERTIES)]
    texts = [formula(part, words) for part in parts]
    if name in _SHAPES:
        named = {local(part): text for part, text in zip(parts, texts, strict=True)}
        return _SHAPES[name](_Shape(node, named, texts))
    return (" " if name in ("mr", "m", "eqArr") else "").join(texts)


def _property(node: Node, name: str) -> str | None:
    """A property of a formula's part (``m:chr`` of ``m:naryPr``); "" where it is there without a value."""
    for properties in node:
        if local(properties).endswith(_PROPERTIES):
            for child in properties:
                if local(child) == name:
                    return child.get(M + "val") or ""
    return None


def _grouped(text: str) -> str:
    return f"({text})" if _SEVERAL.search(text) else text


def _fraction(shape: _Shape) -> str:
    return f"{_grouped(shape.named.get('num', ''))}/{_grouped(shape.named.get('den', ''))}"


def _raised(text: str) -> str:
    if not text:
        return ""
    return text.translate(_RAISED) if _CAN_RISE.match(text) else f"^{_grouped(text)}"


def _power(shape: _Shape) -> str:
    return (
        _grouped(shape.named.get("e", "")) + shape.named.get("sub", "") + _raised(shape.named.get("sup", ""))
    )


def _before(shape: _Shape) -> str:
    return shape.named.get("sub", "") + _raised(shape.named.get("sup", "")) + shape.named.get("e", "")


def _root(shape: _Shape) -> str:
    return f"{_raised(shape.named.get('deg', '')).lstrip('^')}√{_grouped(shape.named.get('e', ''))}"


def _brackets(shape: _Shape) -> str:
    begin, end, between = (_property(shape.node, name) for name in ("begChr", "endChr", "sepChr"))
    return (
        ("(" if begin is None else begin) + (between or "|").join(shape.texts) + (")" if end is None else end)
    )


def _many(shape: _Shape) -> str:
    below, above = shape.named.get("sub", ""), shape.named.get("sup", "")
    limits = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return (_property(shape.node, "chr") or "∫") + limits + " " * bool(limits) + shape.named.get("e", "")


_SHAPES: dict[str, Callable[[_Shape], str]] = {
    "f": _fraction,
    "sSup": _power,
    "sSub": _power,
    "sSubSup": _power,
    "sPre": _before,
    "rad": _root,
    "d": _brackets,
    "nary": _many,
}
