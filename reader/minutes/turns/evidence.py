"""What the document shows about each label that it could have: what is said behind it, and where it stands.

A label is a proof when it is strong and something is said behind it, outside a roster::

    委員:計画の背景について伺う。      proof
    委員:中原三                       no proof: a name is not said
    日時:令和3年10月28日              no label at all
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.minutes.labels.grammar import read_label
from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.roles import ANSWERS, QUESTIONS
from reader.minutes.labels.strength import Strength, assess, greeting_of
from reader.minutes.lines.directions import is_direction, is_hour, is_narrated
from reader.minutes.lines.fields import FieldKind, read_field
from reader.minutes.lines.headings import looks_like_title, read_heading
from reader.minutes.lines.rows import SPEAKERS_HEAD, Row
from reader.minutes.lines.saying import begins_with_particle, is_count, says
from reader.minutes.people.roster import read_roster
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import MARKS, bare, fold, is_rule, past_spaces
from reader.minutes.text.numbering import Numbered, read_number
from reader.minutes.turns.columns import at_the_column, headed_columns
from reader.minutes.turns.legend import read_legend
from reader.minutes.turns.letters import letter_labels

_NARRATED = re.compile(
    r"\s*(?:\([^()]*\)|[・○])?[^。]{0,24}(?:長|局|課|委員|代理|者)(?:から|より|が)[、,]?[^。]{0,80}(?:した|された|れた|行った|務めた|述べた|あった|挨拶|あいさつ)。"
)
_FORM = re.compile(
    r"\s*発言者\s*[:|]\s*(?P<who>[^\s:|。][^:|。]{0,24}?)\s+発言(?:の)?(?:内容|要旨)\s*[:|]\s*(?=\S)"
)
_NAMED_ALONE = re.compile(
    r"\s*(?:発言者|話者|答弁者|回答者|質問者)\s*[:|]\s*(?P<who>[^\s:|。][^:|。]{0,24}?)[\s|]*$"
)
_OFTEN = 3
_LONG_ENOUGH = 8
_QUIET = frozenset(
    {
        FieldKind.PEOPLE,
        FieldKind.MATERIALS,
        FieldKind.AGENDA,
        FieldKind.PLACE,
        FieldKind.DATE,
        FieldKind.MEETING,
    }
)


class LabelEvidence:
    """The labels that rows could begin with, and what speaks for each."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        legend, columns = read_legend(rows), headed_columns(rows)
        heads = {index for index, row in enumerate(rows) if SPEAKERS_HEAD.match(row.folded)}
        silent = legend.rows | columns.heads | heads
        self.heads = frozenset(heads)
        found = {
            index: match
            for index, row in enumerate(rows)
            if index not in silent
            and (match := _match(row, legend.labels))
            and not is_count(row.folded[match.end :], match.label)
        }
        found = _without_one_side(found)
        found |= at_the_column(rows, found) | _named_alone(rows)
        self.matches: Mapping[int, LabelMatch] = {**found, **letter_labels(rows), **columns.labels}
        self._quiet, people = self._sections()
        self.names = frozenset(person.name for person in read_roster(row.text for row in people))

    def _sections(self) -> tuple[frozenset[int], list[Row]]:
        """Rows in sections where names stand that do not speak, and the rows of rosters among them."""
        quiet: set[int] = set()
        people: list[Row] = []
        section: FieldKind | None = None
        begun = False
        heading: Numbered | None = None
        for index, row in enumerate(self.rows):
            match = self.matches.get(index)
            said = self.said(index, match) if match else ""
            if match and match.strength is Strength.STRONG and "。" in said and not _lists_people(said):
                section, begun = None, True
            field = read_field(row.folded) if len(row.folded) <= 120 else None
            number = read_number(row.folded)
            if field and not (match and (begun or says(said))):
                section, heading = field.kind, number if field.numbered else heading
                if section is FieldKind.PEOPLE:
                    quiet.add(index)
            elif number and heading and (number.style, number.value) == (heading.style, heading.value + 1):
                section, heading = None, number
            elif section in _QUIET:
                quiet.add(index)
            if section is FieldKind.PEOPLE and len(row.text) <= 400:
                people.append(row)
        return frozenset(quiet), people

    def is_quiet(self, index: int) -> bool:
        """True for a row in a section of names or titles, where nobody speaks."""
        return index in self._quiet

    def is_present(self, label: str) -> bool:
        """True for a name, or the beginning of one, in the roster."""
        return len(label) > 1 and any(name.startswith(label) for name in self.names)

    def said(self, index: int, match: LabelMatch) -> str:
        """What follows a label: the rest of its row, or (a label alone) the row below unless that has a label."""
        below = index + 1
        while match.alone and below < len(self.rows) and is_rule(self.rows[below].text):
            below += 1
        if not match.alone:
            rest = self.rows[index].folded[match.end :]
            return rest + self._wrapped_below(below) if len(rest) >= _LONG_ENOUGH and not says(rest) else rest
        if below >= len(self.rows) or self.rows[below].kind is LineKind.CHROME:
            return ""
        other = self.matches.get(below)
        if match.style is Style.COLUMN and self.rows[below].line.row != self.rows[index].line.row:
            return ""
        if other and other.strength is Strength.STRONG and not _is_called(match, other):
            return ""
        text = self.rows[below].folded
        return text if says(text) else text + self._wrapped_below(below + 1)

    def is_proof(self, index: int, match: LabelMatch) -> bool:
        """True for a strong label with something said behind it."""
        if match.strength is not Strength.STRONG or match.style is Style.HEADING:
            return False
        said = self.said(index, match)
        if is_hour(fold(said).strip()) and index + 1 < len(self.rows):
            said = self.rows[index + 1].folded + self._wrapped_below(index + 2)
        if index in self._quiet:
            return "。" in said and not _lists_people(said)
        if match.style in (Style.BARE, Style.COLUMN) and begins_with_particle(said):
            return False
        if match.alone and not says(said):
            return match.style is not Style.BARE and says(self._below(index + 2))
        return says(said)

    def is_greeting(self, index: int, match: LabelMatch) -> bool:
        """True for a heading that names who speaks, with speech (and no other label) below."""
        at = index + 1
        while at < len(self.rows) and is_direction(self.rows[at].folded.strip()) and at < index + 4:
            at += 1
        other = self.matches.get(at)
        if (
            at >= len(self.rows)
            or (other and other.strength is Strength.STRONG)
            or read_field(self.rows[at].folded)
        ):
            return False
        words = self._below(at) + self._below(at + 1)
        if _NARRATED.match(words) or is_narrated(words):
            return False
        return "。" in words if index in self._quiet or match.style is Style.HEADING else says(words)

    def _wrapped_below(self, index: int) -> str:
        """The row below, where what is said goes on in it."""
        if index >= len(self.rows) or self.rows[index].gap or _stands_apart(self.rows[index].folded):
            return ""
        return self._below(index)

    def _below(self, index: int) -> str:
        return self.rows[index].folded if index < len(self.rows) and index not in self.matches else ""


