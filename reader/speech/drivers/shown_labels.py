"""Labels that say what is shown: the one way in which drivers of ours come to readings and accents.

They are made anew with the analyser and the lexicon that annotated the sentence, and held against the digest that was
stored then, so that 「市町」 can never be shown しちょう and spoken いちまち.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reader.errors import SpeechError
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer

PROPERTIES: Mapping[str, Any] = {"dictionaries": None}
"""What an engine that speaks labels has as properties of its own: the folder of compiled dictionaries."""


class ShownLabels:
    """Reads sentences for an engine."""

    def __init__(self) -> None:
        self._analyzer: OpenJTalkAnalyzer | None = None

    def warm_up(self, properties: Mapping[str, Any]) -> None:
        """Loads the dictionaries."""
        self._reader(properties).labels("はい")

    def of(self, text: str, properties: Mapping[str, Any]) -> list[str]:
        """The sentence's labels. SpeechError where they are not those that were stored, or where there are none."""
        labels = self._reader(properties).labels(text, properties["lexicon"], properties["overrides"])
        digest = properties["digest"]
        # As OpenJTalkAnalyzer.annotate names them.
        if digest and hashlib.sha256("\n".join(labels).encode()).hexdigest() != digest:
            raise SpeechError(
                f"「{text[:20]}」の読みが、画面に出ている読みと違います。reader import で会議録を取り込み直してください。"
            )
        if not labels:
            raise SpeechError(f"「{text[:20]}」には読む所がありません。")
        return labels

    def _reader(self, properties: Mapping[str, Any]) -> OpenJTalkAnalyzer:
        if self._analyzer is None:
            folder = properties["dictionaries"]
            self._analyzer = OpenJTalkAnalyzer(folder and Path(folder))
        return self._analyzer
