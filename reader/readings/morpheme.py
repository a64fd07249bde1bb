"""What the analyser knows of a stretch of text, and what was settled over its head.

A morpheme is the analyser's own unit (１ ０ ０ 人 is four); words are made of morphemes. Positions are characters of
the folded text. A settled stretch is a reading that the analyser must take there::

    行っ/イッ + Settled(5, 7, "オコナッ") → 行っ/オコナッ
"""

from dataclasses import dataclass

from reader.readings.word import ReadingSource


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme as it will be spoken. ``read`` and ``pron`` are katakana (、 for a pause, "" for silence);
    ``pos`` is the part of speech with its three groups; ``lexical`` says that a lexicon gave the reading."""

    surface: str
    start: int
    end: int
    read: str
    pron: str
    pos: tuple[str, str, str, str]
    lexical: bool = False

    @property
    def spoken(self) -> bool:
        """Whether any sound is made for it."""
        return bool(self.pron) and self.pron not in "、？！\u3000"


@dataclass(frozen=True, slots=True)
class Settled:
    """Characters ``start`` to ``end`` are read as ``read`` (katakana). ``accent`` None: the dictionary's, or a guess.
    ``protected`` keeps the reading from the analyser's own later corrections."""

    start: int
    end: int
    read: str
    accent: int | None = None
    source: ReadingSource = ReadingSource.RULE
    pos: tuple[str, str, str, str] = ("名詞", "一般", "*", "*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that the dictionary knows for a stretch: reading (katakana), part of speech with its first group, and
    how rare it is."""

    read: str
    pos: tuple[str, str]
    cost: int

    @property
    def is_name(self) -> bool:
        """Whether it is a name, such as 一人 read かずと."""
        return self.pos[1] == "固有名詞"
