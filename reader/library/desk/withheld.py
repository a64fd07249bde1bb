"""Words that were withdrawn once do not come back with a source that still has them.

On every source of a session (and on any source with the same words in the same surroundings) the words are known again by
their HMAC and masked before anything else is done. Where the source seems not to have them, nobody can know whether it
was put right or only written otherwise: a person has to look.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from reader.library.desk.withdrawals import KnownAgain, Withdrawal, kept_key, withdrawals
from reader.minutes.edits.quote import Plain
from reader.minutes.masking.mask import mark_of, masked
from reader.minutes.masking.places import place_at
from reader.minutes.masking.stretch import Stretch
from reader.minutes.model import Minutes, ParserWarning

TELLING = 4
"""Plain characters of words that are worth a question wherever they stand: fewer stand everywhere."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Minutes without what was withdrawn of them; ``missing`` withdrawals of this session found no place. ``alike``: words that
    were withdrawn of another session stand here in other surroundings, each as the line of the first place and how many there
    are. They may be said by anybody, or be a copy of those minutes."""

    minutes: Minutes
    missing: int = 0
    alike: tuple[tuple[int, int], ...] = ()

    @property
    def asked(self) -> tuple[ParserWarning, ...]:
        """What a person has to look at of ``alike``, as warnings, none of which says the words."""
        return tuple(
            ParserWarning(
                line,
                f"ほかの会議録で取り消した（または伏せた）言葉と同じ言葉が、ここから {count} か所にあります。"
                "その会議録の写しではないか、示してよい言葉か、確かめてください。",
                about=f"{line}",
            )
            for line, count in self.alike
        )


def withheld(minutes: Minutes, session_id: str, connection: Connection) -> Withheld:
    """The minutes as they may be told; ``session_id`` is '' for a new session."""
    key, all_of_them = kept_key(connection), withdrawals(connection)
    if key is None or not all_of_them:
        return Withheld(minutes)
    text = Plain(part.text for part in minutes.parts)
    found = key.known_again(text, all_of_them)
    own = [one for one in all_of_them if session_id and one.session == session_id]
    chosen, missing = _places(found, own)
    chosen += [one for one in found if one.in_context and one.withdrawal not in own]
    alike = tuple(_alike(minutes, text, found, own, chosen))
    return Withheld(masked(minutes, _apart(chosen)) if chosen else minutes, missing, alike)


def _alike(
    minutes: Minutes,
    text: Plain,
    found: tuple[KnownAgain, ...],
    own: list[Withdrawal],
    chosen: list[KnownAgain],
) -> Iterator[tuple[int, int]]:
    known = {one.digest for one in own}
    gone = {place for one in chosen for place in range(one.start, one.end)}
    starts: dict[str, set[int]] = defaultdict(set)
    for one in found:
        if one.withdrawal.digest not in known and one.withdrawal.length >= TELLING and one.start not in gone:
            starts[one.withdrawal.digest].add(one.start)
    for places in starts.values():
        first = min(places)
        yield place_at(minutes, text, first, first + 1).line, len(places)


def _places(found: tuple[KnownAgain, ...], own: list[Withdrawal]) -> tuple[list[KnownAgain], int]:
    """The places of a session's own withdrawals: where the words stand as often as they were withdrawn, or in the same
    surroundings; and how many have none."""
    counts: dict[str, int] = defaultdict(int)
    for one in own:
        counts[one.digest] += 1
    chosen: list[KnownAgain] = []
    missing = 0
    for digest, count in counts.items():
        here = {one.start: one for one in found if one.withdrawal.digest == digest}
        exact = {one.start: one for one in found if one.withdrawal.digest == digest and one.in_context}
        places = here if len(here) <= count else exact
        chosen += places.values()
        missing += max(0, count - len(places))
    return chosen, missing


def _apart(places: list[KnownAgain]) -> list[Stretch]:
    """What is masked, joined where it overlaps."""
    stretches: list[Stretch] = []
    for place in sorted(places, key=lambda one: (one.start, -one.end)):
        mark = mark_of(place.withdrawal.kind, place.withdrawal.ground)
        if stretches and place.start < stretches[-1].end:
            last = stretches.pop()
            stretches.append(Stretch(last.start, max(last.end, place.end), last.mark))
        else:
            stretches.append(Stretch(place.start, place.end, mark))
    return stretches
