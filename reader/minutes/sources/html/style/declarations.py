"""What declarations of a style sheet set, as far as it decides what is seen and what is printed.

::

    "background: #fff url(x.png)"     -> background-color #fff, background-image url
    "content: '○' counter(i)"         -> content, as it is written
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

import tinycss2
from tinycss2.ast import Node

_AS_LINES_RUN = {
    "block-size": "height",
    "inline-size": "width",
    "max-block-size": "max-height",
    "max-inline-size": "max-width",
    "min-block-size": "min-height",
    "inset-inline-start": "left",
    "inset-inline-end": "right",
    "inset-block-start": "top",
    "inset-block-end": "bottom",
    "margin-inline-start": "margin-left",
    "margin-block-start": "margin-top",
    "padding-inline-start": "padding-left",
    "padding-inline-end": "padding-right",
    "padding-block-start": "padding-top",
    "padding-block-end": "padding-bottom",
}
"""Properties by the way that lines run, and what they are in a page of lines from left to right."""

PROPERTIES = frozenset(
    [
        *_AS_LINES_RUN,
        "rotate",
        "display",
        "visibility",
        "opacity",
        "content-visibility",
        "color",
        "fill",
        "background",
        "background-color",
        "background-image",
        "background-clip",
        "-webkit-background-clip",
        "-webkit-text-fill-color",
        "text-shadow",
        "font",
        "font-size",
        "text-indent",
        "position",
        "left",
        "top",
        "right",
        "bottom",
        "inset",
        "margin",
        "margin-left",
        "margin-top",
        "transform",
        "scale",
        "translate",
        "clip",
        "clip-path",
        "width",
        "height",
        "max-width",
        "max-height",
        "overflow",
        "overflow-x",
        "overflow-y",
        "padding",
        "padding-top",
        "padding-right",
        "padding-bottom",
        "padding-left",
        "filter",
        "mask",
        "mask-image",
        "-webkit-mask",
        "-webkit-mask-image",
        "grid-template",
        "grid-template-rows",
        "min-height",
        "zoom",
        "content",
        "counter-increment",
        "counter-reset",
        "counter-set",
        "list-style",
        "list-style-type",
    ]
)
_PADDINGS = ("padding-top", "padding-right", "padding-bottom", "padding-left")
_MASKS = frozenset({"mask", "mask-image", "-webkit-mask", "-webkit-mask-image"})
_AS_WRITTEN = frozenset(
    {"content", "list-style", "list-style-type", "counter-increment", "counter-reset", "counter-set"}
)
_ANY = re.compile(
    "|".join(sorted((re.escape(name) for name in PROPERTIES), key=len, reverse=True)), re.IGNORECASE
)
_DEEPEST = 40

Values = Mapping[str, tuple[str, bool]]
"""The value of each property that a rule, or an element's own style, sets (lower case but for words that are printed), and
whether it is ``!important``."""


def sets_anything(text: str) -> bool:
    """Whether a sheet, or a style, has a property that matters here."""
    return _ANY.search(text) is not None


def is_deep(text: str) -> bool:
    """Whether brackets stand in one another deeper than any sheet's."""
    depth = 0
    for bracket in re.findall(r"[{}()\[\]]", text):
        depth += 1 if bracket in "{([" else -1
        if depth > _DEEPEST:
            return True
        depth = max(depth, 0)
    return False


@lru_cache(maxsize=2_000)
def own_values(style: str) -> Values:
    """What an element's own ``style`` sets."""
    if not sets_anything(style) or is_deep(style):
        return MappingProxyType({})
    inside = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    return MappingProxyType(values_of(one for one in inside if one.type == "declaration"))


def values_of(declarations: Iterable[Node]) -> dict[str, tuple[str, bool]]:
    """What declarations set: the value of each property, and whether it is ``!important``."""
    found: dict[str, tuple[str, bool]] = {}
    for one in declarations:
        value = tinycss2.serialize(one.value).strip()
        value = value if one.lower_name in _AS_WRITTEN else value.lower()
        if one.lower_name.startswith("--") or one.lower_name in PROPERTIES:
            for name, part in _parts(_AS_LINES_RUN.get(one.lower_name, one.lower_name), value):
                if one.important or not found.get(name, ("", False))[1]:
                    found[name] = (part, bool(one.important))
    return found


def _parts(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A property that stands for several, taken apart as far as it matters here."""
    words = re.findall(r"[^\s(]*\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()]+", value)
    top, right, bottom, left = _sides(words)
    if name == "background":
        yield "background-color", next(filter(_may_be_colour, words), "transparent")
        yield "background-image", "url" if re.search(r"url\(|gradient\(|image", value) else "none"
        if "text" in words:
            yield "background-clip", "text"
    elif name == "font":
        size = re.search(r"(?:^|\s)([\d.]+(?:[a-z]+|%)?)(?:\s*/|\s)", value)
        if size:
            yield "font-size", size.group(1)
    elif name == "overflow" and words:
        yield "overflow-x", words[0]
        yield "overflow-y", words[-1]
    elif name == "margin":
        yield "margin-left", left
        yield "margin-top", top
    elif name == "inset":
        yield from zip(("top", "right", "bottom", "left"), (top, right, bottom, left), strict=True)
    elif name == "padding":
        yield from zip(_PADDINGS, (top, right, bottom, left), strict=True)
    elif name in _MASKS:
        yield "mask-image", value
    elif name == "grid-template":
        yield "grid-template-rows", value.partition("/")[0].strip()
    elif name == "list-style":
        yield "list-style-type", value
    else:
        yield name, value


def _sides(words: list[str]) -> tuple[str, str, str, str]:
    top = words[0] if words else ""
    right = words[1] if len(words) > 1 else top
    return top, right, words[2] if len(words) > 2 else top, words[3] if len(words) > 3 else right


def _may_be_colour(word: str) -> bool:
    return word.startswith(("#", "rgb", "hsl", "hwb", "lab", "lch", "ok", "color", "var(")) or (
        word.isalpha() and word not in _NO_COLOURS
    )


_NO_COLOURS = frozenset(
    [
        "none",
        "repeat",
        "scroll",
        "fixed",
        "local",
        "top",
        "left",
        "right",
        "bottom",
        "center",
        "cover",
        "contain",
        "auto",
        "round",
        "space",
        "text",
        "initial",
        "inherit",
        "unset",
        "revert",
    ]
)
