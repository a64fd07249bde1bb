"""Where a line that carries a whole discussion is cut: at the labels inside it, and at what stands between them.

::

    … 開催する。 (資料確認、省略) ○会長 議事に入る。 3 ◯課長 はい。 午後8時10分閉会
                ^             ^                ^             ^
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence, Set

from reader.minutes.labels.grammar import read_label
from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.strength import Strength, is_thing
from reader.minutes.lines.fields import FieldKind, read_field
from reader.minutes.lines.flat.header import first_said, whole_header
from reader.minutes.lines.look import Look
from reader.minutes.sources.source import Line, LineKind
from reader.minutes.text.characters import MARK_CLASS

_RUN_ON = 70
_OFTEN = 3
_LONGEST_HEADER = 6_000
_OPENING = re.compile(
    rf"(?:(?<=[\s。」』)\]】>―─|])|(?<=[。」』)\]】>―─|]))(?=[{MARK_CLASS}(【\[<]|[^\s。、「」()【】\[\]:|]{{1,24}}[:|]|[^\s。、「」()【】\[\]:\d]{{1,12}}\([^\s()。、\d]{{1,12}}\)\s)"
    r"|(?<=[。？！?!」)]\s)(?=(?:\d{1,2}番|[^\s。、「」()【】\[\]:\d]{1,10})\s(?!\d{1,3}\s?[名人番](?:[\s、,()]|$))\S)"
)
_EVENT = r"(?:開\s?会|閉\s?会|散会|休憩|再開|開議|終了|延会)"
_CLOCK = r"(?:午前|午後)?\s?\d{1,2}時(?:\s?\d{1,2}分)?"
_HOUR = re.compile(
    rf"(?:[。)\]]|なし|無し|以上)\s{{1,20}}(?P<hour>[=―─◇]{{0,4}}\s?(?:{_CLOCK}\s{{0,4}}{_EVENT}|{_EVENT}(?:時刻|時間)?\s{{0,4}}:?\s{{0,4}}{_CLOCK}))"
)
_MARKED = re.compile(
    rf"(?<![^\s。」)\]])(?P<mark>[{MARK_CLASS}])\s?(?P<who>[^\s。、{MARK_CLASS}]{{1,16}})\s(?=\S)"
)
_COLON = re.compile(
    r"(?<=\s)(?P<who>[^\s。、「」()\d:|](?:[^\s。、「」:|]{0,14}[^\s。、「」:|\d])?)\s?:(?=\s?\S)"
)
_STOPPED = re.compile(r"[。?!」)]\s{1,3}$")
_PART = re.compile(
    r"(?<=[\s|])(?=(?:\(\d{1,2}\)|\d{1,2}[.、]|※|(?:次第|議題|論点|日程第)\s?\d{1,2}\s)\s*[^\d\s])|(?<=\s)(?=-[^\s-])|(?<=[\s|])(?=\d{1,2}\s(?:開\s?会|閉\s?会|その他|議\s?題|議\s?事|(?:報告|協議|審議)事項|質疑応答)(?:\s|$))"
)
_NUMBER = re.compile(r"(?:^|[\s。)\]=])(\d{1,4})\s{1,4}$")
_TOLD = re.compile(
    r"(?<=\S)\s+(?=[○・※◯]\s?[^\s。○◯]{1,24}(?:より|から)[、,]?[^。○◯]{2,60}(?:説明|報告|紹介|朗読)(?:[。\s]|$))"
)
_FOOT = re.compile(r"(?<=[。)」])\s+(?=(?:照会先|お?問い?合わ?せ先?|連絡先)(?:\s|:))")
_SENTENCE = re.compile(r"[。？！?!]\s+(?=\S)")
_MOSTLY = 0.75
_FAR = 12
_FRONT = re.compile(
    r"\s*(?:[^\w\s]{1,2}\s?(?:\d{1,4}|[①-⑳])[^\w\s]{0,2}|(?:No\.?|第)?(?:\d{1,4}|[①-⑳])[^\w\s]{1,2})\s*"
)
"""A number with a sign at the beginning of a line, behind which a label begins the line itself."""
_DIRECTION_END = re.compile(r"[。」)\]=]\s*(\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])$")
_HEADING_END = re.compile(r"[。」)\]=]\s*(\d{1,2}[.、]?\s{1,3}[^\s\d。、:()][^\s。、:()]{1,23})$")
_LONGEST_DIRECTION = 160


def styles_inside(lines: Sequence[Line], look: Look) -> frozenset[tuple[Style, str]]:
    """The ways of marking that begin speech inside lines, three times or more and more often than they end a line there."""
    inside: Counter[tuple[Style, str]] = Counter()
    others: Counter[tuple[Style, str]] = Counter()
    for line in lines:
        if line.kind is LineKind.CHROME or len(line.text) > _RUN_ON * 4:
            continue
        folded = look.fold(line.text)
        for at, match in _matches_inside(folded):
            counted = inside if folded[:at].strip() and not match.alone else others
            counted[match.style, match.form] += 1
    return frozenset(key for key, count in inside.items() if count >= _OFTEN and count > others[key])


def _matches_inside(folded: str) -> list[tuple[int, LabelMatch]]:
    """Strong labels at places where a label could begin."""
    found: list[tuple[int, LabelMatch]] = []
    for opening in _OPENING.finditer(folded):
        at = opening.start()
        if _FRONT.fullmatch(folded, 0, at):
            continue
        if 0 < at <= _FAR and (front := read_label(folded[:140])) and at <= front.start:
            continue
        match = read_label(folded[at : at + 140])
        if match and match.strength is Strength.STRONG and _may_run_on(match):
            found.append((at, match))
    return found


def cuts_inside(folded: str, inside: frozenset[tuple[Style, str]], *, top: bool = True) -> set[int]:
    """Where labels begin inside a run-on line: for ways of marking found twice in it, or run on in the document; at the
    ``top`` of the document with the header above the first."""
    found = _matches_inside(folded)
    styles = Counter((match.style, match.form) for _, match in found if not match.alone)
    labels = Counter(match.label for _, match in found)
    places = {
        at
        for at, match in found
        if (match.style, match.form) in inside
        or (
            styles[match.style, match.form] >= 2
            and not match.alone
            and (not match.glued or labels[match.label] >= 2)
        )
    }
    places |= _marks_inside(folded) | _colons_inside(folded)
    if not places:
        return set()
    places = _with_numbers(folded, places | _in_columns(folded, places, found))
    begin = min(places)
    for at in sorted(places):
        places |= _directions_before(folded, at)
    header = whole_header(folded[: _header_end(folded, places)]) if top else set()
    places |= (header or _fields_inside(folded[:begin])) | {
        hour.start("hour") for hour in _HOUR.finditer(folded) if hour.start() > begin
    }
    places |= {cut.end() for cut in _FOOT.finditer(folded) if cut.start() > begin}
    places |= {cut.end() for cut in _TOLD.finditer(folded)}
    return places | {
        cut.start()
        for cut in _PART.finditer(folded)
        if _is_part(folded, cut.start(), begin) and not (header and cut.start() < begin)
    }


def _marks_inside(folded: str) -> set[int]:
    """Where one mark begins three stretches or more, a few words and a space behind it, whose words come again."""
    marks: dict[str, list[re.Match[str]]] = {}
    for found in _MARKED.finditer(folded):
        marks.setdefault(found["mark"], []).append(found)
    places: set[int] = set()
    for stretch in marks.values():
        again = Counter(one["who"] for one in stretch)
        said = sum("。" in folded[one.end() : after.start()] for one, after in itertools.pairwise(stretch))
        if len(stretch) >= _OFTEN and len(again) < len(stretch) and said >= len(stretch) - 1:
            places |= {one.start() for one in stretch}
    return places


def _colons_inside(folded: str) -> set[int]:
    """Where a few words and a colon begin three stretches or more behind sentences, some of whose words come again; and
    where the same words begin the first, behind the header."""
    found = [
        one
        for one in _COLON.finditer(folded)
        if not is_thing(one["who"]) and not read_field(one.group() + " x")
    ]
    behind = [one for one in found if _STOPPED.search(folded[max(0, one.start() - 4) : one.start()])]
    again = Counter(one["who"] for one in found)
    said = sum("。" in folded[one.end() : after.start()] for one, after in itertools.pairwise(behind))
    if len(behind) < _OFTEN or len(again) == len(found) or said < len(behind) - 1:
        return set()
    own = {one["who"] for one in behind}
    before = [one.start() for one in found if one["who"] in own and one.start() < behind[0].start()]
    return {one.start() for one in behind} | set(before[-1:])


def _in_columns(folded: str, places: Set[int], found: Sequence[tuple[int, LabelMatch]]) -> set[int]:
    """Where labels between spaces begin beside those at ``places``: offices and labels that come again, and the first of
    all, which stands behind the header's words instead of a sentence."""
    known = {match.label for at, match in found if at in places and match.style is Style.COLUMN}
    if not known:
        return set()
    others = [
        (at.start(), match) for at in _OPENING.finditer(folded) if (match := _in_column(folded, at.start()))
    ]
    again = Counter(match.label for _, match in others)
    beside = {at for at, match in others if match.strength >= Strength.OFFICE or again[match.label] > 1}
    if len(beside | places) >= len(_SENTENCE.findall(folded, min(beside | places))) * _MOSTLY:
        beside |= {at for at, match in others if at > min(beside | places)}
    first = min(places | beside)
    front = re.compile(rf"(?<=\s)(?:{'|'.join(map(re.escape, sorted(known)))})(?=\s[^\s。]*[。、])")
    before = [at.start() for at in front.finditer(folded, 0, first)]
    return beside | set(before[-1:])


