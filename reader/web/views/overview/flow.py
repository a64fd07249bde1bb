"""The bar of a session: one stretch for each turn, as wide as it is long, by role::

    委員 20 s, 事務局 60 s  →  (Stretch("t1", start=0.0, width=25.0, role="member", …), Stretch("t2", start=25.0, width=75.0, …))

Where there are more turns than a bar can show, those that follow each other share a stretch.
"""

from collections.abc import Iterable, Iterator, Sequence

from reader.minutes.model import Role
from reader.web.views.overview.overview import Stretch
from reader.web.views.overview.spoken import Spoken

MOST_STRETCHES = 150
"""So many can be told apart on a desk's screen; a phone's are two pixels wide at least."""


def stretches(turns: Sequence[Spoken], whole: float) -> tuple[Stretch, ...]:
    """The turns of a session of ``whole`` seconds, in order."""
    shortest = whole / MOST_STRETCHES if len(turns) > MOST_STRETCHES else 0.0
    return tuple(_stretch(group, whole) for group in _groups(turns, shortest))


def _groups(turns: Iterable[Spoken], shortest: float) -> Iterator[list[Spoken]]:
    """The turns in groups that each last ``shortest`` seconds or more, the last one perhaps less."""
    group: list[Spoken] = []
    lasting = 0.0
    for turn in turns:
        group.append(turn)
        lasting += turn.seconds
        if lasting >= shortest:
            yield group
            group, lasting = [], 0.0
    if group:
        yield group


def _stretch(group: Sequence[Spoken], whole: float) -> Stretch:
    first, last = group[0], group[-1]
    seconds = sum(turn.seconds for turn in group)
    share = 100 / whole if whole else 0.0
    times: dict[Role, float] = {}
    for turn in group:
        times[turn.speaker.role] = times.get(turn.speaker.role, 0.0) + turn.seconds
    return Stretch(
        key=first.turn.key,
        start=round(first.since * share, 2),
        width=round((last.since + last.seconds - first.since) * share, 2),
        role=max(times, key=lambda role: times[role]),
        label=first.speaker.label,
        name=first.name,
        nth=first.nth,
        turns=len(group),
        seconds=seconds,
    )
