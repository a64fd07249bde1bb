"""The record itself: from the first turn to the foot of the page, row by row.

Each row is a label with speech, speech, a heading, a note or something set aside. Whether a note or a numbered
line belongs to the open turn is decided by what comes next::

    (会長) 異議はありませんか。        label, speech
    (「異議なし」の声あり)            note inside the turn: more of it follows
     ありがとうございました。          speech
    ―――――――――                       set aside
    2 その他                          heading
    質疑は特になし。                  note
"""

import re
from collections.abc import Mapping, Sequence

from reader.minutes.characters import bare, fold, is_rule
from reader.minutes.headings import (
    Heading,
    is_container,
    is_procedure,
    looks_like_title,
    read_heading,
    same_title,
)
from reader.minutes.fields import FieldKind, read_field
from reader.minutes.model import PartKind
from reader.minutes.page_furniture import begins_foot, is_furniture
from reader.minutes.rows import Row
from reader.minutes.segments import Segment
from reader.minutes.sources.source import LineKind
from reader.minutes.speaker_label import LabelMatch, Strength, Style
from reader.minutes.label_styles import says
from reader.minutes.stage_directions import is_direction, is_hour, is_result

_POLITE = re.compile(
    r"(?:です|ます|ました|ません|でした|ください|でしょう|思う|考える|ほしい|たい|のか|ないか)[。か]"
)
_HEADING_MARKS = "■□●◆◇○◯◎【▼▽★☆["
_AHEAD = 8


