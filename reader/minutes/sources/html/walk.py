"""Through a page without recursion: pages can be nested deeper than Python's stack."""

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "iframe",
        "object",
        "noframes",
        "rp",
        "annotation",
        "annotation-xml",
        "title",
        "desc",
        "metadata",
    ]
)
"""Elements whose text no browser prints as words of the page."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end lines."""


def steps(root: LexborNode, passed_over: Callable[[LexborNode], bool]) -> Iterator[tuple[LexborNode, bool]]:
    """Each node below (and with) ``root`` twice: when the walk comes in (True) and when it leaves (False). Nodes that
    are passed over are not met at all, nor what is in them."""
    node: LexborNode | None = root
    while node is not None:
        if not passed_over(node):
            yield node, True
            child = node.child
            if child is not None:
                node = child
                continue
            yield node, False
        while node is not None:
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent
            if node is not None:
                yield node, False


def is_silent(node: LexborNode) -> bool:
    """True for comments, declarations, scripts: nothing of them is printed."""
    tag = node.tag or ""
    return tag in SILENT or (tag.startswith("-") and tag != "-text")
