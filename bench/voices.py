"""Sentences of the seed said by every voice of a driver, for ``bench/judging.py`` to judge; in portions, as time allows.

::

    python -m bench.voices natural FOLDER [SENTENCES [SHARE [SECONDS]]]   VOICE/N.wav as it is served, VOICE/N.json its text and marks
    python -m bench.voices bare FOLDER …                                  the same by two recordings as the model itself would say them
    python -m bench.voices whole FOLDER …                                 the same by Open JTalk, each sentence in one piece instead of from pause to pause

All of 40 sentences by twelve voices take more than an hour of a core: what is there is not said again, and after so many SECONDS (all the time
there is, if none are named) it stops and tells what is left. The sentences go round among the voices, so that a part of them is fair to all.
With a SHARE of 4, each voice says every fourth of them, the next voice those beside.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.seed import seed_bytes
from reader.cli.house import House, load_settings
from reader.cli.natural import prepare_model
from reader.minutes.outline import parse
from reader.minutes.sources.reading import read_source
from reader.passages.annotator import Annotator
from reader.passages.utterance import PassageKind
from reader.readings.writing.labels import breath_groups
from reader.speech.fallback.available import driver_palette, sample_request
from reader.speech.making.request import SpeechRequest
from reader.speech.sound.finishing import Finishing
from reader.speech.sound.sound import Sound, joined, wav_bytes
from reader.speech.voices.voice import Voice
from reader.speech.workers.engine import Engine
from reader.speech.workers.worker import sound_of

_FROM, _TO = 15, 80


def say(driver: str, folder: Path, count: int, share: int, seconds: float) -> int:
    """``count`` sentences of the seed, each ``share``-th of them by every voice of the driver: ``VOICE/N.wav`` as it is served,
    ``VOICE/N.json`` its text and, for each mora, when it begins and ends, its tone, and whether a phrase begins with it. Gives how many
    are left after ``seconds``."""
    bare, changed = driver == "bare", _CHANGED.get(driver)
    house = House(load_settings(driver=_DRIVERS.get(driver, driver)))
    if house.driver == "natural":
        prepare_model(house.settings)
    palette = driver_palette(house.driver, ())
    voices = _recordings() if bare else (palette.announcer, *palette.voices)
    engine = Engine(
        house.driver,
        dictionaries=house.settings.dictionary_cache,
        natural_model=house.settings.natural_folder,
    )
    fitting = _sentences(house)
    chosen = fitting[:: max(1, len(fitting) // count)][:count]
    wanted = [
        (folder / voice.id.replace("/", "-") / f"{number}.wav", voice, sentence)
        for number, sentence in enumerate(chosen)
        for place, voice in enumerate(voices)
        if place % share == number % share
    ]
    missing = [each for each in wanted if not each[0].with_suffix(".json").is_file()]
    until = time.monotonic() + seconds
    for done, (path, voice, sentence) in enumerate(missing):
        if time.monotonic() > until:
            return len(missing) - done
        path.parent.mkdir(parents=True, exist_ok=True)
        with patch(*changed) if changed else nullcontext():
            sound = _finished(engine, sample_request(voice, house.analyzer, sentence), path)
        morae = [mora for group in breath_groups(house.analyzer.labels(sentence)) for mora in group]
        times = [beat / sound.rate for beat in sound.beats]
        told = {
            "text": sentence,
            "morae": len(morae),
            "marks": [
                (begin, end, mora.high, mora.begins)
                for begin, end, mora in zip(times, [*times[1:], sound.seconds], morae, strict=bool(times))
            ],
        }
        path.write_bytes(wav_bytes(sound))
        path.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return 0


def _finished(engine: Engine, request: SpeechRequest, path: Path) -> Sound:
    """The request's sound as it is kept."""
    finishing, pieces = Finishing(), list[Sound]()
    sound = sound_of(engine, request, path, lambda there: pieces.append(finishing.more(there)))
    pieces.append(finishing.more(sound))
    return replace(joined(pieces), beats=finishing.beats(sound))


def _sentences(house: House) -> list[str]:
    """Those of what is said in the seed, as it is given to voices, that are neither very short nor very long."""
    name, data = seed_bytes()
    passages = Annotator(house.analyzer).passages(parse(read_source(data, name)), ())
    said = (u for p in passages if p.kind is PassageKind.TURN for u in p.utterances if u.end)
    return [u.text for u in said if _FROM <= u.morae <= _TO]


def _recordings() -> tuple[Voice, ...]:
    return tuple(Voice(f"bare/{name}", "natural", name, name) for name in ("jf_alpha", "jm_kumo"))


def _its_own(pitch: Any, *_: Any) -> Any:
    return pitch


def _in_one(labels: Sequence[str]) -> Iterator[Sequence[str]]:
    yield labels


_DRIVERS = {"bare": "natural", "whole": "openjtalk"}
_CHANGED = {
    "bare": ("reader.speech.natural.model.accented", _its_own),
    "whole": ("pyttsx3.drivers.openjtalk._pieces", _in_one),
}


if __name__ == "__main__":
    count, share, seconds = (*sys.argv[3:6], *("40", "1", "inf")[len(sys.argv[3:6]) :])
    left = say(sys.argv[1], Path(sys.argv[2]), int(count), int(share), float(seconds))
    print(f"{left} sentences are left to be said; the same command goes on." if left else "All are said.")
