"""What comes next in the record: whether a row belongs to the open turn is decided by what stands below it.

::

    (「異議なし」の声あり)          a note: inside the turn, because speech comes next
     ありがとうございました。
    港の公園に日陰を               nobody says it: a label comes next, and what stands above has ended
    町長　植えます。
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from reader.minutes.labels.match import LabelMatch
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.directions import is_direction, is_result
from reader.minutes.lines.rows import Row
from reader.minutes.record.heading_places import HeadingPlaces
from reader.minutes.record.tail import is_unsaid, is_usually_ended
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare, ends_with_full_stop, is_rule
from reader.minutes.text.furniture import begins_foot, is_furniture

_AHEAD = 8
_TITLE = 24


class Next(StrEnum):
    """What can come next."""

    LABEL = "label"
    HEADING = "heading"
    SPEECH = "speech"
    END = "end"


class Ahead:
    """Looks ahead in the rows of one document; ``places`` tells its headings."""

    def __init__(self, rows: Sequence[Row], labels: Mapping[int, LabelMatch], places: HeadingPlaces) -> None:
        self._rows, self._labels, self._places = rows, labels, places
        self._last = max(labels, default=-1)
        self._ended = is_usually_ended(rows, labels)

    def after(self, index: int, spoken: bool, ruled: bool) -> Next:
        """What comes after a row, other notes and furniture passed over. ``spoken``: a turn is open; ``ruled``: below a rule."""
        for ahead in range(index + 1, min(index + 1 + _AHEAD, len(self._rows))):
            row = self._rows[ahead]
            body = row.folded.strip(" |")
            if ahead in self._labels:
                return Next.LABEL
            if is_rule(row.text) or (ahead > self._last and begins_foot(body)):
                return Next.END
            if row.kind is LineKind.CHROME or is_furniture(body) or is_direction(body) or is_result(body):
                continue
            return Next.HEADING if self._places.heading(ahead, spoken, ruled) else Next.SPEECH
        return Next.END

    def is_title(self, index: int) -> bool:
        """True for a few words right above a label that nobody says, where turns end with a full stop: 港の公園に日陰を."""
        if not self._ended or index + 1 not in self._labels or len(bare(self._rows[index].folded)) > _TITLE:
            return False
        above = self._labels.get(index - 1)
        called = assess(bare(self._rows[index].folded)) >= Strength.OFFICE
        if called or (above is not None and above.alone):
            return False
        return is_unsaid(self._rows[index]) and ends_with_full_stop(self._rows[index - 1].folded)
