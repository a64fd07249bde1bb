"""The part that our pyttsx3 drivers have in common: an engine that makes a whole sentence in one call.

Where it makes the sentence in several pieces, what there is of it stands in the WAV file after each but the last, and the
notification ``sounding`` says so: who wants to hear it need not wait for the whole.

pyttsx3 queues ``setProperty`` and ``save_to_file`` and runs them when the driver's loop first says that it is not
busy; what they raise becomes an ``error`` notification. Properties, besides pyttsx3's own (``rate`` 200 is the
engine's own pace)::

    pitch     half tones            formant    factor by which the spectrum is stretched
    kana      ケンカシチョーワ        digest     of the labels that are to be spoken
    lexicon   tuple of Reading      overrides  tuple of Override
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reader.errors import SpeechError
from reader.speech.sound.sound import Sound, wav_bytes
from reader.speech.voices.voice import DriverVoice

OWN_PACE = 200
"""pyttsx3's default rate; here the engine's own pace."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a sentence is to be said: the properties at the moment ``save_to_file`` is run."""

    voice: str | None
    rate: float
    pitch: float
    formant: float
    kana: str
    properties: Mapping[str, Any]


class SentenceEngine(Protocol):
    """Makes the sound of a sentence."""

    properties: Mapping[str, Any]
    """Properties of this engine alone, with their defaults."""

    def voices(self, properties: Mapping[str, Any], /) -> list[DriverVoice]:
        """The voices there are. DriverMissingError if what the engine needs is not there."""
        ...

    def speak(self, text: str, manner: Manner, sounding: Callable[[Sound], None], /) -> Sound:
        """The sentence's sound; ``sounding`` is given what there is of it as long as that is not all. SpeechError if it cannot
        be said."""
        ...


class SentenceDriver:
    """A pyttsx3 driver around a ``SentenceEngine``. The names of its methods are pyttsx3's."""

    def __init__(self, proxy: Any, engine: SentenceEngine) -> None:
        self._proxy = proxy
        self._engine = engine
        self._looping = False
        self._properties: dict[str, Any] = {
            "voice": None,
            "rate": OWN_PACE,
            "volume": 1.0,
            "pitch": 0.0,
            "formant": 1.0,
            "kana": "",
            "lexicon": (),
            "overrides": (),
            "digest": "",
            **engine.properties,
        }

    def destroy(self) -> None:
        """Called when the engine goes away."""

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Runs what is queued; returns when ``endLoop``, the last of it, has been run."""
        self._looping = True
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Ends the loop."""
        self._looping = False

    def iterate(self) -> Iterator[None]:
        """For a loop of the caller's own."""
        self._proxy.setBusy(False)
        yield

    def say(self, text: str) -> None:
        """Refused: this program plays sound in the browser, never on the server."""
        raise SpeechError(
            f"この声は音声ファイルにだけ出せます（{text[:20]}）。save_to_file を使ってください。"
        )

    def stop(self) -> None:
        """Nothing to stop: a sentence is made in one call."""

    def save_to_file(self, text: str, filename: str) -> None:
        """Writes the sentence as a WAV file, which is whole after each of its pieces."""
        self._proxy.notify("started-utterance")

        def sounding(sound: Sound) -> None:
            Path(filename).write_bytes(wav_bytes(sound))
            self._proxy.notify("sounding")

        Path(filename).write_bytes(wav_bytes(self._engine.speak(text, self._manner(), sounding)))
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        """A property's value; ``voices`` lists the voices. KeyError for a name that means nothing."""
        return self._engine.voices(self._properties) if name == "voices" else self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        """Sets a property. KeyError for a name that means nothing."""
        if name not in self._properties:
            raise KeyError(f"unknown property {name}")
        self._properties[name] = value

    def _manner(self) -> Manner:
        have = self._properties
        return Manner(
            have["voice"],
            float(have["rate"]) / OWN_PACE,
            float(have["pitch"]),
            float(have["formant"]),
            have["kana"],
            have,
        )
