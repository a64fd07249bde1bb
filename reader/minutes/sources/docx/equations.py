r"""What Word prints of fields that have no result: EQ (the old phonetic guide, enclosed signs, fractions), SYMBOL.

::

    EQ \* jc2 \* "Font:ＭＳ 明朝" \* hps10 \o\ad(\s\up 9(おきつ),興津)  -> 興津, with the reading おきつ
    eq \o\ac(○,秘)                                                 -> ㊙
    EQ \f(貸出点数,人口)                                             -> 貸出点数/人口
    SYMBOL 61619 \f "Symbol"                                       -> ≧
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.minutes.sources.docx.symbols import symbol
from reader.minutes.text.characters import CIRCLES

_EQ = re.compile(r"\s*EQ\b", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})", re.IGNORECASE)
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r'\\f\s+(?:"([^"]{1,60})"|(\S{1,60}))')
_GENERAL = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
_TOKEN = re.compile(r"\\([a-z]{1,3})|\\(.)|([(),;])|([^\\(),;]+)", re.IGNORECASE | re.DOTALL)
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Printed:
    """What a field prints, with the readings (base, reading) that it states."""

    text: str
    readings: tuple[tuple[str, str], ...] = ()


def printed_by(code: str) -> Printed:
    """What Word prints for a field's code where the field has no result; nothing for most fields."""
    if _EQ.match(code):
        return _equation(_GENERAL.sub("", _EQ.sub("", code[:_LONGEST], count=1)))
    found = _SYMBOL.match(code)
    if found:
        font = _FONT.search(code)
        return Printed(symbol(int(found.group(1), 0), (font.group(1) or font.group(2)) if font else ""))
    button = _BUTTON.match(code)
    return Printed(button.group(1).strip() if button else "")


@dataclass(slots=True)
class _Switch:
    """A switch that is open: its letters (``o``, ``ad``, ``up``), and its arguments so far."""

    letters: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    arguments: list[str] = field(default_factory=lambda: [""])
    raised: list[bool] = field(default_factory=lambda: [False])


def _equation(code: str) -> Printed:
    """Read with a stack of open switches, so that no nesting is too deep."""
    readings: list[tuple[str, str]] = []
    stack = [_Switch()]
    waiting: _Switch | None = None
    for kind, words in _tokens(code):
        if kind == "switch":
            if waiting is None:
                waiting = _Switch()
            waiting.letters.append(words.lower())
        elif words == "(" and kind == "sign":
            stack.append(waiting or _Switch(letters=["plain"]))
            waiting = None
        elif waiting is not None:
            waiting.options.append(words)
        elif kind == "sign" and words in ",;" and len(stack) > 1:
            stack[-1].arguments.append("")
            stack[-1].raised.append(False)
        elif kind == "sign" and words == ")" and len(stack) > 1:
            done = stack.pop()
            stack[-1].arguments[-1] += _shown(done, readings)
            if "s" in done.letters and "up" in done.letters:
                stack[-1].raised[-1] = True
        else:
            stack[-1].arguments[-1] += words
    if waiting is not None:
        stack[-1].arguments[-1] += "".join(waiting.options)
    while len(stack) > 1:
        left = stack.pop()
        stack[-1].arguments[-1] += "".join(left.arguments)
    return Printed("".join(stack[0].arguments).strip(), tuple(readings))


def _tokens(code: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(code):
        if found.group(1):
            yield "switch", found.group(1)
        elif found.group(3):
            yield "sign", found.group(3)
        else:
            yield "words", found.group(2) or found.group(4)


def _shown(done: _Switch, readings: list[tuple[str, str]]) -> str:
    first = done.letters[0]
    words = [argument.strip() for argument in done.arguments]
    if first == "o":
        return _overstruck(done, words, readings)
    if first == "f" and len(words) == 2:
        return "/".join(words)
    if first == "r":
        return f"{words[0] if len(words) > 1 else ''}√{words[-1]}"
    if first == "plain" or first == "b":
        return f"({','.join(done.arguments)})"
    return ("," if first == "l" else " ").join(word for word in words if word)


def _overstruck(done: _Switch, words: list[str], readings: list[tuple[str, str]]) -> str:
    """Signs one over the other: a reading raised over its word, or a ring around a sign."""
    over = [word for word, raised in zip(words, done.raised, strict=True) if raised]
    base = [word for word, raised in zip(words, done.raised, strict=True) if not raised]
    if over and any(base):
        readings.append(("".join(base), "".join(over)))
        return "".join(base)
    if len(words) == 2 and words[0] in [*CIRCLES]:
        return _RINGED.get(words[1], words[1])
    return "".join(words)


_RINGED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (
        *range(0x2460, 0x2474),
        *range(0x24B6, 0x24EA),
        *range(0x3251, 0x3260),
        *range(0x3280, 0x32C0),
        *range(0x32D0, 0x32FF),
    )
    if unicodedata.name(chr(code), "").startswith("CIRCLED")
}
