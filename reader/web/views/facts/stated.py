"""What minutes state before anybody speaks, by the headings it stands under::

担当所属名              担当所属名   市民協働課
市民協働課        →     出席者       会長 山本春子
出席者：会長 山本春子                委員 田中一郎
委員 田中一郎
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reader.minutes.lines.fields import FieldKind, FieldMatch, read_field
from reader.minutes.text.characters import fold
from reader.readings.furigana.ruby import Ruby
from reader.web.views.session_context import StatedLines


@dataclass(frozen=True, slots=True)
class Stated:
    """A heading as printed (empty for what stands above all of them) with the lines beneath it; ``people``: each line names some."""

    label: str
    lines: tuple[str, ...]
    people: bool = False


def stated(printed: Iterable[str]) -> tuple[Stated, ...]:
    """The lines by their headings, in order; no character is left out."""
    return tuple(_stated(line for text in printed for line in text.splitlines() if line.strip()))


def stated_lines(printed: Iterable[str], read: Callable[[str], tuple[Ruby, ...]]) -> tuple[StatedLines, ...]:
    """The same with the readings that ``read`` gives."""
    return tuple(
        StatedLines(read(one.label), tuple(map(read, one.lines)), one.people) for one in stated(printed)
    )


def _stated(printed: Iterable[str]) -> Iterator[Stated]:
    label, lines, people = "", list[str](), False
    for line in printed:
        field = read_field(fold(line))
        if field is None or (people and _names_somebody(line, field)):
            lines.append(line.strip())
            continue
        if label or lines:
            yield Stated(label, tuple(lines), people)
        label, value = line[: field.end].strip(), line[field.end :].strip()
        lines, people = [value] if value else [], field.kind is FieldKind.PEOPLE
    if label or lines:
        yield Stated(label, tuple(lines), people)


def _names_somebody(line: str, field: FieldMatch) -> bool:
    """「委員 田中一郎」, beneath 「出席者」: an office with who holds it, and no heading."""
    label, value = line[: field.end].strip(), line[field.end :].strip()
    return field.kind is FieldKind.PEOPLE and bool(value) and label[-1] not in ":："
