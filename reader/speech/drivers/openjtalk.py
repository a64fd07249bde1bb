"""The ``openjtalk`` driver: real Japanese prosody, with the readings that are shown.

It reads the sentence with the analyser and the lexicon that annotated it, and holds the labels against the digest
that was stored then, so that 「市町」 can never be shown しちょう and spoken いちまち. The silence that HTS makes before and
behind every sentence (0.6 s) is not made at all: pauses are the narration's.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reader.errors import SpeechError
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer, synthesize_labels
from reader.speech.drivers.sentence_driver import Manner, SentenceDriver
from reader.speech.sound.sound import Sound, engine_pitch, engine_rate, stretched
from reader.speech.voices.voice import DriverVoice

_SILENCE = "-sil+"
# F: of a label: which accent phrase of its breath group it is, from the front (and from behind).
_PHRASE = re.compile(r"@(\d+)_(\d+)\|")
_PHRASES_LEARNT = 7


def buildDriver(proxy: Any) -> SentenceDriver:  # noqa: N802 - pyttsx3's name
    """Called by pyttsx3."""
    return SentenceDriver(proxy, OpenJTalkEngine())


class OpenJTalkEngine:
    """Speaks full-context labels. ``dictionaries`` is the folder of compiled dictionaries, ``voice`` the path of an
    ``.htsvoice`` file (None: the one that comes with pyopenjtalk-plus)."""

    properties: Mapping[str, Any] = {"dictionaries": None}

    def __init__(self) -> None:
        self._analyzer: OpenJTalkAnalyzer | None = None

    def voices(self, properties: Mapping[str, Any], /) -> list[DriverVoice]:
        """The voice that comes with the package. Loads the dictionaries: a driver that has answered is ready."""
        self._reader(properties).labels("はい")
        return [DriverVoice("mei_normal", "メイ（MMDAgent）")]

    def speak(self, text: str, manner: Manner) -> Sound:
        """The sentence's sound at 24 kHz."""
        have = manner.properties
        labels = self._reader(have).labels(text, have["lexicon"], have["overrides"])
        if have["digest"] and _digest(labels) != have["digest"]:
            raise SpeechError(
                f"「{text[:20]}」の読みが、画面に出ている読みと違います。reader import で会議録を取り込み直してください。"
            )
        spoken = _without_edges(labels)
        if not spoken:
            raise SpeechError(f"「{text[:20]}」には読む所がありません。")
        samples, rate = synthesize_labels(
            [_as_learnt(label) for label in spoken] if manner.voice else spoken,
            engine_rate(manner.rate, manner.formant),
            engine_pitch(manner.pitch, manner.formant),
            manner.voice,
        )
        return stretched(samples, rate, manner.formant)

    def _reader(self, properties: Mapping[str, Any]) -> OpenJTalkAnalyzer:
        if self._analyzer is None:
            folder = properties["dictionaries"]
            self._analyzer = OpenJTalkAnalyzer(folder and Path(folder))
        return self._analyzer


def _digest(labels: Sequence[str]) -> str:
    """As ``OpenJTalkAnalyzer.annotate`` names them."""
    return hashlib.sha256("\n".join(labels).encode()).hexdigest()


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