class Record:
    """Reads the rows of the record into segments. One instance reads one document, once."""

    def __init__(self, rows: Sequence[Row], labels: Mapping[int, LabelMatch], agenda: Sequence[str]) -> None:
        self._rows = rows
        self._labels = labels
        self._agenda = agenda
        self._segments: list[Segment] = []
        self._open = False
        self._ruled = False
        self._columns = {match.style for match in labels.values()} <= {Style.COLUMN}
        self._last: dict[str, int] = {}
        self._style = ""

    def read(self, begin: int) -> list[Segment]:
        """The segments of rows ``begin`` to the end."""
        foot = self._foot(begin)
        for index in range(begin, len(self._rows)):
            if index >= foot:
                self._set_aside(index)
            else:
                self._read_row(index)
        return self._segments

    def _foot(self, begin: int) -> int:
        """The first row of the page's foot: after the last label, the first that says so."""
        last = max(self._labels, default=begin - 1)
        for index in range(last + 1, len(self._rows)):
            row = self._rows[index]
            body = row.folded.strip()
            if row.kind is not LineKind.CHROME and begins_foot(body) and not body.endswith("。"):
                return index
        return len(self._rows)

    def _add(self, kind: PartKind, row: Row, text: str, inside: bool = False) -> None:
        self._segments.append(Segment(kind, text, row.number, inside=inside, gap=row.gap))

    def _set_aside(self, index: int) -> None:
        self._add(PartKind.SET_ASIDE, self._rows[index], self._rows[index].text)

    def _read_row(self, index: int) -> None:
        row = self._rows[index]
        body = row.folded.strip()
        if index in self._labels:
            self._label(row, self._labels[index])
        elif row.kind is LineKind.CHROME or is_furniture(body):
            self._set_aside(index)
        elif is_rule(row.text):
            self._ruled = True
            self._set_aside(index)
        elif self._is_note(index, body):
            self._note(index)
        elif (heading := self._heading(index)) is not None:
            self._add_heading(index, heading)
        elif self._open and self._is_speech(body):
            self._add(PartKind.SPEECH, row, row.text)
        else:
            self._open = False
            self._add(PartKind.NOTE, row, row.text)

    def _label(self, row: Row, match: LabelMatch) -> None:
        self._segments.append(
            Segment(PartKind.LABEL, row.text[: match.end], row.number, label=match, gap=row.gap)
        )
        said = row.text[match.end :]
        if said.strip():
            leading = is_hour(fold(said).strip())
            self._add(PartKind.NOTE if leading else PartKind.SPEECH, row, said)
        self._open, self._ruled = True, False

    def _is_note(self, index: int, body: str) -> bool:
        if is_direction(body):
            return True
        if not is_result(body):
            return False
        return (
            not self._open
            or self._columns
            or self._next(index) in ("heading", "end")
            and self._rows[index].gap
        )

    def _note(self, index: int) -> None:
        row = self._rows[index]
        inside = self._open and not self._ruled and self._next(index) == "speech"
        self._add(PartKind.NOTE, row, row.text, inside=inside)
        if not inside:
            self._open = self._open and self._next(index) == "speech" and not self._ruled

    def _is_speech(self, body: str) -> bool:
        """After a rule only what is plainly said goes on with the turn; in a column, what is told does not."""
        if self._ruled:
            return _POLITE.search(body) is not None
        return True

    def _next(self, index: int) -> str:
        """What comes after a row, other notes and furniture passed over: label, heading, speech or end."""
        for ahead in range(index + 1, min(index + 1 + _AHEAD, len(self._rows))):
            row = self._rows[ahead]
            body = row.folded.strip()
            if ahead in self._labels:
                return "label"
            if is_rule(row.text):
                return "end"
            if row.kind is LineKind.CHROME or is_furniture(body) or is_direction(body):
                continue
            if begins_foot(body) and ahead > max(self._labels, default=0):
                return "end"
            return "heading" if self._heading(ahead) else "speech"
        return "end"

    def _add_heading(self, index: int, heading: Heading) -> None:
        row = self._rows[index]
        self._last[heading.style] = heading.value
        self._style = heading.style
        self._open = self._ruled = False
        if heading.speaker is not None and self._next(index) == "speech":
            at = heading.speaker_at
            label = LabelMatch(
                Style.HEADING,
                "(",
                heading.speaker,
                at + 1,
                len(row.text),
                len(row.text),
                Strength.STRONG,
                True,
            )
            self._segments.append(
                Segment(PartKind.HEADING, row.text[:at], row.number, heading=heading, gap=row.gap)
            )
            self._segments.append(Segment(PartKind.LABEL, row.text[at:], row.number, label=label))
            self._open = True
            return
        self._segments.append(Segment(PartKind.HEADING, row.text, row.number, heading=heading, gap=row.gap))

    def _heading(self, index: int) -> Heading | None:
        """The heading a row is, by its shape and by where it stands."""
        row = self._rows[index]
        heading = read_heading(row.text, row.folded)
        if heading is None:
            return None
        return heading if self._stands_as_heading(index, heading) else None

    def _stands_as_heading(self, index: int, heading: Heading) -> bool:
        row = self._rows[index]
        if row.kind is LineKind.HEADING:
            return True
        listed = self._in_list(index, heading)
        goes_on = heading.value > 1 and self._last.get(heading.style) == heading.value - 1
        if any(same_title(heading.title, item) for item in self._agenda) and (not listed or goes_on):
            return not self._open or not says(row.text) or row.gap
        marked = heading.style or row.folded.strip()[0] in _HEADING_MARKS
        if not self._open:
            return (
                bool(marked) or looks_like_title(heading.title) or self._ruled and self._before_label(index)
            )
        if self._ruled and (marked or self._before_label(index)):
            return True
        if not marked or (listed and not goes_on):
            return False
        if goes_on and looks_like_title(heading.title) and (row.gap or not listed):
            return True
        if is_procedure(heading.title) or is_container(heading.title):
            return True
        return (row.gap or looks_like_title(heading.title)) and self._before_label(index)

    def _in_list(self, index: int, heading: Heading) -> bool:
        """True beside a sibling number without a gap between: a list that is being read out."""
        for other in (index - 1, index + 1):
            if not 0 <= other < len(self._rows) or other in self._labels:
                continue
            sibling = read_heading(self._rows[other].text, self._rows[other].folded)
            if (
                sibling
                and sibling.style == heading.style
                and heading.style
                and abs(sibling.value - heading.value) == 1
            ):
                if not self._rows[max(index, other)].gap:
                    return True
        return False

    def _before_label(self, index: int) -> bool:
        """True where a label comes next, with at most headings, notes and rules between."""
        for ahead in range(index + 1, min(index + 1 + _AHEAD, len(self._rows))):
            if ahead in self._labels:
                return True
            row = self._rows[ahead]
            body = row.folded.strip()
            if is_rule(row.text) or is_direction(body) or is_furniture(body) or is_result(body):
                continue
            if "。" in body or not (
                read_heading(row.text, row.folded) and (looks_like_title(body) or row.gap)
            ):
                return False
        return False


def record_begin(rows: Sequence[Row], first: int) -> int:
    """Where the record begins, given the row of its first turn: above it, its headings and notes belong to it."""
    begin = first
    above: Heading | None = None
    while begin > 0:
        row = rows[begin - 1]
        body = row.folded.strip()
        field = read_field(row.folded)
        if field and field.kind is FieldKind.RECORD:
            break
        heading = read_heading(row.text, row.folded)
        if (
            is_rule(row.text)
            or is_direction(body)
            or is_furniture(body)
            or (is_result(body) or body.endswith("。"))
            and not field
        ):
            begin -= 1
            continue
        if heading is None or not (
            heading.style or row.kind is LineKind.HEADING or body[0] in _HEADING_MARKS
        ):
            break
        if field and field.kind not in (FieldKind.AGENDA, FieldKind.OTHER):
            break
        if field and not heading.style and not is_procedure(heading.title):
            break
        if above and above.family == heading.family and not heading.is_procedure:
            break
        above = heading
        begin -= 1
    return begin


def is_record_title(text: str) -> bool:
    """True for the record's own title printed again above it: 教 育 委 員 会 会 議 録."""
    return re.search(r"(?:会議録|議事録|速記録)$", bare(fold(text))) is not None
