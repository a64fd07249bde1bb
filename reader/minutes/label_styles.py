"""Which lines carry a speaker's label: found from the document itself.

Every line is first asked what label it could begin with (``speaker_label``). Then the document decides: a way of
marking is a speaker's where it stands before something that is said, by somebody with a role. What is not said
(a roster, a table of contents, 「日時:」) proves nothing. Weaker labels (【中央新聞】, 内海) count only in a way of
marking that is proved, symbols only with their legend, Q only where there is an A.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.minutes.fields import FieldKind, read_field
from reader.minutes.legend import read_legend
from reader.minutes.role_words import ANSWERS, QUESTIONS
from reader.minutes.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.speaker_label import LabelMatch, Strength, Style, assess, read_label

Key = tuple[Style, str, bool]
_SAID = re.compile(r"[。？！?!]")
_SAID_END = re.compile(
    r"(?:です|ます|ました|ません|でした|でしょう|ない|した|する|たい|いる|ある|ください|願う|か|ね|よ|はい|なし|い)[)」』]?$"
)
_PARTICLE = re.compile(r"\s*(?:の|は|が|を|に|と|も|へ|で|から|より|について|、|，|及び)")
_ENDED = re.compile(r"[。．？！?!)\]】」』>―─|:…]$")
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


def says(text: str) -> bool:
    """True for words that somebody says, as against a name, a title or a figure."""
    body = text.strip()
    return _SAID.search(body) is not None or (len(body) > 1 and _SAID_END.search(body) is not None)


def find_labels(rows: Sequence[Row]) -> Mapping[int, LabelMatch]:
    """The rows that begin with a speaker's label, with what the label is."""
    legend = read_legend(rows)
    matches = {index: match for index, row in enumerate(rows) if (match := _match(row, legend))}
    quiet = _quiet_rows(rows, matches)
    proofs = {index for index, match in matches.items() if _is_proof(rows, matches, quiet, index, match)}
    accepted = _accepted_styles(matches, proofs)
    given = [index for index, match in matches.items() if match.style is Style.GIVEN]
    starts = given + [index for index in proofs if _key(matches[index]) in accepted]
    if not starts:
        return {}
    return _accept(rows, matches, proofs, accepted, min(starts), quiet)


def _match(row: Row, legend: Mapping[str, str]) -> LabelMatch | None:
    if row.kind is LineKind.CHROME:
        return None
    if row.kind is LineKind.SPEAKER:
        label = re.sub(r"\s+", "", row.folded)
        return LabelMatch(Style.GIVEN, "", label, 0, len(row.folded), len(row.folded), Strength.STRONG, True)
    start = len(row.folded) - len(row.folded.lstrip())
    mark = row.folded[start]
    found = read_label(row.folded)
    if mark in legend and (
        found is None or found.strength is not Strength.STRONG or found.label == legend[mark]
    ):
        end = start + 1
        while end < len(row.folded) and row.folded[end] in " :":
            end += 1
        if end < len(row.folded):
            return LabelMatch(Style.LEGEND, mark, legend[mark], start, start + 1, end, Strength.STRONG, False)
    if found and found.style is Style.BARE and row.kind is LineKind.CELL:
        return replace(found, style=Style.COLUMN, form="|")
    return found


def _key(match: LabelMatch) -> Key:
    return match.style, match.form, match.glued


def _quiet_rows(rows: Sequence[Row], matches: Mapping[int, LabelMatch]) -> frozenset[int]:
    """Rows in a section where names stand that do not speak: rosters, materials, the agenda."""
    quiet: set[int] = set()
    section: FieldKind | None = None
    for index, row in enumerate(rows):
        field = read_field(row.folded) if len(row.folded) <= 120 else None
        if field and not (index in matches and says(row.text[matches[index].end :])):
            section = field.kind
            if section is FieldKind.PEOPLE:
                quiet.add(index)
        elif section in _QUIET:
            quiet.add(index)
    return frozenset(quiet)


def _said(rows: Sequence[Row], matches: Mapping[int, LabelMatch], index: int, match: LabelMatch) -> str:
    """What follows a label: the rest of its row, or (a label alone) the row below unless that begins with a label too."""
    if not match.alone:
        return rows[index].text[match.end :]
    below = index + 1
    if below >= len(rows) or rows[below].kind is LineKind.CHROME:
        return ""
    other = matches.get(below)
    if match.style is Style.COLUMN and rows[below].line.row != rows[index].line.row:
        return ""
    if other and other.strength is Strength.STRONG and not _is_called(match, other):
        return ""
    return rows[below].text


