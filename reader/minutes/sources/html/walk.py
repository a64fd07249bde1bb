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
