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
from dataclasses import replace

from reader.minutes.hints import NO_HINTS, Hints
from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.lines.directions import is_closing, is_direction, is_hour, is_narrated, is_result
from reader.minutes.lines.headings import Heading, read_heading
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import is_polite, says
from reader.minutes.lines.segments import Segment
from reader.minutes.model import PartKind
from reader.minutes.record.ahead import Ahead, Next
from reader.minutes.record.heading_places import HeadingPlaces
from reader.minutes.record.tail import foot_of, is_usually_ended, tail_of, without_what_is_not_said
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import BARS, ends_with_full_stop, fold, is_rule, width
from reader.minutes.text.furniture import is_furniture
from reader.minutes.turns.trailing import TrailingLabel, front_of

_POLITE = re.compile(
    r"(?:です|ます|ました|ません|でした|ください|でしょう|思う|考える|ほしい|たい|のか|ないか)[。か]"
)
_PAST = re.compile(r"(?:た|である)。\)?$")
_TOGETHER = re.compile(r"(?:拍手|全員|全会一致|満場一致|賛成|挙手|起立|異議なく|質疑なく|原案どおり|採決)")

_MOST_FIGURES = 4


class Record:
    """Reads the rows of the record into segments. One instance reads one document, once."""

    def __init__(
        self,
        rows: Sequence[Row],
        labels: Mapping[int, LabelMatch],
        agenda: Sequence[str],
        behind: Mapping[int, TrailingLabel],
        hints: Hints = NO_HINTS,
    ) -> None:
        self._rows = rows
        self._hints = hints
        self._labels = labels
        self._behind = {
            index: (label, last) for last, label in behind.items() for index in range(label.first, last + 1)
        }
        self._places = HeadingPlaces(
            rows, labels.keys() or {label.first for label in behind.values()}, agenda
        )
        self._ahead = Ahead(rows, labels, self._places)
        self._last = max(labels or behind, default=-1)
        self._columns = {match.style for match in labels.values()} <= {Style.COLUMN}
        self._polite = is_polite(
            rows[index].folded for index, match in labels.items() if not match.alone
        ) or is_polite(row.folded for row in rows[min(labels, default=len(rows)) :])
        self._segments: list[Segment] = []
        self._open = self._ruled = self._waiting = self._closed = False

    def read(self, begin: int) -> list[Segment]:
        """The segments of rows ``begin`` to the end."""
        self._places.go_on_from(self._rows[:begin])
        foot = foot_of(self._rows, max(self._last + 1, begin))
        tail = self._tail(foot)
        for index in range(begin, len(self._rows)):
            if index >= foot:
                self._add(PartKind.SET_ASIDE, self._rows[index])
            else:
                if index == tail:
                    self._open = self._waiting = False
                self._read_row(index)
        return self._segments

    def _tail(self, foot: int) -> int:
        """The row with which the tail below the last turn begins, above the page's ``foot``."""
        if not self._labels:
            return len(self._rows)
        floor = self._last + 1 + self._labels[self._last].alone
        tail = tail_of(self._rows[:foot], floor)
        ended = is_usually_ended(self._rows, self._labels)
        return without_what_is_not_said(self._rows, floor, tail) if ended else tail

    def _add(self, kind: PartKind, row: Row, text: str | None = None, inside: bool = False) -> None:
        self._segments.append(
            Segment(
                kind,
                row.text if text is None else text,
                row.number,
                inside=inside,
                gap=row.gap,
                columns=0 if row.kind is LineKind.LIST_ITEM else width(row.text.rstrip()),
            )
        )

    def _read_row(self, index: int) -> None:
        row = self._rows[index]
        body = row.folded.strip(" |")
        if index in self._labels:
            self._label(index, self._labels[index])
        elif index in self._behind:
            self._said_before(index, *self._behind[index])
        elif row.kind is LineKind.CHROME or is_furniture(body) or self._is_counter(index, body):
            self._add(PartKind.SET_ASIDE, row)
        elif is_rule(row.text):
            self._ruled = True
            self._add(PartKind.SET_ASIDE, row)
        elif self._hints.is_item(row.folded) and (item := read_heading(row.text, row.folded)) is not None:
            self._heading(index, item)
        elif self._is_item_cell(index, body):
            self._heading(index, read_heading(row.text, row.folded))
        elif self._waiting:
            self._first_words(index, body)
        elif self._is_note(index, body):
            self._note(index, body)
        elif (heading := self._places.heading(index, self._open, self._ruled)) is not None:
            self._heading(index, heading)
        elif self._open and self._ahead.is_title(index):
            self._told(row, body)
        elif self._open and (not self._ruled or _POLITE.search(body)):
            self._speech(row, row.text)
        else:
            self._told(row, body)

    def _is_counter(self, index: int, body: str) -> bool:
        """A cell with the number of the next label's cell: │ 12 │ 議長 │ 本文; a page's number below a sentence."""
        if not body.isdigit():
            return False
        row = self._rows[index]
        if row.kind is LineKind.CELL:
            after = index + 1
            while after < min(len(self._rows), index + _MOST_FIGURES) and self._is_figure(after, row):
                after += 1
            return after in self._labels
        return ends_with_full_stop(self._rows[index - 1].folded)

    def _is_figure(self, index: int, beside: Row) -> bool:
        """True for a cell of nothing but figures in the same printed row: │ 2 │ 7 │ 議員 │ 本文."""
        row = self._rows[index]
        return (
            row.kind is LineKind.CELL and row.line.row == beside.line.row and row.folded.strip(" |").isdigit()
        )

    def _is_item_cell(self, index: int, body: str) -> bool:
        """A few words in a cell to the left of the label's: │ 雇用 │ 議長 │ 本文."""
        row, beside = self._rows[index], self._rows[min(index + 1, len(self._rows) - 1)].line
        apart = row.kind is LineKind.CELL and index + 1 in self._labels
        return apart and beside.row == row.line.row and beside.column > row.line.column and not says(body)

    def _label(self, index: int, match: LabelMatch) -> None:
        row = self._rows[index]
        if match.style is Style.HEADING:
            self._heading_with_label(index, match)
            return
        self._segments.append(
            Segment(PartKind.LABEL, row.text[: match.end], row.number, label=match, gap=row.gap)
        )
        self._open, self._ruled, self._waiting = True, False, match.alone
        said = row.text[match.end :]
        if is_hour(fold(said).strip()):
            self._add(PartKind.NOTE, row, said)
            self._waiting = True
        elif said.strip():
            self._speech(row, said)

    def _said_before(self, index: int, label: TrailingLabel, last: int) -> None:
        """A row of what is said before its label: from the bullet in front to the label behind."""
        row, match = self._rows[index], label.match
        start = front_of(row.folded) if index == label.first else 0
        end = match.end if index == last else len(row.text)
        if start:
            self._add(PartKind.SET_ASIDE, row, row.text[:start])
        if end > start:
            self._speech(row, row.text[start:end])
        if index == last:
            shifted = replace(match, start=match.start - end, stop=match.stop - end, end=len(row.text) - end)
            self._segments.append(Segment(PartKind.LABEL, row.text[end:], row.number, label=shifted))
        self._open = False

    def _heading_with_label(self, index: int, match: LabelMatch) -> None:
        row = self._rows[index]
        heading = read_heading(row.text, row.folded)
        at = heading.speaker_at if heading and heading.speaker is not None else len(row.text)
        self._heading(index, heading, row.text[:at])
        tail = row.text[at:]
        shifted = LabelMatch(
            match.style, match.form, match.label, 1, len(tail), len(tail), match.strength, True
        )
        self._segments.append(Segment(PartKind.LABEL, tail, row.number, label=shifted))
        self._open = self._waiting = True

    def _first_words(self, index: int, body: str) -> None:
        """What stands below a label alone is said, whatever it looks like; but for an hour, a direction or a heading
        in the margin, with the speech below it."""
        row = self._rows[index]
        spoken = self._next(index) is Next.SPEECH
        if is_hour(body) or (spoken and (is_direction(body) or is_narrated(body))):
            self._add(PartKind.NOTE, row)
            return
        heading = self._places.heading(index, False, False) if spoken else None
        if heading and heading.style and self._places.begins_item(index, heading):
            self._heading(index, heading)
            self._open = self._waiting = True
            return
        self._waiting = False
        self._speech(row, row.text)

    def _speech(self, row: Row, said: str) -> None:
        """Words of the open turn, without the bars of a table."""
        body = said.strip(BARS)
        start = said.index(body) if body else len(said)
        end = start + len(body)
        if not said[:start].strip():
            body, start = said[:end], 0
        for kind, text in (
            (PartKind.SET_ASIDE, said[:start]),
            (PartKind.SPEECH, body),
            (PartKind.SET_ASIDE, said[end:]),
        ):
            if text.strip():
                self._add(kind, row, text)

    def _is_note(self, index: int, body: str) -> bool:
        if is_direction(body):
            return True
        told = body.lstrip("→⇒ ")
        if self._open and self._is_narrated_between(index, body):
            return True
        if not is_result(told):
            return False
        if told != body or not self._open or self._columns or is_narrated(body):
            return True
        apart = self._rows[index].gap or (
            not body.endswith("。") and ends_with_full_stop(self._rows[index - 1].folded)
        )
        return apart and self._next(index) in (
            (Next.HEADING, Next.END) if body.endswith("。") else (Next.LABEL, Next.HEADING, Next.END)
        )

    def _is_narrated_between(self, index: int, body: str) -> bool:
        """True for what the minutes tell below a turn: a plain sentence among polite ones, or what everybody did."""
        if not _PAST.search(body) or _POLITE.search(body) or not self._rows[index].first:
            return False
        above = self._rows[index - 1].folded.rstrip()
        told = self._polite or _TOGETHER.match(body) is not None
        return told and ends_with_full_stop(above) and self._next(index) is not Next.SPEECH

    def _note(self, index: int, body: str) -> None:
        row = self._rows[index]
        goes_on = self._open and not self._ruled and self._next(index) is Next.SPEECH
        if is_closing(body):
            self._closed = index > self._last
            goes_on = goes_on and self._is_said_after_closing(index + 1)
        self._add(PartKind.NOTE, row, inside=goes_on)
        self._open = goes_on

    def _is_said_after_closing(self, index: int) -> bool:
        """Speech can go on after a recess; after the last hour of all only if it is plainly speech."""
        if index >= len(self._rows):
            return False
        text = self._rows[index].folded
        return _POLITE.search(text) is not None if self._closed else says(text)

    def _next(self, index: int) -> Next:
        return self._ahead.after(index, self._open, self._ruled)

    def _heading(self, index: int, heading: Heading | None, text: str | None = None) -> None:
        row = self._rows[index]
        if heading is not None:
            self._places.accept(index, heading)
        self._open = self._ruled = False
        words = row.text if text is None else text
        self._segments.append(Segment(PartKind.HEADING, words, row.number, heading=heading, gap=row.gap))

    def _told(self, row: Row, body: str) -> None:
        """What nobody says: a note; after the meeting has closed, signatures and the like are set aside."""
        self._open = False
        aside = self._closed and not says(body)
        self._add(PartKind.SET_ASIDE if aside else PartKind.NOTE, row)
