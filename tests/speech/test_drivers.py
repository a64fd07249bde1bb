"""The contract of every driver, held by the real thing: silent, Open JTalk, natural, and eSpeak NG where the system has it."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from reader.errors import SpeechError, SpeechTimeoutError
from reader.narration.spoken_words import spoken_words
from reader.passages.utterance import Utterance
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.word import Override
from reader.readings.writing.kana import morae
from reader.speech.clips.clip import Clip
from reader.speech.fallback.available import htsvoice_files
from reader.speech.making.request import SpeechRequest
from reader.speech.making.spoken_text import speech_request
from reader.speech.sound import mp3
from reader.speech.voices.natural_palette import natural_palette
from reader.speech.voices.palette import openjtalk_palette
from reader.speech.voices.voice import Voice
from reader.speech.workers.pool import SynthesisPool
from tests import engines
from tests.speech.sounds import decoded, loudness
from tests.speech.voice_measure import median_pitch

pytestmark = pytest.mark.voice

SENTENCE = "このように、県下市町が共通で使う基盤を、県が提供する方向で進んでいる。"
PACES = {"silent": 0.8, "openjtalk": 0.8, "natural": 0.8, "espeak": 0.65}
OURS = ("openjtalk", "natural")


@pytest.fixture(scope="module", params=list(PACES))
def driver(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    if name == "espeak":
        engines.required()
    return name


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory, natural_model: Path) -> Iterator[SynthesisPool]:
    pool = SynthesisPool(1, 600.0, tmp_path_factory.mktemp("dictionaries"), natural_model=natural_model)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def sentence(driver: str, analyzer: OpenJTalkAnalyzer) -> SpeechRequest:
    return requested(SENTENCE, Voice(f"{driver}/test", driver, "試し", rate=PACES[driver]), analyzer)


@pytest.fixture(scope="module")
def spoken(pool: SynthesisPool, sentence: SpeechRequest) -> Clip:
    """The sentence, said once for all tests of a driver."""
    return pool.speak(sentence)


def requested(text: str, voice: Voice, analyzer: OpenJTalkAnalyzer, *overrides: Override) -> SpeechRequest:
    read = analyzer.annotate(text, (), overrides)
    utterance = Utterance("t1-1", 0, len(text), text, read.words, read.digest, read.morae, overrides)
    return speech_request(utterance, voice, ())


def test_it_makes_sound_of_a_plausible_length(sentence: SpeechRequest, spoken: Clip) -> None:
    data = spoken.frames
    seconds = mp3.frames(data) * mp3.FRAME_SECONDS
    assert 3.5 < len(morae(sentence.kana)) / seconds < 7.5
    assert (loudness(decoded(data)) > 1000) == (sentence.voice.driver != "silent")


def test_a_long_sentence_is_heard_before_it_is_made(pool: SynthesisPool, analyzer: OpenJTalkAnalyzer) -> None:
    """From pause to pause, but in pieces of ten morae at the least; none of the sound is told and then changed."""
    told = list[bytes]()
    text = "また、今後の具体的な取り組みについては、関係する部署と協議をしながら進めてまいります、はい。"
    request = requested(text, Voice("openjtalk/test", "openjtalk", "試し", rate=0.8), analyzer)
    clip = pool.speak(request, told.append)
    assert len(told) == 1
    assert 2.0 < mp3.duration(told[0]) < 0.6 * mp3.duration(clip.frames)
    assert all(clip.frames.startswith(beginning) for beginning in told)
    assert len(clip.beats) == len(morae(request.kana))


def test_three_quarters_of_the_pace_take_four_thirds_of_the_time(
    pool: SynthesisPool, sentence: SpeechRequest, spoken: Clip
) -> None:
    slow = replace(sentence, voice=replace(sentence.voice, rate=sentence.voice.rate * 0.75))
    assert len(pool.speak(slow).frames) / len(spoken.frames) == pytest.approx(4 / 3, rel=0.1)


def test_it_says_one_sentence_after_another(
    pool: SynthesisPool, sentence: SpeechRequest, spoken: Clip
) -> None:
    lengths = {len(clip.frames) for clip in (spoken, pool.speak(sentence), pool.speak(sentence))}
    assert max(lengths) - min(lengths) <= 2 * mp3.FRAME_BYTES


def test_a_long_breath_takes_no_longer_for_each_mora(
    driver: str, pool: SynthesisPool, sentence: SpeechRequest, spoken: Clip, analyzer: OpenJTalkAnalyzer
) -> None:
    """No driver drawls or spells where no comma stands for sixty morae."""
    text = "新型感染症の拡大によって大変事業にも大きな影響が出ておられる方々を今回のキャンペーンの対象としている。"
    long = requested(text, sentence.voice, analyzer)
    said = ((sentence, spoken), (long, pool.speak(long)))
    paces = [len(morae(request.kana)) / len(clip.frames) for request, clip in said]
    assert paces[1] > 0.8 * paces[0], driver


def test_a_voice_that_does_not_exist_is_told(pool: SynthesisPool, sentence: SpeechRequest) -> None:
    with pytest.raises(SpeechError, match="声"):
        pool.speak(replace(sentence, voice=replace(sentence.voice, model="/no/such/voice")))
    assert pool.speak(sentence)


def test_where_nothing_is_said_there_is_a_short_silence(pool: SynthesisPool, sentence: SpeechRequest) -> None:
    data = pool.speak(replace(sentence, text="――――", kana="", digest="")).frames
    assert mp3.frames(data) * mp3.FRAME_SECONDS < 0.3


def test_past_the_time_limit_it_is_ended(sentence: SpeechRequest, natural_model: Path) -> None:
    pool = SynthesisPool(1, 0.05, natural_model=natural_model)
    try:
        with pytest.raises(SpeechTimeoutError, match="秒たっても終わらない"):
            pool.speak(replace(sentence, text=sentence.text * 40, kana=sentence.kana * 400, digest=""))
    finally:
        pool.close()


def test_after_a_worker_is_killed_the_next_one_speaks(pool: SynthesisPool, sentence: SpeechRequest) -> None:
    pool.speak(sentence)
    for pid in pool.processes():
        os.kill(pid, 9)
    assert pool.speak(sentence)


@pytest.mark.parametrize("name", OURS)
def test_a_reading_that_is_not_the_one_shown_is_refused(
    name: str, pool: SynthesisPool, analyzer: OpenJTalkAnalyzer
) -> None:
    request = requested(SENTENCE, Voice(f"{name}/test", name, "試し"), analyzer)
    with pytest.raises(SpeechError, match="画面に出ている読みと違います"):
        pool.speak(replace(request, overrides=(Override(6, 10, "いちまち"),)))


@pytest.mark.parametrize("name", OURS)
def test_a_correction_of_one_occurrence_is_spoken(
    name: str, pool: SynthesisPool, analyzer: OpenJTalkAnalyzer
) -> None:
    voice = Voice(f"{name}/test", name, "試し")
    at = SENTENCE.index("方向")
    corrected = requested(SENTENCE, voice, analyzer, Override(at, at + 2, "ほうこうほうこう"))
    plain = pool.speak(requested(SENTENCE, voice, analyzer))
    assert len(pool.speak(corrected).frames) > len(plain.frames)


def test_openjtalk_speaks_with_another_htsvoice(
    pool: SynthesisPool, analyzer: OpenJTalkAnalyzer, tmp_path: Path
) -> None:
    """By the system's further voice, else by a copy of the one that comes with the package."""
    model = next(iter(htsvoice_files()), None)
    if model is None:
        own = Path(str(files("pyopenjtalk"))) / "htsvoice" / "mei_normal.htsvoice"
        model = str(shutil.copy(own, tmp_path / "another.htsvoice"))
    for voice in openjtalk_palette([model]).voices[-2:]:
        assert loudness(decoded(pool.speak(requested(SENTENCE, voice, analyzer)).frames)) > 1000


