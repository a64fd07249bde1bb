"""A sound as it is kept: without the silence around it, as loud as every other; also piece by piece, while it is made.

::

    「今後、」            from 0.2 s on, 1.3 times as loud
    「今後、具体的な…」    the same, and what has come since; no more silence behind it than before it
"""

from dataclasses import replace

from reader.speech.sound.sound import Sound, amplified, gain, heard

_MARGIN = 0.03


class Finishing:
    """What has come of one sound decides: where it begins, and how loud it is, is settled by the first of it that is heard."""

    def __init__(self) -> None:
        self._gain: float | None = None
        self._begin = self._given = 0

    def more(self, sound: Sound) -> Sound:
        """What has not been given yet of the sound, of which so much has been made; none as long as nothing is heard."""
        there = heard(sound, _MARGIN)
        if there and self._gain is None:
            self._begin = self._given = there.start
            self._gain = gain(replace(sound, samples=sound.samples[there.start : there.stop]))
        samples = sound.samples[self._given : there.stop]
        self._given = max(self._given, there.stop)
        return amplified(Sound(samples, sound.rate), self._gain or 1.0)

    def beats(self, sound: Sound) -> tuple[int, ...]:
        """When the morae of the whole sound begin in all that was given, in samples."""
        last = self._given - self._begin
        return tuple(min(max(0, beat - self._begin), last) for beat in sound.beats)
