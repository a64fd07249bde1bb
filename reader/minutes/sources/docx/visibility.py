"""What of a Word file's elements Word shows: deleted things, hidden drawings, the one of several alternatives.

::

    <w:del>…   <w:moveFrom>…                            deleted, by a tracked change
    <mc:AlternateContent><mc:Choice Requires="wps">…     the first that is understood, and no other
    <wp:docPr hidden="1"/>   style="visibility:hidden"   a drawing that is not shown
"""

import re
from collections.abc import Iterable

from reader.minutes.sources.docx.xml import (
    CHOICE,
    FALLBACK,
    Node,
    below,
    local,
    number,
    switch,
    value,
    word,
    words_below,
)
from reader.minutes.sources.left_out import DELETED

_DELETED = frozenset(map(word, ("del", "moveFrom")))
_UNDERSTOOD = frozenset(
    [
        "wps",
        "wpg",
        "wpc",
        "wpi",
        "wp14",
        "w14",
        "w15",
        "w16",
        "w16cex",
        "w16cid",
        "w16se",
        "w16sdtdh",
        "a14",
        "a16",
        "cx",
        "cx1",
        "pic",
        "wne",
        "aink",
        "am3d",
        "c14",
        "v",
        "m",
    ]
)
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWINGS = frozenset({"inline", "anchor", "wsp", "wgp", "grpSp", "pic", "cxnSp", "graphicFrame"})
_FLAT = 40
_UNSEEN = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none", re.IGNORECASE)


def is_deleted(node: Node) -> bool:
    """True for what a tracked change took away."""
    return node.tag in _DELETED


def deleted_words(node: Node) -> tuple[str, str]:
    """What is counted of it."""
    return DELETED, words_below(node)


def mark_is_gone(properties: Node | None, hidden: bool) -> bool:
    """Whether the end of a paragraph is hidden or deleted, so that the next one runs on."""
    of_mark = below(properties, "rPr")
    vanished = switch(of_mark, "vanish")
    gone = any(below(of_mark, name) is not None for name in ("del", "moveFrom"))
    return gone or (hidden if vanished is None else vanished)


def row_is_gone(row: Node) -> tuple[bool, bool]:
    """Whether a table's row is hidden; whether it is deleted."""
    properties = below(row, "trPr")
    height = below(properties, "trHeight")
    flat = (
        height is not None
        and height.get(word("hRule")) == "exact"
        and number(value(height), _FLAT + 1) <= _FLAT
    )
    return bool(switch(properties, "hidden")) or flat, below(properties, "del") is not None


def cell_is_gone(cell: Node) -> bool:
    """Whether a tracked change deleted a table's cell."""
    return below(cell, "tcPr", "cellDel") is not None


def alternative(node: Node) -> tuple[Node | None, Iterable[Node]]:
    """The one of ``mc:AlternateContent`` that is shown, and the others."""
    every = [child for child in node if child.tag in (CHOICE, FALLBACK)]
    shown = next(
        (
            child
            for child in every
            if child.tag == FALLBACK or set((child.get("Requires") or "").split()) <= _UNDERSTOOD
        ),
        None,
    )
    return shown, [child for child in every if child is not shown]


def is_unseen_drawing(node: Node) -> bool:
    """True for a drawing, or a shape in one, that its author hid."""
    if node.tag.startswith(_VML):
        return bool(_UNSEEN.search((node.get("style") or "")[:400]))
    return local(node) in _DRAWINGS and any(
        local(one) in ("docPr", "cNvPr") and one.get("hidden") in ("1", "true")
        for child in node
        for one in (child, *(child if local(child).startswith("nv") else ()))
    )


def is_under_a_merge(cell: Node, before: Node | None) -> bool:
    """Whether a table's cell goes on one above it, or the one ``before`` it: Word prints what stands in the first only."""
    return _goes_on(cell, "vMerge") or (
        _goes_on(cell, "hMerge") and before is not None and below(before, "tcPr", "hMerge") is not None
    )


def _goes_on(cell: Node, merge: str) -> bool:
    merged = below(cell, "tcPr", merge)
    return merged is not None and (value(merged) or "continue") == "continue"


def stands_behind(root: Node) -> bool:
    """Whether a drawing stands behind words somewhere in a part: white words may be seen on it."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.get("behindDoc") in ("1", "true"):
            return True
        waiting += one
    return False


def has_ground(document: Node) -> bool:
    """Whether the document's pages have a colour of their own."""
    ground = below(document, "background")
    colour = (ground.get(word("color")) or "").lower() if ground is not None else ""
    return colour not in ("", "auto", "ffffff")


def font_of(properties: Node | None) -> str:
    """The font of a run's letters, as far as the run itself says."""
    fonts = below(properties, "rFonts")
    return ((fonts.get(word("ascii")) or fonts.get(word("hAnsi"))) if fonts is not None else None) or ""
