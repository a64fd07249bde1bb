"""The ``openjtalk`` driver: real Japanese prosody, with the readings that are shown.

The silence that HTS makes before and behind every sentence (0.6 s) is not made at all: pauses are the narration's. A
sentence is made from pause to pause, so that who waits for it hears its beginning in a third of the time::

    今後、具体的な取り組みについては、 | 関係する部署と協議をしながら進めてまいります。

A piece has ten morae or more: how loud those are stands for how loud a sentence is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from reader.errors import SpeechError
from reader.readings.openjtalk_analyzer import VOICE, count_morae, synthesize_labels
from reader.speech.drivers.sentence_driver import Manner, SentenceDriver
from reader.speech.drivers.shown_labels import PROPERTIES, ShownLabels
from reader.speech.sound.durations import DurationModel
from reader.speech.sound.sound import Sound, engine_pitch, engine_rate, joined, stretched
from reader.speech.voices.voice import DriverVoice

_SILENCE, _PAUSE = "-sil+", "-pau+"
_MORAE_TOGETHER = 10
# F: of a label: which accent phrase of its breath group it is, from the front (and from behind).
_PHRASE = re.compile(r"@(\d+)_(\d+)\|")
_PHRASES_LEARNT = 7


def buildDriver(proxy: Any) -> SentenceDriver:  # noqa: N802 - pyttsx3's name
    """Called by pyttsx3."""
    return SentenceDriver(proxy, OpenJTalkEngine())


class OpenJTalkEngine:
    """Speaks full-context labels. ``dictionaries`` is the folder of compiled dictionaries, ``voice`` the path of an
    ``.htsvoice`` file (None: the one that comes with pyopenjtalk-plus)."""

    properties: Mapping[str, Any] = PROPERTIES

    def __init__(self) -> None:
        self._shown = ShownLabels()

    def voices(self, properties: Mapping[str, Any], /) -> list[DriverVoice]:
        """The voice that comes with the package. Loads the dictionaries: a driver that has answered is ready."""
        self._shown.warm_up(properties)
        return [DriverVoice("mei_normal", "メイ（MMDAgent）")]

    def speak(self, text: str, manner: Manner, sounding: Callable[[Sound], None], /) -> Sound:
        """The sentence's sound at 24 kHz, from pause to pause."""
        spoken = _without_edges(self._shown.of(text, manner.properties))
        if not spoken:
            raise SpeechError(f"「{text[:20]}」には読む所がありません。")
        given = [_as_learnt(label) for label in spoken] if manner.voice else spoken
        pace = engine_rate(manner.rate, manner.formant)
        pitch = engine_pitch(manner.pitch, manner.formant)
        made: list[Sound] = []
        for piece in _pieces(given):
            if made:
                sounding(joined(made))
            samples, rate = synthesize_labels(piece, pace, pitch, manner.voice)
            sound = stretched(samples, rate, manner.formant)
            beats = _beats(piece, pace, manner.voice, len(samples) / rate)
            made.append(
                replace(sound, beats=tuple(round(beat / manner.formant * sound.rate) for beat in beats))
            )
        return joined(made)


def _pieces(labels: Sequence[str]) -> Iterator[Sequence[str]]:
    """The labels cut behind pauses, so that there are so many morae in each piece, also in the last."""
    start = 0
    for end, label in enumerate(labels, 1):
        here, there = labels[start:end], labels[end:]
        if _PAUSE in label and min(count_morae(here), count_morae(there)) >= _MORAE_TOGETHER:
            yield here
            start = end
    yield labels[start:]


def _beats(labels: Sequence[str], pace: float, model: str | None, seconds: float) -> tuple[float, ...]:
    """When each mora begins, in seconds of the engine's sound. None where that does not come to the length of the sound:
    the sentence is then marked as a whole."""
    durations = _durations(model)
    if durations is None:
        return ()
    frames = durations.frames(labels, pace)
    fits = abs(sum(frames) * durations.frame_seconds - seconds) < durations.frame_seconds
    return durations.beats(labels, frames) if fits else ()


@lru_cache(maxsize=8)
def _durations(model: str | None) -> DurationModel | None:
    """The durations of a voice; None if its file does not tell them."""
    try:
        return DurationModel((Path(model) if model else VOICE).read_bytes())
    except (OSError, ValueError):
        return None


def _without_edges(labels: Sequence[str]) -> Sequence[str]:
    start = 1 if labels and _SILENCE in labels[0] else 0
    end = len(labels) - 1 if len(labels) > 1 and _SILENCE in labels[-1] else len(labels)
    return labels[start:end]


def _as_learnt(label: str) -> str:
    """The label, its phrase not further behind than voices other than ours have learnt from the 503 sentences of ATR:
    from the eighth on nitech_jp_atr503_m001 gives every sound half a second."""
    return _PHRASE.sub(
        lambda m: f"@{min(int(m[1]), _PHRASES_LEARNT)}_{min(int(m[2]), _PHRASES_LEARNT)}|", label
    )
