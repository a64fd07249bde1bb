"""Which rows of the record are headings, judged by where they stand.

The same line can be a heading or a point somebody reads out. It is a heading when it stands where one can (between
turns, after a rule or a blank line, before a label), and its number goes on from the heading before, or its words
are an agenda item's or a step of the meeting::

    録音を来月まで保管する。
    2.議 事            heading: goes on from 「1.開 会」, a word of procedure
    (1)議 案           heading: its child
    事務局:

     1. 字を大きくすること   said: siblings without a gap, inside a turn
     2. 色を減らすこと
"""

import re
from collections.abc import Collection, Sequence

from reader.minutes.lines.directions import is_direction, is_result
from reader.minutes.lines.fields import read_field
from reader.minutes.lines.headings import Heading, looks_like_title, read_heading, title_key
from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import KANJI, MARKS, fold, is_rule
from reader.minutes.text.furniture import is_furniture

HEADING_MARKS = MARKS + "【[<"
_ALONE = ("その他", "質疑応答", "意見交換", "質疑", "討論")
_NOTHING = re.compile(r"(?:その他|質疑応答|質疑|討論)[\s:…・-]+(?:特に)?(?:なし|無し)$")
_LONGEST_FIELD = 120
_AHEAD = 8
_WRAPPED = 4
_ABOUT = re.compile(r"^\s*[^、。,?]{2,30}(?:について|の件)\s*$")
_WORDS_ONLY = re.compile(rf"[^、。,.?]{{2,24}}(?<=[{KANJI}ァ-ヺー)])$")


def _is_alone(heading: Heading) -> bool:
    """True for words that head a stretch by themselves, and for one that is empty: その他, その他　特になし."""
    return heading.title in _ALONE or _NOTHING.match(fold(heading.title)) is not None


