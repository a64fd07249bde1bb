"""Sums that style sheets write for lengths and shares.

::

    calculated("calc(100% - 20px)", …)   calculated("max(0px, min(1em, 2px))", …)   calculated("clamp(0px, 1em, 2px)", …)
"""

from collections.abc import Callable, Sequence

import tinycss2
from tinycss2.ast import Node

_FUNCTIONS = frozenset({"calc", "-webkit-calc", "min", "max", "clamp"})
_LONGEST = 400
_DEEPEST = 12

Measure = Callable[[float, str], float | None]
"""What a number with a unit (``""`` for none, ``%``) comes to."""


def is_sum(value: str) -> bool:
    """Whether a value is written as a sum."""
    return value.startswith(("calc(", "-webkit-calc(", "min(", "max(", "clamp("))


def calculated(value: str, measure: Measure) -> float | None:
    """What a sum comes to; None for one that hangs on something else, or is none."""
    nodes = tinycss2.parse_component_value_list(value[:_LONGEST], skip_comments=True)
    try:
        return _sum(nodes, measure, 0)
    except (IndexError, ZeroDivisionError):
        return None


def _sum(nodes: Sequence[Node], measure: Measure, deep: int) -> float | None:
    """Terms added and taken away: signs that stand between spaces."""
    parts = [one for one in nodes if one.type != "whitespace"]
    total, sign, product = 0.0, 1.0, _one(parts[0], measure, deep)
    for operator, one in zip(parts[1::2], parts[2::2], strict=False):
        value = _one(one, measure, deep)
        if product is None or value is None or operator.type != "literal":
            return None
        if operator.value == "*":
            product *= value
        elif operator.value == "/":
            product /= value
        elif operator.value in ("+", "-"):
            total += sign * product
            sign, product = (1.0 if operator.value == "+" else -1.0), value
        else:
            return None
    return None if product is None or len(parts) % 2 == 0 else total + sign * product


def _one(node: Node, measure: Measure, deep: int) -> float | None:
    if node.type in ("number", "dimension", "percentage"):
        unit = node.lower_unit if node.type == "dimension" else "%" if node.type == "percentage" else ""
        return measure(float(node.value), str(unit))
    if node.type == "() block" and deep < _DEEPEST:
        return _sum(node.content, measure, deep + 1)
    if node.type == "function" and node.lower_name in _FUNCTIONS and deep < _DEEPEST:
        return _of(node.lower_name, [_sum(part, measure, deep + 1) for part in _apart(node.arguments)])
    return None


def _of(function: str, values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    if function == "clamp" and len(known) == 3:
        return max(known[0], min(known[1], known[2]))
    return max(known) if function == "max" else min(known)


def _apart(nodes: Sequence[Node]) -> list[list[Node]]:
    """What commas divide."""
    parts: list[list[Node]] = [[]]
    for one in nodes:
        if one.type == "literal" and one.value == ",":
            parts.append([])
        else:
            parts[-1].append(one)
    return parts
