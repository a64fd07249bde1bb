"""A word with its reading, and what an analyser owes its callers.

One reading of each word serves furigana, speech, kana search and the speaker index::

    県下市町は → Word("県下", 0, 2, "けんか", "ケンカ"), Word("市町", 2, 4, "しちょう", "シチョー"),
                 Word("は", 4, 5, "は", "ワ")
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ReadingSource(StrEnum):
    """Who settled a word's reading, the nearest last."""

    DICTIONARY = "dictionary"
    RULE = "rule"
    BUILT_IN = "built_in"
    MUNICIPALITY = "municipality"
    MINUTES = "minutes"
    OCCURRENCE = "occurrence"


class WordKind(StrEnum):
    """What sort of word it is, as far as furigana levels and speech need to know."""

    ORDINARY = "ordinary"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"
    NUMBER = "number"
    LATIN = "latin"
    PARTICLE = "particle"
    SYMBOL = "symbol"


class PartOfSpeech(StrEnum):
    """How a word stands among others, as far as it decides where kana are written apart. UNKNOWN in what an older version read."""

    UNKNOWN = ""
    NOUN = "noun"
    FORMAL_NOUN = "formal_noun"
    """こと, とき, よう, の: a noun that only stands behind something."""
    SUFFIX = "suffix"
    COUNTER = "counter"
    """人, 円, 回 behind a number."""
    HONORIFIC = "honorific"
    """さん, 君 behind a name."""
    PREFIX = "prefix"
    VERB = "verb"
    DEPENDENT_VERB = "dependent_verb"
    """いる, いただく, 始める behind a verb."""
    ADJECTIVE = "adjective"
    DEPENDENT_ADJECTIVE = "dependent_adjective"
    """やすい, ほしい behind a verb."""
    ENDING = "ending"
    """ます, た, れる: what a verb ends with."""
    PARTICLE = "particle"
    INDEPENDENT = "independent"
    """Adverbs, conjunctions, interjections, この."""
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of the text with its reading.

    ``start`` and ``end`` are offsets into the text that was annotated; the words of a text cover it from 0 to
    its length without gap or overlap. ``reading`` is hiragana as written (は, へ, を; こうか; さんじゅっぷん),
    empty where nothing is spoken; ``pronunciation`` is katakana as spoken (ワ, エ, オ; コーカ).
    ``certain`` is false where the opinions differ, and ``alternative`` is then the other reading (hiragana).
    """

    surface: str
    start: int
    end: int
    reading: str
    pronunciation: str
    kind: WordKind = WordKind.ORDINARY
    source: ReadingSource = ReadingSource.DICTIONARY
    certain: bool = True
    alternative: str | None = None
    part: PartOfSpeech = PartOfSpeech.UNKNOWN

    @property
    def is_set_aside(self) -> bool:
        """Whether it holds kana that are printed but not said: the reading of the word before, in brackets."""
        return not self.reading and any(character.isalpha() for character in self.surface)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading somebody settled for a surface. ``reading`` is hiragana; ``accent`` is the mora after which
    the pitch falls, counted from 1, 0 for none, None for not said."""

    surface: str
    reading: str
    accent: int | None = None
    source: ReadingSource = ReadingSource.MUNICIPALITY


@dataclass(frozen=True, slots=True)
class Override:
    """A reading for one stretch of one text: characters ``start`` to ``end`` are read as ``reading``."""

    start: int
    end: int
    reading: str
    accent: int | None = None
    source: ReadingSource = ReadingSource.OCCURRENCE


@dataclass(frozen=True, slots=True)
class Annotation:
    """A text as it is read. ``digest`` names the sound (SHA-256 hex over what the engine is given, for Open
    JTalk the full-context labels); ``morae`` counts the spoken morae, for estimating time."""

    text: str
    words: tuple[Word, ...]
    digest: str
    morae: int


class Analyzer(Protocol):
    """Turns a text into words."""

    @property
    def version(self) -> str:
        """Changes whenever the same text could be read otherwise."""
        ...

    def annotate(
        self, text: str, lexicon: Sequence[Reading] = (), overrides: Sequence[Override] = ()
    ) -> Annotation:
        """Read ``text`` (one utterance), with the readings of ``lexicon`` (the last given wins) and then
        ``overrides`` standing above what the analyser would say."""
        ...