def test_a_word_begins_where_its_sound_does(pool: SynthesisPool, analyzer: OpenJTalkAnalyzer) -> None:
    """Behind a pause the sound's energy says where that is: it, or the closure before it, within 60 ms, by every shape of
    voice (pace, size of the head). The natural voices run on over a comma or two: nothing begins there."""
    text = "基盤を、長崎県が提供する方向で、皆様、ありがとうございます、来年も、お願いします。"
    far: list[float] = []
    for voice in (*openjtalk_palette([]).voices[:4], natural_palette().voice("natural/low")):
        clip = pool.speak(requested(text, voice, analyzer))
        words = spoken_words(analyzer.annotate(text).words, clip.beats)
        onsets = onsets_behind_silence(decoded(clip.frames))
        begins = [words[0], *(word for word in words if text[word.start - 1] == "、")]
        assert [text[word.start : word.end] for word in words[:3]] == ["基盤を", "長崎", "県が"]
        far += [min(abs(onset - word.begin_ms) for onset in onsets) for word in begins]
    begun = [distance for distance in far if distance < 300]
    assert len(begun) >= 4 * 6 + 3, sorted(far)
    assert max(begun) <= 60, sorted(far)


def onsets_behind_silence(samples: npt.NDArray[np.int16], step: int = 120, pause: int = 16) -> list[float]:
    """Milliseconds at which something begins to be heard after 80 ms of (nearly) nothing, or for the first time."""
    whole = samples[: len(samples) // step * step].reshape(-1, step).astype(np.float64)
    energy = np.sqrt((whole**2).mean(axis=1))
    loud = energy > 0.04 * np.percentile(energy, 95)
    quiet = np.concatenate([np.zeros(pause, bool), loud])
    return [at * step / 24 for at in np.flatnonzero(loud) if not quiet[at : at + pause].any()]


@pytest.mark.parametrize(("name", "most"), [("openjtalk", 600), ("natural", 700)])
def test_a_worker_needs_less_than_so_many_megabytes(
    name: str, most: int, pool: SynthesisPool, analyzer: OpenJTalkAnalyzer
) -> None:
    """Also for a sentence without end, longer than the natural voices' model could hold, by the slowest of voices."""
    request = requested(SENTENCE[:-1] * 5, Voice(f"{name}/test", name, "試し", rate=0.69), analyzer)
    pool.speak(request)
    if Path("/proc/self/status").exists():
        assert max(map(_peak_megabytes, pool.processes())) < most


def test_the_natural_voices_have_the_accents_of_the_dictionary(
    pool: SynthesisPool, analyzer: OpenJTalkAnalyzer
) -> None:
    """箸 falls behind its first mora, 橋 does not: one recording, one pace, only the dictionary's accents differ."""
    voice = Voice("natural/test", "natural", "試し")
    heard = [
        decoded(pool.speak(requested(word, voice, analyzer)).frames).astype(float)
        for word in ("箸が。", "橋が。")
    ]
    first = [median_pitch(sound[: len(sound) // 2], mp3.SAMPLE_RATE) for sound in heard]
    rest = [median_pitch(sound[len(sound) // 2 :], mp3.SAMPLE_RATE) for sound in heard]
    assert first[0] / rest[0] > 1.1 * first[1] / rest[1]


def _peak_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
