"""Candidates by shape: what each row could begin with if its beginning were a speaker's label, whoever that may be.

No word is known here: a mark, a bracket, a colon, a bar, a space or the end of the line is all that makes a shape::

    ✿公募市民　今は何割か。        Shape("✿", " ")        公募市民
    ｛二班｝私たちは朝市です。      Shape("[", "]")        二班
    その他（月見）：看板の字を…     Shape("", ":")         その他(月見)
    長月⏎子どものころは泳げた。     Shape("", "")          長月
    ＊若連＊ くじなら文句はない。    Shape("*", "*")        若連
    │ 漁協 │ 網を替えた。 │      Shape("", "|")         漁協 (a cell with another beside it)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import MARK_CLASS, STAMP, bare, past_spaces

_HEAD = 72
_LONGEST_CELL = 24
_COUNTED = re.compile(
    r"[\d\W_一二三四五六七八九十]*$|(?:資料|図|表|別紙|別添|議案|案|第)\d*$|.*\d(?:月|日|年|時|分|回|号|点|点目|頁|ページ|%|円)(?:\(.\))?$|(?:明治|大正|昭和|平成|令和).*[年月日]$|\d+[-/.]\d+|[A-Za-z]{1,3}[-.]?\d*$(?<![A-Z])|(?:第)?[\d一二三四五六七八九十]{1,3}(?:つ|点|番|個|本|件|枚|段階)目$|(?:その|パターン|ケース|ステップ)\d{1,2}$"
)
_LEAD = re.compile(
    rf"{STAMP}?[\s|→⇒↳└↪]*"
    r"(?:(?:[①-⑳]|[一二三四五六七八九十]{1,3}[、.])\s*(?=\S)|(?:No\.?|[#＃])?\s*\d{1,4}(?:\s*[.:)|]\s*|\s+)(?=\d{1,2}番|[^\s\d.年月日時分番])"
    r"|(?:No\.?|[#＃])?\s*\d{1,4}\s*(?=[^\s\d.:)年月日時分回号番人名件点つ目区班組丁期級年]))?"
)
_MARK = re.compile(
    rf"(?P<sign>[{MARK_CLASS}・•※*‐–—―>»›-]|#{{1,6}}(?=\s)|No\.\d+)\s*(?:(?<=\S)\d{{1,3}}\s+(?=[^\s\d]))?"
)
_AROUND = re.compile(
    rf"(?P<sign>([{MARK_CLASS}*=~〜_#+/‐‑–—―─-])\2{{0,2}})\s*(?P<who>[^\s。、:|{MARK_CLASS}*=~〜_#+/‐‑–—―─-](?:[^。、:|{MARK_CLASS}*=~〜_#+―─]{{0,23}}[^\s。、:|])?)\s*(?P=sign)"
    r"(?P<end>\s*[:|]\s*|\s+|$)"
)
_LETTER = re.compile(r"[a-z]$")
_PAIRS = {"【": "】", "[": "]", "<": ">", "(": ")", "『": "』", "「": "」"}
_SPREAD = r"[^\s。、:()|](?:\s{1,4}[^\s。、:()|]){1,5}(?=\s{0,4}(?:[:|()]|\s|$))"
_WORD = r"[^\s。、,.?!「」『』【】\[\]<>:|()]"
_LATIN = r"[A-Z][\w.&'-]{0,15}(?:\s[A-Z][\w.&'-]{0,15}){1,4}(?=\s*[:|(]|\s+[^\x00-\x7f]|\s*$)"
_WHO = re.compile(
    rf"(?P<who>(?:\([^()]{{1,8}}\))?(?:{_LATIN}|{_SPREAD}|{_WORD}{{1,20}}(?:・{_WORD}{{1,12}}|\s{_WORD}{{1,8}}(?=[):]|\s?\())?)"
    rf"(?:\s?[(【\[<][^()【】\[\]<>。]{{1,24}}[)】\]>])?(?:君|氏|さん)?)"
    rf"(?P<end>\s*[:|]\s*|\)\s*|\s+|(?=「[^「」]*(?:」[。.]?$|$))|$)"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a candidate is marked: what opens it, and what closes it ("" at the end of the line)."""

    opener: str
    closer: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that row ``index`` could begin with: ``text[start:stop]``, what is said begins at ``end``."""

    index: int
    shape: Shape
    label: str
    start: int
    stop: int
    end: int

    @property
    def alone(self) -> bool:
        """True where the label has its line for itself."""
        return self.shape.closer == ""


def candidates_of(rows: Sequence[Row]) -> list[Candidate]:
    """Every candidate of every row, in order; a row has three at most."""
    return [
        candidate
        for index, row in enumerate(rows)
        if row.kind not in (LineKind.CHROME, LineKind.SPEAKER)
        for candidate in (
            _of_cell(index, row.folded) if _has_beside(rows, index) else _of_row(index, row.folded)
        )
        if not _COUNTED.match(candidate.label) or _is_letter(candidate)
    ]


def _is_letter(one: Candidate) -> bool:
    """True for a small letter between brackets that no list has: [a]."""
    return one.shape.opener[-1:] in tuple("【[<") and _LETTER.match(one.label) is not None


def _has_beside(rows: Sequence[Row], index: int) -> bool:
    """True for a cell of one line with another cell to its right."""
    line = rows[index].line
    if rows[index].kind is not LineKind.CELL or line.row < 0 or index + 1 >= len(rows):
        return False
    beside = rows[index + 1].line
    return beside.row == line.row and beside.column > line.column


def _of_cell(index: int, folded: str) -> Iterator[Candidate]:
    """A cell that could name who says what stands in the next one."""
    label, start = bare(folded), past_spaces(folded, 0)
    if 0 < len(label) <= _LONGEST_CELL and "。" not in label:
        yield Candidate(index, Shape("", "|"), label, start, len(folded.rstrip()), len(folded))


def beginning(folded: str) -> Iterator[Candidate]:
    """What a row with these words could begin with, wherever they stand."""
    return _of_row(0, folded)


def _of_row(index: int, folded: str) -> Iterator[Candidate]:
    head = folded[:_HEAD]
    lead = _LEAD.match(head)
    start = lead.end() if lead else 0
    around = _AROUND.match(head, start)
    if around and around.end() < _HEAD:
        sign, end = around["sign"], around.end()
        shape = Shape(sign, sign if end < len(folded) else "")
        yield Candidate(index, shape, bare(around["who"]), *around.span("who"), end)
        return
    mark = _MARK.match(head, start)
    if mark:
        yield from _behind(index, folded, mark.end(), mark["sign"])
    else:
        yield from _behind(index, folded, start, "")


def _behind(index: int, folded: str, start: int, mark: str) -> Iterator[Candidate]:
    """The candidate behind a mark, or at the beginning of the row: in brackets, or as far as a sign goes."""
    head = folded[:_HEAD]
    close = _PAIRS.get(head[start : start + 1])
    found = _WHO.match(head, start)
    if close and not (mark and found and found["who"].startswith("(") and not found["who"].endswith(")")):
        stop = _closing(head, start, close)
        label = bare(head[start + 1 : stop]) if stop > 0 else ""
        if 0 < len(label) <= 24 and "。" not in label:
            end = past_spaces(folded, stop + 1)
            if folded[end : end + 1] in (":", "|"):
                end = past_spaces(folded, end + 1)
            closer = close if end < len(folded) else ""
            yield Candidate(index, Shape(mark + head[start], closer), label, start + 1, stop, end)
    if found and found.end("who") < _HEAD - 1 and not _goes_on_in_latin(found):
        label = bare(found["who"])
        end = found.end()
        closer = found["end"].strip() or (folded[end : end + 1] if found["end"] == "" else " ")
        if end >= len(folded) and closer:
            closer = ""
        yield Candidate(index, Shape(mark, closer), label, start, found.end("who"), end)


def _goes_on_in_latin(found: re.Match[str]) -> bool:
    """True for the first word of a phrase in another language: Advisory Committee on Ports."""
    after = found.string[found.end() : found.end() + 1]
    return found["end"].isspace() and found["who"].isascii() and after.isascii() and after.isalpha()


def _closing(head: str, start: int, close: str) -> int:
    """Where the bracket opened at ``start`` closes; -1 where it does not."""
    depth = 0
    for at in range(start, len(head)):
        depth += (head[at] == head[start]) - (head[at] == close)
        if depth == 0:
            return at
    return -1