class HeadingPlaces:
    """Tells the headings of one record, and remembers their numbers as they go on."""

    def __init__(self, rows: Sequence[Row], labels: Collection[int], agenda: Sequence[str]) -> None:
        self._rows = rows
        self._labels = labels
        self._agenda = frozenset(key for title in agenda if (key := title_key(title)))
        self._last: dict[str, int] = {}
        self._marks: set[str] = set()
        self._accepted = -1

    def go_on_from(self, header: Sequence[Row]) -> None:
        """The record's headings can go on from the last number of the header's fields: 4 議事 … 5 その他."""
        for row in header:
            field = read_field(row.folded) if len(row.folded) <= _LONGEST_FIELD else None
            heading = read_heading(row.text, row.folded) if field and field.numbered else None
            if heading is not None:
                self._last[heading.family] = heading.value

    def accept(self, index: int, heading: Heading) -> None:
        """The heading was met: the next of its kind goes on from it."""
        self._last[heading.family] = heading.value
        self._accepted = index
        if not heading.style:
            self._marks.add(self._rows[index].folded.strip()[0])

    def heading(self, index: int, spoken: bool, ruled: bool) -> Heading | None:
        """The heading that a row is, or None. ``spoken``: a turn is open; ``ruled``: a rule stands above."""
        row = self._rows[index]
        heading = read_heading(row.text, row.folded)
        return heading if heading and self._stands(index, heading, spoken, ruled) else None

    def begins_item(self, index: int, heading: Heading) -> bool:
        """True for a numbered row that is surely a heading: a step, an item of the agenda, or the next in number."""
        known = heading.is_procedure or heading.is_container or title_key(heading.title) in self._agenda
        return known or _is_alone(heading) or self._goes_on(index, heading)

    def _stands(self, index: int, heading: Heading, spoken: bool, ruled: bool) -> bool:
        row = self._rows[index]
        if row.kind is LineKind.HEADING:
            return True
        listed = self._in_list(index, heading)
        goes_on = self._goes_on(index, heading)
        marked = bool(heading.style) or row.folded.strip()[0] in HEADING_MARKS or _is_alone(heading)
        if title_key(heading.title) in self._agenda and (not listed or goes_on):
            if not spoken or row.gap or ruled or self._before_label(index):
                return True
            return marked and not listed and (goes_on or self._before_result(index))
        if not spoken:
            return marked or looks_like_title(heading.title) or (ruled and self._before_label(index))
        if (ruled and (marked or self._before_label(index))) or self._between_gaps(index):
            return True
        return marked and (goes_on or not listed) and self._interrupts(index, heading, listed, goes_on)

    def _between_gaps(self, index: int) -> bool:
        """True for a few words that nobody says, alone between blank lines right above a label: 議案の説明."""
        row, below = self._rows[index], index + 1
        if below in self._labels and _ABOUT.search(row.folded) and self._is_ended(index - 1):
            return True
        apart = row.gap and below in self._labels and self._rows[below].gap
        return apart and _WORDS_ONLY.match(row.folded.strip()) is not None

    def _is_ended(self, index: int) -> bool:
        return index >= 0 and self._rows[index].folded.rstrip().endswith(("。", "。)", "」"))

    def _goes_on(self, index: int, heading: Heading) -> bool:
        """True for the number after the last heading's, unless the number before it was only said."""
        if heading.value < 2 or self._last.get(heading.family) != heading.value - 1:
            return False
        return self._accepted == index - 1 or not self._is_sibling(heading, index, index - 1)

    def _interrupts(self, index: int, heading: Heading, listed: bool, goes_on: bool) -> bool:
        """True for a marked or numbered line that ends the open turn."""
        row = self._rows[index]
        titled = looks_like_title(heading.title)
        told = heading.style and not listed and _is_alone(heading) and self._is_ended(index - 1)
        if heading.is_procedure or heading.is_container or told:
            return True
        if goes_on and titled and (row.gap or not listed):
            return True
        alike = goes_on or (not heading.style and row.folded.strip()[0] in self._marks)
        if (
            titled
            and self._before_result(index)
            and (row.gap or (heading.style and self._is_ended(index - 1)))
        ):
            return True
        apart = heading.style and not listed and index + 1 in self._labels and self._is_apart(index - 1)
        if apart and _WORDS_ONLY.match(fold(heading.title)):
            return True
        return (row.gap or titled or (alike and not listed)) and self._before_label(index)

    def _is_apart(self, index: int) -> bool:
        """True for a stage direction, below which no list is read out."""
        return index >= 0 and is_direction(self._rows[index].folded.strip())

    def _before_result(self, index: int) -> bool:
        """True right above a result told in one line: 2 その他⏎質疑は特になし。"""
        return index + 1 < len(self._rows) and is_result(self._rows[index + 1].folded.strip())

    def _in_list(self, index: int, heading: Heading) -> bool:
        """True beside a sibling number without a gap between: a list that is being read out."""
        if not heading.style:
            return False
        return any(self._is_sibling(heading, index, self._beside(index, step)) for step in (-1, 1))

    def _beside(self, index: int, step: int) -> int:
        """The next row before or after, past what could be the rest of a wrapped title."""
        other = index + step
        while 0 <= other < len(self._rows) and abs(other - index) < _WRAPPED and self._is_rest(other):
            other += step
        return other

    def _is_rest(self, index: int) -> bool:
        row = self._rows[index]
        if index in self._labels or row.gap or "。" in row.folded:
            return False
        heading = read_heading(row.text, row.folded)
        return heading is not None and not heading.style

    def _is_sibling(self, heading: Heading, index: int, other: int) -> bool:
        if not 0 <= other < len(self._rows) or other in self._labels or self._rows[max(index, other)].gap:
            return False
        beside = read_heading(self._rows[other].text, self._rows[other].folded)
        return (
            beside is not None and beside.family == heading.family and abs(beside.value - heading.value) == 1
        )

    def _before_label(self, index: int) -> bool:
        """True where a label comes next, with at most headings, notes and rules between."""
        for ahead in range(index + 1, min(index + 1 + _AHEAD, len(self._rows))):
            if ahead in self._labels:
                return True
            row = self._rows[ahead]
            body = row.folded.strip()
            if is_rule(row.text) or is_direction(body) or is_furniture(body) or is_result(body):
                continue
            heading = read_heading(row.text, row.folded)
            if heading is None or not (looks_like_title(heading.title) or row.gap):
                return False
        return False
