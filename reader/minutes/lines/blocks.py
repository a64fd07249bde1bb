"""Rows that are one printed thing, joined before anything is looked for in them: labels over two lines, numbers and titles.

Nothing is joined that does not stand right below without a blank line, and a label only where speech follows it::

    事務局（秘書      会長            ○教育長        入船職務代     2
    企画課長）       （月岡）        笹川一君       理者          前回議事録の承認
    -> one row each: 事務局（秘書企画課長）· 会長（月岡）· ○教育長 笹川一君 · 入船職務代理者 · 2 前回議事録の承認

Page numbers that stand alone are told from such numbers by what follows, and are marked as the page's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.minutes.labels.roles import role_word
from reader.minutes.labels.strength import KUN, Strength, assess
from reader.minutes.lines.fields import FieldKind, read_field
from reader.minutes.lines.headings import looks_like_title
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import says
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import KANJI, MARK_CLASS, bare

_SHORT = 24
_SHORT_NAME = 8
_WRAPPED = 6
_LONGEST = 44
_MOST_ROWS = 4
_MOST_SIGNS = 7
_SIGNS = 2
_OFTEN = 2
_FRONT = re.compile(rf"[\s{MARK_CLASS}・|]*")
_PAREN = re.compile(r"\s*\([^()。]{1,24}\)\s*$")
_SEAT = re.compile(r"(?:議席)?\d{1,3}番$")
_ALONE = re.compile(r"\s*\d{1,3}\s*$")
_BESIDE = re.compile(r"(?P<label>(?P<who>[^()。、]{1,24})\([^()。、]{1,24}\))\s*(?P<sign>[:|])")
_SPEAKER = re.compile(r"\s*発言者\s*[:|]\s*[^\s:|。][^:|。]{0,24}$")
_CONTENT = re.compile(r"\s*発言(?:の)?(?:内容|要旨)\s*[:|]\s*\S")
_REST = re.compile(r"[^\s|:。、()]{1,6}\|\s*\S")
_KANJI = re.compile(f"[{KANJI}]")
_CLOSES = {"(": ")", "【": "】", "[": "]", "<": ">", "『": "』"}
_OPENED = re.compile(r"\s*(?P<open>[(【\[<『])(?:[^()【】\[\]<>『』。、]|\([^()]*\)?){0,24}\s*")
_CLOSED = re.compile(r"\s*(?:[^()【】\[\]<>『』。、(]{0,16}(?:\([^()]{1,12}\)|\))?)??(?P<close>[)】\]>』])")
_MOST_REST = 2
_OF_OFFICE = re.compile(r"[課部室局係次]\s+長(?:\s*補\s*佐)?|主\s+幹")
_KANJIS = re.compile(f"[{KANJI}ァ-ヺー・]{{2,8}}")
_INNER = re.compile(r"\s*(?P<inner>\([^()。]{1,16}\))\s+(?=\S)")


def blocks_of(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, those joined that are one printed thing."""
    joins = {index: join for index in range(len(rows)) if (join := _join(rows, index))}
    again = {kind: sum(how == kind for how, _ in joins.values()) for kind in ("below", "behind")}
    blocks: list[Row] = []
    index = 0
    while index < len(rows):
        how, count = joins.get(index, ("", 1))
        if how in again and again[how] < _OFTEN:
            count = 1
        block = _joined(rows[index : index + count], " " if how in ("below", "title", "cell", "form") else "")
        blocks.append(
            replace(block, whole=True)
            if count > 1 and how not in ("title", "field", "beside", "form", "behind", "cut")
            else block
        )
        index += count
    return _without_page_numbers(blocks)


def _joined(rows: Sequence[Row], between: str) -> Row:
    if len(rows) == 1:
        return rows[0]
    text = between.join(row.text.strip() if place else row.text.rstrip() for place, row in enumerate(rows))
    folded = between.join(
        row.folded.strip() if place else row.folded.rstrip() for place, row in enumerate(rows)
    )
    return replace(rows[0], text=text, folded=folded)


def _join(rows: Sequence[Row], index: int) -> tuple[str, int] | None:
    """How the row goes on in those below, and how many rows that makes; None where it stands alone."""
    row = rows[index]
    cells, signs = _cell(rows, index) if row.kind is LineKind.CELL else 1, _spread(rows, index)
    if cells > 1 or signs > 1:
        return ("cell", cells) if cells > 1 else ("field", signs)
    form = _is_form(rows, index)
    if form or _is_cut_off(rows, index):
        return "form" if form else "cut", 2
    return _below(rows, index)


