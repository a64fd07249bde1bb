"""A place in a source, known again by its words: the W3C's TextQuoteSelector over the text without white space, NFKC.

::

    …議長（山田一郎君）お答えします。…
        prefix      exact          suffix          -> known again word for word, or not at all

Nothing is matched that is only alike: what does not stand there as it stood is for a person.
"""

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 32
"""Characters before and behind that belong to a place."""

BESIDE = 8
LONG = 16
"""Words found elsewhere are the same place where they are so long, or have so many characters of their context."""

_JOINS = "\uff9e\uff9f\u3099\u309a"


class Standing(StrEnum):
    """What became of an edit on a source: applied where it stood, or elsewhere where its words stand once; not sure
    which place is meant, or its words are gone. The last two change nothing and are for a person."""

    APPLIED = "applied"
    MOVED = "moved"
    UNSURE = "unsure"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Quote:
    """``exact`` with ``CONTEXT`` characters on both sides (fewer only at the ends of the document). ``nth`` (from 0) of
    ``alike`` places that have the same words and the same context; ``everywhere`` counts those with the same words.
    ``line`` is the source's, for people."""

    exact: str
    prefix: str
    suffix: str
    line: int = 0
    nth: int = 0
    alike: int = 1
    everywhere: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands in a plain text (``start`` and ``end``; -1 where nowhere), and how it was known again."""

    standing: Standing
    start: int = -1
    end: int = -1


class Plain:
    """Texts in a row as one text without white space, NFKC, and the way back: to offsets in the texts joined."""

    def __init__(self, texts: Iterable[str]) -> None:
        shown: list[str] = []
        self._from, self._until = array("L"), array("L")
        base = 0
        for text in texts:
            for start, end in _clusters(text):
                plain = "".join(unicodedata.normalize("NFKC", text[start:end]).split())
                shown.append(plain)
                for _ in plain:
                    self._from.append(base + start)
                    self._until.append(base + end)
            base += len(text)
        self.text = "".join(shown)

    def place(self, at: int) -> int:
        """The character of the texts with which the plain character ``at`` begins."""
        return self._from[at]

    def end(self, at: int) -> int:
        """The offset behind the character of the texts that the plain character ``at - 1`` is of."""
        return self._until[at - 1]

    def at(self, offset: int) -> int:
        """The first plain character that begins at that offset of the texts or behind it."""
        return bisect_left(self._from, offset)

    def is_edge(self, at: int) -> bool:
        """Whether the texts can be cut in front of the plain character ``at``: not inside ㈱, which is three of them."""
        if not 0 < at < len(self.text):
            return 0 <= at <= len(self.text)
        return self._from[at] != self._from[at - 1]

    def quote(self, start: int, end: int, line: int = 0) -> Quote:
        """The quote of a stretch."""
        text = self.text
        prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        exact = text[start:end]
        starts = self.occurrences(exact)
        alike = [at for at in starts if self._has_context(at, exact, prefix, suffix)]
        return Quote(exact, prefix, suffix, line, alike.index(start), len(alike), len(starts))

    def find(self, quote: Quote) -> Found:
        """Where the quote stands now: exactly as it stood, else once and elsewhere, else nowhere that is sure."""
        exact = quote.exact
        starts = self.occurrences(exact)
        alike = [at for at in starts if self._has_context(at, exact, quote.prefix, quote.suffix)]
        if alike and len(alike) == quote.alike:
            start = alike[quote.nth]
            return Found(Standing.APPLIED, start, start + len(exact))
        if not alike and len(starts) == quote.everywhere == 1 and self._is_sure(starts[0], quote):
            return Found(Standing.MOVED, starts[0], starts[0] + len(exact))
        return Found(Standing.UNSURE if starts else Standing.LOST)

    def occurrences(self, exact: str) -> list[int]:
        """Where those plain words begin, overlapping ones too; only where no character is cut."""
        found, at = [], self.text.find(exact) if exact else -1
        while at >= 0:
            if self.is_edge(at) and self.is_edge(at + len(exact)):
                found.append(at)
            at = self.text.find(exact, at + 1)
        return found

    def _has_context(self, at: int, exact: str, prefix: str, suffix: str) -> bool:
        end = at + len(exact)
        before = self.text[max(0, at - CONTEXT) : at]
        return before == prefix and self.text[end : end + CONTEXT] == suffix

    def _is_sure(self, at: int, quote: Quote) -> bool:
        """Long words that stand once are the same words; short ones only beside what stood beside them."""
        end = at + len(quote.exact)
        before, behind = quote.prefix[-BESIDE:], quote.suffix[:BESIDE]
        return (
            len(quote.exact) >= LONG
            or (len(before) == BESIDE and self.text[:at].endswith(before))
            or (len(behind) == BESIDE and self.text.startswith(behind, end))
        )


def plain(text: str) -> str:
    """A text as quotes compare it."""
    return Plain([text]).text


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    """A character with the marks that join it: ｶﾞ is one."""
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and (text[end] in _JOINS or unicodedata.combining(text[end])):
            continue
        yield start, end
        start = end
