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

from reader.minutes.characters import bare, fold, is_rule
from reader.minutes.fields import FieldKind, read_field
from reader.minutes.label_match import LabelMatch, Style
from reader.minutes.label_strength import Strength
from reader.minutes.page_furniture import is_page_number
from reader.minutes.sources.source import Line, LineKind, Source
from reader.minutes.speaker_label import read_label


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of a line. ``gap`` is true where a blank line stood before it; ``folded`` has the offsets of
    ``text``; ``first`` is true for the first piece of its line."""

    text: str
    folded: str
    line: Line
    gap: bool
    first: bool = True

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
_OFTEN = 3
_LONGEST_HEADER = 6_000
_GAP = re.compile(r"\s+")
_RULE = re.compile(r"[―─━—]{6,}")
_DIRECTION = re.compile(r"〔[^〔〕]{2,80}〕")
_OPENING = re.compile(
    r"(?:(?<=[\s。」』)\]】>―─|])|(?<=[。」』)\]】>―─|]))(?=[○◯〇◎●◆◇△▲□■(【\[<]|[^\s。、「」()【】\[\]:]{1,24}:)"
)
_HOUR = re.compile(
    r"[。)\]]\s{1,20}(?P<hour>(?:午前|午後)?\s?\d{1,2}時(?:\s?\d{1,2}分)?\s{0,4}(?:開会|閉会|散会|休憩|再開|開議|終了|延会))"
)
_PART = re.compile(r"(?<=[\s|])(?=(?:\(\d{1,2}\)|\d{1,2}[.、]|※)\s*[^\d\s])|(?<=\s)(?=-[^\s-])")


def rows_of(source: Source) -> tuple[Row, ...]:
    """The rows of a source; blank lines only leave a gap before the next."""
    rows: list[Row] = []
    gap = False
    inside = _styles_inside(source.lines)
    for line in source.lines:
        if not line.text.strip():
            gap = gap or line.kind is not LineKind.PAGE_BREAK
            continue
        pieces = (
            [line.text] if line.kind in (LineKind.CHROME, LineKind.SPEAKER) else _pieces(line.text, inside)
        )
        for index, piece in enumerate(pieces):
            rows.append(Row(piece, fold(piece), line, gap and index == 0, index == 0))
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
    return tuple(
        replace(row, line=replace(row.line, kind=LineKind.CHROME)) if index in marked else row
        for index, row in enumerate(rows)
    )


def _pieces(text: str, inside: frozenset[tuple[Style, str]]) -> list[str]:
    """The line cut at rules, at stage directions that end a stretch, and (a long one) at labels inside it."""
    cuts = {0, len(text)}
    if not is_rule(text):
        for rule in _RULE.finditer(text):
            cuts |= {rule.start(), rule.end()}
    for direction in _DIRECTION.finditer(text):
        after = text[direction.end() : direction.end() + 8].lstrip()
        before = text[: direction.start()].rstrip()[-1:]
        if not after or after[0] in "―─━—○◯◎◆〔":
            cuts |= {direction.start(), direction.end()} if before in "。」）)？！〕―─━" else set()
    if len(text) > _RUN_ON or inside:
        cuts |= _labels_inside(text, inside)
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


def _styles_inside(lines: Sequence[Line]) -> frozenset[tuple[Style, str]]:
    """The ways of marking that stand inside lines more often than at their start: a run-on record, wrapped."""
    inside: Counter[tuple[Style, str]] = Counter()
    others: Counter[tuple[Style, str]] = Counter()
    for line in lines:
        if line.kind is LineKind.CHROME or len(line.text) > _RUN_ON * 4:
            continue
        folded = fold(line.text)
        for at, match in _matches_inside(folded):
            counted = inside if folded[:at].strip() and not match.alone else others
            counted[match.style, match.form] += 1
    return frozenset(key for key, count in inside.items() if count >= _OFTEN and count > others[key])


def _matches_inside(folded: str) -> list[tuple[int, LabelMatch]]:
    """Strong labels at places where a label could begin."""
    found: list[tuple[int, LabelMatch]] = []
    for opening in _OPENING.finditer(folded):
        at = opening.start()
        match = read_label(folded[at : at + 140])
        if match and match.strength is Strength.STRONG and _may_run_on(match):
            found.append((at, match))
    return found


def _labels_inside(text: str, inside: frozenset[tuple[Style, str]]) -> set[int]:
    """Where labels begin inside a run-on line: for ways of marking found twice in it, or run on in the document."""
    folded = fold(text)
    found = _matches_inside(folded)
    styles = Counter((match.style, match.form) for _, match in found if not match.alone)
    labels = Counter(match.label for _, match in found)
    places = {
        at
        for at, match in found
        if (match.style, match.form) in inside
        or (
            styles[match.style, match.form] >= 2
            and not match.alone
            and (not match.glued or labels[match.label] >= 2)
        )
    }
    if not places:
        return set()
    begin = min(places)
    places |= _fields_inside(folded[:begin]) | {
        hour.start("hour") for hour in _HOUR.finditer(folded) if hour.start() > begin
    }
    return places | {cut.start() for cut in _PART.finditer(folded) if _is_part(folded, cut.start(), begin)}


def _fields_inside(header: str) -> set[int]:
    """Where fields begin in a header that stands on one line with the record: … 1 日　時 令和… 2 場　所 …."""
    if len(header) < _RUN_ON or len(header) > _LONGEST_HEADER:
        return set()
    found = [(gap.end(), read_field(header[gap.end() : gap.end() + 80])) for gap in _GAP.finditer(header)]
    return {at for at, field in found if field and field.kind not in (FieldKind.RECORD, FieldKind.OTHER)}


def _may_run_on(match: LabelMatch) -> bool:
    return match.style in (Style.MARK, Style.BRACKET, Style.PAREN, Style.COLON, Style.QUESTION)


def _is_part(folded: str, at: int, begin: int) -> bool:
    """Headings and notes are looked for before the first label, and between a full stop and the next label."""
    return at <= begin or folded[max(at - 8, 0) : at].rstrip()[-1:] in "。」)-"
