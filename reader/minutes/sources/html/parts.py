"""Which parts of a page are not its content: navigation, banners, buttons, what is hidden or not printed.

Known by what HTML and ARIA say, and by the words that class names and ids are made of everywhere
(``breadcrumb``, ``pankuzu``, ``hidden-print``)::

    <nav>…   <div role="navigation">…   <p class="topic_path">…   <div class="hidden-print">…   <button>…
"""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

_TAGS = frozenset({"nav", "footer", "aside", "button", "select", "textarea", "noscript", "dialog", "search"})
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
_WORDS = re.compile(
    r"(?:^|[\s_\-])(?:breadcrumbs?|pankuzu|pan|topic-?_?path|crumbs?|navi?|gnavi?|lnavi?|global-?navi?|menu|footer|foot|sidebar|side|sns|share|social|pagetop|page-?_?top|totop|"
    r"hidden-print|no-?print|d-print-none|skip|skiplink|blockskip|print-?btn|toolbar|pager|paging|cookie|banner|advert|ads?|fontsize|translate|search-?box)(?:$|[\s_\-])",
    re.IGNORECASE,
)
_NEVER = frozenset({"html", "body", "main", "article"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
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


def is_chrome(node: LexborNode) -> bool:
    """True for an element whose words are the page's, not the document's."""
    tag = node.tag or ""
    if tag in _TAGS or (tag == "header" and _is_banner(node)):
        return True
    if tag in _NEVER or tag.startswith("-"):
        return False
    attributes = node.attributes
    return bool(attributes) and _says_chrome(attributes)


def _says_chrome(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes or (attributes.get("role") or "").lower() in _ROLES:
        return True
    if _HIDDEN.search(attributes.get("style") or ""):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return len(names) < 400 and _WORDS.search(names) is not None


def _is_banner(header: LexborNode) -> bool:
    """A header is the page's own unless it stands in an article or the main part."""
    parent = header.parent
    while parent is not None:
        if parent.tag in ("main", "article", "section"):
            return False
        parent = parent.parent
    return True


def main_content(body: LexborNode) -> LexborNode | None:
    """The one element that holds the page's content, where the page names it and it holds a good part of the words."""
    candidates = body.css("main, [role=main]") or [
        found for name in _MAIN_IDS for found in body.css(f"#{name}, .{name}")
    ]
    whole = len(body.text() or "")
    for candidate in candidates[:8]:
        if len(candidate.text() or "") >= whole * _SHARE:
            return candidate
    return None
