"""What of a page a browser does not show: what is hidden, cut away, of no size, or of its ground's colour; templates, comments.

::

    <p hidden>   <p style="display: none">   <template>   <dialog>   <!-- 担当：山田 -->
    .memo li { display: none }           where no script of the page names ``memo``: a script may open it again
    <font color="#fff">, .sr-only, text-indent: -9999px, height: 0 …   (``style/look``)
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.minutes.sources.beside import Beside
from reader.minutes.sources.html.columns import folded_cells
from reader.minutes.sources.html.style.cascade import Cascade, Shape, cascade_of
from reader.minutes.sources.html.style.look import Look, look_of
from reader.minutes.sources.html.style.printed import Printed
from reader.minutes.sources.html.style.values import are_alike
from reader.minutes.sources.html.walk import BLOCKS, is_silent, steps
from reader.minutes.sources.left_out import ALTERNATIVE, HIDDEN, NO_INK
from reader.minutes.text.characters import bare

_JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_TAG = re.compile(r"<[^<>]*>")
_STYLED = "style, link[rel~=stylesheet], svg, [style], [hidden], [popover], template, dialog, font[color], [bgcolor], body[text], [background]"
_NOT_DRAWN = "defs, symbol, clipPath, mask, pattern, marker"
_INSTEAD = frozenset({"noscript", "noembed", "datalist", "canvas", "video", "audio"})
_WHITE = (255, 255, 255, 1.0)
_DARK = 140


@dataclass(slots=True)
class Sight:
    """Why elements, and pieces of text, are not seen, by ``mem_id``; ``pale`` counts the characters that are white on a
    ground that the page itself does not tell; ``printed`` is what style sheets print beside the page's words."""

    why: dict[int, str] = field(default_factory=dict)
    pale: int = 0
    printed: Printed = field(default_factory=Printed)

    def unseen(self, node: LexborNode) -> str | None:
        """Why an element or a piece of text is not seen; None where it is."""
        return self.why.get(node.mem_id)


def sight_of(page: LexborHTMLParser, beside: Beside) -> Sight:
    """What of a page is not seen. ``beside`` are the style sheets that lie beside it."""
    sight = Sight()
    for tag in _INSTEAD:
        sight.why.update((node.mem_id, ALTERNATIVE) for node in page.css(tag))
    if page.css_first("use") is None:
        sight.why.update((node.mem_id, HIDDEN) for node in page.css(_NOT_DRAWN))
    body = page.body
    if body is None or page.css_first(_STYLED) is None:
        return sight
    cascade = cascade_of(page, _shape(body), beside)
    parts = {part: said for part, said in cascade.parts.items() if said}
    sight.printed = Printed(cascade.as_it_stands, parts, cascade.countings)
    first = Look() if cascade.whole else Look(ground=None)
    ways = [way for way in (cascade.as_it_stands, cascade.at_times) if way is not None]
    folded = set.intersection(*(folded_cells(page, way) for way in ways))
    sight.why.update((cell, HIDDEN) for cell in folded)
    _Looking(sight, cascade).through(page, body, first)
    return sight


@dataclass(slots=True)
class _Looking:
    """One walk through a page with the look of what is open: as it stands, and as it is at times."""

    sight: Sight
    cascade: Cascade
    pale: dict[int, list[LexborNode]] = field(default_factory=dict)
    dark: set[int] = field(default_factory=set)

    def through(self, page: LexborHTMLParser, body: LexborNode, first: Look) -> None:
        """Notes what is not seen."""
        ways: list[Mapping[int, Mapping[str, str]]] = [self.cascade.as_it_stands]
        if self.cascade.at_times is not None:
            ways.append(self.cascade.at_times)
        root = page.root
        looks = tuple(first if root is None else self._look(root, "html", way, first) for way in ways)
        open_looks, blocks = [looks], [body.mem_id]
        for node, entering in steps(body, lambda node: is_silent(node) or node.mem_id in self.sight.why):
            tag = node.tag or ""
            if tag == "-text":
                if entering:
                    self._text(node, open_looks[-1], blocks[-1])
            elif not entering:
                open_looks.pop()
                blocks.pop()
            else:
                looks = tuple(
                    self._look(node, tag, way, look) for way, look in zip(ways, open_looks[-1], strict=True)
                )
                open_looks.append(looks)
                blocks.append(node.mem_id if tag in BLOCKS else blocks[-1])
                self._element(node, tag, looks, open_looks[-2])
        self._pale_beside_dark()

    def _look(self, node: LexborNode, tag: str, way: Mapping[int, Mapping[str, str]], around: Look) -> Look:
        said = way.get(node.mem_id, {})
        return look_of(node, tag, said, around, self.cascade.scripts.may_open_element(node))

    def _element(self, node: LexborNode, tag: str, looks: tuple[Look, ...], around: tuple[Look, ...]) -> None:
        gone = all(look.gone is not None for look in looks)
        if gone and not all(look.gone is not None for look in around):
            self.sight.why[node.mem_id] = looks[0].gone or HIDDEN
        elif tag == "img" and not gone and not any(look.visible for look in looks):
            self.sight.why[node.mem_id] = HIDDEN

    def _text(self, node: LexborNode, looks: tuple[Look, ...], block: int) -> None:
        reasons = [look.unseen for look in looks]
        look = looks[0]
        if any(one.gone is not None for one in looks) and all(one.gone is not None for one in looks):
            return
        if all(reason is not None for reason in reasons):
            if (node.text_content or "").strip():
                self.sight.why[node.mem_id] = reasons[0] or HIDDEN
        elif look.ground is None and look.colour is not None and (node.text_content or "").strip():
            if are_alike(look.colour, _WHITE):
                self.pale.setdefault(block, []).append(node)
            elif max(look.colour[:3]) < _DARK:
                self.dark.add(block)

    def _pale_beside_dark(self) -> None:
        """White words beside black ones stand on a ground that is not dark: nobody sees them."""
        for block, texts in self.pale.items():
            for text in texts:
                if block in self.dark:
                    self.sight.why[text.mem_id] = NO_INK
                else:
                    self.sight.pale += len(bare(text.text_content or ""))


def _shape(body: LexborNode) -> Shape:
    nodes = deepest = widest = 0
    beside = [0]
    for _, entering in steps(body, is_silent):
        if entering:
            nodes += 1
            beside[-1] += 1
            beside.append(0)
            deepest = max(deepest, len(beside))
        else:
            widest = max(widest, beside.pop())
    return Shape(nodes, deepest + 1, max(widest, 1))


def comment_words(node: LexborNode) -> str:
    """The Japanese words of a comment; marks for the page's makers (``/header``) are none."""
    return "".join(_JAPANESE.findall(node.comment_content or ""))


def unseen_words(node: LexborNode) -> str:
    """The words of what is not shown, to be counted."""
    if node.tag == "template":
        return _TAG.sub("", node.html or "")
    return "".join(_texts(node))


def _texts(node: LexborNode) -> Iterator[str]:
    for inside, entering in steps(node, is_silent):
        if entering and inside.tag == "-text":
            yield inside.text_content or ""
