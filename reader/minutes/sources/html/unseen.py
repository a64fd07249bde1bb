"""What of a page a browser does not show: hidden elements, templates, comments.

::

    <p hidden>   <p style="display: none">   <template>   <dialog>   <!-- 担当：山田 -->
    .memo li { display: none }     where no script of the page names ``memo``: a script may open it again, nor does a more
                                   special rule, nor one for where the mouse is (.memo:hover li { display: block })
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from reader.minutes.sources.html.walk import is_silent, steps

_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{3,6}(?:px|em|pt|%)|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAME = re.compile(r"[.#]([a-zA-Z_][\w\-]*)|\[\s*([a-zA-Z_][\w\-]*)")
_TAG_NAME = re.compile(r"(?:^|[\s>+~])[a-zA-Z]")
_OF_STATE = re.compile(r":{1,2}[a-z\-]+(?:\([^()]*\))?")
_SCREEN = re.compile(r"@media\s*(?:only\s+)?(?:screen|all)\s*$", re.IGNORECASE)
_DISPLAY = re.compile(
    r"(?<![\w\-])(?:display\s*:\s*([a-z\-]+)|visibility\s*:\s*([a-z]+))(\s*!\s*important)?", re.IGNORECASE
)
_JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_TAG = re.compile(r"<[^<>]*>")
_HIDING = frozenset({"none", "hidden", "collapse"})
_SHEET = 200_000
_MOST_RULES = 100
_IMPORTANT = 10_000
_ALWAYS = 100_000


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
    if "none" not in sheet and "hidden" not in sheet and "collapse" not in sheet:
        return frozenset()
    scripts = "".join(script.text() or "" for script in page.css("script"))
    rules = [rule for rule in _rules(sheet) if not (rule.hides and rule.may_be_opened(scripts))]
    if not any(rule.hides for rule in rules):
        return frozenset()
    last: dict[int, bool] = {}
    for rule in sorted(rules[:_MOST_RULES], key=lambda rule: rule.weight):
        for identity in _matched(page, rule.selector):
            last[identity] = rule.hides
    return frozenset(identity for identity, hides in last.items() if hides)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a sheet says of being shown; of two rules for one element, the one of more weight counts, then the later."""

    selector: str
    hides: bool
    weight: int

    def may_be_opened(self, scripts: str) -> bool:
        """Whether a script names what is hidden, or nothing in the rule has a name: too little to go by."""
        names = [first or second for first, second in _NAME.findall(self.selector)]
        return not names or any(name in scripts for name in names)


def _rules(sheet: str) -> Iterator[_Rule]:
    """The rules about being shown. One that hides in some state only hides nothing; one that shows in some state shows."""
    for rule in _RULE.finditer(_on_a_screen(_COMMENT.sub("", sheet))):
        for display, visibility, important in _DISPLAY.findall(rule.group(2)):
            hides = (display or visibility).lower() in _HIDING
            for written in rule.group(1).split(","):
                selector = _OF_STATE.sub("", written.strip())
                of_state = selector != written.strip()
                if selector and not (hides and of_state):
                    weight = _ALWAYS if of_state else _weight(selector)
                    yield _Rule(selector, hides, weight + (_IMPORTANT if important else 0))


def _weight(selector: str) -> int:
    """What is more special weighs more: an id, then a class or attribute, then an element."""
    classes = selector.count(".") + selector.count("[")
    return 100 * selector.count("#") + 10 * classes + len(_TAG_NAME.findall(selector))


def _matched(page: LexborHTMLParser, selector: str) -> Iterator[int]:
    try:
        for node in page.css(selector):
            yield node.mem_id
    except SelectolaxError:
        return


def _on_a_screen(sheet: str) -> str:
    """The rules that hold on a screen of any kind: those inside other ``@media`` may not."""
    kept: list[str] = []
    inside = 0
    for piece in re.split(r"(@media[^{]*\{|\{|\})", sheet):
        if not inside and _SCREEN.match(piece.rstrip("{")):
            continue
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
