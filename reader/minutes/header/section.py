"""A field of the header with what it states."""

from dataclasses import dataclass

from reader.minutes.lines.fields import FieldKind
from reader.minutes.lines.rows import Row

_AROUND_VALUE = "|｜│ 　\t\n/／"


@dataclass(frozen=True, slots=True)
class Section:
    """A field's heading with its value: the rest of its row, then the rows below, up to the next field."""

    kind: FieldKind
    first: int
    inline: str
    below: tuple[Row, ...]
    word: str = ""

    @property
    def values(self) -> list[str]:
        """The value's lines, stripped, without the bar of a table."""
        texts = [self.inline] + [row.text for row in self.below]
        return [value for text in texts if (value := text.strip(_AROUND_VALUE))]
