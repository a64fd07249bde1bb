"""The ``natural`` driver: a neural voice that speaks the sounds and accents that are shown.

::

    「橋を渡る。」   labels, held against the stored digest → morae → haɕio wataɾɯ. → samples, its pitch ours
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from reader.errors import SpeechError
from reader.readings.writing.labels import breath_groups
from reader.speech.drivers.sentence_driver import Manner, SentenceDriver
from reader.speech.drivers.shown_labels import PROPERTIES, ShownLabels
from reader.speech.natural.model import SAMPLE_RATE, NaturalModel, Said, require_model
from reader.speech.natural.phonemes import pieces
from reader.speech.natural.recordings import RECORDINGS, USUAL, mixture, own_hertz
from reader.speech.sound.sound import Sound, engine_pitch, engine_rate, stretched
from reader.speech.voices.voice import DriverVoice

_FULL_SCALE = 32_767
_TOKENS_AT_ONCE, _USUAL_PACE = 112, 0.8


def buildDriver(proxy: Any) -> SentenceDriver:  # noqa: N802 - pyttsx3's name
    """Called by pyttsx3."""
    return SentenceDriver(proxy, NaturalEngine())


class NaturalEngine:
    """Speaks by the model in the folder ``natural_model``."""

    properties: Mapping[str, Any] = {"natural_model": None, **PROPERTIES}

    def __init__(self) -> None:
        self._shown = ShownLabels()
        self._model: NaturalModel | None = None

    def voices(self, properties: Mapping[str, Any], /) -> list[DriverVoice]:
        """The recordings. Loads model and dictionaries: a driver that has answered is ready. DriverMissingError."""
        self._loaded(properties)
        self._shown.warm_up(properties)
        return [
            DriverVoice(recording.name, recording.name, is_low=recording.is_low)
            for recording in RECORDINGS.values()
        ]

    def speak(self, text: str, manner: Manner, _sounding: Callable[[Sound], None], /) -> Sound:
        """The sentence's sound at 24 kHz."""
        shares = mixture(manner.voice or USUAL)
        groups = breath_groups(self._shown.of(text, manner.properties))
        if not groups:
            raise SpeechError(f"「{text[:20]}」には読む所がありません。")
        model = self._loaded(manner.properties)
        pace = engine_rate(manner.rate, manner.formant)
        hertz = own_hertz(shares) * 2 ** (engine_pitch(manner.pitch, manner.formant) / 12)
        parts = pieces(groups, tokens_at_once(pace))
        said = [model.speak(piece, shares, pace, hertz) for piece in parts]
        sound = stretched(
            np.concatenate([part.samples for part in said]) * _FULL_SCALE, SAMPLE_RATE, manner.formant
        )
        beats = (beat * sound.rate / manner.formant for beat in _beats(said))
        return replace(sound, beats=tuple(map(round, beats)))

    def _loaded(self, properties: Mapping[str, Any]) -> NaturalModel:
        if self._model is None:
            folder = properties["natural_model"]
            require_model(folder)
            self._model = NaturalModel(folder)
        return self._model


def tokens_at_once(pace: float) -> int:
    """How many the model is given at this pace: ten seconds of sound, at the most. Each second takes 20 MB while it is made."""
    return round(_TOKENS_AT_ONCE * min(1.0, pace / _USUAL_PACE))


def _beats(parts: Iterable[Said]) -> Iterator[float]:
    """When each mora begins, in seconds, where the parts stand one behind the other."""
    begun = 0.0
    for part in parts:
        yield from (begun + start for start, _ in part.morae)
        begun += len(part.samples) / SAMPLE_RATE
