"""What of a page a browser does not show: hidden elements, templates, comments.

::

    <p hidden>   <p style="display: none">   <template>   <dialog>   <!-- 担当：山田 -->
    .memo { display: none }        where no script of the page names ``memo``: a script may open it again
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.minutes.sources.html.walk import is_silent, steps

_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"[a-zA-Z][\w\-]*$|(?:[a-zA-Z][\w\-]*)?[.#]([a-zA-Z_][\w\-]*)$")
_DISPLAY = re.compile(r"display\s*:\s*([a-z\-]+)|visibility\s*:\s*([a-z]+)", re.IGNORECASE)
_JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_TAG = re.compile(r"<[^<>]*>")
_HIDING = frozenset({"none", "hidden", "collapse"})
_SHEET = 200_000
_MOST_RULES = 40


def is_unseen(node: LexborNode, hidden: frozenset[int]) -> bool:
    """True for an element that a browser does not show, nor what is in it."""
    tag = node.tag or ""
    if tag.startswith("-"):
        return False
    if tag == "template" or node.mem_id in hidden:
        return True
    attributes = node.attributes
    if tag == "dialog":
        return "open" not in attributes
    if not attributes:
        return False
    return "hidden" in attributes or _STYLE.search((attributes.get("style") or "")[:2000]) is not None


def hidden_by_sheets(page: LexborHTMLParser) -> frozenset[int]:
    """The elements that the page's own style sheets hide, by ``mem_id``."""
    sheet = "".join((style.text() or "")[:_SHEET] for style in page.css("style")[:20])
    rules = list(_hiding_rules(sheet))[:_MOST_RULES] if "none" in sheet or "hidden" in sheet else []
    if not rules:
        return frozenset()
    scripts = "".join(script.text() or "" for script in page.css("script"))
    return frozenset(
        node.mem_id for selector, name in rules if name not in scripts for node in page.css(selector)
    )


def _hiding_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Simple selectors whose last word on the matter is to hide, with the name in them."""
    shown: dict[str, bool] = {}
    for rule in _RULE.finditer(_without_media(_COMMENT.sub("", sheet))):
        for found in _DISPLAY.finditer(rule.group(2)):
            for selector in rule.group(1).split(","):
                shown[selector.strip()] = (found.group(1) or found.group(2)).lower() not in _HIDING
    for selector, seen in shown.items():
        simple = _SIMPLE.match(selector)
        if not seen and simple and simple.group(1):
            yield selector, simple.group(1)


def _without_media(sheet: str) -> str:
    """The rules that hold on a screen of any kind: those inside ``@media`` may not."""
    kept: list[str] = []
    inside = 0
    for piece in re.split(r"(@media[^{]*\{|\{|\})", sheet):
        if inside or piece.startswith("@media"):
            inside += (piece.endswith("{")) - (piece == "}")
        else:
            kept.append(piece)
    return "".join(kept)


def comment_words(node: LexborNode) -> str:
    """The Japanese words of a comment; marks for the page's makers (``/header``) are none."""
    return "".join(_JAPANESE.findall(node.comment_content or ""))


def unseen_words(node: LexborNode) -> str:
    """The words of what is not shown, to be counted."""
    if node.tag == "template":
        return _TAG.sub("", node.html or "")
    texts = (inside for inside, entering in steps(node, is_silent) if entering and inside.tag == "-text")
    return "".join(text.text_content or "" for text in texts)
