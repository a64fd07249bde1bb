"""Rows: the pieces of lines that the parser decides about, in order, blank ones left out.

Most lines are one row. A line that carries a whole discussion is cut where the next label, stage direction or
rule begins, so that everything after this sees one thing a row::

    2.議題 (1)調査について (事務局)説明する。 (委員)問5は要らない。   -> 4 rows of the same line
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.minutes.labels.match import Style
from reader.minutes.lines.beside import label_behind_field
from reader.minutes.lines.flat.header import whole_header
from reader.minutes.lines.framed import cuts_at_frames, frames_inside
from reader.minutes.lines.look import Look, look_of
from reader.minutes.lines.run_on import cuts_inside, styles_inside
from reader.minutes.sources.source import Line, LineKind, Source
from reader.minutes.text.characters import MARK_CLASS, STROKES, bare, fold, is_rule
from reader.minutes.text.furniture import is_page_number


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of a line. ``gap`` is true where a blank line stood before it; ``folded`` has the offsets of
    ``text``; ``first`` is true for the first piece of its line; ``whole`` for a label joined from two lines or more."""

    text: str
    folded: str
    line: Line
    gap: bool
    first: bool = True
    whole: bool = False

    @property
    def number(self) -> int:
        """The line's number, from 1."""
        return self.line.number

    @property
    def kind(self) -> LineKind:
        """What the format knew about the line."""
        return self.line.kind


_ALL_APART = 0.85
_RUN_ON = 70
_NEAR = 40
_SHORTEST_HEAD = 8
_RULE = re.compile(rf"[┌┏├┣└┗]?[{STROKES}┬┴┼]{{6,}}[┐┓┤┫┘┛]?")
_ENDED = re.compile(
    r"(?<=[。．」）)])[\s　]+(?:以上|了)[\s　]*$|(?<=[。．])[\s　]*[【〔（(<＜][\s　]*(?:閉[\s　]*会|散[\s　]*会|終[\s　]*了|以[\s　]*上|終[\s　]*会)[^。】〕）)>＞]{0,12}[】〕）)>＞][\s　]*$"
)
_COUNTED_HEAD = re.compile(
    r"\s*(?P<title>\S.{2,60}(?:録|概要|要旨|次第|会議?))\s*[-(]?\s*(?P<page>\d{1,3})\s*[-)]?\s*$"
)
SPEAKERS_HEAD = re.compile(
    r"[\s|]*(?:(?:番号|No\.?)[\s|]+)?(?:発\s*言\s*者|話\s*者|氏\s*名|委員名)(?:名|等)?"
    r"(?:[\s|]*(?:議題・?|会議の?)?(?:発言|内容|意見|要旨|議事|概要|経過|質疑)[^。]{0,16})?[\s|]*$"
)
"""The head of a table of speakers, folded: 発言者 │ 発言の要旨."""
_DIRECTION = re.compile(r"〔[^〔〕]{2,80}〕")
_WHO_BEHIND = re.compile(r"[。．？！]\s*〔(?P<who>[^〔〕。、「」]{1,14})〕\s*$")
_ACTED = re.compile(
    r"拍手|笑|声|呼ぶ|起立|挙手|[登降]壇|[退着出欠]席|[退入]室|[退入]場|休憩|再開|朗読|なし|あり|多数|全員|発言|異議|賛成|反対|除斥|配[付布]|交代|参照|別紙|省略"
)
_OFTEN = 3
_TOP = 200
_BEFORE = f"。」）)？！〕{STROKES}"
_BEGINS = re.compile(rf"[{STROKES}]{{2}}|[{MARK_CLASS}〔]")


def rows_of(source: Source) -> tuple[Row, ...]:
    """The rows of a source; blank lines only leave a gap before the next."""
    rows: list[Row] = []
    gap = False
    look = look_of([line.text for line in source.lines if line.kind is not LineKind.CHROME])
    inside = styles_inside(source.lines, look)
    signed = _is_signed(source.lines)
    openers = frames_inside(source.lines, look)
    for line in source.lines:
        if not line.text.strip():
            gap = gap or line.kind is not LineKind.PAGE_BREAK
            continue
        pieces = (
            [line.text]
            if line.kind in (LineKind.CHROME, LineKind.SPEAKER)
            else _pieces(line.text, inside, look, openers, signed=signed, top=len(rows) < _TOP)
        )
        for index, piece in enumerate(pieces):
            rows.append(Row(piece, look.fold(piece), line, gap and index == 0, index == 0))
        gap = gap and line.kind is LineKind.CHROME
    return _without_heads(_with_telling_gaps(rows))


