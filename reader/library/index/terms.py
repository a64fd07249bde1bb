"""What is looked for in the index of sentences, whichever database keeps it: a tree of phrases and facets.

::

    町内会 or ちょないかい, said by 委員   →  All((Any((Phrase(TEXT, 町内会), Phrase(KANA, ちょないかい))), Facet(speaker=委員)))

Each way of keeping the index (``fts5``, ``tsvector``) writes such a tree in its own language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """What of a sentence is looked at: as it is written, as it sounds, or what it is."""

    TEXT = "text"
    KANA = "kana"
    FACETS = "facets"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Characters that stand together; at least one."""

    column: Column
    characters: str

    @property
    def pairs(self) -> tuple[str, ...]:
        """What stands in the index one behind the other; none for a single character, which begins a pair."""
        return tuple(self.characters[i : i + 2] for i in range(len(self.characters) - 1))


@dataclass(frozen=True, slots=True)
class Facet:
    """A token that the sentence has (``speaker=委員``)."""

    token: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of them at least."""

    terms: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of them."""

    terms: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Except:
    """The one without the other."""

    term: "Term"
    without: "Term"


Term = Phrase | Facet | AnyOf | AllOf | Except


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence as it goes into the index. ``number`` is negative for what only says who speaks."""

    number: int
    text: str
    kana: str
    facets: tuple[str, ...]


def phrase(column: Column, characters: str) -> Phrase | None:
    """Characters that stand together; None for none."""
    return Phrase(column, characters) if characters else None


def any_of(terms: Iterable[Term | None]) -> Term | None:
    """One of those that are something; None if none is."""
    found = tuple(term for term in terms if term is not None)
    return found[0] if len(found) == 1 else AnyOf(found) if found else None


def all_of(terms: Iterable[Term]) -> Term | None:
    """Every one; None for none."""
    found = tuple(terms)
    return found[0] if len(found) == 1 else AllOf(found) if found else None


def pairs(characters: str) -> tuple[str, ...]:
    """Overlapping pairs, the last character alone: 町内会 → 町内, 内会, 会."""
    return tuple(characters[i : i + 2] for i in range(len(characters)))
