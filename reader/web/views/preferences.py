"""The reader's own type size, colours, furigana level, speed and language, kept in one cookie.

The cookie is a query string, 「type=32&theme=cream&furigana=all&speed=0.8」; what it leaves out, or says
wrongly, is as before. The same string after ``/preferences?`` is a link that carries the settings.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from reader.readings.furigana.levels import Level

COOKIE = "preferences"
COOKIE_SECONDS = 400 * 24 * 60 * 60
"""Browsers keep no cookie longer than 400 days."""

TYPE_STEPS = (20, 24, 28, 32, 40, 48)
"""Size of the text in CSS px, as long as the browser's own size is 16."""

COLUMNS = (40, 30, 20)
"""Letters of a line of the turns, at most."""

SPEEDS = (0.6, 0.8, 1.0, 1.2, 1.5, 2.0)


class Theme(StrEnum):
    """Colours; every pair of them has at least 7:1."""

    SYSTEM = "system"
    WHITE = "white"
    DARK = "dark"
    YELLOW = "yellow"
    CREAM = "cream"


class Language(StrEnum):
    """The language of everything that is not minutes."""

    JAPANESE = "ja"
    EASY = "easy"
    ENGLISH = "en"

    @property
    def tag(self) -> str:
        """What ``lang`` says: やさしい日本語 is Japanese."""
        return "en" if self is Language.ENGLISH else "ja"


class Repeats(StrEnum):
    """Where a word that comes again in a turn has its furigana."""

    EVERY = "every"
    FIRST = "first"


class Pauses(StrEnum):
    """How long the silence between sentences and turns is."""

    NORMAL = "normal"
    LONG = "long"


class Leading(StrEnum):
    """The space between lines: 1.5, 1.9 or 2.4 of the type's size."""

    TIGHT = "tight"
    NORMAL = "normal"
    WIDE = "wide"


class Letters(StrEnum):
    """The space between letters: none, 0.05 or 0.1 em."""

    NORMAL = "normal"
    WIDE = "wide"
    WIDER = "wider"


class Focus(StrEnum):
    """What stays bright while it is read: everything, the sentence that is heard, or so many lines around it."""

    OFF = "off"
    SENTENCE = "sentence"
    ONE = "1"
    THREE = "3"
    FIVE = "5"


class Writing(StrEnum):
    """Which way the turns are set."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class Font(StrEnum):
    """Whose letters: those that the device has, or ours, BIZ UDPGothic."""

    DEVICE = "device"
    OURS = "ours"


class Switch(StrEnum):
    """A thing that can be switched off."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one reader wants it. ``type`` is one of TYPE_STEPS, ``speed`` one of SPEEDS; ``terms`` is the
    explanation of hard words, ``tap`` hearing from a sentence by tapping it; ``column`` is one of COLUMNS."""

    type: int = 24
    theme: Theme = Theme.SYSTEM
    furigana: Level = Level.HARD
    repeats: Repeats = Repeats.EVERY
    speed: float = 1.0
    pauses: Pauses = Pauses.NORMAL
    terms: Switch = Switch.ON
    tap: Switch = Switch.ON
    language: Language = Language.JAPANESE
    leading: Leading = Leading.NORMAL
    letters: Letters = Letters.NORMAL
    column: int = 40
    focus: Focus = Focus.OFF
    writing: Writing = Writing.HORIZONTAL
    font: Font = Font.DEVICE

    @property
    def first_only(self) -> bool:
        """Whether a word gets its furigana once in a turn."""
        return self.repeats is Repeats.FIRST


CHOICES: Mapping[str, tuple[object, ...]] = {
    "type": TYPE_STEPS,
    "theme": tuple(Theme),
    "furigana": tuple(Level),
    "repeats": tuple(Repeats),
    "speed": SPEEDS,
    "pauses": tuple(Pauses),
    "terms": tuple(Switch),
    "tap": tuple(Switch),
    "language": tuple(Language),
    "leading": tuple(Leading),
    "letters": tuple(Letters),
    "column": COLUMNS,
    "focus": tuple(Focus),
    "writing": tuple(Writing),
    "font": tuple(Font),
}
"""What there is to choose from, as the pages offer it."""


def _one_of(allowed: tuple[float, ...], kind: Callable[[str], float]) -> Callable[[str], object]:
    def converted(text: str) -> object:
        number = kind(text)
        if number not in allowed:
            raise ValueError(text)
        return number

    return converted


_CONVERT: Mapping[str, Callable[[str], object]] = {
    "type": _one_of(TYPE_STEPS, int),
    "theme": Theme,
    "furigana": Level,
    "repeats": Repeats,
    "speed": _one_of(SPEEDS, float),
    "pauses": Pauses,
    "terms": Switch,
    "tap": Switch,
    "language": Language,
    "leading": Leading,
    "letters": Letters,
    "column": _one_of(COLUMNS, int),
    "focus": Focus,
    "writing": Writing,
    "font": Font,
}


def changed(preferences: Preferences, values: Mapping[str, str]) -> Preferences:
    """The same preferences with what ``values`` says; what has no meaning there changes nothing."""
    known: dict[str, object] = {}
    for name in _CONVERT.keys() & values.keys():
        try:
            known[name] = _CONVERT[name](values[name])
        except ValueError:
            continue
    return replace(preferences, **known)  # type: ignore[arg-type]  # each value comes from its own converter


def from_cookie(cookie: str) -> Preferences:
    """Preferences as the cookie tells them. Never fails: a spoilt cookie is no cookie."""
    return changed(Preferences(), dict(parse_qsl(cookie[:512])))


def to_query(preferences: Preferences) -> str:
    """All of them as a query string."""
    return urlencode({name: str(value) for name, value in asdict(preferences).items()})
