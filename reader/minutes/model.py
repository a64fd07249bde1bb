"""The values that minutes are made of.

Everything is frozen. A document is first a sequence of parts that lose no character, in the order of the
source; agenda items, turns and notes are views on it::

    日時 令和3年10月28日        -> Part(METADATA)
    1 基本方針（案）について    -> Part(HEADING)          AgendaItem(0, "1", "基本方針（案）について")
    委員: 目的について、…       -> Part(LABEL) Part(SPEECH)  Turn(1, "委員", …)
    質疑は特になし。            -> Part(NOTE)             Note(1, …)
    お問い合わせ先              -> Part(SET_ASIDE)
"""

import datetime
import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a speaker is in the meeting."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SECRETARIAT = "secretariat"
    EXECUTIVE = "executive"
    GUEST = "guest"
    OTHER = "other"


class PartKind(StrEnum):
    """What a stretch of the source was taken for."""

    METADATA = "metadata"
    HEADING = "heading"
    RESULT = "result"
    LABEL = "label"
    SPEECH = "speech"
    NOTE = "note"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the source, in order. ``line`` counts from 1. All parts' texts joined, less
    whitespace, are the source's text less whitespace."""

    kind: PartKind
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker label of a document.

    ``key`` is the label without whitespace (NFKC, ``/`` made ``・``): unique in the minutes, and used in URLs.
    ``label`` is what is printed, without marks and brackets. ``name`` is the person's, where one is printed.
    ``reading`` is the name's reading in hiragana where the document states it.
    """

    key: str
    label: str
    role: Role
    name: str | None = None
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A heading that turns fall under. ``index`` counts from 0; ``number`` is as printed (「1」「日程第２」)."""

    index: int
    number: str
    title: str
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A stage direction inside a turn's text: ``text[start:end]`` is nobody's speech (拍手, 「異議なし」の声あり)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything one speaker says until another begins.

    ``number`` counts from 1 and is an id: it stays with the turn when an edited source is imported again
    (so numbers of a stored session need not be in sequence). ``text`` keeps the source's paragraphs as
    lines joined by ``\\n``. ``speaker`` is a ``Speaker.key``. ``asides`` are in order.
    """

    number: int
    speaker: str
    text: str
    agenda: int | None = None
    line: int = 0
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Words that belong to no speaker: 〔「異議なし」と呼ぶ者あり〕, 午前10時開議, 質疑は特になし。"""

    number: int
    text: str
    agenda: int | None = None
    line: int = 0


class Take(StrEnum):
    """By what a warning's second reading is brought about: a hint to the parser (its names), or an edit."""

    SPEAKERS = "speakers"
    NOBODY = "nobody"
    NOT_SPEAKING = "not_speaking"
    SPLIT = "split"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The second reading of a warning as data: of these ``words`` (a label; or what is printed on the warning's line from
    the first that is taken otherwise). Where a turn begins there, ``who`` speaks, and the ``label`` with which the words
    begin only says so."""

    take: Take
    words: str
    who: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ParserWarning:
    """Something the parser was not sure of: told to staff as 「12行目: …」. ``line`` 0: no one line.

    ``readings`` are the two ways in which the words can be read, the first as they were; ``about`` holds those words, by
    which (and not by their line) a warning keeps its ``key`` when an edited document is imported again. ``otherwise`` says
    how the second reading is brought about, where that is one hint or one edit."""

    line: int
    message: str
    readings: tuple[str, ...] = ()
    about: str = ""
    otherwise: Otherwise | None = None

    @property
    def key(self) -> str:
        """The warning's id: eight hexadecimal digits."""
        return hashlib.blake2b(f"{self.message}\0{self.about}".encode(), digest_size=4).hexdigest()

    def __str__(self) -> str:
        return f"{self.line}行目: {self.message}" if self.line else self.message


AROUND = 12
"""Characters beside a stated reading by which its place is known again."""


@dataclass(frozen=True, slots=True)
class StatedReading:
    """A reading that the document itself gives: ruby, 山田太郎（やまだ たろう）, ``speakerYomi``. Hiragana.

    ``before`` and ``after`` are the characters around it in its line, without white space and no more than ``AROUND``;
    ``before`` is None where it stands over no word of a text.
    """

    surface: str
    reading: str
    before: str | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question turn with the answering turns that follow it, by turn number."""

    question: int
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The record of one meeting. ``date`` and ``place`` are as printed; ``held_on`` is the day itself.

    ``entries`` holds turns and notes in the order of the document. ``results`` are the lines of 審議結果 that
    belong to no single agenda item. ``page_lines`` are the lines behind which the second and each further page begins, of a
    source that is printed pages (PDF); empty for others.
    """

    meeting: str | None
    date: str | None
    held_on: datetime.date | None
    place: str | None
    department: str | None
    agenda: tuple[AgendaItem, ...]
    speakers: tuple[Speaker, ...]
    entries: tuple[Turn | Note, ...]
    results: tuple[str, ...] = ()
    readings: tuple[StatedReading, ...] = ()
    parts: tuple[Part, ...] = ()
    warnings: tuple[ParserWarning, ...] = ()
    page_lines: tuple[int, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, Turn))

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, Note))

    def speaker(self, key: str) -> Speaker:
        """The speaker with that key. KeyError if there is none."""
        for speaker in self.speakers:
            if speaker.key == key:
                return speaker
        raise KeyError(key)
