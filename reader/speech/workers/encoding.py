"""A clip as it is made of a sound: encoded piece by piece while there is more and more of that.

::

    「今後、」  → 40 frames, told        「今後、具体的な…」  → the 500 that the clip has, which begin with those
"""

from reader.speech.clips.clip import Clip, Told
from reader.speech.sound.finishing import Finishing
from reader.speech.sound.mp3 import DELAY_SECONDS, FRAME_BYTES, Encoder, frames
from reader.speech.sound.sound import Sound


class ClipInMaking:
    """What there is of a clip is ``told`` whenever that has become more."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._finishing = Finishing()
        self._encoder: Encoder | None = None
        self._frames = b""

    def go_on(self, sound: Sound) -> None:
        """So much of the sound is made."""
        before = len(self._frames) // FRAME_BYTES
        self._encode(self._finishing.more(sound))
        whole = len(self._frames) // FRAME_BYTES
        if whole > before:
            self._told(self._frames[: whole * FRAME_BYTES])

    def whole(self, sound: Sound) -> Clip:
        """The clip of the whole sound; silence is left as it is. SpeechError if it cannot be encoded."""
        self._encode(self._finishing.more(sound))
        if self._encoder is None:
            self._encode(sound)
        data = self._frames + (self._encoder.rest() if self._encoder else b"")
        frames(data)
        beats = (beat / sound.rate + DELAY_SECONDS for beat in self._finishing.beats(sound))
        return Clip(data, tuple(round(1000 * beat) for beat in beats))

    def _encode(self, piece: Sound) -> None:
        if len(piece.samples):
            self._encoder = self._encoder or Encoder(piece.rate)
            self._frames += self._encoder.more(piece.samples)
