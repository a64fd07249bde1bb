"""What an element holds, counted for the whole page in one walk: characters, how many of them are links, labels.

::

    <div id="side"><a>…</a><a>…</a></div>        -> 40 characters, 40 of them links, no label
    <div id="side"><p>○議長　開きます。</p></div>   -> 9 characters, no links, 1 label
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from reader.minutes.sources.html.walk import steps
from reader.minutes.text.characters import MARKS, bare

_LABEL = re.compile(rf"\s*(?:[{MARKS}]\s*[^\s\d]|[【（(]?[^\s。、：:]{{1,20}}[】）)]?\s*[：:])")
_CLICKED = frozenset({"a", "button", "select", "label"})
_CONTENT = frozenset({"main", "article", "h1"})


@dataclass(frozen=True, slots=True)
class Weight:
    """``words`` and ``clicked`` count characters; ``labels`` the pieces of text that begin as a turn does;
    ``sentences`` full stops; ``content`` the elements inside that say they are content (``<main>``, ``<h1>``)."""

    words: int = 0
    clicked: int = 0
    labels: int = 0
    sentences: int = 0
    content: int = 0

    @property
    def is_links(self) -> bool:
        """Whether most of it is there to be clicked at."""
        return self.words > 0 and self.clicked * 2 >= self.words

    def without(self, other: "Weight") -> "Weight":
        """What is more than in ``other``."""
        return Weight(
            self.words - other.words,
            self.clicked - other.clicked,
            self.labels - other.labels,
            self.sentences - other.sentences,
            self.content - other.content,
        )


def weights_of(
    body: LexborNode, passed_over: Callable[[LexborNode], bool], asked: Callable[[LexborNode], bool]
) -> Mapping[int, Weight]:
    """The weight of each element that is asked for, and of the body, by ``mem_id``."""
    found: dict[int, Weight] = {}
    open_at: dict[int, Weight] = {}
    now = Weight()
    clicking = 0
    for node, entering in steps(body, passed_over):
        tag = node.tag or ""
        if tag == "-text":
            now = _added(now, node.text_content or "", clicking > 0) if entering else now
            continue
        clicking += (1 if entering else -1) if tag in _CLICKED else 0
        if entering and (node.mem_id == body.mem_id or asked(node)):
            open_at[node.mem_id] = now
        elif not entering and node.mem_id in open_at:
            found[node.mem_id] = now.without(open_at.pop(node.mem_id))
        if not entering and tag in _CONTENT:
            now = Weight(now.words, now.clicked, now.labels, now.sentences, now.content + 1)
    return found


def _added(now: Weight, text: str, clicked: bool) -> Weight:
    words = len(bare(text))
    if not words:
        return now
    return Weight(
        now.words + words,
        now.clicked + (words if clicked else 0),
        now.labels + (_LABEL.match(text) is not None),
        now.sentences + text.count("。"),
        now.content,
    )
