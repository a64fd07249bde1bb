"""How long each phoneme lasts, held against what the engine itself makes of the same labels."""

import pytest

from reader.readings.openjtalk_analyzer import VOICE, OpenJTalkAnalyzer, synthesize_labels
from reader.speech.sound.durations import DurationModel

SENTENCES = (
    "このように、県下市町が共通で使う基盤を、県が提供する方向で進んでいる。",
    "Wi-Fiは２１か所で、１２月１日から使えます。",
    "はい、異議なし。",
)
PACES = (1.0, 0.8, 1.37)


@pytest.fixture(scope="module")
def model() -> DurationModel:
    return DurationModel(VOICE.read_bytes())


@pytest.mark.voice
def test_they_are_those_of_the_engine(model: DurationModel, analyzer: OpenJTalkAnalyzer) -> None:
    """Each phoneme alone at the voice's own pace; at another pace, where the engine deals out a sum, the sum."""
    for sentence in SENTENCES:
        labels = analyzer.labels(sentence)[1:-1]
        spoken = [len(synthesize_labels([label])[0]) for label in labels]
        frame = model.frame_seconds * 48_000
        assert [frames * frame for frames in model.frames(labels)] == spoken
        for pace in PACES:
            assert sum(model.frames(labels, pace)) * frame == len(synthesize_labels(labels, pace)[0])


def test_every_mora_has_its_beginning(model: DurationModel, analyzer: OpenJTalkAnalyzer) -> None:
    for sentence in SENTENCES:
        labels = analyzer.labels(sentence)[1:-1]
        beats = model.beats(labels, model.frames(labels))
        assert len(beats) == analyzer.annotate(sentence).morae
        assert list(beats) == sorted(set(beats))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF" + bytes(100),
        b"NUM_STATES:5\nFRAME_PERIOD:240\nSAMPLING_FREQUENCY:0\n[DATA]\n",
        VOICE.read_bytes()[:3000],
        VOICE.read_bytes().replace(b"DURATION_TREE:5804-25678", b"DURATION_TREE:5804-05810"),
        VOICE.read_bytes().replace(b"QS C-Phone_N ", b"QS C-Phone_? "),
    ],
    ids=["empty", "sound", "no rate", "cut", "no tree", "a question lost"],
)
def test_a_file_without_them_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no durations"):
        DurationModel(data)
