"""Are these the minutes of a session that is there, or another meeting's? Decided by bytes, place, meeting, day and words.

::

    the same bytes                                                     → that session
    same meeting and same day, most turns in common                    → that session, new wording
    same file or address, no other meeting or day, most in common      → that session, new wording
                          (審議会 and 審議会(第7回) of one day are no other: how much of a title is the name may change)
    the session would be left with less than half of its turns         → whoever imports is asked
    same file or address, meeting and day, but other words             → whoever imports is asked
    anything else (the file's next meeting, the afternoon's part)      → a session of its own, and what it resembles is told
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.errors import UnclearImportError
from reader.library.draft import Candidates, StoredSource
from reader.minutes.model import Minutes

SHORT = 10
"""Characters: a turn that is shorter (「異議なし。」) says nothing about whose minutes these are."""

_SENTENCE_END = re.compile(r"[。!?\n]|\.(?!\d)")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the one who imports has said: these take the place of the session ``replace``, or they are ``new``; they were
    looked at for words that were withdrawn (``withdrawn_checked``)."""

    replace: str = ""
    new: bool = False
    withdrawn_checked: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Which session these minutes are (None: a new one), and which one they only resemble."""

    same: StoredSource | None
    resembles: str = ""


def identity(
    minutes: Minutes,
    candidates: Candidates,
    stored_minutes: Callable[[str], Minutes],
    wish: Wish,
) -> Identity:
    """Decides it. ``stored_minutes`` gives those of a session. UnclearImportError where whoever imports must say."""
    same_bytes = [known for known in candidates.found if known.source_digest == candidates.digest]
    if same_bytes and wish.replace in ("", same_bytes[0].id):
        return Identity(_not_emptied(minutes, same_bytes[0], wish))
    if same_bytes:
        raise UnclearImportError(
            f"この会議録は {same_bytes[0].id} として入っています。{wish.replace} と置きかえるなら、"
            f"先に reader remove {same_bytes[0].id} を行ってください。"
        )
    if wish.replace:
        return Identity(next(known for known in candidates.found if known.id == wish.replace))
    kinds = [(known, _kind(candidates, known)) for known in candidates.found]
    near = [(known, kind) for known, kind in kinds if kind]
    if wish.new or not near:
        return Identity(None, _resembled(candidates, [known for known, _ in near]))
    shares = {known.id: share(minutes, stored_minutes(known.id)) for known, _ in near}
    near.sort(key=lambda one: (shares[one[0].id], one[1]), reverse=True)
    best, kind = near[0]
    if shares[best.id] > 0.5:
        alike = [known for known, other in near if (shares[known.id], other) == (shares[best.id], kind)]
        if len(alike) > 1:
            raise _unclear(minutes, best, f"同じ内容の会議録が {'、'.join(k.id for k in alike)} にあります")
        return Identity(_not_emptied(minutes, best, wish))
    asked = next((known for known, kind in near if kind == _PLACE_AND_MEETING), None)
    if asked is not None:
        raise _unclear(minutes, asked, f"{asked.id} と同じ場所、同じ会議、同じ日で、言葉の多くが違います")
    if not minutes.turns:
        emptied = next((known for known, _ in near if known.turns), None)
        if emptied is not None:
            raise _unclear(minutes, emptied, "発言がありません")
    return Identity(None, best.id)


def share(minutes: Minutes, other: Minutes) -> float:
    """How much of the smaller one stands in the other too, 0 to 1: of its turns and of its words, whichever is less.
    A turn is in common if most of it is; where one has no turns, all that is written counts."""
    with_turns = bool(minutes.turns and other.turns)
    one, two = (_passages(m, with_turns) for m in (minutes, other))
    smaller, larger = sorted((one, two), key=lambda passages: sum(map(len, map("".join, passages))))
    known = {sentence for passage in larger for sentence in passage}
    long = [passage for passage in smaller if len("".join(passage)) >= SHORT] or smaller
    if not long:
        return 0.0
    common = [sum(len(s) for s in passage if s in known) for passage in long]
    total = [sum(map(len, passage)) for passage in long]
    turns = sum(2 * shared > length for shared, length in zip(common, total, strict=True)) / len(long)
    return min(turns, sum(common) / sum(total))


_PLACE, _MEETING, _PLACE_AND_MEETING = 1, 2, 3


def _kind(candidates: Candidates, known: StoredSource) -> int:
    """Why it could be this session; 0 if it is another meeting, or of another day."""
    one, two = map(_plain, (candidates.meeting or "", known.meeting or ""))
    same_meeting = bool(one) and one == two
    same_day = candidates.held_on is not None and candidates.held_on == known.held_on
    same_name = one == two or (same_day and (one in two or two in one))
    contradicts = (bool(one and two) and not same_name) or (
        None not in (candidates.held_on, known.held_on) and not same_day
    )
    at_place = candidates.source is not None and candidates.source == known.source
    if contradicts:
        return 0
    return _PLACE * at_place + _MEETING * (same_meeting and same_day)


def _resembled(candidates: Candidates, near: Sequence[StoredSource]) -> str:
    """The session that came from the same place last, or is of the same meeting and day."""
    at_place = [
        known for known in candidates.found if candidates.source and known.source == candidates.source
    ]
    return next((known.id for known in (*reversed(at_place), *near)), "")


def _not_emptied(minutes: Minutes, known: StoredSource, wish: Wish) -> StoredSource:
    if 2 * len(minutes.turns) < known.turns and wish.replace != known.id:
        raise _unclear(
            minutes, known, f"{known.id} の発言が {known.turns} から {len(minutes.turns)} に減ります"
        )
    return known


def _unclear(minutes: Minutes, known: StoredSource, why: str) -> UnclearImportError:
    name = f"「{minutes.meeting}」" if minutes.meeting else ""
    return UnclearImportError(
        f"{name}取り込んでいません（{why}）。{known.id} と置きかえるなら --replace {known.id}、"
        "別の会議録なら --new を付けてください。"
    )


def _passages(minutes: Minutes, turns: bool) -> list[list[str]]:
    """The plain sentences of each turn, or of all that is written."""
    texts: Sequence[str] = (
        [turn.text for turn in minutes.turns]
        if turns
        else [
            *(entry.text for entry in minutes.entries),
            *minutes.results,
            *(line for item in minutes.agenda for line in (item.title, *item.results)),
        ]
    )
    passages = ([s for s in map(_plain, _SENTENCE_END.split(_one_width(text))) if s] for text in texts)
    return [passage for passage in passages if passage]


def _plain(text: str) -> str:
    """Letters and figures alone, of one width."""
    return _NOT_WORDS.sub("", _one_width(text)).casefold()


def _one_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