def _without_one_side(found: Mapping[int, LabelMatch]) -> dict[int, LabelMatch]:
    """The labels, those that only ask or only answer left out where nobody does the other: （説明）資料1による。"""
    sides = {match.label for match in found.values() if match.style is Style.QUESTION}
    both = not sides.isdisjoint(QUESTIONS) and not sides.isdisjoint(ANSWERS)
    return {index: match for index, match in found.items() if both or match.style is not Style.QUESTION}


def _stands_apart(folded: str) -> bool:
    """True for a numbered row or a field: nothing goes on in it."""
    return read_number(folded) is not None or read_field(folded[:80]) is not None


def _match(row: Row, legend: Mapping[str, str]) -> LabelMatch | None:
    if row.kind is LineKind.CHROME:
        return None
    if row.kind is LineKind.SPEAKER:
        label = re.sub(r"\s+", "", row.folded)
        return LabelMatch(Style.GIVEN, "", label, 0, len(row.folded), len(row.folded), Strength.STRONG, True)
    if row.whole:
        return _whole(row.folded)
    found = _of_form(row.folded) or _heading_with_speaker(row) or read_label(row.folded)
    start = len(row.folded) - len(row.folded.lstrip())
    meant = legend.get(row.folded[start])
    if meant and (found is None or found.strength is not Strength.STRONG or found.label == meant):
        return _legend_match(row.folded, start, meant)
    if found and found.alone and found.style in (Style.BARE, Style.COLUMN) and row.kind is LineKind.CELL:
        return replace(found, style=Style.COLUMN, form="|")
    return found


