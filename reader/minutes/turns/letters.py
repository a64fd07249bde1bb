"""Speakers who are only letters, where no Q shows that A is an answer.

::

    A：保育園の迎えが18時では間に合わない。    -> 「A」 speaks, where B and C do elsewhere in the document
"""

import re
from collections.abc import Mapping, Sequence

from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.strength import Strength
from reader.minutes.lines.rows import Row
from reader.minutes.text.characters import past_spaces

_LETTER = re.compile(r"\s*(?P<who>[A-Z])\s*:(?=\s*[^\s\d/])")
_ENOUGH = 3


def letter_labels(rows: Sequence[Row]) -> Mapping[int, LabelMatch]:
    """The rows that begin with a letter and a colon, where three letters do so, A and B among them; else none."""
    found = {index: match for index, row in enumerate(rows) if (match := _LETTER.match(row.folded))}
    letters = {match.group("who") for match in found.values()}
    if len(letters) < _ENOUGH or not {"A", "B"} <= letters or "Q" in letters:
        return {}
    return {index: _label(rows[index].folded, match) for index, match in found.items()}


def _label(folded: str, match: re.Match[str]) -> LabelMatch:
    end = past_spaces(folded, match.end())
    return LabelMatch(
        Style.COLON, ":", match.group("who"), *match.span("who"), end, Strength.STRONG, end >= len(folded)
    )
