"""What the kiosk's templates are given: one frozen dataclass for each screen, and for the pieces they share.

「令和3年度第2回長崎市DX推進委員会」 → ``Choice(href="/kiosk/sessions/20211028-1", lead="令和3年10月28日", heading=(…), line="約33分", say="/kiosk/prompts/….mp3")``

``say`` is always the address of the prompt that says what is seen; empty where the server has no voice.
"""

from dataclasses import dataclass

from reader.web.views.preferences import Preferences
from reader.web.views.session_context import Sentence

LONG_TITLE = 36
"""Characters; a meeting's name seldom has more."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """What every screen needs. ``keys`` is the action of each key as JSON; ``instance`` changes when the server
    starts again; ``idle`` and ``warning`` are seconds; ``speed`` steps are in ``speeds``."""

    preferences: Preferences
    address: str
    keys: str
    instance: str
    idle: int
    warning: int
    staff: bool
    public: bool
    audio: bool
    speeds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A card that leads on. ``lead`` stands before the heading (the day, who asks), ``aside`` beside it (how long),
    ``line`` below it. ``plays`` says that it begins to speak there; ``drawing`` names an icon, if it has one.

    A long heading is shown as far as there is room, and said whole."""

    href: str
    heading: tuple[Sentence, ...]
    say: str
    lead: str = ""
    aside: str = ""
    line: str = ""
    plays: bool = False
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which items of a long list are shown, counted from 1; addresses of other parts are empty at its ends."""

    first: int
    last: int
    total: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class WelcomeScreen:
    """``/kiosk``; ``languages`` are those to choose from."""

    languages: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class ChoiceScreen:
    """A title and cards to choose from. ``back`` is empty on the first screen; ``empty`` is told where there are
    no cards; ``facts`` stand above the cards; ``search`` is the way to the kana board, if there is one."""

    name: str
    title: tuple[Sentence, ...]
    facts: tuple[Sentence, ...]
    choices: tuple[Choice, ...]
    paging: Paging
    back: str
    empty: str
    say: str
    search: str = ""

    @property
    def long(self) -> bool:
        """Whether the title fills more than a line or two."""
        return sum(len(part.base) for sentence in self.title for part in sentence.segments) > LONG_TITLE


@dataclass(frozen=True, slots=True)
class Part:
    """A passage on a screen: what it is called, which of its speaker's turns it is (or 0), its text. ``next`` is the
    screen of the passage behind it, empty at the end of what was chosen."""

    key: str
    kind: str
    title: tuple[Sentence, ...]
    nth: int
    paragraphs: tuple[tuple[Sentence, ...], ...]
    next: str


@dataclass(frozen=True, slots=True)
class ReadingScreen:
    """A passage, and those behind it that belong with it, which the browser shows where all fit. ``meeting`` and ``agenda``
    tell where they belong. ``position`` of ``length`` counts the turns of the chosen list, 0 for what is no turn.

    ``base`` and the parts' keys name the sound, ``at`` the sentence to begin with (or empty).
    """

    meeting: tuple[Sentence, ...]
    agenda: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    position: int
    length: int
    base: str
    at: str
    back: str
    previous: str
    take_home: str
    say: str


@dataclass(frozen=True, slots=True)
class Key:
    """One kana of the board; empty where the 五十音図 has none."""

    kana: str
    say: str


@dataclass(frozen=True, slots=True)
class BoardScreen:
    """``/kiosk/search``: columns of keys, the kana that other keys make of them, and what is typed already. ``results`` and
    ``guide`` are the addresses that kana are put behind."""

    columns: tuple[tuple[Key, ...], ...]
    changed: tuple[Key, ...]
    title: str
    kana: str
    results: str
    guide: str
    back: str
    say: str


@dataclass(frozen=True, slots=True)
class TakeHomeScreen:
    """The same turn at home: a QR code, the short code in groups, the address without its scheme, and the office's
    telephone number, if there is one."""

    picture: str
    code: str
    address: str
    telephone: str
    back: str
    say: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the key map: the names of the keys, and what they do."""

    keys: str
    action: str
    say: str


@dataclass(frozen=True, slots=True)
class HelpScreen:
    """``/kiosk/help``; ``call`` tells whom to call, empty where nobody is named, and ``call_say`` says it."""

    keys: tuple[KeyLine, ...]
    call: str
    call_say: str
    back: str
    say: str


@dataclass(frozen=True, slots=True)
class KeysScreen:
    """``/kiosk/keys``: shows and speaks the key that is pressed."""

    back: str
    say: str


@dataclass(frozen=True, slots=True)
class StaffScreen:
    """``/kiosk/staff``: the PIN pad; with ``lines`` (name and value) once the PIN was right."""

    lines: tuple[tuple[str, str], ...]
    told: str
    back: str
    say: str
