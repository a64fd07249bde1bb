"""The voices there are to give: every way of bending what a driver has that can be told from every other.

Two voices of one model can be told apart when their pitches lie 3 half tones apart or their spectra are stretched by
factors 8 % apart. The one model of Open JTalk gives a grid, here by what is heard (its own pitch is 364 Hz)::

    pitch, half tones     formant 1.01   0.915    0.83
    -9.2   214 Hz         high-bright    high     high-broad
    -12.7  175 Hz         middle-bright  middle   middle-broad
    -16.2  143 Hz         low-bright     low      low-broad      委員 → low-broad
    -19.7  117 Hz         deep-bright    deep     deep-broad     委員長 → deep-broad

The pace is 0.80 of the engine's own (0.77 for the deep voices): 5.6 morae a second on the seed, where the pauses inside
a sentence count and those between sentences do not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, log2
from pathlib import PurePath

from reader.errors import SettingsError
from reader.minutes.model import Role
from reader.speech.voices.voice import Voice

HALF_TONES_APART = 3.0
FORMANTS_APART = 1.08

_PACE = 0.80
_CALM = 0.77
# Hertz: models above are lowered so far; models below are the chair's.
_HIGHEST, _DEEP = 200.0, 150.0
_PITCHES = {
    "high": (-9.2, "高い"),
    "middle": (-12.7, "中くらいの"),
    "low": (-16.2, "低い"),
    "deep": (-19.7, "深い"),
}
_TIMBRES = {"bright": (1.01, "明るい声"), "": (0.915, "声"), "broad": (0.83, "太い声")}
_ANNOUNCER = "high-bright"
_Bend = tuple[str, str, float, float]
# Of a voice whose own pitch is not known: name, what people see, half tones, formants.
_OF_MODEL: tuple[_Bend, ...] = (
    ("", "", 0.0, 1.0),
    ("-broad", "・太め", 0.0, 0.9),
    ("-light", "・細め", 0.0, 1.1),
    ("-low", "・低め", -3.5, 1.0),
)
_BY_ROLE: Mapping[Role, tuple[str, ...]] = {
    Role.CHAIR: ("deep-broad", "deep"),
    Role.VICE_CHAIR: ("deep", "low-broad"),
    Role.SECRETARIAT: ("middle", "middle-bright"),
    Role.MEMBER: ("low-broad", "high", "middle-bright", "low", "middle-broad", "low-bright", "high-broad"),
    Role.EXECUTIVE: ("low", "middle-broad", "low-bright", "high", "middle-bright"),
    Role.GUEST: ("high", "low-bright", "middle-bright"),
    Role.OTHER: ("low-bright", "high", "middle-broad"),
}


@dataclass(frozen=True, slots=True)
class Palette:
    """Voices to cast from. ``for_role`` holds, for a role, the ids that suit it, best first.

    ``further`` are voices that are given only to those they are chosen for. ``missing`` names a driver that should
    be there and is not: what is chosen from it is passed over, and ``notice`` says so to people; what is chosen from
    ``absent`` drivers is passed over without a word. ``credits`` are the
    words in which the voices' owners want to be named.
    """

    announcer: Voice
    voices: tuple[Voice, ...]
    for_role: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    further: tuple[Voice, ...] = ()
    missing: str | None = None
    absent: tuple[str, ...] = ()
    notice: str | None = None
    credits: tuple[str, ...] = ()

    def has_lost(self, voice_id: str) -> bool:
        """Whether the voice is one of a driver that is not there."""
        return voice_id.partition("/")[0] in (self.missing, *self.absent)

    def check(self, chosen: Mapping[str, str]) -> None:
        """SettingsError if ``chosen`` (who gets which id) names a voice that there is not."""
        for voice_id in chosen.values():
            if not self.has_lost(voice_id):
                self.voice(voice_id)

    def voice(self, voice_id: str) -> Voice:
        """The voice with that id. SettingsError, naming the ids there are, if there is none."""
        for voice in (self.announcer, *self.voices, *self.further):
            if voice.id == voice_id:
                return voice
        there = "、".join(voice.id for voice in self.voices)
        raise SettingsError(
            f"reader.toml の [voices] にある声「{voice_id}」はありません。使える声: {there}（reader voices で聞けます）"
        )


def openjtalk_palette(models: Sequence[str] = (), hertz: Mapping[str, float | None] | None = None) -> Palette:
    """The palette of Open JTalk; ``models`` are the paths of further ``.htsvoice`` files, ``hertz`` their own pitches
    as far as they are known: a deep one is the chair's, a high one is lowered, and all are dealt to members."""
    grid = {
        name: _bent(name, pitch, formant, f"{pitch_name}{timbre_name}")
        for pitch_word, (pitch, pitch_name) in _PITCHES.items()
        for timbre_word, (formant, timbre_name) in _TIMBRES.items()
        for name in ["-".join(filter(None, [pitch_word, timbre_word]))]
    }
    own = [(PurePath(model).stem, model, (hertz or {}).get(model)) for model in models]
    further = [voice for stem, model, pitch in own for voice in _of_model(stem, model, pitch)]
    return Palette(
        grid[_ANNOUNCER],
        (*(voice for name, voice in grid.items() if name != _ANNOUNCER), *further),
        {
            role: tuple(f"openjtalk/{name}" for name in (*_chairs(role, own), *names, *_members(role, own)))
            for role, names in _BY_ROLE.items()
        },
    )


def _bent(name: str, pitch: float, formant: float, people_see: str) -> Voice:
    rate = _CALM if name.startswith("deep") else _PACE
    return Voice(f"openjtalk/{name}", "openjtalk", people_see, None, rate, pitch, formant)


_Model = tuple[str, str, float | None]
"""Name, path, own pitch in hertz."""


def _of_model(stem: str, path: str, hertz: float | None) -> Iterable[Voice]:
    """Four ways of bending a model."""
    lowered = min(0.0, 12 * log2(_HIGHEST / hertz)) if hertz else 0.0
    for suffix, label, pitch, formant in _OF_MODEL:
        rate = _CALM if _is_deep(hertz) and not suffix else _PACE
        name, seen = f"openjtalk/{stem}{suffix}", f"{stem}{label}"
        yield Voice(name, "openjtalk", seen, path, rate, round(pitch + lowered, 1), formant)


def _is_deep(hertz: float | None) -> bool:
    return hertz is not None and hertz < _DEEP


def _chairs(role: Role, models: Sequence[_Model]) -> Iterable[str]:
    return [stem for stem, _, hertz in models if role is Role.CHAIR and _is_deep(hertz)]


def _members(role: Role, models: Sequence[_Model]) -> Iterable[str]:
    if role not in (Role.MEMBER, Role.EXECUTIVE, Role.GUEST):
        return []
    return [f"{stem}{suffix}" for stem, _, _ in models for suffix in ("-light", "-broad")]


def differ(one: Voice, other: Voice) -> bool:
    """Whether people can tell the two voices apart."""
    if (one.driver, one.model) != (other.driver, other.model):
        return True
    stretch = abs(log(one.formant / other.formant))
    return abs(one.pitch - other.pitch) >= HALF_TONES_APART or stretch >= log(FORMANTS_APART)
