"""A clip as a worker makes it and the cache keeps it.

「はい。」 → 31 frames, its morae (ハ, イ) at 40 and 170 ms
"""

from collections.abc import Callable
from dataclasses import dataclass

Told = Callable[[bytes], None]
"""Is given all that there is of a clip's frames, again and again while the clip is made."""


def untold(_beginning: bytes) -> None:
    """For who waits for the whole clip."""


@dataclass(frozen=True, slots=True)
class Clip:
    """The MP3 frames of one utterance. ``beats`` are when each of its morae is heard, in milliseconds from the clip's
    beginning; none for voices that do not say."""

    frames: bytes
    beats: tuple[int, ...] = ()
