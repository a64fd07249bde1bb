"""The cast of the natural voices: recordings and mixtures of them, each at a pitch and with formants of its own.

Two of a row (about one pitch) are told apart by their formants, two rows by three half tones or more; pitches are what is
heard::

    high     211 Hz    women                      案内 → high
    middle   165 Hz    women                      事務局 → middle
    low      138 Hz    men, and a man with a bit of a woman   委員 → low
    deep     108 Hz    men                        委員長 → deep-broad

Not used are mixtures that break up, a recording far from its own pitch (jf_tebukuro, 313 Hz), one that sounds worse (jf_nezumi, DistillMOS 2.9), and formants a tenth and more above
jf_alpha's own, which sound like no grown person's (DistillMOS 2.9 instead of 4.3). The pace makes
about 5.4 morae a second of each recording.
"""

from collections.abc import Mapping
from math import log2

from reader.minutes.model import Role
from reader.speech.natural.recordings import CREDITS, mixture, own_hertz
from reader.speech.voices.palette import Palette
from reader.speech.voices.voice import Voice

_HERTZ = {"high": 211.0, "middle": 165.0, "low": 138.0, "deep": 108.0}
# Name, what people see, recordings, formants, pace.
_CAST = (
    ("high", "高い女の声", "jf_alpha", 1.0, 0.82),
    ("high-broad", "高い女の太い声", "jf_alpha", 0.89, 0.82),
    ("high-full", "高い女の厚い声", "jf_alpha", 0.79, 0.82),
    ("middle", "中くらいの女の声", "jf_alpha+jf_gongitsune", 0.96, 0.86),
    ("middle-broad", "中くらいの女の太い声", "jf_alpha", 0.86, 0.84),
    ("middle-full", "中くらいの女の厚い声", "jf_alpha", 0.73, 0.84),
    ("low", "低い男の声", "jm_kumo", 1.0, 0.83),
    ("low-clear", "低い男の明るい声", "jm_kumo*2+jf_alpha", 1.15, 0.82),
    ("low-broad", "低い男の太い声", "jm_kumo+jf_gongitsune", 0.86, 0.89),
    ("deep", "深い男の声", "jm_kumo", 0.96, 0.85),
    ("deep-clear", "深い男の明るい声", "jm_kumo", 1.12, 0.85),
    ("deep-broad", "深い男の太い声", "jm_kumo", 0.88, 0.84),
)
_ANNOUNCER = "high"
_BY_ROLE: Mapping[Role, tuple[str, ...]] = {
    Role.CHAIR: ("deep-broad", "deep"),
    Role.VICE_CHAIR: ("deep", "low-broad"),
    Role.SECRETARIAT: ("middle", "middle-broad"),
    Role.MEMBER: (
        "low",
        "high-full",
        "middle-full",
        "low-broad",
        "middle-broad",
        "low-clear",
        "high-broad",
        "deep-clear",
    ),
    Role.EXECUTIVE: ("low-broad", "deep-clear", "middle-broad", "low-clear", "high-full"),
    Role.GUEST: ("high-broad", "low-clear", "middle"),
    Role.OTHER: ("low-clear", "high-full", "middle-broad"),
}


def natural_palette() -> Palette:
    """The palette of the driver ``natural``."""
    cast = {row[0]: _voice(*row) for row in _CAST}
    return Palette(
        cast[_ANNOUNCER],
        tuple(voice for name, voice in cast.items() if name != _ANNOUNCER),
        {role: tuple(f"natural/{name}" for name in names) for role, names in _BY_ROLE.items()},
        credits=CREDITS,
    )


def _voice(name: str, seen: str, model: str, formant: float, pace: float) -> Voice:
    hertz = _HERTZ[name.partition("-")[0]]
    pitch = 12 * log2(hertz / own_hertz(mixture(model)))
    return Voice(f"natural/{name}", "natural", seen, model, pace, round(pitch, 1), formant)
