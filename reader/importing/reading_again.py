"""Minutes that are being imported are read again where the lexicon changed meanwhile, and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.passages.utterance import Passage
from reader.readings.lexicon.surfaces import holds, plain
from reader.readings.word import Reading


@dataclass(slots=True)
class ReadBefore:
    """What one import has read so far."""

    passages: tuple[Passage, ...] = ()
    lexicon: tuple[Reading, ...] = ()

    def keep(self, passages: tuple[Passage, ...], lexicon: Sequence[Reading]) -> None:
        """These were read by that lexicon."""
        self.passages, self.lexicon = passages, tuple(lexicon)

    def still_good(self, lexicon: Sequence[Reading]) -> tuple[Passage, ...]:
        """The passages with the utterances that this lexicon reads the same."""
        changed = {plain(item.surface) for item in set(self.lexicon) ^ set(lexicon)}
        return tuple(
            replace(passage, utterances=tuple(u for u in passage.utterances if not holds(u.text, changed)))
            for passage in self.passages
        )
