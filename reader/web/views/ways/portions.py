"""A long session in portions: so many turns come at once, and the rest behind them.

10,000 turns → 200 portions of 50; 「t512」 stands in the eleventh: ``/minutes/20211028-1?portion=11#t512``
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.library.session import Session
from reader.passages.utterance import Passage, PassageKind
from reader.web.http.urls import session_url

TURNS_AT_ONCE = 100
"""A session of no more turns is one page, all at once."""

TURNS_A_PORTION = 50
"""So many are laid out by a phone in half a second."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One of the portions, ``number`` from 1. ``first`` and ``last`` are the numbers of its turns, ``others`` the keys of what
    else stands in it; it is to be found at ``url``."""

    number: int
    passages: Sequence[Passage]
    goes_on: bool
    first: int
    last: int
    url: str

    @property
    def others(self) -> tuple[str, ...]:
        """The keys of what is no turn: 「a3」, 「n12」."""
        return tuple(p.key for p in self.passages if p.kind is not PassageKind.TURN)


class Portions:
    """What a page shows of a session, cut where it is long, or all ``at_once``. ``url`` is the page's address."""

    def __init__(self, passages: Sequence[Passage], url: str, at_once: bool = False) -> None:
        self._url = url
        self._at_once = at_once
        self.all = tuple(self._cut(passages))
        self._of = {p.key: portion.number for portion in self.all for p in portion.passages}

    @property
    def is_cut(self) -> bool:
        """Whether there is more than one."""
        return len(self.all) > 1

    def chosen(self, asked: str) -> Portion:
        """The portion whose number was asked for; the first for what is no number of one."""
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
        return self.all[number - 1 if 0 < number <= len(self.all) else 0]

    def place(self, key: str, here: Portion) -> str:
        """Where a passage is to be found, seen from a portion."""
        number = self._of.get(key, here.number)
        return f"#{key}" if number == here.number else f"{self.all[number - 1].url}#{key}"

    def address(self, key: str) -> str:
        """Where a passage is to be found, seen from elsewhere."""
        number = self._of.get(key, 1)
        return f"{self._url if number == 1 else self.all[number - 1].url}#{key}"

    def _cut(self, passages: Sequence[Passage]) -> Iterator[Portion]:
        """Behind every so many turns; what stands between two turns comes with the later one."""
        at = [index for index, passage in enumerate(passages) if passage.kind is PassageKind.TURN]
        cut = len(at) > TURNS_AT_ONCE and not self._at_once
        starts = [0, *(before + 1 for before in at[TURNS_A_PORTION - 1 : -1 : TURNS_A_PORTION] if cut)]
        for number, start in enumerate(starts, 1):
            end = starts[number] if number < len(starts) else len(passages)
            turns = at[bisect_right(at, start - 1) : bisect_right(at, end - 1)]
            yield Portion(
                number=number,
                passages=passages[start:end],
                goes_on=start > 0 and passages[start].agenda == passages[start - 1].agenda,
                first=passages[turns[0]].number if turns else 0,
                last=passages[turns[-1]].number if turns else 0,
                url=f"{self._url}{'&' if '?' in self._url else '?'}portion={number}",
            )


def below_head(session: Session, only: Iterable[int] | None = None) -> tuple[Passage, ...]:
    """What stands beneath the head of a session's page; with ``only``, no more than the turns with those numbers."""
    if only is None:
        return tuple(p for p in session.passages if p.key not in ("m", "r0"))
    wanted = set(only)
    return tuple(p for p in session.passages if p.kind is PassageKind.TURN and p.number in wanted)


def pages_of(session: Session) -> list[str]:
    """The addresses of a session's page, all of its portions."""
    portions = Portions(below_head(session), session_url(session.id))
    return [session_url(session.id), *(portion.url for portion in portions.all[1:])]


def place_in_session(session_id: str, turns: int, anchor: str) -> str:
    """An anchor of the page of a session with so many turns, seen from elsewhere: 「t512-3」 in the portion where it stands."""
    number = anchor[1:].partition("-")[0]
    is_cut = turns > TURNS_AT_ONCE and anchor.startswith("t") and number.isdigit()
    portion = (int(number) - 1) // TURNS_A_PORTION + 1 if is_cut else 1
    return f"{session_url(session_id)}{f'?portion={portion}' if portion > 1 else ''}#{anchor}"
