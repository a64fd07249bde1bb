"""What the parser was not sure of, told to staff with the line it stands on.

::

    41行目: 「環境整備課」は1回しか出てきません。発言者かどうか確かめてください。
    203行目: 長い発言です（9,800字）。途中に別の発言者がいないか確かめてください。
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import says
from reader.minutes.model import Doubt, Speaker, Turn
from reader.minutes.people.roster import Person, name_in_label
from reader.minutes.sources.source import Line
from reader.minutes.text.characters import bare, fold
from reader.minutes.turns.decision import ENOUGH, Verdict

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")
_LONG = 5_000
_LONGER_THAN_USUAL = 20
_ENOUGH_TURNS = 6
_MOST = 50
_AROUND = 24
_SHOWN = 24
_FEW_WORDS = 14
_SENTENCE = ("。", "．", "？", "！", "」", "）", ")", "』", "…")
_LISTED = re.compile(r"[・•\-※*（(\d①-⑳〔【]")


def doubts_about_header(meeting: str | None, date: str | None, dated: bool, turns: int) -> list[Doubt]:
    """What is missing of the minutes as a whole."""
    found = []
    if meeting is None:
        found.append(Doubt(0, "会議名が見つかりません。"))
    if date is None:
        found.append(Doubt(0, "開催日が見つかりません。"))
    elif not dated:
        found.append(Doubt(0, f"開催日「{date}」を年月日として読めません。"))
    if not turns:
        found.append(Doubt(0, "発言が見つかりません。発言者の書き方を確かめてください。"))
    return found


def doubts_about_labels(rows: Sequence[Row], doubtful: Sequence[Verdict]) -> list[Doubt]:
    """Rows that can be read in two ways, those first of which one cannot tell: whose the words are, or nobody's."""
    nearest = sorted(doubtful, key=lambda one: abs(one.likely - ENOUGH))[:_MOST]
    return [
        _two_ways(rows[one.candidate.index], one)
        for one in sorted(nearest, key=lambda one: one.candidate.index)
    ]


def _two_ways(row: Row, verdict: Verdict) -> Doubt:
    label = verdict.candidate.label
    spoken, silent = f"「{label}」の発言が始まる", "発言者の行ではない"
    readings = (spoken, silent) if verdict.likely > ENOUGH else (silent, spoken)
    message = f"「{label}」の行を二通りに読めます（{spoken}／{silent}）。"
    return Doubt(row.number, message, readings, bare(row.text)[:_AROUND])


def doubts_about_turns(
    turns: Sequence[Turn], speakers: Sequence[Speaker], people: Sequence[Person]
) -> list[Doubt]:
    """Labels seen once, names that the roster lacks, and turns too long to be one person's."""
    labels = {speaker.key: speaker for speaker in speakers}
    return [
        *_seen_once(turns, labels, people),
        *_not_present(turns, labels, people),
        *_long(turns),
        *_unended(turns),
    ][:_MOST]


def _seen_once(
    turns: Sequence[Turn], labels: dict[str, Speaker], people: Sequence[Person]
) -> Iterable[Doubt]:
    if len(turns) < _ENOUGH_TURNS:
        return
    counts = Counter(turn.speaker for turn in turns)
    strong = sum(_is_strong(speaker) for speaker in labels.values())
    if strong * 3 < len(labels) * 2:
        return
    for turn in turns:
        speaker = labels[turn.speaker]
        present = any(person.name == speaker.name for person in people)
        if counts[turn.speaker] == 1 and not present and not _is_strong(speaker):
            message = f"「{speaker.label}」は1回しか出てきません。発言者かどうか確かめてください。"
            readings = (f"「{speaker.label}」の発言", "前の発言の続き")
            yield Doubt(turn.line, message, readings, bare(turn.text)[:_AROUND])


def _is_strong(speaker: Speaker) -> bool:
    return assess(bare(fold(speaker.label))) is Strength.STRONG


def _unended(turns: Sequence[Turn]) -> Iterable[Doubt]:
    """Turns whose last line is no sentence, or that hold a few words between sentences: a heading may be swallowed."""
    for turn in turns:
        lines = turn.text.split("\n")
        at = next((place for place, line in enumerate(lines) if place and _is_apart(lines, place)), 0)
        if at:
            words = lines[at].strip()
            message = f"発言の中の「{words[:_SHOWN]}」は、見出しや注記かもしれません。"
            yield Doubt(turn.line, message, ("発言の続き", "発言ではない"), bare(turn.text)[:_AROUND])


def _is_apart(lines: Sequence[str], place: int) -> bool:
    """True for a line that is no sentence, below one that has ended."""
    words = lines[place].strip()
    ended = lines[place - 1].rstrip().endswith(_SENTENCE)
    listed = _LISTED.match(words) is not None
    last = place == len(lines) - 1 and not words.endswith((*_SENTENCE, "：", ":", "―"))
    return ended and not listed and (last or (len(words) <= _FEW_WORDS and not says(words)))


def _not_present(
    turns: Sequence[Turn], labels: dict[str, Speaker], people: Sequence[Person]
) -> Iterable[Doubt]:
    """Told only where the roster is one of names that do speak: then a name it lacks is worth a look."""
    names = {
        key: name for key, speaker in labels.items() if (name := name_in_label(bare(fold(speaker.label))))
    }
    present = {key for key, name in names.items() if any(person.name.startswith(name) for person in people)}
    if len(present) * 2 < len(names) or not present:
        return
    told: set[str] = set()
    for turn in turns:
        key = turn.speaker
        if key in names and key not in present and key not in told:
            told.add(key)
            yield Doubt(turn.line, f"「{labels[key].label}」は出席者の名簿に見つかりません。")


def _long(turns: Sequence[Turn]) -> Iterable[Doubt]:
    if not turns:
        return
    usual = median(len(turn.text) for turn in turns)
    for turn in turns:
        if len(turn.text) > _LONG and len(turn.text) > usual * _LONGER_THAN_USUAL:
            message = f"長い発言です（{len(turn.text):,}字）。途中に別の発言者がいないか確かめてください。"
            yield Doubt(turn.line, message)


def doubts_about_lines(lines: Iterable[Line]) -> list[Doubt]:
    """Characters that could not be decoded, or that only their author's machine has."""
    broken = [line.number for line in lines if _UNREADABLE.search(line.text)]
    if not broken:
        return []
    return [
        Doubt(
            broken[0],
            f"読めない文字（\ufffdや外字）のある行が{len(broken)}行あります。元の文書で確かめてください。",
        )
    ]