def _with_telling_gaps(rows: list[Row]) -> list[Row]:
    """Where every line is a paragraph of its own, the gaps between them tell nothing."""
    firsts = [row for row in rows if row.first]
    if sum(row.gap for row in firsts) < _ALL_APART * len(firsts):
        return rows
    return [replace(row, gap=False) for row in rows]


def _without_heads(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The same rows, those marked as the page's that stand below page numbers again and again."""
    below = [index for index, row in enumerate(rows, start=1) if is_page_number(row.folded.strip())]
    heads = Counter(rows[index].folded.strip() for index in below if index < len(rows))
    marked = {index for index in below if index < len(rows) and heads[rows[index].folded.strip()] > 1}
    marked |= _counted_heads(rows) | _heads_above(rows) | _heads_again(rows)
    return tuple(
        replace(row, line=replace(row.line, kind=LineKind.CHROME)) if index in marked else row
        for index, row in enumerate(rows)
    )


def _heads_above(rows: Sequence[Row]) -> set[int]:
    """The places of a title that stands again and again right above the page's number, but for the first."""
    above: dict[str, list[int]] = {}
    for index, row in enumerate(rows[1:]):
        words = bare(rows[index].folded)
        if is_page_number(row.folded.strip()) and len(words) > _SHORTEST_HEAD and "。" not in words:
            above.setdefault(words, []).append(index)
    return {index for found in above.values() for index in found[1:]}


def _heads_again(rows: Sequence[Row]) -> set[int]:
    """The places of a speakers' table's head that is printed anew on each page, but for the first."""
    heads = [index for index, row in enumerate(rows) if SPEAKERS_HEAD.match(row.folded)]
    first = bare(rows[heads[0]].folded) if heads else ""
    return {index for index in heads[1:] if bare(rows[index].folded) == first}


def _counted_heads(rows: Sequence[Row]) -> set[int]:
    """The places of a title that comes again and again with the page's number behind it, but for the first."""
    pages: dict[str, list[tuple[int, int]]] = {}
    for index, row in enumerate(rows):
        head = _COUNTED_HEAD.match(row.folded)
        if head:
            pages.setdefault(head["title"], []).append((index, int(head["page"])))
    return {
        index
        for found in pages.values()
        for (_, before), (index, page) in itertools.pairwise(found)
        if page == before + 1
    }


def _is_signed(lines: Sequence[Line]) -> bool:
    """True where lines end with who has said them, again and again: 窓口を増やしてほしい。〔利用者〕."""
    behind = [who for line in lines if (who := _WHO_BEHIND.search(line.text))]
    told = sum(_ACTED.search(who["who"]) is not None for who in behind)
    return len(behind) - told >= max(_OFTEN, told + 1)


def _pieces(
    text: str,
    inside: frozenset[tuple[Style, str]],
    look: Look,
    openers: frozenset[str],
    *,
    signed: bool,
    top: bool,
) -> list[str]:
    """The line cut at rules, at stage directions that end a stretch, and (a long one) at labels inside it. ``signed``
    lines end with who has said them; at the ``top`` one may be a header."""
    cuts = {0, len(text)}
    if not is_rule(text):
        for rule in _RULE.finditer(text):
            cuts |= {rule.start(), rule.end()}
    for direction in _DIRECTION.finditer(text):
        after = text[direction.end() : direction.end() + 8].lstrip()
        before = text[max(0, direction.start() - _NEAR) : direction.start()].rstrip()[-1:]
        if (not after and not signed) or (after and _BEGINS.match(after)):
            cuts |= {direction.start(), direction.end()} if before in _BEFORE else set()
    ended = _ENDED.search(text)
    if ended and ended.start():
        cuts.add(ended.start())
    said = cuts_inside(look.fold(text), inside, top=top) if len(text) > _RUN_ON or inside else set()
    said |= cuts_at_frames(look.fold(text), openers)
    cuts |= label_behind_field(text) | (said or (whole_header(fold(text)) if top else set()))
    places = sorted(cuts)
    pieces = [text[start:end] for start, end in itertools.pairwise(places)]
    return _joined([piece for piece in pieces if piece])


def _joined(pieces: list[str]) -> list[str]:
    """Blank pieces go to the one before, so that every piece has words and none is lost."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (not bare(piece) or not bare(joined[-1])):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
