"""A sound as it is kept: without the silence around it, as loud as every other; also piece by piece, while it is made.

::

    「今後、」            from 0.2 s on, 1.3 times as loud
    「今後、具体的な…」    the same, and what has come since, 1.1 times; no more silence behind it than before it

An engine that makes a sentence from pause to pause makes one piece louder than the next, by up to 4 dB beside the sentence made
in one: in the pauses between them nobody hears that each is brought to one loudness.
"""

from reader.speech.sound.sound import Sound, amplified, gain, heard

_MARGIN = 0.03


class Finishing:
    """Where a sound begins is settled by the first of it that is heard; how loud each piece is, by that piece."""

    def __init__(self) -> None:
        self._begin = self._given = 0

    def more(self, sound: Sound) -> Sound:
        """What has not been given yet of the sound, of which so much has been made; none as long as nothing is heard."""
        there = heard(sound, _MARGIN)
        if there and not self._given:
            self._begin = self._given = there.start
        piece = Sound(sound.samples[self._given : there.stop], sound.rate)
        self._given = max(self._given, there.stop)
        return amplified(piece, gain(piece))

    def beats(self, sound: Sound) -> tuple[int, ...]:
        """When the morae of the whole sound begin in all that was given, in samples."""
        last = self._given - self._begin
        return tuple(min(max(0, beat - self._begin), last) for beat in sound.beats)
