"""The values of a book: what DAISY and EPUB are written from.

::

    Book ─ Chapter (one agenda item, one sound) ─ Block (a passage) ─ lines of Said, each with its window of the sound

Times are whole milliseconds. Inside a chapter each window ends where the next begins, the last with the sound: a player
plays only what is named, and a pause that no window names would be gone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.exports.cue_table import FRAME_MS
from reader.exports.imprint import Imprint
from reader.minutes.model import Minutes
from reader.passages.utterance import PassageKind
from reader.readings.word import Word
from reader.speech.sound import mp3


@dataclass(frozen=True, slots=True)
class Window:
    """Where something is heard in the sound of its chapter: milliseconds from ``begin`` to before ``end``."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its words and its window. ``id`` is the utterance's (``t12-3``), None for what no utterance holds;
    ``window`` is None where nothing is heard (「＊＊＊」)."""

    text: str
    id: str | None = None
    words: Sequence[Word] = ()
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a passage. ``is_aside``: a stage direction, which its speaker does not say."""

    said: tuple[Said, ...]
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A passage, or a part of one that is too long. ``heading`` is what stands as its heading: a title or agenda item whole,
    the speaker label of a turn, 「審議結果」; none for a note. ``paragraphs`` are what stands under it. ``since``: how much
    of the passage is heard before it; where that is any, it goes on from the chapter before. ``pages`` are the numbers of the
    pages that begin with it."""

    key: str
    kind: PassageKind
    number: int
    heading: tuple[Said, ...]
    paragraphs: tuple[Paragraph, ...]
    since: int = 0
    pages: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """The heading as plain text."""
        return "　".join(said.text for said in self.heading)

    @property
    def said(self) -> Iterator[Said]:
        """Everything in it, in order."""
        yield from self.heading
        for paragraph in self.paragraphs:
            yield from paragraph.said

    @property
    def milliseconds(self) -> int:
        """How long it is heard."""
        return sum(said.window.end - said.window.begin for said in self.said if said.window)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Passages that share one sound of ``milliseconds``. ``number`` counts from 1; ``title`` is that of its agenda item
    (or of the whole session), also where a long item goes on in another chapter."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    milliseconds: int

    @property
    def name(self) -> str:
        """Its part of file names: ``c001``."""
        return f"c{self.number:03d}"

    @property
    def heard(self) -> tuple[tuple[Said, Window], ...]:
        """Everything that is heard, in order, with its window."""
        return tuple((said, said.window) for block in self.blocks for said in block.said if said.window)


@dataclass(frozen=True, slots=True)
class Book:
    """A session as a book. ``title`` is never empty; ``about`` are lines for people: which version, whose synthetic voice, the
    licence, how many readings are doubtful, what its page numbers are. ``part``: which part it is of a session in several
    books, 0 where it is all of it."""

    title: str
    minutes: Minutes
    imprint: Imprint
    about: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    part: int = 0

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of its pages, in order."""
        return tuple(page for chapter in self.chapters for block in chapter.blocks for page in block.pages)

    @property
    def identifier(self) -> str:
        """A UUID of its own, the same for every version of it."""
        return self.imprint.identifier_of(self.part)

    @property
    def publisher(self) -> str:
        """Who publishes: the site's office, else the department in the minutes, else the meeting. Never empty."""
        return self.imprint.terms.publisher or self.minutes.department or self.title

    @property
    def milliseconds(self) -> int:
        """How long it is heard."""
        return sum(chapter.milliseconds for chapter in self.chapters)

    @property
    def sound_bytes(self) -> int:
        """How large its sound is."""
        return self.milliseconds // FRAME_MS * mp3.FRAME_BYTES

    @property
    def turns(self) -> tuple[int, ...]:
        """The numbers of the turns that are in it, wholly or as they go on."""
        blocks = (block for chapter in self.chapters for block in chapter.blocks)
        return tuple(block.number for block in blocks if block.kind is PassageKind.TURN)
