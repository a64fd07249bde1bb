"""Which voices there are: Open JTalk's, VOICEVOX's over HTTP, and what is said when they are not there."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import DriverMissingError, SpeechError, SpeechTimeoutError
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.speech.fallback.available import find_palette, htsvoice_files, list_voices, sample_request
from reader.speech.making.request import SpeechRequest
from reader.speech.sound import mp3
from reader.speech.voices.voice import Voice
from reader.speech.workers.pool import SynthesisPool
from tests.speech.sounds import decoded
from tests.speech.voice_measure import median_pitch
from tests.speech.voicevox_stand_in import VoicevoxStandIn

STYLE = Voice("voicevox/2", "voicevox", "四国めたん（ノーマル）", "2")
TEXT = "県下の会議です。"
MORAE = 9


@pytest.fixture(scope="module")
def voicevox() -> Iterator[VoicevoxStandIn]:
    with VoicevoxStandIn() as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def pool(voicevox: VoicevoxStandIn) -> Iterator[SynthesisPool]:
    pool = SynthesisPool(1, 60.0, voicevox_url=f"{voicevox.url}/")
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def alone() -> Iterator[SynthesisPool]:
    """A pool where no VOICEVOX listens."""
    pool = SynthesisPool(1, 60.0, voicevox_url="http://127.0.0.1:9")
    yield pool
    pool.close()


def asked(text: str = TEXT, voice: Voice = STYLE) -> SpeechRequest:
    return SpeechRequest(text, "ケンカノカイギデス。", (), (), voice, "")


def test_voicevox_speaks(pool: SynthesisPool, voicevox: VoicevoxStandIn) -> None:
    voicevox.asked.clear()
    data = pool.speak(asked()).frames
    assert mp3.frames(data) * mp3.FRAME_SECONDS == pytest.approx(0.15 * MORAE, abs=0.15)
    kana = {"text": "ケ'ンカノ/カ'イギデ_ス", "is_kana": "true"}
    assert voicevox.asked[0] == ("/accent_phrases", {**kana, "speaker": "2"})
    assert voicevox.asked[1] == ("/synthesis", {"speaker": "2"})


def test_pace_pitch_and_formants_reach_voicevox(pool: SynthesisPool) -> None:
    bent = decoded(pool.speak(asked(voice=replace(STYLE, rate=0.5, pitch=-5.0, formant=0.9))).frames)
    assert len(bent) / mp3.SAMPLE_RATE == pytest.approx(0.3 * MORAE, abs=0.15)
    assert median_pitch(bent.astype(float), mp3.SAMPLE_RATE) == pytest.approx(200 * 2 ** (-5 / 12), rel=0.03)


def test_the_styles_that_talk_are_the_palette(pool: SynthesisPool) -> None:
    palette = find_palette("voicevox", pool)
    assert palette.notice is None
    assert palette.announcer.id == "voicevox/2"
    assert palette.voice("voicevox/13").name == "青山龍星（ノーマル）"
    assert {voice.model for voice in palette.voices} == {"2", "13"}
    assert palette.voice("openjtalk/low").driver == "openjtalk"


def test_a_missing_voicevox_gives_way_to_openjtalk_and_says_so(
    alone: SynthesisPool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        palette = find_palette("voicevox", alone)
    assert palette.announcer.driver == "openjtalk"
    assert palette.notice is not None
    assert "VOICEVOX が http://127.0.0.1:9 で動いていません。" in palette.notice
    assert "かわりに Open JTalk の声で読みます" in caplog.text


def test_natural_voices_without_their_model_give_way_and_say_what_to_do(
    alone: SynthesisPool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        palette = find_palette("natural", alone)
    assert (palette.announcer.driver, palette.missing) == ("openjtalk", "natural")
    assert palette.notice is not None
    assert (
        "reader voices --prepare で用意してください。かわりに Open JTalk の声で読みます。" in palette.notice
    )
    assert palette.notice in caplog.text


def test_speaking_without_voicevox_is_told(alone: SynthesisPool) -> None:
    with pytest.raises(DriverMissingError, match="VOICEVOX を起動するか"):
        alone.speak(asked())


@pytest.mark.slow
def test_voicevox_that_stops_while_it_is_used_is_told() -> None:
    with VoicevoxStandIn() as stand_in:
        pool = SynthesisPool(1, 60.0, voicevox_url=stand_in.url)
        assert pool.speak(asked())
    try:
        with pytest.raises(DriverMissingError, match="動いていません"):
            pool.speak(asked())
    finally:
        pool.close()


def test_what_voicevox_refuses_is_told(pool: SynthesisPool) -> None:
    with pytest.raises(SpeechError, match="受け付けません"):
        pool.speak(asked(voice=replace(STYLE, model="999")))
    with pytest.raises(SpeechError, match="500"):
        pool.speak(asked("エラー"))
    assert pool.speak(asked())


@pytest.mark.slow
def test_a_voicevox_that_does_not_answer_is_given_up(voicevox: VoicevoxStandIn) -> None:
    pool = SynthesisPool(1, 0.5, voicevox_url=voicevox.url)
    try:
        for _ in range(2):  # by the worker's successor too
            with pytest.raises(SpeechTimeoutError):
                pool.speak(asked("遅い"))
    finally:
        pool.close()


@pytest.mark.slow
def test_voices_are_listed_and_what_is_missing_is_told(pool: SynthesisPool, alone: SynthesisPool) -> None:
    voices, _ = list_voices(pool)
    assert {"openjtalk/low", "voicevox/13"} <= {voice.id for voice in voices}
    assert len({voice.id for voice in voices}) == len(voices)
    _, missing = list_voices(alone)
    assert any("VOICEVOX" in line for line in missing)


def test_htsvoice_files_are_found(tmp_path: Path) -> None:
    (tmp_path / "nitech").mkdir()
    (tmp_path / "nitech" / "nitech_jp.htsvoice").touch()
    (tmp_path / "readme.txt").touch()
    assert str(tmp_path / "nitech" / "nitech_jp.htsvoice") in htsvoice_files((tmp_path, tmp_path / "no"))


@pytest.mark.voice
def test_staff_can_hear_a_sample(alone: SynthesisPool, analyzer: OpenJTalkAnalyzer) -> None:
    voice = find_palette("openjtalk", alone).voice("openjtalk/low")
    seconds = mp3.frames(alone.speak(sample_request(voice, analyzer)).frames) * mp3.FRAME_SECONDS
    assert 3 < seconds < 10
