"""The palette of a driver whose voices are not ours: SAPI 5, macOS, eSpeak NG, VOICEVOX.

Each person is dealt once, in the first of their styles (ノーマル comes before ささやき); the other styles go only to whom
they are chosen for. The fewer people there are, the more sizes each of them comes in, 8 % and more apart::

    Haruka alone                Haruka (announcer) · -broad (chair) · -light (secretariat) · -broader · -lighter · -broadest
    四国めたん, 青山龍星 and 30 others    as they are; the chair gets a low one, the secretariat one that is not
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from reader.errors import DriverMissingError
from reader.minutes.model import Role
from reader.speech.voices.palette import Palette
from reader.speech.voices.voice import DriverVoice, Voice

# Name, what people see, half tones, formants. SAPI 5 and macOS have no pitch to set: it goes with the formants.
_Bend = tuple[str, str, float, float]
_STRETCHES: tuple[_Bend, ...] = (
    ("", "", 0.0, 1.0),
    ("-broad", "・太め", 0.0, 0.9),
    ("-light", "・細め", 0.0, 1.1),
    ("-broader", "・もっと太め", 0.0, 0.82),
    ("-lighter", "・もっと細め", 0.0, 1.2),
    ("-broadest", "・いちばん太め", 0.0, 0.75),
)
_BENDS: Mapping[str, tuple[_Bend, ...]] = {
    "espeak": (
        ("", "", 0.0, 1.0),
        ("-high", "・高め", 5.0, 1.0),
        ("-high-broad", "・高め・太め", 5.0, 0.9),
        ("-high-light", "・高め・細め", 5.0, 1.1),
        *_STRETCHES[1:3],
        ("-low", "・低め", -4.0, 0.95),
    ),
}
_PACES: Mapping[str, float] = {"espeak": 0.65, "voicevox": 0.85, "silent": 0.8}
# Half tones by which voices that are not low are lowered: as far as VOICEVOX itself goes without breaking up.
_LOWERED: Mapping[str, float] = {"voicevox": -1.5}
_ENOUGH, _MANY = 8, 12


def foreign_palette(driver: str, voices: Sequence[DriverVoice]) -> Palette:
    """The palette of the driver that has these voices. DriverMissingError if there are none."""
    if not voices:
        raise DriverMissingError(
            f"{driver} に日本語の声がありません。日本語の声を入れるか、reader.toml の driver を openjtalk にしてください。"
        )
    first = {voice.person or voice.id: voice for voice in reversed(voices)}
    dealt = [voice for voice in voices if first[voice.person or voice.id] is voice]
    bent = {bend: [_bent(driver, voice, bend) for voice in dealt] for bend in _bends(driver, len(dealt))}
    announcer, *others = [voice for row in bent.values() for voice in row]
    low = {voice.id for voice in dealt if voice.is_low}
    return Palette(
        announcer,
        tuple(others),
        _by_role(others, low),
        further=tuple(_bent(driver, v, _STRETCHES[0]) for v in voices if v not in dealt),
        credits=tuple(f"VOICEVOX:{voice.person}" for voice in dealt) if driver == "voicevox" else (),
    )


def _bends(driver: str, people: int) -> Sequence[_Bend]:
    if driver in _BENDS:
        return _BENDS[driver]
    return _STRETCHES[: 1 if people >= _MANY else max(3, ceil(_ENOUGH / people))]


def _bent(driver: str, voice: DriverVoice, bend: _Bend) -> Voice:
    suffix, label, pitch, formant = bend
    lowered = 0.0 if voice.is_low else _LOWERED.get(driver, 0.0)
    return Voice(
        id=f"{driver}/{voice.id}{suffix}",
        driver=driver,
        name=f"{voice.name}{label}",
        model=voice.id,
        rate=_PACES.get(driver, 1.0),
        pitch=pitch + lowered,
        formant=formant,
    )


def _by_role(voices: Iterable[Voice], low: set[str]) -> Mapping[Role, tuple[str, ...]]:
    """The chair deep, by preference by a voice that is so of itself; the secretariat clear: not low, not broad."""
    voices = tuple(voices)

    def depth(voice: Voice) -> tuple[bool, float]:
        return voice.model not in low, abs(voice.formant - (1.0 if voice.model in low else 0.9))

    deep = [v.id for v in sorted(voices, key=depth) if v.formant <= 1.0 and v.pitch <= 0.0]
    clear = [v.id for v in voices if v.formant >= 1.0 and v.model not in low]
    return {
        Role.CHAIR: tuple(deep),
        Role.VICE_CHAIR: tuple(deep[1:]),
        Role.SECRETARIAT: tuple(clear),
    }
