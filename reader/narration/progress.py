"""How far the narration of a session is: 「音声の準備 37 / 42」, and what narrating ahead of time came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.narration.tracks import Track


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the narration of a session is: passages, and the clips they are made of."""

    ready: int
    total: int
    clips_ready: int
    clips_total: int

    @property
    def is_complete(self) -> bool:
        """Whether everything can be heard at once."""
        return self.ready == self.total


@dataclass(frozen=True, slots=True)
class Narrated:
    """What narrating ahead of time came to, in clips. ``problem`` is the last one, in words for people."""

    made: int
    kept: int
    failed: int
    finished: bool
    problem: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether everything is there."""
        return self.finished and not self.failed


def progress_of(parts: Sequence[Track], there: set[str]) -> Progress:
    """How far the narration with these tracks is, of which these clips are there."""
    clips = {clip for track in parts for clip in track.clips}
    ready = sum(1 for track in parts if there.issuperset(track.clips))
    return Progress(ready, len(parts), len(clips & there), len(clips))