def _named_alone(rows: Sequence[Row]) -> dict[int, LabelMatch]:
    """発言者：会長⏎始めます。: rows that only say who speaks, where the document has three or more with speech below."""
    named = {
        index: who
        for index, row in enumerate(rows[:-1])
        if (who := _NAMED_ALONE.match(row.folded)) and not read_field(rows[index + 1].folded[:80])
    }
    if len(named) < _OFTEN or len({who["who"] for who in named.values()}) < 2:
        return {}
    return {
        index: LabelMatch(
            Style.GIVEN, "", bare(who["who"]), *who.span("who"), who.end(), Strength.STRONG, alone=True
        )
        for index, who in named.items()
    }


def _whole(folded: str) -> LabelMatch:
    """The label that a row is, joined from two printed lines."""
    start = past_spaces(folded, 0)
    form = folded[start] if folded[start] in MARKS else ""
    start = past_spaces(folded, start + len(form))
    stop = len(folded.rstrip())
    style = Style.MARK if form else Style.BARE
    return LabelMatch(style, form, bare(folded[start:stop]), start, stop, len(folded), Strength.STRONG, True)


def _of_form(folded: str) -> LabelMatch | None:
    """発言者：会長 発言内容：本文: the form itself says who speaks."""
    form = _FORM.match(folded)
    if form is None:
        return None
    start, stop = form.span("who")
    return LabelMatch(Style.GIVEN, "", bare(form["who"]), start, stop, form.end(), Strength.STRONG, False)


def _legend_match(folded: str, start: int, label: str) -> LabelMatch | None:
    end = start + 1
    while end < len(folded) and folded[end] in " :":
        end += 1
    if end >= len(folded):
        return None
    return LabelMatch(Style.LEGEND, folded[start], label, start, start + 1, end, Strength.STRONG, False)


def _heading_with_speaker(row: Row) -> LabelMatch | None:
    """「1 開 会(課長補佐)」「2 会長あいさつ」: a numbered heading that also says who speaks."""
    heading = read_heading(row.text, row.folded)
    if heading is None or not heading.style or not looks_like_title(heading.title):
        return None
    end = len(row.folded)
    if heading.speaker is not None:
        start = heading.speaker_at + 1
        return LabelMatch(Style.HEADING, "(", heading.speaker, start, end, end, Strength.STRONG, True)
    greeter = greeting_of(fold(heading.title))
    return LabelMatch(Style.HEADING, "", greeter, end, end, end, Strength.OFFICE, True) if greeter else None


def _is_called(match: LabelMatch, below: LabelMatch) -> bool:
    """A bare role below a marked label is its one-word speech: 【山田委員】⏎議長."""
    return match.style not in (Style.BARE, Style.COLUMN) and below.style is Style.BARE


def _lists_people(text: str) -> bool:
    names = [re.sub(r"\s", "", name) for name in re.split(r"[、，,\s]+", text.strip("。 "))]
    return len(names) > 1 and sum(assess(name) is Strength.STRONG for name in names) * 2 >= len(names)
