"""Sentences read out as text: what ``reader readings`` prints.

    令和3年度、GIGAスクール → れいわさんねんど、ぎがすくーる

Particles stay as written, numbers and letters are spelt out as spoken, punctuation is kept, other signs fall away.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from reader.readings.word import Analyzer, Reading, Word

_PUNCTUATION = frozenset("、。，．！？!?「」『』（）()・…")


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its reading in hiragana and the words it was read by."""

    sentence: str
    reading: str
    words: tuple[Word, ...]

    def as_line(self) -> str:
        """``sentence<TAB>reading``; a tab inside the sentence is shown as a space."""
        return f"{self.sentence.replace(chr(9), ' ')}\t{self.reading}"

    def as_json(self) -> str:
        """One JSON object: sentence, reading, and words with their spans."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_sentences(
    sentences: Iterable[str], analyzer: Analyzer, lexicon: Sequence[Reading] = ()
) -> Iterator[ReadSentence]:
    """Each sentence as it is read, in the order given and as soon as it comes."""
    for sentence in sentences:
        words = analyzer.annotate(sentence, lexicon).words
        yield ReadSentence(sentence, "".join(map(_heard, words)), words)


def _heard(word: Word) -> str:
    if word.reading or word.is_set_aside:
        return word.reading
    return "".join(character for character in word.surface if character in _PUNCTUATION)
