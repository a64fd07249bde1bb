"""Segments to turns and notes, in the order of the document.

A turn's text is its paragraphs, one a line; a stage direction inside a turn stays in its text, and ``Turn.asides``
says where. 〃 is the label above::

    LABEL ○議長  SPEECH 異議はありませんか。  NOTE(inside) 〔…〕  SPEECH 異議なしと認めます。
    -> Turn("議長", "異議はありませんか。\\n〔…〕\\n異議なしと認めます。", asides=(Aside(11, 14),))
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reader.minutes.header.listed import Listed
from reader.minutes.labels.match import Style
from reader.minutes.lines.headings import title_key
from reader.minutes.lines.segments import Segment
from reader.minutes.model import Aside, Note, PartKind, Turn
from reader.minutes.text.characters import bare, squeeze, without_bars
from reader.minutes.text.paragraphs import mend, wrap_width


@dataclass
class _Draft:
    """A turn while its lines are gathered; an aside among them is a NOTE."""

    label: str
    line: int
    agenda: int | None
    lines: list[Segment] = field(default_factory=list)


class Entries:
    """Gathers segments into turns and notes. ``labels`` has each turn's key with what is printed."""

    def __init__(self, segments: Sequence[Segment], items: Sequence[Listed]) -> None:
        self.entries: list[Turn | Note] = []
        self.labels: list[tuple[str, str]] = []
        self._by_line = {item.line: index for index, item in enumerate(items) if item.line}
        self._by_key = {title_key(item.title): index for index, item in reversed(list(enumerate(items)))}
        spoken = [segment for segment in segments if segment.kind is PartKind.SPEECH]
        self._wrapped_at = wrap_width([(segment.text, segment.columns) for segment in spoken])
        self._agenda: int | None = None
        self._draft: _Draft | None = None
        self._unsigned: list[Segment] = []
        self._turns = self._notes = 0
        for segment in segments:
            self._take(segment)
        self._close()

    def _take(self, segment: Segment) -> None:
        match segment.kind:
            case PartKind.LABEL if segment.label is not None and segment.label.style is Style.TRAILING:
                self._draft = _Draft(self._printed(segment), segment.line, self._agenda, self._unsigned)
                self._unsigned = []
                self._close()
            case PartKind.LABEL:
                self._close()
                self._draft = _Draft(self._printed(segment), segment.line, self._agenda)
            case PartKind.SPEECH if self._draft is not None:
                self._draft.lines.append(segment)
            case PartKind.SPEECH:
                self._unsigned.append(segment)
            case PartKind.NOTE if segment.inside and self._draft is not None:
                self._draft.lines.append(segment)
            case PartKind.NOTE:
                if self._draft is not None and self._draft.lines:
                    self._close()
                self._note(segment)
            case PartKind.HEADING:
                self._agenda = self._item_of(segment)
                if self._draft is not None and not self._draft.lines:
                    self._draft.agenda = self._agenda
                else:
                    self._close()
            case _:
                pass

    def _close(self) -> None:
        """End the open turn, if it has words."""
        draft, self._draft = self._draft, None
        if draft is None or not draft.lines:
            return
        self._turns += 1
        key = squeeze(draft.label).replace("/", "・")
        self.labels.append((key, draft.label))
        text, asides = _text(draft.lines, self._wrapped_at)
        self.entries.append(Turn(self._turns, key, text, draft.agenda, draft.line, asides))

    def _note(self, segment: Segment) -> None:
        self._notes += 1
        self.entries.append(Note(self._notes, without_bars(segment.text), self._agenda, segment.line))

    def _printed(self, segment: Segment) -> str:
        """The label as printed, without marks, brackets and spaces; 〃 is the label above."""
        label = segment.label
        if label is None or label.label == "〃":
            return self.labels[-1][1] if self.labels else "〃"
        printed = bare(segment.text[label.start : label.stop])
        return printed if squeeze(printed) == squeeze(label.label) else label.label

    def _item_of(self, segment: Segment) -> int | None:
        """The agenda item that a heading begins; a heading below one stays with it."""
        heading = segment.heading
        if heading is None:
            return self._agenda
        if segment.line in self._by_line:
            return self._by_line[segment.line]
        key = title_key(heading.title)
        if key in self._by_key:
            return self._by_key[key]
        near = [index for other, index in self._by_key.items() if _same(key, other)]
        if near:
            return near[0]
        return self._agenda if heading.family not in ("", "1") else None


def _same(one: str, other: str) -> bool:
    """True where one title is the beginning or the end of the other."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and (long.startswith(short) or long.endswith(short))


def _text(lines: Sequence[Segment], wrapped_at: int) -> tuple[str, tuple[Aside, ...]]:
    """A turn's paragraphs joined, and where the asides stand in them."""
    paragraphs: list[str] = []
    asides: list[Aside] = []
    length = 0
    for aside, run in groupby(lines, key=lambda line: line.kind is PartKind.NOTE):
        printed = [(line.text, line.columns) for line in run]
        for paragraph in [without_bars(text) for text, _ in printed] if aside else mend(printed, wrapped_at):
            if aside:
                asides.append(Aside(length, length + len(paragraph)))
            paragraphs.append(paragraph)
            length += len(paragraph) + 1
    return "\n".join(paragraphs), tuple(asides)
