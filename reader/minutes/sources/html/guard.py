"""Looks at a page's tags before they are parsed: some pages cost a parser the square of their size, or gigabytes.

Counted in one pass: tags, how deep they nest, and how many formatting tags stand open when a block begins (each is
opened again in every block)::

    "<div>" * 100_000            -> refused: nested deeper than 4,000
    "<font size=1>" … "<p>" …    -> refused: never closed
"""

import re

from reader.errors import SourceError

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_UNNESTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "dt",
        "dd",
        "rp",
    ]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_DEEPEST = 4_000
_MOST_TAGS = 600_000
_MOST_REOPENED = 3_000_000


def check_tags(text: str) -> None:
    """SourceError for a page that no parser should be given."""
    depth = deepest = count = opened = reopened = readings = 0
    for tag in _TAG.finditer(text):
        closing, name = tag.group(1) != "", tag.group(2).lower()
        count += 1
        if name in _FORMATTING:
            opened = max(opened - 1, 0) if closing else opened + 1
        else:
            reopened += opened
        if name in ("ruby", "rt"):
            readings = 0 if name == "ruby" else readings + 1
        if name not in _UNNESTED and name not in ("font", "rt"):
            depth = max(depth - 1, 0) if closing else depth + 1
        deepest = max(deepest, depth, readings)
    if deepest > _DEEPEST:
        raise SourceError(f"HTMLのタグが{_DEEPEST}段より深く入れ子です。ページを保存しなおしてください。")
    if count > _MOST_TAGS or reopened > _MOST_REOPENED:
        raise SourceError("HTMLのタグが多すぎるか、閉じられていません。ページを保存しなおしてください。")
