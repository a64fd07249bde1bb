"""A voice, and what a synthesizer owes its callers.

A voice is a pyttsx3 driver's voice with how it is bent: 議長 → ``Voice("openjtalk/low", "openjtalk", "低い声", pitch=-4.0)``.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """One way of sounding.

    ``driver`` is the pyttsx3 driver's name. ``model`` is the engine's own voice (an id, or the path of an
    ``.htsvoice`` file); None is the engine's default. ``rate`` is a factor (1.0 is the driver's own pace),
    ``pitch`` is in half tones, ``formant`` stretches the spectrum by a factor (above 1: a smaller head).
    ``name`` is what people see.
    """

    id: str
    driver: str
    name: str
    model: str | None = None
    rate: float = 1.0
    pitch: float = 0.0
    formant: float = 1.0


@dataclass(frozen=True, slots=True)
class DriverVoice:
    """A voice as a driver of pyttsx3 lists it.

    ``person`` is who lent the voice, where several voices are one person's (the styles of VOICEVOX); ``is_low`` says
    that it is a man's voice, as far as the driver tells.
    """

    id: str
    name: str
    languages: tuple[str, ...] = ("ja",)
    person: str = ""
    is_low: bool = False
