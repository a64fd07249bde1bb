"""What a turn may have swallowed: told to staff with its line, since nobody can hear that somebody else speaks there.

::

    要望として、早めに報告してほしい。
    ●質疑終了宣告                      the last row is no sentence, below one that has ended
    校長／工事の間も続ける。              it looks like a label, in the middle of somebody's speech
    ＝始めます。                        no speech begins so: a part of the label may be left
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from reader.minutes.labels.match import Style
from reader.minutes.labels.roles import role_of
from reader.minutes.labels.strength import is_thing
from reader.minutes.lines.directions import is_direction
from reader.minutes.lines.headings import looks_like_title
from reader.minutes.lines.saying import POLITE, is_polite, says
from reader.minutes.lines.segments import Segment
from reader.minutes.model import Otherwise, ParserWarning, PartKind, Role, Take
from reader.minutes.text.characters import ENDINGS, MARK_CLASS, STOPS, STROKES, bare, fold

_STEPS = ("その他", "議案")
_ITEMS = ("議題1", "第1号")
_AROUND = 24
_SHOWN = 24
_FEW_WORDS = 14
_ENOUGH, _MOSTLY, _RARELY = 4, 0.8, 2
_STOP = f"[{STOPS}.」』]"
_ENDED = (*ENDINGS, ".")
_SENTENCE = re.compile(rf"(?:{_STOP}[)\]]?|[…{STROKES}])$")
_MARKED = re.compile(r".\s*(?P<who>[^\s\d\[\]【】<>()「」、。][^\s\[\]【】<>()「」、。]*)")
_BEHIND = re.compile(rf"{_STOP}([^{STOPS}.」』]+)$")
_PAST = re.compile(r"(?:した|された|なった|あった|られた|った)。$")
_POLITELY = re.compile(f"{POLITE.pattern}$")
_LISTED = re.compile(r"[・•\-※*(【\d①-⑳〇○]")
_GOES_ON = re.compile(r"[、，,]$")
_SIGN = re.compile(r"[^\w\s「『(\[<【“\"○◯〇〝~…―─・①-⑳※■□●◆◇△▲-]")
_WHO = r"[^\s。、:()|/\[\]【】「」『』<>\d][^\s。、:()|/\[\]【】「」『』<>]{1,13}"
_NAMED = rf"{_WHO}\([^()\d]{{1,12}}\)"
_LABEL = re.compile(
    rf"(?P<who>{_WHO}(?:\([^()\d]{{1,12}}\)[^\s。、:()|]{{0,8}})?)\s*[:/)|\]】]\s*[^\s\d]|(?P<alone>{_NAMED})$"
)
_INLINE = re.compile(
    rf"[。？！」](?:\s*(?P<who>{_NAMED})\s*[^\s、。,のはがをにでともへ)」]|[\s)\]]*(?P<mark>[{MARK_CLASS}]\s?[^\s\d{MARK_CLASS}]))"
)


def warnings_about_speech(segments: Sequence[Segment]) -> Iterator[ParserWarning]:
    """One warning a turn at most, and the first place where a speaker goes on below a heading, unless it is the record's way."""
    gone_on = list(_gone_on(segments))
    if len(gone_on) <= _RARELY:
        yield from gone_on[:1]
    labels = [segment.label for segment in segments if segment.label is not None]
    marks = frozenset(label.form for label in labels if label.style in (Style.MARK, Style.BRACKET)) - {""}
    turns = list(_turns(segments))
    polite = is_polite(row for rows, _ in turns for row in rows)
    ended = sum(_SENTENCE.search(rows[-1]) is not None for rows, _ in turns)
    usual = len(turns) >= _ENOUGH and ended >= _MOSTLY * len(turns)
    for rows, said in turns:
        for place, row in enumerate(rows):
            warning = _begins(row, said[0]) if place == 0 else _stands(rows, place, said[place], marks)
            warning = warning or _inside(row, said[place])
            warning = warning or (_told(rows, place, said[place]) if polite and place else None)
            if warning is None and usual and place == len(rows) - 1 and not _is_ended(row):
                warning = _apart(row[-_SHOWN:], said[place], _last_words(said[place], row))
            if warning is not None:
                yield warning
                break


def _gone_on(segments: Sequence[Segment]) -> Iterator[ParserWarning]:
    """A speaker who has a turn on both sides of a heading; a number alone between two rows of what is said."""
    speaker, heading = "", None
    spoken = Counter(segment.label.label for segment in segments if segment.label is not None)
    most = max(spoken, key=lambda label: spoken[label], default="")
    leader = most if spoken[most] >= _ENOUGH else ""
    for place, segment in enumerate(segments):
        if segment.label is not None:
            goes_on = heading is not None and segment.label.label == speaker
            if heading is not None and goes_on and not _is_chairs(heading, speaker, leader):
                words = bare(heading.text)[:_SHOWN]
                message = f"「{words}」の前後で同じ人が話しています。"
                yield ParserWarning(heading.line, message, ("別の発言", "一つの発言の続き"), words)
            speaker, heading = segment.label.label, None
        elif segment.kind is PartKind.HEADING:
            heading = heading or segment
        elif segment.kind is PartKind.SET_ASIDE and bare(segment.text).isdigit():
            around = segments[max(0, place - 1) : place + 2]
            if sum(one.kind is PartKind.SPEECH for one in around) == len(around) - 1 == 2:
                message = f"発言の間の「{bare(segment.text)}」を、ページ番号としました。"
                words = "".join(bare(one.text) for one in around)[-_SHOWN:]
                yield ParserWarning(segment.line, message, ("ページ番号", "発言の一部"), words)


