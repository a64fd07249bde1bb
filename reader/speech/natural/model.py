"""The model at work: sounds in, samples out, with the pitch that it is told.

Its front half says how long each sound lasts and how high it would speak; its back half speaks, at any pitch::

    tokens, style, pace → front → features, pitch, energy, frames      pitch := accents      → back → samples at 24 kHz

A folder holds both halves and the styles of its recordings (``preparing`` makes it). Every worker maps the same files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reader.errors import DriverMissingError
from reader.speech.natural.contour import STEP_SECONDS, accented, ends_of
from reader.speech.natural.phonemes import Piece

FRONT, BACK, STYLES = "front.onnx", "back.onnx", "styles.npz"
FEATURES, PITCH, ENERGY, FRAMES = (
    "/encoder/MatMul_1_output_0",
    "/encoder/Reshape_output_0",
    "/encoder/Reshape_1_output_0",
    "/encoder/Clip_output_0",
)
"""The tensors that cross where it is cut, and the frames of 25 ms that each token lasts."""
SAMPLE_RATE = 24_000

_NOT_THERE = (
    "自然な声のモデルが {folder} にないか、壊れています。reader voices --prepare で用意してください。"
)
_NOTHING_TO_RUN_IT = (
    "自然な声の部品（onnxruntime）がありません。pip install 'minutes-reader[natural]' で入れてください。"
)

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """``samples`` from -1 to 1, and the seconds at which each mora begins and ends."""

    samples: Samples
    morae: tuple[tuple[float, float], ...]


def require_model(folder: Path | None) -> None:
    """DriverMissingError unless the model, and what runs it, are there, as far as a look from outside tells."""
    if find_spec("onnxruntime") is None:
        raise DriverMissingError(_NOTHING_TO_RUN_IT)
    if folder is None or not all((folder / name).is_file() for name in (FRONT, BACK, STYLES)):
        raise DriverMissingError(_NOT_THERE.format(folder=folder or "この機械"))


class NaturalModel:
    """The model of a folder, loaded. For one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """DriverMissingError if it, or what runs it, is not there."""
        try:
            import onnxruntime
        except ImportError as error:
            raise DriverMissingError(_NOTHING_TO_RUN_IT) from error
        options = onnxruntime.SessionOptions()
        # A worker is one of as many as there are cores: its threads would only take turns with the others'.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Its own arena, on by default, stays: malloc, without it, scatters the tensors over three times the memory. No plan of
        # memory is kept for each length of sentence: that took half as much again (610 MB instead of 419), and no less time.
        # Nor what a piece took when it has been said: kept, the next piece, of another length, lay beside it (730 MB instead of
        # 635 at the most, and 730 instead of 450 between two sentences), for 1.01 times the time.
        options.enable_mem_pattern = False
        options.log_severity_level = 3

        self._run = onnxruntime.RunOptions()
        self._run.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

        def loaded(name: str) -> Any:
            return onnxruntime.InferenceSession(
                str(folder / name), options, providers=["CPUExecutionProvider"]
            )

        try:
            self._front, self._back = loaded(FRONT), loaded(BACK)
            with np.load(folder / STYLES) as styles:
                self._styles = {name: styles[name] for name in styles.files}
        except Exception as error:
            raise DriverMissingError(_NOT_THERE.format(folder=folder)) from error

    def speak(self, piece: Piece, shares: Mapping[str, float], pace: float, hertz: float) -> Said:
        """The piece by a mixture of recordings, at ``pace`` times its own, its pitch around ``hertz``."""
        style = self._style(shares, len(piece.tokens))
        tokens = np.array([[0, *piece.tokens, 0]], np.int64)
        features, pitch, energy, frames = self._front.run(
            [FEATURES, PITCH, ENERGY, FRAMES],
            {"tokens": tokens, "style": style, "speed": np.array([pace], np.float32)},
            self._run,
        )
        ends = ends_of(frames)
        told = accented(pitch.ravel(), piece, ends, hertz).reshape(pitch.shape)
        given = {FEATURES: features, PITCH: told, ENERGY: energy, "style": style}
        samples = np.asarray(self._back.run(["audio"], given, self._run)[0], np.float32).ravel()
        times = ends * STEP_SECONDS
        return Said(samples, tuple((float(times[begin]), float(times[end])) for begin, end in piece.spans))

    def _style(self, shares: Mapping[str, float], tokens: int) -> npt.NDArray[np.float32]:
        rows = [
            share * self._styles[name][min(tokens, len(self._styles[name])) - 1].ravel()
            for name, share in shares.items()
        ]
        return np.sum(rows, axis=0, dtype=np.float32).reshape(1, -1)
