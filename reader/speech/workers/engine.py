"""One pyttsx3 engine, speaking one sentence at a time into a WAV file. The only module that imports pyttsx3.

Facts of pyttsx3 2.99 that shape this:

- What a driver raises reaches nobody but listeners of ``error``.
- Commands are queued until the first loop and run at once after it. macOS's driver then ends its loop before the file is
  written, so each sentence is queued as if it were the first (``setBusy``).
- eSpeak is the other way about: it does not wait for a sentence that was queued, so it gets an empty first loop and then
  commands that run at once. It takes over properties in a thread of its own, where the ``stop`` that ends pyttsx3's
  queue can drop them (``Synchronize``); it prints to standard output.

「はい。」 → rate 200, pitch 50, save_to_file, runAndWait, and then the file is looked at.
"""

import importlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyttsx3
import pyttsx3.drivers

from reader.errors import DriverMissingError, ReaderError, SpeechError
from reader.speech import drivers
from reader.speech.drivers.sentence_driver import OWN_PACE
from reader.speech.making.request import SpeechRequest
from reader.speech.sound.sound import engine_pitch, engine_rate
from reader.speech.voices.voice import DriverVoice, Voice

# The drivers that come with pyttsx3 know these properties only; ours know all of sentence_driver.
_FOREIGN = {
    "espeak": ("voice", "rate", "pitch"),
    "sapi5": ("voice", "rate"),
    "nsss": ("voice", "rate"),
    "avspeech": ("voice", "rate"),
}
_DEFAULT_VOICE = {"espeak": "ja"}


class Engine:
    """A driver of pyttsx3, ready to speak."""

    def __init__(self, driver: str, folders: Iterable[Path] = (), **options: object) -> None:
        """Loads the driver. DriverMissingError if it, or what it needs, is not on this machine.

        ``folders`` are searched for drivers after pyttsx3's own folder and ours; ``options`` are properties set
        once (``dictionaries``, ``url``), for drivers that know them.
        """
        _search([*drivers.__path__, *map(str, folders)])
        try:
            self._engine: Any = pyttsx3.init(driver)
        except ReaderError:
            raise
        except (ImportError, OSError, RuntimeError, AttributeError, KeyError, ValueError) as error:
            raise DriverMissingError(
                f"音声エンジン {driver} を使えません（{_one_line(error)}）。入っているか確かめるか、別の声を選んでください。"
            ) from error
        self.driver = driver
        self._failures: list[Exception] = []
        self._engine.connect("error", self._failed)
        self._engine.connect("sounding", self._told)
        self._sounding: Callable[[], None] = _unheard
        self._set_once({name: value for name, value in options.items() if self._knows(name)})

    @property
    def is_foreign(self) -> bool:
        """Whether the driver came with pyttsx3: it cannot stretch a spectrum."""
        return self.driver in _FOREIGN

    def voices(self) -> list[DriverVoice]:
        """The voices that the driver has. DriverMissingError if what it needs is not there."""
        found: list[DriverVoice] = []
        for voice in self._engine.getProperty("voices"):
            languages = tuple(_text(language) for language in voice.languages or ())
            if isinstance(voice, DriverVoice):
                found.append(voice)
                continue
            is_low = str(voice.gender or "").lower().removeprefix("voicegender") in ("male", "m")
            found.append(DriverVoice(str(voice.id), str(voice.name), languages, is_low=is_low))
        return found

    def speak(self, request: SpeechRequest, path: Path, sounding: Callable[[], None]) -> None:
        """Writes the request's sound to ``path`` as WAV. SpeechError if the driver reports one. ``sounding`` is called whenever
        the file holds more of it, by drivers that make it piece by piece."""
        self._failures.clear()
        self._sounding = sounding
        if self.driver != "espeak":
            self._engine.proxy.setBusy(True)
        for name, value in self._properties(request):
            self._engine.setProperty(name, value)
        if self.driver == "espeak":
            importlib.import_module("pyttsx3.drivers._espeak").Synchronize()
        self._engine.save_to_file(request.text, str(path))
        self._engine.runAndWait()
        if self._failures:
            raise _as_speech_error(self._failures[0], request)

    def _properties(self, request: SpeechRequest) -> Iterable[tuple[str, object]]:
        voice = request.voice
        if self.is_foreign:
            return self._foreign_properties(voice)
        have: dict[str, object] = {
            "voice": voice.model,
            "rate": OWN_PACE * voice.rate,
            "pitch": voice.pitch,
            "formant": voice.formant,
            "kana": request.kana,
            "lexicon": request.lexicon,
            "overrides": request.overrides,
            "digest": request.digest,
        }
        return have.items()

    def _foreign_properties(self, voice: Voice) -> Iterable[tuple[str, object]]:
        """What pyttsx3's own drivers understand; the worker stretches their sound afterwards."""
        have = {
            "voice": voice.model or _DEFAULT_VOICE.get(self.driver),
            "rate": round(OWN_PACE * engine_rate(voice.rate, voice.formant)),
            "pitch": _espeak_pitch(engine_pitch(voice.pitch, voice.formant)),
        }
        return [(name, have[name]) for name in _FOREIGN[self.driver] if have[name] is not None]

    def _set_once(self, options: Mapping[str, object]) -> None:
        """Sets the options, and runs the first, empty loop, after which nothing is queued any more."""
        for name, value in options.items():
            self._engine.setProperty(name, value)
        if options or self.driver == "espeak":
            self._engine.runAndWait()

    def _knows(self, name: str) -> bool:
        try:
            self._engine.getProperty(name)
        except KeyError:
            return False
        return True

    def _told(self, **_: object) -> None:
        self._sounding()

    def _failed(self, exception: Exception, **_: object) -> None:
        self._failures.append(exception)


def _unheard() -> None:
    """For who waits for the whole."""


def _search(folders: Iterable[str]) -> None:
    """Has pyttsx3 look for drivers in these folders too."""
    known = pyttsx3.drivers.__path__
    known.extend(folder for folder in folders if folder not in known)
    importlib.invalidate_caches()


def _espeak_pitch(half_tones: float) -> int:
    """eSpeak's pitch: 50 is the voice's own, 50 steps an octave, 0 to 100."""
    return max(0, min(100, round(50 + half_tones * 50 / 12)))


def _as_speech_error(error: Exception, request: SpeechRequest) -> SpeechError:
    if isinstance(error, SpeechError):
        return error
    return SpeechError(
        f"「{request.text[:20]}」を {request.voice.driver} で音声にできません（{_one_line(error)}）。声の設定を確かめてください。"
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _text(language: object) -> str:
    return language.decode("utf-8", "replace") if isinstance(language, bytes) else str(language)