def _below(rows: Sequence[Row], index: int) -> tuple[str, int] | None:
    """The same for a label whose rest stands in the rows below."""
    row = rows[index]
    body = row.folded.strip(" |")
    kept = row.kind in (LineKind.CHROME, LineKind.SPEAKER)
    if not body or len(body) > _SHORT or kept or "。" in body or not _is_below(rows, index + 1):
        return None
    if body.count("(") > body.count(")"):
        return _bracket(rows, index)
    below = rows[index + 1].folded.strip(" |")
    if _ALONE.match(body) or "、" in body:
        return ("title", 2) if _ALONE.match(body) and _is_title(below) else None
    if _REST.match(below) and _is_fresh(rows, index) and assess(_unmarked(body)) >= Strength.NAME:
        return "beside", 2
    two = _two(_unmarked(body), below) if _is_said(rows, index + 2) and not _states(row) else None
    return two or _behind(_unmarked(body), rows[index + 1].folded)


def _is_cut_off(rows: Sequence[Row], index: int) -> bool:
    """True for a bracket with the beginning of a label, cut off by the line's end, that closes in the line below."""
    opened = _OPENED.fullmatch(rows[index].folded)
    if opened is None or rows[index].first or not _is_below(rows, index + 1):
        return False
    close = _CLOSED.match(rows[index + 1].folded)
    return close is not None and close["close"] == _CLOSES[opened["open"]]


def _behind(head: str, below: str) -> tuple[str, int] | None:
    """A role whose name or office stands in brackets in front of what is said below it: 事務局⏎（福祉課）　素案を…"""
    inner = _INNER.match(below) if assess(head) is Strength.STRONG and says(below) else None
    whole = inner is not None and assess(head + bare(inner["inner"])) is Strength.STRONG
    return ("behind", 2) if whole else None


def _states(row: Row) -> bool:
    """True for a field that states the meeting's own: its value is no label."""
    field = read_field(row.folded)
    return field is not None and field.kind in (FieldKind.MEETING, FieldKind.DATE, FieldKind.PLACE)


def _is_form(rows: Sequence[Row], index: int) -> bool:
    """True where a form says who speaks and, in the row below, what: 発言者：会長⏎発言内容：…"""
    below = rows[index + 1].folded if index + 1 < len(rows) else ""
    return _SPEAKER.match(rows[index].folded) is not None and _CONTENT.match(below) is not None


def _spread(rows: Sequence[Row], index: int) -> int:
    """How many rows a field's word takes that stands a sign a row, as a form's narrow cell breaks it; 1 where it does not."""
    word, best = "", 1
    for count, row in enumerate(rows[index : index + _MOST_SIGNS], start=1):
        first, *more = row.folded.split() or [""]
        if len(first) > _SIGNS or not first.isalpha():
            return best
        word += first
        field = read_field(word + " x")
        if field and field.word == word:
            best = count
            if count == 1:
                return best
        if more:
            return best
    return best


def _unmarked(body: str) -> str:
    """A label without the mark in front and without spaces."""
    front = _FRONT.match(body)
    return bare(body[front.end() if front else 0 :])


def _cell(rows: Sequence[Row], index: int) -> int:
    """How many rows a label takes that is a cell of its own, with speech in the next cell; 1 where it is none."""
    line = rows[index].line
    count = 1
    while index + count < len(rows) and (rows[index + count].line.row, rows[index + count].line.column) == (
        line.row,
        line.column,
    ):
        count += 1
    beside = index + count
    if count > _MOST_ROWS or beside >= len(rows) or rows[beside].line.row != line.row:
        return 1
    pieces = [bare(row.folded) for row in rows[index:beside]]
    named = any(assess(piece) >= Strength.OFFICE for piece in [*pieces, "".join(pieces)])
    short = all(len(piece) <= _SHORT and not says(piece) for piece in pieces)
    first = index == 0 or rows[index - 1].line.row != line.row
    return count if named and short and first and _is_said(rows, beside) else 1


