"""Which voices this machine has: asks the drivers, looks for ``.htsvoice`` files, and says what is not there.

``driver = "voicevox"`` while no VOICEVOX runs → the palette of Open JTalk, with the notice
「VOICEVOX が http://127.0.0.1:50021 で動いていません。… かわりに Open JTalk の声で読みます。」
"""

import logging
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.errors import DriverMissingError, SpeechError
from reader.passages.utterance import Utterance
from reader.readings.word import Analyzer
from reader.speech.making.request import SpeechRequest
from reader.speech.making.spoken_text import speech_request
from reader.speech.natural.model import require_model
from reader.speech.sound.htsvoice import median_hertz
from reader.speech.voices.foreign_palette import foreign_palette
from reader.speech.voices.natural_palette import natural_palette
from reader.speech.voices.palette import Palette, openjtalk_palette
from reader.speech.voices.voice import DriverVoice, Voice
from reader.speech.workers.pool import SynthesisPool

SAMPLE_SENTENCE = "ただいまから、会議を始めます。お手元の資料を、ご覧ください。"
HTS_VOICES = (Path("/usr/share/hts-voice"), Path("/usr/local/share/hts-voice"))
"""Where systems keep voices of Open JTalk, such as Debian's ``hts-voice-nitech-jp-atr503-m001``."""

_log = logging.getLogger(__name__)
_ON_PLATFORM = {"win32": ("sapi5",), "darwin": ("nsss",)}


def find_palette(driver: str, pool: SynthesisPool, folders: Iterable[Path] = ()) -> Palette:
    """The palette of the driver a site has chosen; Open JTalk's, and a notice, if that driver is missing.

    ``folders`` are searched for ``.htsvoice`` files before the system's.
    """
    folders = tuple(folders)
    try:
        return driver_palette(driver, driver_voices(driver, pool), folders)
    except DriverMissingError as error:
        return without(driver, error, folders)


def driver_voices(driver: str, pool: SynthesisPool) -> tuple[DriverVoice, ...]:
    """What a driver has whose voices are not ours to choose; nothing for Open JTalk and the natural voices.
    DriverMissingError."""
    if driver == "natural":
        require_model(pool.natural_model)
    return () if driver in ("openjtalk", "natural") else tuple(pool.voices(driver))


def driver_palette(driver: str, voices: Sequence[DriverVoice], folders: Iterable[Path] = ()) -> Palette:
    """The palette of the driver that has these voices, with Open JTalk's for those they are chosen for.
    DriverMissingError if there are none."""
    house = _house_palette(folders)
    if driver == "openjtalk":
        return house
    palette = natural_palette() if driver == "natural" else foreign_palette(driver, voices)
    return replace(palette, further=(*palette.further, house.announcer, *house.voices))


def fallback_palette(driver: str, folders: Iterable[Path] = ()) -> Palette:
    """Open JTalk's palette, for what the driver's voices cannot say, or not yet."""
    return replace(_house_palette(folders), absent=(driver,))


def without(driver: str, error: SpeechError, folders: Iterable[Path] = ()) -> Palette:
    """Open JTalk's palette while the driver is away for that reason; says so in the log and in its notice."""
    notice = f"{error}かわりに Open JTalk の声で読みます。"
    _log.warning("%s", notice)
    return replace(_house_palette(folders), missing=driver, notice=notice)


def list_voices(
    pool: SynthesisPool, driver: str = "openjtalk", folders: Iterable[Path] = ()
) -> tuple[tuple[Voice, ...], tuple[str, ...]]:
    """Every voice of every driver that is here, and why those drivers that should be here are not.

    Looked for are Open JTalk, the site's ``driver``, the natural voices, the platform's own, eSpeak NG and VOICEVOX.
    """
    palette = _house_palette(folders)
    voices = [palette.announcer, *palette.voices]
    missing: list[str] = []
    for name in dict.fromkeys((driver, "natural", *_ON_PLATFORM.get(sys.platform, ()), "espeak", "voicevox")):
        if name == "openjtalk":
            continue
        try:
            found = driver_palette(name, driver_voices(name, pool))
            voices += (found.announcer, *found.voices)
        except DriverMissingError as error:
            missing.append(str(error))
    return tuple(voices), tuple(missing)


def _house_palette(folders: Iterable[Path]) -> Palette:
    """Open JTalk's palette, with the further models there are."""
    files = htsvoice_files(folders)
    return openjtalk_palette(files, {path: median_hertz(Path(path).read_bytes()) for path in files})


def htsvoice_files(folders: Iterable[Path] = ()) -> Sequence[str]:
    """The paths of the ``.htsvoice`` files in the folders and in the system's, one for each name."""
    found: dict[str, str] = {}
    for folder in (*folders, *HTS_VOICES):
        for path in sorted(folder.glob("**/*.htsvoice")) if folder.is_dir() else ():
            found.setdefault(path.stem, str(path))
    return tuple(found.values())


def sample_request(voice: Voice, analyzer: Analyzer, sentence: str = SAMPLE_SENTENCE) -> SpeechRequest:
    """What to ask the pool for, so that people can hear the voice."""
    read = analyzer.annotate(sentence)
    utterance = Utterance("sample-1", 0, len(sentence), sentence, read.words, read.digest, read.morae)
    return speech_request(utterance, voice, ())
