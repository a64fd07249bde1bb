"""Which parts of a page are not its content: navigation, banners, buttons.

HTML and ARIA say it, or the words that class names and ids are made of everywhere (``breadcrumb``, ``pankuzu``,
``side``). A name never decides alone: what it wraps must look like furniture too (links, no turn, no sentence), and a
wrapper around ``<main>`` or around most of the page is none::

    <nav>…   <div role="navigation">…   <p class="topic_path"><a>…</a> ＞ <a>…   <button>…        furniture
    <div id="pagetop"><main>…   <body class="no-sidebar">…   <td class="side">議長</td>            content
"""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from reader.minutes.sources.html.weights import Weight
from reader.minutes.text.furniture import is_furniture

_ALWAYS = frozenset({"nav", "button", "select", "textarea", "noscript", "search"})
_MOSTLY = frozenset({"footer", "aside"})
_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "button",
        "menu",
        "menubar",
        "complementary",
        "toolbar",
        "tablist",
        "dialog",
        "alert",
    ]
)
_NAMES = re.compile(
    r"(?:^|[\s_\-])(?:breadcrumbs?|pankuzu|pan|topic-?_?path|crumbs?|navi?|gnavi?|lnavi?|global-?navi?|menu|footer|foot|sidebar|side|sns|share|social|pagetop|page-?_?top|totop|"
    r"hidden-print|no-?print|d-print-none|skip|skiplink|blockskip|print-?btn|toolbar|pager|paging|cookie|banner|advert|ads?|fontsize|translate|search-?box)(?:$|[\s_\-])",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"(?:^|[\s_\-])(?:breadcrumbs?|pankuzu|topic-?_?path|hidden-print|no-?print|d-print-none|skiplink|blockskip)(?:$|[\s_\-])",
    re.IGNORECASE,
)
_NEVER = frozenset(
    {"html", "body", "main", "article", "h1", "h2", "h3", "td", "th", "dt", "dd", "tr", "table"}
)
_INSIDE = frozenset({"main", "article", "section"})
_MAIN_IDS = (
    "main",
    "content",
    "contents",
    "honbun",
    "main_body",
    "maincontents",
    "main-contents",
    "main_contents",
    "tmp_contents",
    "maincontent",
    "container_main",
)
_SHARE = 0.3
_MOST = 0.5
_SHORT = 60
_LONGEST_NAMES = 400


def names_of(node: LexborNode) -> str:
    """An element's class and id, as they stand."""
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}" if attributes else ""
    return names if len(names) < _LONGEST_NAMES else ""


def may_be_furniture(node: LexborNode) -> bool:
    """True for an element whose tag, role or names could make it furniture, or the page's main part."""
    tag = node.tag or ""
    if tag in _ALWAYS or tag in _MOSTLY or tag in ("header", "main"):
        return True
    if not node.attributes:
        return False
    return "role" in node.attributes or bool(names_of(node).strip())


def is_furniture_part(node: LexborNode, weight: Weight, page: Weight, inside: int) -> bool:
    """True for an element whose words are the page's, not the document's. ``page`` is the body's weight, ``inside``
    how many articles, sections and main parts are open around it."""
    tag = node.tag or ""
    if tag in _ALWAYS:
        return True
    if weight.content or (weight.words > _MOST * page.words and not weight.is_links):
        return False
    if tag in _MOSTLY or (tag == "header" and not inside):
        return weight.labels < 2 or weight.is_links
    if tag in _NEVER or tag.startswith("-"):
        return False
    if (node.attributes.get("role") or "").lower() in _ROLES:
        return weight.labels < 2 or weight.is_links
    return _named(node, weight)


def _named(node: LexborNode, weight: Weight) -> bool:
    names = names_of(node)
    if not _NAMES.search(names):
        return False
    if weight.is_links:
        return True
    if weight.labels or weight.sentences:
        return False
    return (weight.words <= _SHORT and _TELLING.search(names) is not None) or (
        weight.words <= _SHORT and is_furniture((node.text() or "").strip())
    )


def opens_content(node: LexborNode) -> bool:
    """True for an element whose header is the part's own, not the page's."""
    return node.tag in _INSIDE


def main_content(body: LexborNode, weights: Mapping[int, Weight]) -> LexborNode | None:
    """The one element that holds the page's content, where the page names it and it holds a good part of the words,
    and nearly all that begins as a turn does."""
    candidates = body.css("main, [role=main]") or [
        found for name in _MAIN_IDS for found in body.css(f"#{name}, .{name}")
    ]
    page = weights[body.mem_id]
    for candidate in candidates[:8]:
        weight = weights.get(candidate.mem_id, Weight())
        outside = page.labels - weight.labels
        if weight.words >= page.words * _SHARE and (outside <= 1 or outside * 5 <= weight.labels):
            return candidate
    return None
