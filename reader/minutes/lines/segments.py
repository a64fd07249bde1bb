"""Segments: what each stretch of the source was taken for, before it becomes turns, notes and items."""

from dataclasses import dataclass

from reader.minutes.labels.match import LabelMatch
from reader.minutes.lines.headings import Heading
from reader.minutes.model import PartKind


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a row. ``label`` with a LABEL, ``heading`` with a HEADING; ``inside`` marks a NOTE that stands in
    the middle of a turn; ``gap`` is true where a blank line stood before; ``columns`` is the width of the whole
    printed row."""

    kind: PartKind
    text: str
    line: int
    label: LabelMatch | None = None
    heading: Heading | None = None
    inside: bool = False
    gap: bool = False
    columns: int = 0
