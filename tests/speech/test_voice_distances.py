"""The default voices, measured: apart from one another, low, at a calm pace, equally loud."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from reader.passages.sentences import sentence_spans
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.speech.fallback.available import sample_request
from reader.speech.sound import mp3
from reader.speech.voices.natural_palette import natural_palette
from reader.speech.voices.palette import openjtalk_palette
from reader.speech.workers.pool import SynthesisPool
from tests.speech.sounds import decoded, loudness
from tests.speech.voice_measure import Samples, loud_frames, median_pitch, pitches, stretch

pytestmark = pytest.mark.voice

PALETTES = {"openjtalk": openjtalk_palette(), "natural": natural_palette()}
# How many of the sentences are said: the natural voices take eight times as long.
SPOKEN = {"openjtalk": 2, "natural": 1}
# The voice whose pace is measured on the seed, and how many of its sentences apart.
PACE = {"openjtalk": ("openjtalk/middle", 8), "natural": ("natural/low", 60)}
SENTENCES = (
    "計画の背景、目的のうちの目的について、市民の暮らしやすさに貢献すると書かれている。",
    "長崎市では移住支援室において、相談窓口での話し合いや、生活環境を見ていただく施策をしている。",
)


@pytest.fixture(scope="module", params=list(PALETTES))
def driver(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory, natural_model: Path) -> Iterator[SynthesisPool]:
    folder = tmp_path_factory.mktemp("dictionaries")
    pool = SynthesisPool(os.cpu_count() or 1, 600.0, folder, natural_model=natural_model)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def sounds(driver: str, pool: SynthesisPool, analyzer: OpenJTalkAnalyzer) -> Mapping[str, Samples]:
    """Both sentences by every voice of the palette."""
    palette = PALETTES[driver]
    voices = (palette.announcer, *palette.voices)
    texts = SENTENCES[: SPOKEN[driver]]
    requests = [sample_request(voice, analyzer, text) for voice in voices for text in texts]
    with ThreadPoolExecutor(8) as threads:
        clips = [decoded(clip.frames).astype(np.float64) for clip in threads.map(pool.speak, requests)]
    each = len(texts)
    return {voice.id: np.concatenate(clips[i * each : (i + 1) * each]) for i, voice in enumerate(voices)}


def test_there_are_at_least_twelve(sounds: Mapping[str, Samples]) -> None:
    assert len(sounds) >= 12


def test_every_two_voices_can_be_told_apart(sounds: Mapping[str, Samples]) -> None:
    pitch = {name: median_pitch(sound, mp3.SAMPLE_RATE) for name, sound in sounds.items()}
    for one, other in combinations(sounds, 2):
        half_tones = abs(12 * np.log2(pitch[one] / pitch[other]))
        if half_tones < 3.0:
            factor = stretch(sounds[one], sounds[other], mp3.SAMPLE_RATE)
            told = f"{one} {other}: {half_tones:.1f} half tones, formants × {factor:.3f}"
            assert max(factor, 1 / factor) >= 1.08, told


def test_every_voice_is_low(sounds: Mapping[str, Samples]) -> None:
    for name, sound in sounds.items():
        assert 100 <= median_pitch(sound, mp3.SAMPLE_RATE) <= 220, name


def test_no_voice_breaks_up(driver: str, sounds: Mapping[str, Samples]) -> None:
    """Voiced as much as speech is, its pitch steady from frame to frame (half tones a hundredth), nothing cut off. Of the natural
    voices only half as much is said: a leap counts for more."""
    most_leaps = {"openjtalk": 0.06, "natural": 0.08}[driver]
    for name, sound in sounds.items():
        found = pitches(sound, mp3.SAMPLE_RATE)
        steps = 12 * np.abs(np.diff(np.log2(found)))
        assert len(found) > 0.65 * loud_frames(sound, mp3.SAMPLE_RATE), name
        assert np.median(steps) < 0.4, name
        assert np.mean(steps > 5) < most_leaps, name
        assert np.mean(np.abs(sound) >= 32_767) < 1e-5, name


def test_every_voice_is_equally_loud(sounds: Mapping[str, Samples]) -> None:
    levels = [20 * np.log10(loudness(sound.astype(np.int16)) / 32768) for sound in sounds.values()]
    assert max(levels) - min(levels) < 2
    assert min(levels) > -24
    assert max(np.abs(sound).max() for sound in sounds.values()) <= 32768 * 10 ** (-3 / 20)


def test_the_pace_on_the_seed(
    driver: str, pool: SynthesisPool, seed: bytes, analyzer: OpenJTalkAnalyzer
) -> None:
    """Morae a second inside sentences, the pauses at commas included: a voice in the middle, on sentences of the seed."""
    name, apart = PACE[driver]
    text = seed.decode("utf-8")
    text = text[text.index("主な質疑等") : text.index("お問い合わせ先")]
    sentences = [text[start:end] for start, end in sentence_spans(text)][::apart]
    voice = PALETTES[driver].voice(name)
    with ThreadPoolExecutor(4) as threads:
        clips = threads.map(lambda s: pool.speak(sample_request(voice, analyzer, s)), sentences)
        seconds = sum(mp3.frames(clip.frames) * mp3.FRAME_SECONDS for clip in clips)
    assert 5.0 <= sum(analyzer.annotate(s).morae for s in sentences) / seconds <= 5.8
