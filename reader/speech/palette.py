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
from math import log
from pathlib import PurePath

from reader.errors import SettingsError
from reader.minutes.model import Role
from reader.speech.voice import Voice

HALF_TONES_APART = 3.0
FORMANTS_APART = 1.08

_PACE = 0.80
_CALM = 0.77
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
    be there and is not: what is chosen from it is passed over, and ``notice`` says so to people. ``credits`` are the
    words in which the voices' owners want to be named.
    """

    announcer: Voice
    voices: tuple[Voice, ...]
    for_role: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    further: tuple[Voice, ...] = ()
    missing: str | None = None
    notice: str | None = None
    credits: tuple[str, ...] = ()

    def has_lost(self, voice_id: str) -> bool:
        """Whether the voice is one of the driver that is missing."""
        return self.missing is not None and voice_id.startswith(f"{self.missing}/")

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


def openjtalk_palette(models: Sequence[str] = ()) -> Palette:
    """The palette of Open JTalk; ``models`` are the paths of further ``.htsvoice`` files."""
    grid = {
        name: _bent(name, pitch, formant, f"{pitch_name}{timbre_name}")
        for pitch_word, (pitch, pitch_name) in _PITCHES.items()
        for timbre_word, (formant, timbre_name) in _TIMBRES.items()
        for name in ["-".join(filter(None, [pitch_word, timbre_word]))]
    }
    further = [voice for model in models for voice in _of_model(model)]
    return Palette(
        grid[_ANNOUNCER],
        (*(voice for name, voice in grid.items() if name != _ANNOUNCER), *further),
        {role: tuple(f"openjtalk/{name}" for name in names) for role, names in _BY_ROLE.items()},
    )


def _bent(name: str, pitch: float, formant: float, people_see: str) -> Voice:
    rate = _CALM if name.startswith("deep") else _PACE
    return Voice(f"openjtalk/{name}", "openjtalk", people_see, None, rate, pitch, formant)


def _of_model(path: str) -> Iterable[Voice]:
    """Four ways of bending a model of whose own pitch nothing is known."""
    stem = PurePath(path).stem
    for suffix, label, pitch, formant in _OF_MODEL:
        yield Voice(f"openjtalk/{stem}{suffix}", "openjtalk", f"{stem}{label}", path, _PACE, pitch, formant)


def differ(one: Voice, other: Voice) -> bool:
    """Whether people can tell the two voices apart."""
    if (one.driver, one.model) != (other.driver, other.model):
        return True
    stretch = abs(log(one.formant / other.formant))
    return abs(one.pitch - other.pitch) >= HALF_TONES_APART or stretch >= log(FORMANTS_APART)
