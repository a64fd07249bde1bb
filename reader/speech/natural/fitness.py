"""Whether this machine is fit for natural voices: fast enough, large enough. Measured once, and kept beside the model.

::

    4 cores × 1.4 times as fast as one speaks    fit
    1 core  × 0.9                                「この機械は自然な声には遅すぎます（…）。」

Speed is counted in the processor's time, so that a machine that is busy with other things is not taken for a slow one.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from reader.readings.writing.labels import Mora
from reader.speech.natural.model import SAMPLE_RATE, NaturalModel
from reader.speech.natural.phonemes import pieces

_SPEED = "speed.json"
_FAST_ENOUGH = 1.5
_ROOM = 1_000_000_000
_GIGABYTE = 1_000_000_000
_LIMIT = 60.0
# コンニチワ … : as many morae as a sentence has.
_WORD = [
    ("k", "o"),
    ("", "N"),
    ("n", "i"),
    ("ch", "i"),
    ("w", "a"),
    ("m", "i"),
    ("n", "a"),
    ("s", "a"),
    ("", "N"),
]
_WORDS = 4


def why_unfit(folder: Path, cores: int) -> str | None:
    """Why natural voices are not for this machine, in words for people; None where they are. ``folder`` is the
    model's; all ``cores`` together are to be fast enough."""
    room = free_memory()
    if room is not None and room < _ROOM:
        return f"空いているメモリーが {room / _GIGABYTE:.1f} GB しかありません（1 GB 以上が要ります）。"
    speed = measured_speed(folder)
    if speed is None:
        return "自然な声の速さを測れませんでした。reader voices --prepare で用意し直してください。"
    if speed * cores < _FAST_ENOUGH:
        return f"この機械は自然な声には遅すぎます（話す速さの {speed * cores:.1f} 倍。{_FAST_ENOUGH} 倍以上が要ります）。"
    return None


def measured_speed(folder: Path) -> float | None:
    """How many seconds of sound a core makes in one; None if that could not be measured."""
    kept = folder.with_name(f"{folder.name}-{_SPEED}")
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(kept.read_text(encoding="utf-8"))
        if found["cores"] == os.cpu_count():
            return float(found["speed"])
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        asked = [sys.executable, "-P", "-m", __name__, str(folder)]
        told = subprocess.run(asked, capture_output=True, check=True, timeout=_LIMIT, env=_environment())
        speed = float(told.stdout)
        with suppress(OSError):
            kept.write_text(json.dumps({"speed": speed, "cores": os.cpu_count()}), encoding="utf-8")
        return speed
    return None


def free_memory() -> int | None:
    """Bytes that are free or could be; None where the system does not say."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return 1024 * int(next(line.split()[1] for line in lines if line.startswith("MemAvailable:")))
    return None


def speed_of(model: NaturalModel) -> float:
    """Seconds of sound for a second of the processor, by a sentence of 36 morae said twice, the second time counted."""
    size = len(_WORD)
    word = [Mora(c, v, place, size, 1, False) for place, (c, v) in enumerate(_WORD, 1)]
    (piece,) = pieces([tuple(word * _WORDS)])
    for _ in range(2):
        begun = time.process_time()
        said = model.speak(piece, {"jf_alpha": 1.0}, 1.0, 200.0)
        taken = time.process_time() - begun
    return len(said.samples) / SAMPLE_RATE / max(taken, 1e-3)


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[3])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))}


if __name__ == "__main__":
    sys.stdout.write(f"{speed_of(NaturalModel(Path(sys.argv[1]))):.3f}")
