"""What was printed beside what was understood: the source's lines, grouped by the turn or note that they became."""

from dataclasses import dataclass

from reader.minutes.model import Minutes, Note, Part, PartKind, Turn

PART_NAMES = {
    PartKind.METADATA: "会議の事項",
    PartKind.HEADING: "見出し",
    PartKind.RESULT: "結果",
    PartKind.LABEL: "発言者",
    PartKind.SPEECH: "発言",
    PartKind.NOTE: "ト書き",
    PartKind.SET_ASIDE: "欄外",
}

OF_ENTRIES = (PartKind.LABEL, PartKind.SPEECH, PartKind.NOTE)
"""What is of a turn or a note."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One stretch of the source: its line, whether it is the first of that line, what it was taken for, its words."""

    line: int
    first: bool
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of the source, and the turn (``speaker`` is its label) or note that they became; ``number`` is 0 for what is
    neither."""

    key: str
    number: int
    speaker: str
    text: str
    printed: tuple[Printed, ...]


def stretches(minutes: Minutes) -> tuple[Stretch, ...]:
    """All lines of the source in order, each once."""
    begins: dict[int, list[Turn | Note]] = {}
    for begun in minutes.entries:
        begins.setdefault(begun.line, []).append(begun)
    found: list[Stretch] = []
    entry: Turn | Note | None = None
    lines: list[Part] = []
    for part in minutes.parts:
        next_entry = _begun(part, begins)
        if next_entry is not None or (entry is not None and part.kind not in OF_ENTRIES):
            found.append(_stretch(minutes, entry, lines))
            entry, lines = next_entry, []
        lines.append(part)
    found.append(_stretch(minutes, entry, lines))
    return tuple(one for one in found if one.printed)


def _begun(part: Part, begins: dict[int, list[Turn | Note]]) -> Turn | Note | None:
    """The turn or note that begins with this part; it begins once."""
    kind = Note if part.kind is PartKind.NOTE else Turn
    waiting = begins.get(part.line, []) if part.kind in OF_ENTRIES else []
    found = next((entry for entry in waiting if isinstance(entry, kind)), None)
    if found is not None:
        waiting.remove(found)
    return found


def _stretch(minutes: Minutes, entry: Turn | Note | None, lines: list[Part]) -> Stretch:
    said = [part for part in lines if part.text.strip()]
    printed = tuple(
        Printed(
            part.line, before is None or before.line != part.line, PART_NAMES[part.kind], part.text.strip()
        )
        for before, part in zip([None, *said], said, strict=False)
    )
    if isinstance(entry, Turn):
        label = minutes.speaker(entry.speaker).label
        return Stretch(f"t{entry.number}", entry.number, label, entry.text, printed)
    if isinstance(entry, Note):
        return Stretch(f"n{entry.number}", entry.number, "", entry.text, printed)
    return Stretch("", 0, "", "", printed)