def _is_called(match: LabelMatch, below: LabelMatch) -> bool:
    """A bare role below a marked label is its one-word speech: 【山田委員】⏎議長."""
    return match.style not in (Style.BARE, Style.COLUMN) and below.style is Style.BARE


def _is_proof(
    rows: Sequence[Row],
    matches: Mapping[int, LabelMatch],
    quiet: frozenset[int],
    index: int,
    match: LabelMatch,
) -> bool:
    if match.strength is not Strength.STRONG:
        return False
    said = _said(rows, matches, index, match)
    if index in quiet:
        return "。" in said and not _lists_people(said)
    if match.style in (Style.BARE, Style.COLUMN) and _PARTICLE.match(said):
        return False
    if match.alone and not says(said):
        below = rows[index + 2].text if index + 2 < len(rows) and index + 2 not in matches else ""
        return says(below) and match.style is not Style.BARE
    return says(said)


def _lists_people(text: str) -> bool:
    names = re.split(r"[、，,\s]+", text.strip("。 "))
    return len(names) > 1 and sum(
        assess(re.sub(r"\s", "", name)) is Strength.STRONG for name in names
    ) * 2 >= len(names)


def _accepted_styles(matches: Mapping[int, LabelMatch], proofs: set[int]) -> frozenset[Key]:
    """The ways of marking that the document proves to be a speaker's."""
    proved = Counter(_key(matches[index]) for index in proofs)
    said = defaultdict(set)
    for index in proofs:
        said[matches[index].style, matches[index].form].add(matches[index].label)
    labels = Counter(matches[index].label for index in proofs)
    accepted = set()
    for key, count in proved.items():
        style, form, glued = key
        if style is Style.QUESTION:
            enough = bool(said[style, form] & set(QUESTIONS)) and bool(said[style, form] & set(ANSWERS))
        elif style is Style.LEGEND:
            enough = count >= 2
        elif style in (Style.BARE, Style.COLUMN) or glued or form in "・•‣⁃∙·※*-◦" and form:
            repeated = any(labels[label] >= 2 for label in said[style, form])
            enough = count >= 2 and (repeated or len(proofs) >= 3 or not glued)
        else:
            enough = True
        if enough:
            accepted.add(key)
    return frozenset(accepted)


def _accept(
    rows: Sequence[Row],
    matches: Mapping[int, LabelMatch],
    proofs: set[int],
    accepted: frozenset[Key],
    first: int,
    quiet: frozenset[int],
) -> dict[int, LabelMatch]:
    found: dict[int, LabelMatch] = {}
    known = {matches[index].label for index in proofs if _key(matches[index]) in accepted}
    strong = Counter(_key(matches[index]) for index in proofs)
    recurring = Counter((match.style, match.label) for match in matches.values())
    above: LabelMatch | None = None
    for index in range(first, len(rows)):
        match = matches.get(index)
        waiting = above is not None and above.alone
        above = None
        if match is None:
            continue
        key = _key(match)
        if match.style is Style.GIVEN:
            good = True
        elif key not in accepted and not (match.label in known and index in proofs):
            good = False
        elif match.strength is Strength.STRONG:
            good = _is_turn(rows, matches, index, match, waiting, known)
        else:
            good = strong[key] >= 1 and _is_weak_turn(rows, matches, index, match, strong[key], recurring)
        if good:
            found[index] = match
            above = match
    return found


def _is_turn(
    rows: Sequence[Row],
    matches: Mapping[int, LabelMatch],
    index: int,
    match: LabelMatch,
    waiting: bool,
    known: set[str],
) -> bool:
    """A strong label in a proved style, where a turn can begin."""
    if match.style in (Style.BARE, Style.COLUMN):
        said = _said(rows, matches, index, match)
        if waiting or not said or _PARTICLE.match(said):
            return False
        if match.style is Style.COLUMN and match.form != "|" and not says(said):
            return False
        before = rows[index - 1].text.rstrip() if index else ""
        return rows[index].gap or match.label in known or not before or _ENDED.search(before) is not None
    if match.glued:
        return match.label in known and says(rows[index].text[match.end :])
    return True


def _is_weak_turn(
    rows: Sequence[Row],
    matches: Mapping[int, LabelMatch],
    index: int,
    match: LabelMatch,
    proved: int,
    recurring: Counter[tuple[Style, str]],
) -> bool:
    """An office or a name, in a style that speakers with roles have proved."""
    if match.style in (Style.BARE, Style.COLUMN) or match.glued:
        return False
    said = _said(rows, matches, index, match)
    if not says(said):
        return False
    if match.strength is Strength.OFFICE:
        return True
    return recurring[match.style, match.label] >= 2 or (
        proved >= 2 and match.style in (Style.BRACKET, Style.COLON, Style.MARK) and "。" in said
    )
