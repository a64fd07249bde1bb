"""What the templates are given: one frozen dataclass for each, and for the pieces that pages share.

令和3年度第2回長崎市DX推進委員会 → ``SessionPage(session=SessionFacts(…), sections=(Section(…), …), …)``
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reader.readings.ruby import Ruby
from reader.web.figures import Figures
from reader.web.preferences import SPEEDS, Preferences


@dataclass(frozen=True, slots=True)
class Site:
    """What every page needs. ``address`` is the page's own path and query, ``origin`` where the site is reached from
    outside: ``https://minutes.example``."""

    preferences: Preferences
    address: str
    origin: str
    office: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One utterance as it is shown. ``id`` is its anchor (``t12-3``); None for words between sentences."""

    id: str | None
    segments: tuple[Ruby, ...]


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One line of the speaker index. ``reading`` is hiragana, empty where the label is read as it is written."""

    key: str
    label: str
    reading: str
    role: str
    turns: int
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
class TurnView:
    """One turn. ``nth`` counts the turns of its speaker; ``part`` is its part in an exchange; ``terms`` are the
    hard words explained beneath a paragraph, ``asides`` the paragraphs that the speaker does not say; by index."""

    kind: Literal["turn"]
    key: str
    number: int
    nth: int
    speaker: str
    label: str
    sentence: Sentence
    part: Literal["question", "answer", ""]
    paragraphs: tuple[tuple[Sentence, ...], ...]
    asides: frozenset[int]
    terms: Mapping[int, tuple[TermNote, ...]]
    links: tuple[TurnLink, ...]
    url: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note."""

    kind: Literal["note"]
    key: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An agenda item with what belongs to it; ``seconds`` estimates its listening time. ``key`` is empty for what
    stands before the first item."""

    key: str
    number: str
    heading: tuple[Sentence, ...]
    title: str
    results: tuple[str, ...]
    entries: tuple[TurnView | NoteView, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One agenda item as the head of a session lists it."""

    key: str
    number: str
    title: str
    seconds: float


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What stands at the head of a session. ``heading`` is the title with its readings; ``date`` is as printed,
    ``hours`` what is printed after the day: 「13時30分～」."""

    id: str
    url: str
    meeting: str
    heading: tuple[Sentence, ...]
    held_on: date | None
    date: str
    hours: str
    place: str
    department: str
    turns: int
    seconds: float


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One line of the list of sessions."""

    url: str
    meeting: str
    held_on: date | None
    date: str
    place: str
    seconds: float


@dataclass(frozen=True, slots=True)
class YearOfSessions:
    """The sessions of one calendar year, newest first; ``year`` is None for those whose day is not known."""

    year: int | None
    sessions: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """``/``: all sessions, newest year first."""

    years: tuple[YearOfSessions, ...]


@dataclass(frozen=True, slots=True)
class SessionPage:
    """``/minutes/{id}``. ``record`` is what stands before the turns, as printed;
    ``show`` is the filter (empty: everything), ``shown`` the number of turns it leaves."""

    session: SessionFacts
    speakers: tuple[SpeakerLine, ...]
    agenda: tuple[AgendaLine, ...]
    roles: tuple[str, ...]
    show: str
    shown: int
    sections: tuple[Section, ...]
    results: tuple[str, ...]
    record: tuple[str, ...]
    set_aside: tuple[str, ...]
    audio: bool
    speeds: tuple[float, ...] = SPEEDS


@dataclass(frozen=True, slots=True)
class TurnPage:
    """``/minutes/{id}/turns/{n}``: a turn with the exchange it belongs to."""

    session: SessionFacts
    turn: TurnView
    sections: tuple[Section, ...]
    previous: TurnView | None
    next: TurnView | None
    audio: bool
    speeds: tuple[float, ...] = SPEEDS


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """``/minutes/{id}/speakers/{speaker}``: the speaker's turns with the questions and answers around them."""

    session: SessionFacts
    speaker: SpeakerLine
    sections: tuple[Section, ...]
    audio: bool
    speeds: tuple[float, ...] = SPEEDS


@dataclass(frozen=True, slots=True)
class PreferencesPage:
    """``/preferences``: what is being tried, and a sentence to try it on. ``back`` is where to return to;
    ``link`` carries the settings, ``query`` is its query; ``brought``: whether the address brought other settings than
    those that are kept."""

    tried: Preferences
    sample: tuple[Sentence, ...]
    back: str
    link: str
    query: str
    brought: bool
    choices: Mapping[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """``/glossary``"""

    terms: tuple[TermNote, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """``/help``: all in its template."""


@dataclass(frozen=True, slots=True)
class AccessibilityPage:
    """``/accessibility``. ``current``: whether the figures are of what is being shown. ``voices``: how the
    owners of voices want to be named.
    """

    figures: Figures | None
    current: bool
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Something went wrong; ``message`` says what, in one line."""

    status: int
    message: str
