"""Where the lines ended of a header that stands on one line: one decision over its words, by weights.

::

    第2回審議会 議事録 | 1 日時 令和元年… | 2 場所 資料館 | 3 議題 | (1)柵 | (2)鐘 | 4 議事要旨
    会議名 | 日時 | 場所 | 第2回審議会 | 令和元年10月29日 | 資料館                     labels, then their values
    … | 場所 資料館 | 1 柵について                                               the place ends before the record's heading

Each word begins a line of one of six kinds, or goes on in it; what it and its neighbours show weighs for either, and so does
the kind of the line before (Viterbi, linear in the words).
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reader.minutes.lines.flat import weights
from reader.minutes.lines.flat.words import Word, words_of

_LONGEST_HEADER = 6_000
_FEWEST = 3
_COULD_STATE = re.compile(r"[年月日]|\d[./-]\d|[Dd]ate")
_SAID = re.compile(r"(?<!とおり)(?<!とおりである)(?<!とおりです)。")
_STATED = "TPA"


def whole_header(folded: str) -> set[int]:
    """Where the lines begin of a header that stands on one line; none where the line does not state both a day and something
    else of the meeting."""
    if len(folded) > _LONGEST_HEADER or not _COULD_STATE.search(folded):
        return set()
    words = words_of(folded)
    day = next((word.start for word in words if "day" in word.shows), -1)
    if day < 0:
        return set()
    said = first_said(folded, day)
    words = [word for word in words if word.start <= said]
    lines = _lines(words)
    kinds = {kind for _, kind in lines}
    labelled = [word for word, _ in lines if _is_field(word)]
    dated = any("field date" in word.shows for word in labelled if word.start)
    titled = len(lines) >= _FEWEST and "D" in kinds and "day" not in words[0].shows
    if not kinds & set(_STATED) or not (titled or dated or len(labelled) > 1):
        return set()
    return {
        word.start
        for (above, stated), (word, kind) in pairwise(lines)
        if "inside" not in word.shows and (stated + kind != "DP" or _is_apart(above, word))
    }


def first_said(folded: str, at: int = 0) -> int:
    """Where the first sentence from there on ends, which is no heading's (出席委員は次のとおりである。); else the line's end."""
    said = _SAID.search(folded, at)
    return said.start() if said else len(folded)


def _is_apart(day: Word, place: Word) -> bool:
    """False for a place behind a day, no field's word with either: they stand beside each other."""
    return _is_field(day) or _is_field(place) or "since labels" in place.shows


def _is_field(word: Word) -> bool:
    return any(show.startswith("field") for show in word.shows)


def _lines(words: Sequence[Word]) -> list[tuple[Word, str]]:
    """The first words of the lines, and what kind of line each begins."""
    return [
        (word, answer[1])
        for word, answer in zip(words, decided(words, weights.SHOWN, weights.FOLLOWS), strict=True)
        if answer[0] == "B"
    ]


def evidence(words: Sequence[Word]) -> list[list[str]]:
    """What weighs for each word: what it shows, and what its neighbours do."""
    shows = [frozenset({"start"}), *(word.shows for word in words), frozenset({"stop"})]
    return [
        [
            "bias",
            *(show for show in here),
            *(f"behind {show}" for show in before if not show.startswith("since")),
            *(f"before {show}" for show in after if not show.startswith("since")),
        ]
        for before, here, after in zip(shows[:-2], shows[1:-1], shows[2:], strict=True)
    ]


def decided(
    words: Sequence[Word],
    shown: Mapping[str, Mapping[str, float]],
    follows: Mapping[str, Mapping[str, float]],
) -> list[str]:
    """For each word BT, BD … where it begins a line of that kind, IT, ID … where it goes on in one: those that weigh most."""
    best: dict[str, float] = {"": 0.0}
    ways: list[dict[str, str]] = []
    for one in evidence(words):
        rows = [shown[show] for show in one if show in shown]
        here: dict[str, float] = {}
        way: dict[str, str] = {}
        begun = {
            kind: max(
                (score + follows.get(last[1:], {}).get("B" + kind, 0.0), last) for last, score in best.items()
            )
            for kind in weights.KINDS
        }
        for kind in weights.KINDS:
            score, way["B" + kind] = begun[kind]
            here["B" + kind] = score + sum(row.get("B" + kind, 0.0) for row in rows)
            inside = [(best[last], last) for last in ("B" + kind, "I" + kind) if last in best]
            if inside:
                score, way["I" + kind] = max(inside)
                here["I" + kind] = score + sum(row.get("I" + kind, 0.0) for row in rows)
        best = here
        ways.append(way)
    answer = max(best, key=lambda one: best[one])
    answers: list[str] = []
    for way in reversed(ways):
        answers.append(answer)
        answer = way[answer]
    return answers[::-1]
