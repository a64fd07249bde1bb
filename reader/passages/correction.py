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

    def is_for_the_word_of(self, other: "Correction") -> bool:
        """Whether both are for the same word of the same sentence: the later counts."""
        return (self.passage, self.sentence, self.surface) == (other.passage, other.sentence, other.surface)
