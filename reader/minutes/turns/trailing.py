"""Labels that stand behind what is said, in summaries where none stands in front.

A label behind is one in brackets, or behind dots or a dash, at the end of a row that ends a sentence. It counts where the document does so again
and again, and never beside labels in front: (委員) at the end of a line can be only a remark::

    ・基準の点数は国の指針と同じか。（委員）
    →国の指針を基に、
      雪の重みの項目を加えた。（事務局）
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.strength import Strength, assess, is_thing
from reader.minutes.lines.directions import is_direction
from reader.minutes.lines.headings import looks_like_title, read_heading
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import says
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import BULLETS, MARK_CLASS, STOPS, bare, ends_with_full_stop
from reader.minutes.text.numbering import read_number
from reader.minutes.turns.ends import is_answer

_BEHIND = re.compile(
    rf"(?<=[{STOPS}.」』])\s*(?:(?P<bracket>[(\[【<])\s*(?P<who>[^()\[\]【】<>]{{1,24}}?)\s*[)\]】>][。\s]*$"
    r"|(?P<leader>[^\w\s。、」』()\[\]【】<>]{1,6}|\s{2,})\s*(?P<led>[^\s。、()\[\]【】<>…‥・]{1,24}(?:\s[^\s。、()\[\]【】<>…‥・]{1,8})?(?:\([^()]{1,16}\)[君氏]?)?)\s*$)"
)
_FRONT = re.compile(rf"\s*[{MARK_CLASS}{re.escape(BULLETS)}→⇒]*\s*")
_OFTEN, _MOSTLY, _NEARLY = 3, 0.6, 0.8
_MANY = 4
_FULL = 0.7
_STOPPED = tuple(f"{STOPS}」)")
_SURE = "([【<…‥・.―─—-→"
_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class TrailingLabel:
    """A label behind what is said, which begins at row ``first``; ``match`` has its place in the last row."""

    first: int
    match: LabelMatch


def find_trailing_labels(rows: Sequence[Row]) -> Mapping[int, TrailingLabel]:
    """The rows that end with a speaker's label, where the document has three or more."""
    matches = _speaking({index: match for index, row in enumerate(rows) if (match := _behind(row))}, rows)
    if len(matches) < _OFTEN:
        return {}
    found: dict[int, TrailingLabel] = {}
    floor = 0
    for index, match in matches.items():
        found[index] = TrailingLabel(_first(rows, floor, index), match)
        floor = index + 1
    return found


def labels_below(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> Mapping[int, TrailingLabel]:
    """The same labels as those of what stands above them, where each has its row for itself, something is said above the first,
    and nothing below the last; else none."""
    places = sorted(labels)
    if len(places) < _OFTEN or not all(labels[index].alone for index in places):
        return {}
    first, last = places[0], places[-1]
    above = [row for row in rows[max(0, first - 1) : first] if row.kind is not LineKind.CHROME]
    below = [row for row in rows[last + 1 : last + 3] if row.kind is not LineKind.CHROME]
    told = all(rows[index - 1].folded.rstrip().endswith(_STOPPED) for index in places)
    if (
        not above
        or not told
        or any(says(row.folded) and not is_direction(row.folded.strip()) for row in below[:1])
    ):
        return {}
    found: dict[int, TrailingLabel] = {}
    floor = 0
    for index in places:
        match = replace(labels[index], style=Style.TRAILING, end=0)
        found[index] = TrailingLabel(_first(rows, floor, index), match)
        floor = index + 1
    return found


def _speaking(matches: Mapping[int, LabelMatch], rows: Sequence[Row]) -> dict[int, LabelMatch]:
    """Roles; and in a bracket that they prove, or labels that nearly all come again, offices and such: （管財課）, （利用者連）;
    all of them where nearly every sentence that ends a row has one behind it."""
    again = Counter(match.label for match in matches.values())
    forms = Counter(match.form for match in matches.values())
    repeated = Counter(match.form for match in matches.values() if again[match.label] > 1)
    proved = {match.form for match in matches.values() if match.strength is Strength.STRONG} | {
        form for form, count in repeated.items() if count > _OFTEN and count >= forms[form] * _MOSTLY
    }
    ended = sum(
        index in matches or ends_with_full_stop(rows[index].folded)
        for index in range(min(matches, default=0), max(matches, default=-1) + 1)
    )
    all_of = len(matches) >= ended * _NEARLY
    if all_of and len(matches) > _MANY and repeated:
        proved |= set(forms)
    return {
        index: match
        for index, match in matches.items()
        if (match.strength is Strength.STRONG and (all_of or match.form in _SURE))
        or (match.form in proved and all_of)
        or (match.form in proved and (match.strength is Strength.OFFICE or again[match.label] > 1))
    }


def front_of(folded: str) -> int:
    """Where what is said begins in its first row: past a bullet or an arrow."""
    found = _FRONT.match(folded)
    return found.end() if found else 0


def _behind(row: Row) -> LabelMatch | None:
    found = _BEHIND.search(row.folded) if row.kind is not LineKind.CHROME else None
    who = "led" if found and found["leader"] else "who"
    label = bare(found[who]) if found else ""
    strength = assess(label)
    if (
        found is None
        or is_answer(label)
        or is_thing(label)
        or (strength is Strength.NONE and found["leader"])
    ):
        return None
    start, stop = found.span(who)
    form = found["bracket"] or found["leader"][0]
    return LabelMatch(Style.TRAILING, form, label, start, stop, found.start(), strength, False)


def _first(rows: Sequence[Row], floor: int, last: int) -> int:
    """The row where the words before a label begin: a bullet, or below a heading, a gap, a direction."""
    first = last
    full = max(len(row.folded) for row in rows[floor : last + 1]) * _FULL
    while first > floor and last - first < _MOST_ROWS and not _begins(rows[first]):
        above = rows[first - 1]
        heading = read_heading(above.text, above.folded)
        titled = heading is not None and (heading.style or looks_like_title(heading.title))
        unended = not above.folded.rstrip().endswith(_STOPPED) and len(above.folded) < full
        if titled or unended or is_direction(above.folded.strip()) or above.kind is LineKind.CHROME:
            break
        first -= 1
    return first


def _begins(row: Row) -> bool:
    """True below a gap, and for a bullet or a number with a sign of its own."""
    number = read_number(row.folded)
    counted = number is not None and number.style not in ("1", "一")
    return row.gap or counted or bool(row.folded[: front_of(row.folded)].strip())
