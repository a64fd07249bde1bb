"""Invented minutes with what a reader of them would find: ``layouts/NAME.txt`` beside ``layouts/NAME.gold``.

A line of gold is a letter and words. Widths and spaces do not count::

    M meeting   D date   P place   H held on (ISO)   A agenda item   N a note that must be there
    T speaker|how the turn begins|how it ends        R speaker role  W words that a wrap had broken
"""

from dataclasses import dataclass
from pathlib import Path

LAYOUTS = Path(__file__).parent / "layouts"


@dataclass(frozen=True, slots=True)
class Layout:
    """One document and its gold: for each letter, the words of its lines."""

    name: str
    data: bytes
    gold: dict[str, list[str]]


def layouts() -> list[Layout]:
    """All invented documents."""
    return [_layout(path) for path in sorted(LAYOUTS.glob("*.txt"))]


def _layout(path: Path) -> Layout:
    gold: dict[str, list[str]] = {letter: [] for letter in "MDPHANTRW"}
    for line in path.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        if line.strip():
            letter, _, words = line.partition(" ")
            gold[letter].append(words)
    return Layout(path.stem, path.read_bytes(), gold)
