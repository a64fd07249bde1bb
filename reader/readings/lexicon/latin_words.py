"""The lexicon's words with Latin letters, where they stand as whole words.

A dictionary would find Zoo in Zoom and HP in HPV; these are found between other letters only, and in other cases::

    Smart City と SMART   →  Smart スマート, SMART スマート        Smartphone stays
"""

import re
from collections.abc import Iterable, Sequence

from reader.readings.lexicon.lexicon import POS, Entry
from reader.readings.morpheme import Settled
from reader.readings.word import ReadingSource
from reader.readings.writing.folding import folded_surface
from reader.readings.writing.kana import to_katakana

_LETTER = "[Ａ-Ｚａ-ｚ]"
_ANY_LETTER = re.compile(_LETTER)
_FIGURE = "[０-９]"
_WORD = re.compile(r"[A-Z]?[a-z]{2,}")


def is_latin(surface: str) -> bool:
    """Whether there are Latin letters in the surface: Web3.0, COVID-19, GIGAスクール."""
    return re.search(_LETTER, folded_surface(surface)) is not None


class LatinWords:
    """Finds entries with Latin letters in folded texts, the longest first; of two for one surface the later counts."""

    def __init__(self, entries: Iterable[tuple[Entry, ReadingSource]]) -> None:
        exact: dict[str, tuple[Entry, ReadingSource]] = {}
        others: dict[str, tuple[Entry, ReadingSource]] = {}
        for entry, source in entries:
            if is_latin(entry.surface):
                exact[folded_surface(entry.surface)] = entry, source
                others |= dict.fromkeys(_other_cases(entry.surface), (entry, source))
        self._entries = others | exact
        longest_first = sorted(self._entries, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole, longest_first))) if longest_first else None

    def settle(self, text: str, taken: Sequence[Settled]) -> list[Settled]:
        """The stretches of a folded text that are such words, where nothing of ``taken`` stands."""
        found = []
        if self._pattern is None or not _ANY_LETTER.search(text):
            return []
        for match in self._pattern.finditer(text):
            start, end = match.span()
            entry, source = self._entries[match.group()]
            if all(other.end <= start or end <= other.start for other in taken):
                read = to_katakana(entry.reading)
                found.append(Settled(start, end, read, entry.accent, source, POS[entry.category]))
        return found


def _whole(surface: str) -> str:
    """The surface where no letter goes on at a letter, and no figure at a figure."""
    kinds = [next((k for k in (_LETTER, _FIGURE) if re.match(k, c)), "") for c in (surface[0], surface[-1])]
    before = f"(?<!{kinds[0]})" if kinds[0] else ""
    after = f"(?!{kinds[1]})" if kinds[1] else ""
    return f"{before}{re.escape(surface)}{after}"


def _other_cases(surface: str) -> set[str]:
    """SMART and smart for Smart. Of short words and of words without small letters (ICCA) the case says what they are."""
    if not _WORD.fullmatch(surface):
        return set()
    upper = {surface.upper()} if len(surface) >= 4 else set()
    return {folded_surface(other) for other in {surface.lower(), surface.capitalize()} | upper}
