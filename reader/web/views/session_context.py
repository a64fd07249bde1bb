"""What pages show of a session: one frozen dataclass for each piece that they share.

令和3年度第2回長崎市DX推進委員会 → ``SessionFacts(meeting="…", turns=42, …)``; 「委員: 目的は何か。」 → ``TurnView(key="t1", …)``
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reader.minutes.model import Role
from reader.readings.furigana.ruby import Ruby

Seconds = Callable[[int], float]
"""Estimates the listening time of so many morae."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One utterance as it is shown. ``id`` is its anchor (``t12-3``); None for words between sentences. ``found``: it is what was
    looked for."""

    id: str | None
    segments: tuple[Ruby, ...]
    found: bool = False


@dataclass(frozen=True, slots=True)
class StatedLines:
    """What minutes state under one heading (empty for what stands above all of them), with readings; ``people``: each line names some."""

    label: tuple[Ruby, ...]
    lines: tuple[tuple[Ruby, ...], ...]
    people: bool


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One line of the speaker index. ``name`` is the label with its readings, ``reading`` all of it in hiragana, empty where the
    label is read as it is written; ``seconds`` estimates how long they speak in all. ``unlike``: the label does not say what role
    it is (会長 is a 議長・委員長)."""

    key: str
    label: str
    name: tuple[Ruby, ...]
    reading: str
    role: Role
    unlike: bool
    turns: int
    seconds: float
    url: str


@dataclass(frozen=True, slots=True)
class TurnLink:
    """A way from one turn to another. ``way`` names the link's text, ``speaker`` is the label it leads to."""

    way: Literal["question", "answer", "previous", "next"]
    url: str
    speaker: str


@dataclass(frozen=True, slots=True)
class TermNote:
    """A hard word in plain ones. ``sound`` is the address of its being said, empty where there is no voice."""

    term: str
    text: str
    from_minutes: bool
    sound: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a turn, or as much of it as stands before an explanation. ``terms`` are the hard words of its last
    sentence; ``goes_on``: the paragraph began further up; ``aside``: the speaker does not say it."""

    sentences: tuple[Sentence, ...]
    terms: tuple[TermNote, ...]
    goes_on: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """What a long turn comes to, by its name in the sentence where that begins; ``anchor`` is that sentence's."""

    anchor: str
    name: tuple[Ruby, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn. ``nth`` counts the turns of its speaker; ``part`` is its part in an exchange; ``since`` estimates the
    seconds of the session before it; ``topics`` are those of a long one."""

    kind: Literal["turn"]
    key: str
    number: int
    nth: int
    speaker: str
    label: str
    sentence: Sentence
    part: Literal["question", "answer", ""]
    since: int
    topics: tuple[Topic, ...]
    pieces: tuple[Piece, ...]
    links: tuple[TurnLink, ...]
    url: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note; ``since`` as that of a turn."""

    kind: Literal["note"]
    key: str
    since: int
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class ResultsView:
    """The lines of 審議結果, of one item or of the session; ``since`` as that of a turn."""

    key: str
    since: int
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An agenda item with what belongs to it; ``seconds`` estimates its listening time. ``key`` is empty for what
    stands before the first item; ``since`` as that of a turn. ``goes_on``: its head stands further up."""

    key: str
    since: int
    number: str
    heading: tuple[Sentence, ...]
    title: str
    results: ResultsView | None
    entries: tuple[TurnView | NoteView, ...]
    seconds: float
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One agenda item as the head of a session lists it; ``heading`` is its title with readings."""

    key: str
    number: str
    title: str
    heading: tuple[Sentence, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What stands at the head of a session. ``heading`` is the title with its readings; ``date`` is as printed,
    ``hours`` what is printed after the day: 「13時30分～」; ``body_ruby``, ``place_ruby`` and ``department_ruby`` are those with their readings; ``published`` is the address of the municipality's own page,
    empty where it is not known; ``body`` is the name of the body that met."""

    id: str
    url: str
    meeting: str
    heading: tuple[Sentence, ...]
    body: str
    body_ruby: tuple[Ruby, ...]
    held_on: date | None
    date: str
    hours: str
    place: str
    place_ruby: tuple[Ruby, ...]
    department: str
    department_ruby: tuple[Ruby, ...]
    published: str
    turns: int
    seconds: float