def _two(head: str, below: str) -> tuple[str, int] | None:
    """A label over two rows: role and name, role and (name), seat and name, or a label broken by its cell's edge."""
    first, second, both = assess(head), assess(bare(below)), assess(head + bare(below))
    if _PAREN.match(below):
        return ("below", 2) if first >= Strength.NAME and both >= Strength.OFFICE else None
    name = bare(below)
    if _SEAT.match(head) and second >= Strength.NAME and len(name) <= _LONGEST:
        return "below", 2
    named = second is Strength.NAME and 1 < len(name) <= _SHORT_NAME and _KANJI.search(name) is not None
    if first >= Strength.OFFICE and (named or KUN.match(name)) and not _is_role_end(head, name):
        return "below", 2
    broken = first < Strength.STRONG and second < Strength.STRONG and both is Strength.STRONG
    if broken and len(head) > 1 and len(name) <= _WRAPPED:
        return "wrapped", 2
    office = both is Strength.STRONG and len(head) <= _SHORT_NAME
    return ("below", 2) if office and (_is_rest(head, name) or _is_office_of(head, below)) else None


def _is_rest(head: str, name: str) -> bool:
    """True for the end of a role that its cell's edge broke: 職務代理⏎者."""
    role = role_word(head + name) or ""
    return (
        role_word(name) is None
        and len(name) <= _MOST_REST
        and role_word(head) != role
        and len(role) > len(name)
    )


def _is_office_of(head: str, below: str) -> bool:
    """True for an office without its own word above the role that needs one, spread over its cell: 教育総務⏎課　長."""
    return (
        assess(head) < Strength.STRONG
        and _OF_OFFICE.fullmatch(below.strip()) is not None
        and _KANJIS.fullmatch(head) is not None
    )


def _is_title(folded: str) -> bool:
    """True for the words that a number on the row above counts: a title, a field."""
    if len(folded) > _SHORT * 2 or assess(bare(folded)) is Strength.STRONG:
        return False
    return looks_like_title(folded) or read_field(folded) is not None


def _is_role_end(head: str, name: str) -> bool:
    """True where the row below is the rest of the role itself: 職務代⏎理者."""
    return assess(head) < Strength.STRONG and assess(head + name) is Strength.STRONG


def _bracket(rows: Sequence[Row], index: int) -> tuple[str, int] | None:
    """A label whose bracket closes a row or two below."""
    joined = ""
    for count in range(1, _MOST_ROWS + 1):
        if index + count > len(rows) or (count > 1 and not _is_below(rows, index + count - 1)):
            return None
        piece = rows[index + count - 1].folded.strip(" |")
        joined += piece
        beside = _BESIDE.match(joined) if count > 1 else None
        if beside and _stands_beside(beside):
            return "beside", count
        if len(piece) > _SHORT or len(joined) > _LONGEST or "。" in piece:
            return None
        if joined.count("(") <= joined.count(")"):
            named = assess(_unmarked(joined)) >= Strength.OFFICE
            whole = count > 1 and joined.endswith(")") and named
            return ("bracket", count) if whole and _is_said(rows, index + count) else None
    return None


def _stands_beside(found: re.Match[str]) -> bool:
    """True for a label that its words, or the bar of a column, tell from speech."""
    if found["sign"] == "|":
        return assess(_unmarked(found["who"])) >= Strength.NAME
    return assess(_unmarked(found["label"])) >= Strength.OFFICE


def _is_fresh(rows: Sequence[Row], index: int) -> bool:
    """True below a sentence that has ended, where the document's rows have bars."""
    return index > 0 and "|" in rows[index - 1].folded and rows[index - 1].folded.rstrip(" |").endswith("。")


def _is_below(rows: Sequence[Row], index: int) -> bool:
    return index < len(rows) and not rows[index].gap and rows[index].kind is not LineKind.CHROME


def _is_said(rows: Sequence[Row], index: int) -> bool:
    """True where speech begins: a sentence in the row, or in the row below it."""
    return any(says(row.folded) for row in rows[index : index + 2])


def _without_page_numbers(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, numbers that stand alone and count on from one another marked as the page's."""
    alone = [(index, int(row.folded.strip())) for index, row in enumerate(rows) if _ALONE.match(row.folded)]
    counted = {
        index
        for place, (index, number) in enumerate(alone)
        if any(
            abs(other - number) == 1
            for _, other in alone[max(0, place - 1) : place] + alone[place + 1 : place + 2]
        )
    }
    return tuple(
        replace(row, line=replace(row.line, kind=LineKind.CHROME))
        if index in counted and row.kind is LineKind.TEXT
        else row
        for index, row in enumerate(rows)
    )
