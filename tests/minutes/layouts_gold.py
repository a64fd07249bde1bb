"""Invented minutes with what a reader of them would find: ``layouts/NAME.txt`` beside ``layouts/NAME.gold``.

A line of gold is a letter and words. Widths and spaces do not count::

    M meeting   D date   P place   H held on (ISO)   A agenda item   N a note that must be there
    T speaker|how the turn begins|how it ends        R speaker role  W words that a wrap had broken
    F a line that a page prints as a heading, in order: a field's word, or a step of the meeting, with nothing behind it
"""

from dataclasses import dataclass
from pathlib import Path

from reader.minutes.text.characters import squeeze

LAYOUTS = Path(__file__).parent / "layouts"


@dataclass(frozen=True, slots=True)
class Layout:
    """One document and its gold: for each letter, the words of its lines."""

    name: str
    data: bytes
    gold: dict[str, list[str]]

    @property
    def headings(self) -> frozenset[int]:
        """The lines that a page prints as headings, counted from 0; an error where gold marks a line that is not there."""
        lines = [squeeze(line) for line in self.data.decode("utf-8").split("\n")]
        found: list[int] = []
        for words in self.gold["F"]:
            found.append(lines.index(squeeze(words), found[-1] + 1 if found else 0))
        return frozenset(found)


def layouts() -> list[Layout]:
    """All invented documents."""
    return [_layout(path) for path in sorted(LAYOUTS.glob("*.txt"))]


def _layout(path: Path) -> Layout:
    gold: dict[str, list[str]] = {letter: [] for letter in "MDPHANTRWF"}
    for line in path.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        if line.strip():
            letter, _, words = line.partition(" ")
            gold[letter].append(words)
    return Layout(path.stem, path.read_bytes(), gold)
