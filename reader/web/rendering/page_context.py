"""What the templates are given: one frozen dataclass for each page.

令和3年度第2回長崎市DX推進委員会 → ``SessionPage(session=SessionFacts(…), sections=(Section(…), …), …)``
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reader.library.notices import Notice
from reader.minutes.citation import citation
from reader.readings.furigana.ruby import Ruby
from reader.speech.sound.mp3 import BYTES_PER_SECOND
from reader.web.rendering.figures import Figures
from reader.web.views.overview.overview import Overview
from reader.web.views.preferences import CHOICES, Preferences
from reader.web.views.session_context import (
    AgendaLine,
    ResultsView,
    Section,
    Sentence,
    SessionFacts,
    SpeakerLine,
    StatedLines,
    TermNote,
    TurnView,
)
from reader.web.views.ways.portions import Portion, Portions, place_in_session

LARGE_MEGABYTES = 130
"""From here on a book may be over 200 MB: how long a session sounds is only estimated before its sound is made."""


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
class SessionCard:
    """One line of the list of sessions; ``heading`` is the meeting's name with its readings, ``place`` where it met."""

    url: str
    meeting: str
    heading: tuple[Ruby, ...]
    held_on: date | None
    date: str
    place: tuple[Ruby, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class YearOfSessions:
    """The sessions of one calendar year, newest first; ``year`` is None for those whose day is not known."""

    year: int | None
    sessions: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True)
class WayIn:
    """A year or a body whose meetings are shown at ``url``, ``count`` of them; ``chosen``: they are."""

    name: str
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """``/``: twenty sessions by year, newest first, of the ``total`` that were chosen among ``all_sessions``; ``years`` and ``bodies``
    choose, ``names`` are the bodies' with their readings, ``previous`` and ``next`` are addresses or empty."""

    all_sessions: int
    total: int
    years: tuple[WayIn, ...]
    bodies: tuple[WayIn, ...]
    names: Mapping[str, tuple[Ruby, ...]]
    groups: tuple[YearOfSessions, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class SessionPage:
    """``/minutes/{id}``. ``record`` is what stands before the turns;
    ``notice`` what is told of the edition; ``show`` is the filter (empty: everything), ``shown`` the number of turns it leaves.
    Of its ``portions`` the one in ``sections`` is ``here``; ``place`` says where a passage of the whole session is to be found;
    ``asks``: whether its questions are listed."""

    session: SessionFacts
    portions: Portions
    here: Portion
    place: Callable[[str], str]
    asks: bool
    overview: Overview
    speakers: tuple[SpeakerLine, ...]
    agenda: tuple[AgendaLine, ...]
    roles: tuple[str, ...]
    show: str
    shown: int
    sections: tuple[Section, ...]
    results: ResultsView | None
    record: tuple[StatedLines, ...]
    set_aside: tuple[str, ...]
    audio: bool
    notice: Notice | None = None
    choices: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: CHOICES)

    @property
    def megabytes(self) -> int:
        """About how large a file with the session's sound is."""
        return max(1, round(self.session.seconds * BYTES_PER_SECOND / 1e6))

    @property
    def is_large(self) -> bool:
        """Whether its books may be too large for some who take books, and then are to be had in parts."""
        return self.megabytes >= LARGE_MEGABYTES

    @property
    def citation(self) -> str:
        """How the session is quoted elsewhere, without its address."""
        return citation(self.session.meeting, _day_of(self.session))


@dataclass(frozen=True, slots=True)
class TurnPage:
    """``/minutes/{id}/turns/{n}``: a turn with the exchange it belongs to, which ``begins`` with the turn of that key."""

    session: SessionFacts
    turn: TurnView
    begins: str
    sections: tuple[Section, ...]
    previous: TurnView | None
    next: TurnView | None
    audio: bool
    choices: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: CHOICES)

    @property
    def place(self) -> str:
        """Where the turn stands on its session's page."""
        return place_in_session(self.session.id, self.session.turns, self.turn.key)

    @property
    def citation(self) -> str:
        """How the turn is quoted elsewhere, without its address."""
        return citation(self.session.meeting, _day_of(self.session), self.turn.label, self.turn.number)


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """``/minutes/{id}/speakers/{speaker}``: the speaker's turns, ``only`` them or with the questions and answers around them."""

    session: SessionFacts
    speaker: SpeakerLine
    only: bool
    portions: Portions
    here: Portion
    sections: tuple[Section, ...]
    audio: bool
    choices: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: CHOICES)


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
class GlossaryEntry:
    """A hard word of ``/glossary``; ``term`` and ``text`` are those of the note with their readings."""

    note: TermNote
    term: tuple[Ruby, ...]
    text: tuple[Ruby, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """``/glossary``: the ``total`` hard words that hold the ``query`` (empty: all of them), by the row of the table of fifty sounds that they begin in (あ, か, …), in the order of
    their readings; one row without a name where nobody knows how they are read."""

    query: str
    total: int
    rows: tuple[tuple[str, tuple[GlossaryEntry, ...]], ...]


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


def _day_of(session: SessionFacts) -> str:
    return session.held_on.isoformat() if session.held_on else session.id
