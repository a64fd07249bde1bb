"""When each passage of a session is heard, and how long it takes, as estimated by what is spoken of it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from reader.passages.utterance import Passage
from reader.web.views.session_context import Seconds


class Times:
    """All in seconds. What is spoken is added up once: a page of a long session asks for each of its turns."""

    def __init__(self, passages: Sequence[Passage], seconds: Seconds) -> None:
        self._passages = passages
        self._seconds = seconds

    @cached_property
    def _morae(self) -> dict[str, int]:
        return {p.key: sum([u.morae for u in p.utterances]) for p in self._passages}

    @cached_property
    def since(self) -> dict[str, float]:
        """What is heard of the session before each passage, by its key."""
        heard = accumulate(self._morae.values(), initial=0)
        return {key: self._seconds(morae) for key, morae in zip(self._morae, heard, strict=False)}

    def of(self, passages: Iterable[Passage]) -> float:
        """How long some of the passages take together."""
        return self._seconds(sum([self._morae[p.key] for p in passages]))
