"""What the parser was not sure of, told to staff with the line it stands on.

::

    41行目: 「環境の輪」の行を二通りに読めます（「環境の輪」の発言が始まる／発言者の行ではない）。
    57行目: 「補足」は1回しか出てきません。発言者かどうか確かめてください。

A warning is worth its reader's time only where it tells wrong documents from right ones: ``python -m bench.unseen`` counts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reader.minutes.labels.match import Style
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.rows import Row
from reader.minutes.lines.segments import Segment
from reader.minutes.model import Otherwise, ParserWarning, Speaker, Take, Turn
from reader.minutes.people.roster import Person
from reader.minutes.record.missed import warnings_about_missed
from reader.minutes.record.swallowed import warnings_about_speech
from reader.minutes.record.unlike import warnings_about_ways
from reader.minutes.sources.source import Line
from reader.minutes.text.characters import bare, fold
from reader.minutes.turns.decision import ENOUGH, Verdict

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")
_NUMBER = re.compile(r"\d+")
_ENOUGH_TURNS = 6
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|でしょう)[かねよ]?。")
_STOP = re.compile(r"(.)。")
_TOLD = "たし）」"
_ENOUGH_SAID = 5
_ENOUGH_ALIKE = 3
_MARKED = (Style.MARK, Style.BRACKET, Style.PAREN, Style.COLON)
_MOST = 50
_AROUND = 24


def warnings_about_header(
    meeting: str | None, date: str | None, dated: bool, turns: int, rows: Sequence[Row]
) -> list[ParserWarning]:
    """What is missing of the minutes as a whole; where nobody speaks, with the line where somebody seems to."""
    found = []
    if meeting is None:
        found.append(ParserWarning(0, "会議名が見つかりません。"))
    if date is None:
        found.append(ParserWarning(0, "開催日が見つかりません。"))
    elif not dated:
        found.append(ParserWarning(0, f"開催日「{date}」を年月日として読めません。"))
    if not turns:
        polite = [row.number for row in rows for _ in _POLITE.findall(row.folded)]
        said = [row.number for row in rows for end in _STOP.findall(row.folded) if end not in _TOLD]
        line = polite[0] if len(polite) > 1 else said[0] if len(said) >= _ENOUGH_SAID else 0
        found.append(ParserWarning(line, "発言が見つかりません。発言者の書き方を確かめてください。"))
    return found


def warnings_about_labels(rows: Sequence[Row], unsure: Sequence[Verdict]) -> list[ParserWarning]:
    """Rows that can be read in two ways, those first of which one cannot tell: whose the words are, or nobody's."""
    nearest = sorted(unsure, key=lambda one: abs(one.likely - ENOUGH))[:_MOST]
    return [
        _two_ways(rows[one.candidate.index], one)
        for one in sorted(nearest, key=lambda one: one.candidate.index)
    ]


def _two_ways(row: Row, verdict: Verdict) -> ParserWarning:
    label = verdict.candidate.label
    spoken, silent = f"「{label}」の発言が始まる", "発言者の行ではない"
    readings = (spoken, silent) if verdict.likely > ENOUGH else (silent, spoken)
    message = f"「{label}」の行を二通りに読めます（{spoken}／{silent}）。"
    silenced = Otherwise(Take.NOT_SPEAKING, row.text.strip())
    otherwise = silenced if verdict.likely > ENOUGH else Otherwise(Take.SPEAKERS, label)
    return ParserWarning(row.number, message, readings, bare(row.text)[:_AROUND], otherwise)


def warnings_about_turns(
    turns: Sequence[Turn],
    speakers: Sequence[Speaker],
    people: Sequence[Person],
    segments: Sequence[Segment],
    rows: Sequence[Row],
) -> list[ParserWarning]:
    """Labels seen once that could be anything, and what a turn may have swallowed."""
    found = [
        *_seen_once(turns, speakers, people, _ways(segments)),
        *warnings_about_ways(segments, rows),
        *warnings_about_speech(segments),
        *warnings_about_missed(segments),
    ]
    return found[:_MOST]


def _seen_once(
    turns: Sequence[Turn],
    speakers: Sequence[Speaker],
    people: Sequence[Person],
    ways: Mapping[int, int],
) -> Iterable[ParserWarning]:
    if len(turns) < _ENOUGH_TURNS:
        return
    labels = {speaker.key: speaker for speaker in speakers}
    counts = Counter(_uncounted(labels[turn.speaker]) for turn in turns)
    strong = sum(_strength(speaker) is Strength.STRONG for speaker in labels.values())
    if strong * 3 < len(labels) * 2:
        return
    for turn in turns:
        speaker = labels[turn.speaker]
        present = any(person.name == speaker.name for person in people)
        proved = ways.get(turn.line, 0) >= _ENOUGH_ALIKE or present
        if counts[_uncounted(speaker)] == 1 and not proved and _strength(speaker) <= Strength.NAME:
            message = f"「{speaker.label}」は1回しか出てきません。発言者かどうか確かめてください。"
            readings = (f"「{speaker.label}」の発言", "前の発言の続き")
            otherwise = Otherwise(Take.NOBODY, speaker.label)
            yield ParserWarning(turn.line, message, readings, bare(turn.text)[:_AROUND], otherwise)


def _ways(segments: Sequence[Segment]) -> dict[int, int]:
    """For each line with a label that a sign sets apart, how many different roles the document marks in just that way; enough
    where the format itself says who speaks."""
    marked = [
        (segment.line, label, (label.style, label.form, label.alone))
        for segment in segments
        if (label := segment.label) is not None and label.style in _MARKED
    ]
    roles = Counter(
        way
        for _, way in {
            (label.label, way) for _, label, way in marked if assess(label.label) is Strength.STRONG
        }
    )
    given = {
        segment.line: _ENOUGH_ALIKE
        for segment in segments
        if segment.label is not None and segment.label.style is Style.GIVEN
    }
    return given | {line: roles[way] for line, _, way in marked}


def _uncounted(speaker: Speaker) -> str:
    """A label without the number that counts it: Q1(保護者), Q2(保護者)."""
    return _NUMBER.sub("", fold(speaker.label))


def _strength(speaker: Speaker) -> Strength:
    return assess(bare(fold(speaker.label)))


def warnings_about_lines(lines: Iterable[Line]) -> list[ParserWarning]:
    """Characters that could not be decoded, or that only their author's machine has."""
    broken = [line.number for line in lines if _UNREADABLE.search(line.text)]
    if not broken:
        return []
    return [
        ParserWarning(
            broken[0],
            f"読めない文字（\ufffdや外字）のある行が{len(broken)}行あります。元の文書で確かめてください。",
        )
    ]
