"""What a worker is asked for: one utterance by one voice.

「県下市町は」 → ``SpeechRequest("県下市町は", "ケンカシチョーワ", …)``
"""

from dataclasses import dataclass

from reader.readings.word import Override, Reading
from reader.speech.voices.voice import Voice


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """One utterance to be spoken.

    ``text`` is what the voice's driver is given; ``kana`` is its pronunciation in katakana, empty where there is
    nothing to say. ``lexicon`` and ``overrides`` are the readings that went into it, and ``digest`` names the
    sound they gave when the utterance was annotated (``readings.word.Annotation.digest``).
    """

    text: str
    kana: str
    lexicon: tuple[Reading, ...]
    overrides: tuple[Override, ...]
    voice: Voice
    digest: str
