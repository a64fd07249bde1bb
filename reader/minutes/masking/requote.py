"""Places quoted before words went, quoted anew: neither the words nor a part of them stay in an edit's quote or its context."""

from collections.abc import Sequence

from reader.minutes.edits.quote import CONTEXT, Plain, Quote, Standing, plain
from reader.minutes.masking.stretch import Stretch


def requoted(quote: Quote, before: Plain, now: Plain, stretches: Sequence[Stretch]) -> Quote:
    """The quote of the same place in the masked text; the very one where nothing near it went. A place that cannot be
    followed is a quote of nothing: it stands nowhere, and is for a person."""
    found = before.find(quote)
    if found.standing in (Standing.UNSURE, Standing.LOST):
        return quote if not _near(0, len(before.text), stretches) else Quote("", "", "", quote.line)
    if not _near(found.start, found.end, stretches):
        return quote
    grown = sum(len(plain(one.mark)) - (one.end - one.start) for one in stretches)
    if (
        len(now.text) != len(before.text) + grown
    ):  # marks in several turns: places moved by more than their marks
        return Quote("", "", "", quote.line)
    start, end = _moved(found.start, stretches, first=True), _moved(found.end, stretches, first=False)
    return now.quote(start, end, quote.line) if start < end else Quote("", "", "", quote.line)


def _near(start: int, end: int, stretches: Sequence[Stretch]) -> bool:
    return any(one.start < end + CONTEXT and start - CONTEXT < one.end for one in stretches)


def _moved(at: int, stretches: Sequence[Stretch], *, first: bool) -> int:
    """Where a plain character stands now; the mark's begin or end for one inside what went."""
    moved = at
    for one in stretches:
        mark = len(plain(one.mark))
        if one.end <= at:
            moved += mark - (one.end - one.start)
        elif one.start < at:
            moved += one.start - at if first else one.start - at + mark
    return moved
