"""The ways from turn to turn: a speaker's own turns, and the questions with their answers.

委員: 目的は何か。 → 事務局: 文書の削減である。 → ``ways.links(1, …)`` gives the way to the answer, and to 委員's next turn.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from reader.minutes.exchanges import exchanges
from reader.minutes.model import Minutes
from reader.passages.utterance import Passage
from reader.web.views.session_context import TurnLink

Address = Callable[[int], str]
"""Where the turn with that number is, seen from the page."""


class TurnWays:
    """What hangs together among the turns of one session, by their numbers."""

    def __init__(self, minutes: Minutes, turns: Iterable[Passage]) -> None:
        labels = {speaker.key: speaker.label for speaker in minutes.speakers}
        self._label: dict[int, str] = {}
        self._order: dict[int, int] = {}
        self._own: dict[str, list[int]] = defaultdict(list)
        self._place: dict[int, tuple[list[int], int]] = {}
        for turn in turns:
            own = self._own[turn.speaker or ""]
            self._place[turn.number] = (own, len(own))
            own.append(turn.number)
            self._label[turn.number] = labels[turn.speaker or ""]
            self._order[turn.number] = len(self._order)
        found = exchanges(minutes)
        self._questions = {exchange.question: exchange for exchange in found}
        self._answers = {answer: exchange for exchange in found for answer in exchange.answers}

    @property
    def speakers(self) -> tuple[str, ...]:
        """The keys of those who speak, in the order in which they first speak."""
        return tuple(self._own)

    def turns_of(self, speaker: str) -> tuple[int, ...]:
        """The numbers of a speaker's turns; none for who says nothing."""
        return tuple(self._own.get(speaker, ()))

    def nth(self, number: int) -> int:
        """Which of its speaker's turns a turn is, from 1."""
        return self._place[number][1] + 1

    def part(self, number: int) -> Literal["question", "answer", ""]:
        """A turn's part in an exchange."""
        if number in self._questions:
            return "question"
        return "answer" if number in self._answers else ""

    def exchange_of(self, number: int) -> tuple[int, ...]:
        """The turns of the exchanges that a turn belongs to, itself among them, in order."""
        own = filter(None, (self._questions.get(number), self._answers.get(number)))
        together = {number, *(n for exchange in own for n in (exchange.question, *exchange.answers))}
        return tuple(sorted(together, key=self._order.__getitem__))

    def links(self, number: int, address: Address) -> Iterator[TurnLink]:
        """The speaker's next turn first: from a heading it is the next link, two keys away."""
        own, at = self._place[number]
        if at + 1 < len(own):
            yield self._link("next", own[at + 1], address)
        if number in self._answers:
            yield self._link("question", self._answers[number].question, address)
        if number in self._questions:
            yield self._link("answer", self._questions[number].answers[0], address)
        if at:
            yield self._link("previous", own[at - 1], address)

    def _link(
        self, way: Literal["question", "answer", "previous", "next"], to: int, address: Address
    ) -> TurnLink:
        return TurnLink(way, address(to), self._label[to])