def _in_column(folded: str, at: int) -> LabelMatch | None:
    match = read_label(folded[at : at + 140])
    return match if match is not None and match.style is Style.COLUMN and not match.alone else None


def _with_numbers(folded: str, places: set[int]) -> set[int]:
    """The same places, moved before the numbers that a search site prints in front of each label: … 12 ◯議長."""
    numbered = {at: number for at in places if (number := _NUMBER.search(folded[max(0, at - _FAR) : at]))}
    if len(numbered) < 2:
        return places
    return {max(0, at - _FAR) + numbered[at].start(1) if at in numbered else at for at in places}


def _directions_before(folded: str, at: int) -> set[int]:
    """Where directions and numbered headings begin between a full stop and the label at ``at``: 。(資料確認) 4 採点 ○会長."""
    found: set[int] = set()
    end = at
    while True:
        while end and folded[end - 1] == " ":
            end -= 1
        above = folded[max(0, end - _LONGEST_DIRECTION) : end]
        direction = _DIRECTION_END.search(above) or _HEADING_END.search(above)
        if direction is None:
            return found
        start = max(0, end - _LONGEST_DIRECTION) + direction.start(1)
        label = read_label(folded[start:end])
        if label is not None and label.strength is Strength.STRONG:
            return found
        found.add(start)
        end = start


def _header_end(folded: str, places: Set[int]) -> int:
    """Where the header ends above the first label that says something: 出席者 【委員】池田 【事務局】谷 … (議長)始めます。"""
    said = first_said(folded)
    return max((at for at in places if at < said), default=min(places)) if said < len(folded) else said


def _fields_inside(header: str) -> set[int]:
    """Where fields begin above the first label of a line that states no day."""
    begins = (gap.end() for gap in re.finditer(r"\s+", header[:_LONGEST_HEADER]))
    found = ((at, read_field(header[at : at + 80])) for at in begins)
    return {at for at, field in found if field and field.kind is not FieldKind.RECORD}


def _may_run_on(match: LabelMatch) -> bool:
    if match.style is Style.COLUMN:
        return not match.alone
    return match.style in (Style.MARK, Style.BRACKET, Style.PAREN, Style.COLON, Style.QUESTION)


def _is_part(folded: str, at: int, begin: int) -> bool:
    """Headings and notes are looked for before the first label, and between a full stop and the next label."""
    return at <= begin or folded[max(at - 8, 0) : at].rstrip()[-1:] in "。」)-"
