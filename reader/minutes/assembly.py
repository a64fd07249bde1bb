"""Segments to minutes: agenda items, turns, notes and speakers, with what the parser was not sure of.

A turn's text is its paragraphs, one a line; a stage direction inside a turn stays in its text, and
``Turn.asides`` says where. Speakers are the labels, the fullest form of a name taken from the roster.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.minutes.agenda import Listed, announced_items, heading_items, listed_items, table_items
from reader.minutes.characters import bare, fold, squeeze
from reader.minutes.fields import FieldKind
from reader.minutes.header import Header
from reader.minutes.headings import plain_title, same_title
from reader.minutes.model import AgendaItem, Aside, Minutes, Note, Part, PartKind, Speaker, Turn
from reader.minutes.paragraphs import mend, wrap_width
from reader.minutes.role_words import role_of
from reader.minutes.rows import Row
from reader.minutes.segments import Segment
from reader.minutes.sources.source import Source


@dataclass
class _Draft:
    """A turn while its lines are gathered. ``lines`` pairs a printed line with whether it is an aside."""

    label: str
    line: int
    agenda: int | None
    lines: list[tuple[str, bool]] = field(default_factory=list)


def assemble(
    source: Source, rows: Sequence[Row], header: Header, segments: Sequence[Segment], begin: int
) -> Minutes:
    """The minutes that the segments make."""
    items = _items(header, segments, rows[begin:])
    entries, labels = _entries(segments, items)
    turns = [entry for entry in entries if isinstance(entry, Turn)]
    if not items:
        items = announced_items(turn.text for turn in turns)
    agenda, results = _agenda(items, header)
    return Minutes(
        meeting=header.meeting,
        date=header.date,
        held_on=header.held_on,
        place=header.place,
        department=header.department,
        agenda=agenda,
        speakers=_speakers(labels),
        entries=tuple(entries),
        results=results,
        readings=source.readings,
        parts=tuple(Part(segment.kind, segment.text, segment.line) for segment in segments),
        warnings=(),
    )


def _items(header: Header, segments: Sequence[Segment], rows: Sequence[Row]) -> list[Listed]:
    listed = listed_items(header.sections)
    if listed:
        return listed
    return table_items(rows) or heading_items(segments)


def _entries(
    segments: Sequence[Segment], items: Sequence[Listed]
) -> tuple[list[Turn | Note], list[tuple[str, str]]]:
    """Turns and notes in order, and each label met: its key and what is printed."""
    builder = _Entries(items, wrap_width([s.text for s in segments if s.kind is PartKind.SPEECH]))
    for segment in segments:
        builder.take(segment)
    builder.close()
    return builder.entries, builder.labels


class _Entries:
    """Gathers segments into turns and notes."""

    def __init__(self, items: Sequence[Listed], wrapped_at: int) -> None:
        self.entries: list[Turn | Note] = []
        self.labels: list[tuple[str, str]] = []
        self._items = items
        self._wrapped_at = wrapped_at
        self._agenda: int | None = None
        self._draft: _Draft | None = None
        self._early: list[Segment] = []
        self._turns = 0
        self._notes = 0

    def take(self, segment: Segment) -> None:
        """Put one segment where it belongs."""
        match segment.kind:
            case PartKind.LABEL if segment.label is not None:
                self.close()
                label = self._printed(segment)
                self._draft = _Draft(label, segment.line, self._agenda)
            case PartKind.SPEECH if self._draft is not None:
                self._draft.lines.append((segment.text, False))
            case PartKind.NOTE if segment.inside and self._draft is not None:
                self._draft.lines.append((segment.text, True))
            case PartKind.NOTE:
                if self._draft is not None and self._draft.lines:
                    self.close()
                self._note(segment)
            case PartKind.HEADING:
                self.close()
                self._agenda = self._item_of(segment)
            case _:
                pass

    def close(self) -> None:
        """End the open turn."""
        draft, self._draft = self._draft, None
        if draft is None or not draft.lines:
            return
        self._turns += 1
        key = _key(draft.label)
        self.labels.append((key, draft.label))
        text, asides = _text(draft.lines, self._wrapped_at)
        self.entries.append(Turn(self._turns, key, text, draft.agenda, draft.line, asides))

    def _note(self, segment: Segment) -> None:
        self._notes += 1
        self.entries.append(Note(self._notes, segment.text.strip(), self._agenda, segment.line))

    def _printed(self, segment: Segment) -> str:
        """The label as printed, without marks, brackets and spaces; 〃 is the label above."""
        label = segment.label
        assert label is not None
        if label.label == "〃":
            return self.labels[-1][1] if self.labels else "〃"
        printed = bare(segment.text[label.start : label.stop])
        return printed if squeeze(printed) == squeeze(label.label) else label.label

    def _item_of(self, segment: Segment) -> int | None:
        heading = segment.heading
        if heading is None:
            return self._agenda
        for index, item in enumerate(self._items):
            if item.line == segment.line or same_title(heading.title, item.title):
                return index
        return self._agenda if heading.style not in ("", "1", "1.") else None


def _text(lines: Sequence[tuple[str, bool]], wrapped_at: int) -> tuple[str, tuple[Aside, ...]]:
    """A turn's paragraphs joined, and where the asides stand in them."""
    paragraphs: list[str] = []
    asides: list[Aside] = []
    run: list[str] = []
    length = 0
    for text, aside in [*lines, ("", True)]:
        if not aside:
            run.append(text)
            continue
        for paragraph in mend(run, wrapped_at):
            paragraphs.append(paragraph)
            length += len(paragraph) + 1
        run = []
        if text:
            asides.append(Aside(length, length + len(text.strip())))
            paragraphs.append(text.strip())
            length += len(text.strip()) + 1
    return "\n".join(paragraphs), tuple(asides)


def _key(label: str) -> str:
    return squeeze(label).replace("/", "・")


def _speakers(labels: Iterable[tuple[str, str]]) -> tuple[Speaker, ...]:
    speakers: dict[str, Speaker] = {}
    for key, label in labels:
        if key not in speakers:
            speakers[key] = Speaker(key, label, role_of(bare(fold(label))))
    return tuple(speakers.values())


def _agenda(items: Sequence[Listed], header: Header) -> tuple[tuple[AgendaItem, ...], tuple[str, ...]]:
    """The agenda with each item's results, and the results that belong to no item."""
    results: list[list[str]] = [list(item.results) for item in items]
    loose: list[str] = []
    for section in header.sections:
        if section.kind is not FieldKind.RESULTS:
            continue
        target = loose
        for value in section.values:
            place = next(
                (i for i, item in enumerate(items) if same_title(plain_title(value), item.title)), None
            )
            if place is None:
                target.append(value)
            else:
                target = results[place]
    agenda = tuple(AgendaItem(i, item.number, item.title, tuple(results[i])) for i, item in enumerate(items))
    return agenda, tuple(loose)
