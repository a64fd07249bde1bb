"""How the log names an edition: by its number. A meeting's name, once logged, could never be withdrawn."""

import re

_EDITION = re.compile(r"版 (\d{1,9})(?= |$)")


def subject_of(edition_id: int) -> str:
    """An edition as the log names it."""
    return f"版 {edition_id}"


def edition_in(subject: str) -> int | None:
    """The number of the edition that a row of the log is about; None for none."""
    found = _EDITION.match(subject)
    return int(found[1]) if found else None
