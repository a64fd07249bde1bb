"""Whose minutes a file that was handed in could be: never guessed, asked."""

from dataclasses import dataclass

from reader.errors import UnclearImportError
from reader.importing.identity import Wish, identity, share
from reader.library.draft import Candidates, StoredSource
from reader.library.library import Library
from reader.minutes.model import Minutes


@dataclass(frozen=True, slots=True)
class Likeness:
    """A session that minutes could be: ``common`` is the share of their words, 0 to 1; ``same`` whether they are of the
    same bytes."""

    session: str
    meeting: str
    date: str
    common: float
    same: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Minutes that somebody must say something of first: a new meeting, or in place of which?"""

    meeting: str
    date: str
    likenesses: tuple[Likeness, ...]


def asked_of(library: Library, minutes: Minutes, digest: str) -> Asked | None:
    """What must be asked of minutes (of a file with that digest) before they are drafted; None if nothing resembles them."""
    wanted = Candidates(digest, None, minutes.meeting, minutes.held_on, "", ())
    candidates = library.candidates(wanted)
    try:
        found = identity(minutes, candidates, library.minutes, Wish())
        near = {found.same.id} if found.same else set()
        near |= {found.resembles} if found.resembles else set()
    except UnclearImportError:
        near = {known.id for known in candidates.found}
    alike = [known for known in candidates.found if known.id in near]
    if not alike:
        return None
    likenesses = (_likeness(library, minutes, known, digest) for known in alike)
    return Asked(
        minutes.meeting or "",
        minutes.date or "",
        tuple(sorted(likenesses, key=lambda one: (-one.same, -one.common))),
    )


def _likeness(library: Library, minutes: Minutes, known: StoredSource, digest: str) -> Likeness:
    return Likeness(
        known.id,
        known.meeting or "",
        known.held_on.isoformat() if known.held_on else "",
        share(minutes, library.minutes(known.id)),
        known.source_digest == digest,
    )