def _is_chairs(segment: Segment, speaker: str, leader: str) -> bool:
    """True for an item or a step of the meeting with the chair on both sides, or who speaks most, who ends the one and opens
    the other."""
    heading = segment.heading
    if heading is None or (speaker != leader and role_of(speaker) is not Role.CHAIR):
        return False
    known = heading.is_procedure or heading.is_container or bare(heading.title) in _STEPS
    return known or heading.style in _ITEMS


def _is_ended(row: str) -> bool:
    """True for what ends as sentences do, with a direction or an hour behind it perhaps; and for a row of a list."""
    behind = _BEHIND.search(row)
    last = behind[1].strip() if behind else row
    return (
        says(last)
        or _SENTENCE.search(row) is not None
        or _LISTED.match(row) is not None
        or is_direction(last)
    )


def _turns(segments: Sequence[Segment]) -> Iterator[tuple[list[str], list[Segment]]]:
    """The rows of each turn, folded, with their segments."""
    said: list[Segment] = []
    for segment in [*segments, None]:
        if segment is not None and segment.kind is PartKind.SPEECH:
            said.append(segment)
        elif said and (segment is None or (segment.kind is not PartKind.SET_ASIDE and not segment.inside)):
            yield [fold(one.text).strip() for one in said], said
            said = []


def _inside(row: str, segment: Segment) -> ParserWarning | None:
    """In a line that carries a whole discussion: a name in brackets, or a mark, right behind a sentence."""
    found = _INLINE.search(row)
    if found is None or is_thing(found["who"] or ""):
        return None
    if found["who"]:
        return _another(found["who"], segment, found.span("who"))
    return _another(row[found.start("mark") :][:_FEW_WORDS], segment)


def _another(who: str, segment: Segment, label: tuple[int, int] = (0, 0)) -> ParserWarning:
    """``label`` is where the row only says who speaks."""
    spoken, goes_on = f"「{who}」の発言が始まる", "前の発言の続き"
    message = f"「{who}」の行を二通りに読めます（{goes_on}／{spoken}）。"
    otherwise = _split(segment, *label, who) if label[1] else None
    return ParserWarning(segment.line, message, (goes_on, spoken), bare(segment.text)[:_SHOWN], otherwise)


def _split(segment: Segment, start: int, end: int, who: str) -> Otherwise:
    """A turn begins at ``start`` of the row; up to ``end`` it only says who speaks."""
    row = segment.text.strip()
    at = fold(row).find(who, start)
    printed = row[at : at + len(who)] if at >= 0 else who
    return Otherwise(Take.SPLIT, row[start:], printed, row[start:end])


def _told(rows: Sequence[str], place: int, segment: Segment) -> ParserWarning | None:
    """What is told, not said: a plain past among polite sentences."""
    row = rows[place]
    if _PAST.search(row) and _POLITELY.search(rows[place - 1]) and not _POLITELY.search(row):
        return _apart(bare(segment.text)[:_SHOWN], segment)
    return None


def _last_words(segment: Segment, row: str) -> str:
    """What stands behind the row's last sentence, as printed; the whole row where none has ended."""
    behind = _BEHIND.search(row)
    return segment.text.strip()[behind.start(1) if behind else 0 :].strip()


def _apart(words: str, segment: Segment, printed: str = "") -> ParserWarning:
    """``printed`` is what is nobody's speech then; the whole row where it is not said."""
    message = f"発言の中の「{words}」は、見出しや注記かもしれません。"
    otherwise = Otherwise(Take.NOTE, printed or segment.text.strip())
    return ParserWarning(segment.line, message, ("発言の続き", "発言ではない"), words, otherwise)


def _behind_mark(row: str) -> str:
    """The first words behind a mark, or in its bracket; "" where a number stands there."""
    found = _MARKED.match(row)
    return found["who"] if found else ""


def _begins(row: str, segment: Segment) -> ParserWarning | None:
    """No speech begins with a closing bracket, an equals sign, a comma."""
    if _SIGN.match(row) is None:
        return None
    words = bare(row)[:_SHOWN]
    message = f"発言が「{words}」で始まります。発言者の一部かもしれません。"
    return ParserWarning(segment.line, message, ("発言の始め", "発言者の一部"), words)


def _stands(
    rows: Sequence[str], place: int, segment: Segment, marks: Collection[str]
) -> ParserWarning | None:
    """A row below a sentence that has ended: another label, a heading, a note, a page's number."""
    row, above = rows[place], rows[place - 1]
    if not above.endswith(_ENDED):
        return None
    words = bare(segment.text)[:_SHOWN]
    if row[:1] in marks and (who := _behind_mark(row)) and not is_thing(who):
        message = f"「{words}」の行を二通りに読めます（前の発言の続き／別の人の発言）。"
        otherwise = _split(segment, 0, row.index(who) + len(who), who)
        return ParserWarning(segment.line, message, ("前の発言の続き", "別の人の発言"), words, otherwise)
    label = _LABEL.match(row)
    who = (label["who"] or label["alone"]).rstrip("0123456789") if label else ""
    if who and not is_thing(who) and not looks_like_title(who):
        end = label.end() - 1 if label and label["who"] else len(row)
        return _another(who, segment, (0, end))
    unended = not row.endswith(_ENDED) and not _GOES_ON.search(row)
    last = place == len(rows) - 1
    listed = _LISTED.match(row) is not None and not (last and _LISTED.match(above) is None)
    if unended and not listed and (last or (len(row) <= _FEW_WORDS and not says(row))):
        return _apart(words, segment)
    return None
