"""A reading that somebody settled for one sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """A reading for one sentence: in ``passage``, where the sentence is ``sentence``, ``surface`` is read so."""

    passage: str
    sentence: str
    surface: str
    reading: str
    accent: int | None = None
