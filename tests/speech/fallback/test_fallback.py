"""VOICEVOX goes in the middle of a session and comes back: the listener hears every sentence, and is told."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.errors import DriverMissingError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.session import Session
from reader.library.voices.driver import keep_voices, known_voices
from reader.narration.narrator import Narrator
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache
from reader.speech.fallback.available import fallback_palette
from reader.speech.fallback.fallback import VoicesWithFallback
from reader.speech.making.maker import ClipMaker
from reader.speech.making.spoken_text import speech_request
from reader.speech.voices.casting import Casting, cast_minutes
from reader.speech.voices.versions import voice_version
from reader.speech.workers.pool import SynthesisPool
from reader.web.app import create_app
from tests.speech.sounds import decoded, loudness, wait_until
from tests.speech.voicevox_stand_in import VoicevoxStandIn

pytestmark = pytest.mark.voice

MINUTES = """令和8年5月14日 市民会議 会議録
議長 本日の会議を開きます。はじめに、予算を議題とします。
佐藤委員 質問します。
議長 以上で終わります。
"""


@dataclass
class House:
    """A site whose driver is VOICEVOX."""

    voices: VoicesWithFallback
    narrator: Narrator
    library: Library
    session: Session

    def drivers(self, key: str) -> list[str]:
        """The drivers that speak the passage."""
        return [segment.voice.driver for segment in self.narrator.track(self.session, key).segments]


@pytest.fixture
def voicevox() -> Iterator[VoicevoxStandIn]:
    with VoicevoxStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def house(tmp_path: Path, importer: Importer, library: Library, voicevox: VoicevoxStandIn) -> Iterator[House]:
    def pool() -> SynthesisPool:
        return SynthesisPool(1, 60.0, tmp_path / "dictionaries", voicevox_url=voicevox.url)

    session = library.session(importer.import_bytes(MINUTES.encode(), "m.txt", "m").id)
    speaking, cache = pool(), ClipCache(tmp_path / "audio_cache")
    voices = VoicesWithFallback("voicevox", speaking, spare=pool, rest=0.2)

    def casting(session: Session) -> Casting:
        now = cast_minutes(session.minutes, voices.palette)
        usual = cast_minutes(session.minutes, voices.usual) if now.missing and voices.usual else None
        return replace(now, usual=usual, fallback=cast_minutes(session.minutes, fallback_palette("voicevox")))

    narrator = Narrator(
        ClipMaker(cache, voices, 1),
        cache,
        casting,
        voice_version,
        credits=lambda: voices.palette.credits,
    )
    voices.on_change = narrator.recast
    yield House(voices, narrator, library, session)
    voices.close()
    narrator.close()
    speaking.close()


def closed(voicevox: VoicevoxStandIn) -> int:
    """Ends VOICEVOX; gives the port it listened on."""
    voicevox.__exit__()
    return voicevox.port


def test_open_jtalk_takes_over_and_steps_back(
    house: House, voicevox: VoicevoxStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    client = TestClient(create_app(house.library, house.narrator, Settings()))
    base = f"/minutes/{house.session.id}"
    assert client.get(f"{base}/turns/1.mp3").status_code == 200
    first = house.narrator.track(house.session, "t1")
    assert {segment.voice.driver for segment in first.segments} == {"voicevox"}
    assert "VOICEVOX:四国めたん、VOICEVOX:青山龍星" in client.get("/accessibility").text
    port = closed(voicevox)
    with caplog.at_level(logging.WARNING):
        heard = client.get(f"{base}/turns/2.mp3")
    assert heard.status_code == 200
    assert loudness(decoded(heard.content)) > 500
    assert set(house.drivers("t2")) == {"openjtalk"}
    assert house.narrator.frames(house.narrator.track(house.session, "t2")) is not None
    assert "かわりに Open JTalk の声で読みます" in caplog.text
    assert "いつもの声（VOICEVOX）がいま使えない" in client.get(f"{base}/progress").text
    with VoicevoxStandIn(port):
        wait_until(lambda: house.voices.palette.missing is None)
        wait_until(lambda: house.narrator.track(house.session, "t1") == first)  # cast anew a moment later
        assert house.narrator.frames(first) is not None
        assert "VOICEVOX" not in client.get(f"{base}/progress").text
        assert client.get(f"{base}/turns/3.mp3").status_code == 200
        assert set(house.drivers("t3")) == {"voicevox"}


def test_a_narration_goes_on_to_the_end(house: House, voicevox: VoicevoxStandIn) -> None:
    def first_clip(_progress: object) -> None:
        if not voicevox.closing.is_set():
            closed(voicevox)

    voicevox.most = 1
    done = house.narrator.narrate(house.session, first_clip, threading.Event())
    assert (done.failed, done.finished) == (0, True)
    assert "VOICEVOX" in (done.problem or "")
    assert house.narrator.frames(house.narrator.whole(house.session)) is not None
    assert house.narrator.stands_in_for(house.session) == "voicevox"


REFUSED = """令和8年5月15日 市民会議 会議録
議長 はじめます。エラーが出ました。続けます。
佐藤委員 分かりました。
"""


def test_one_sentence_that_voicevox_cannot_say_is_said_by_the_fallback(
    house: House, importer: Importer, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told, and the rest goes on in VOICEVOX: for who listens, and ahead of time."""
    first = house.library.session(importer.import_bytes(REFUSED.encode(), "r.txt", "r").id)
    client = TestClient(create_app(house.library, house.narrator, Settings()))
    with caplog.at_level(logging.WARNING):
        heard = client.get(f"/minutes/{first.id}/turns/1.mp3")
    assert heard.status_code == 200
    track = house.narrator.track(first, "t1")
    said = {s.utterance.text: s.voice.driver for s in track.segments if not s.utterance.is_announcement}
    assert said == {"はじめます。": "voicevox", "エラーが出ました。": "openjtalk", "続けます。": "voicevox"}
    assert house.narrator.frames(track) is not None
    assert "「エラーが出ました。」は VOICEVOX の声にできない" in caplog.text
    assert house.narrator.stands_in_for(first) is None
    again = REFUSED.replace("15日", "16日").replace("エラーが", "またエラーが")
    second = house.library.session(importer.import_bytes(again.encode(), "s.txt", "s").id)
    done = house.narrator.narrate(second, lambda _: None, threading.Event())
    assert (done.failed, done.finished) == (0, True)
    assert "500" in (done.problem or "")
    drivers = [segment.voice.driver for segment in house.narrator.whole(second).segments]
    assert (drivers.count("openjtalk"), house.narrator.frames(house.narrator.whole(second)) is None) == (
        1,
        False,
    )


def test_what_is_made_already_keeps_its_voices(house: House, voicevox: VoicevoxStandIn) -> None:
    house.narrator.narrate(house.session, lambda _: None, threading.Event())
    whole = house.narrator.whole(house.session)
    closed(voicevox)
    segment = whole.segments[-1]
    request = speech_request(segment.utterance, segment.voice, ())
    with pytest.raises(DriverMissingError):
        house.voices.speak(request)
    assert house.voices.palette.missing == "voicevox"
    assert house.narrator.whole(house.session) == whole
    assert house.narrator.stands_in_for(house.session) is None
    with pytest.raises(DriverMissingError, match="かわりに Open JTalk"):
        house.voices.speak(request)


def test_who_has_which_voice_is_known_when_it_is_started_while_the_driver_is_away(
    house: House, voicevox: VoicevoxStandIn, tmp_path: Path
) -> None:
    def started() -> VoicesWithFallback:
        """As the house does it after a restart."""
        pools.append(pool())
        return VoicesWithFallback(
            "voicevox",
            pools[-1],
            spare=pool,
            known=known_voices(house.library, "voicevox"),
            on_voices=partial(keep_voices, house.library, "voicevox"),
            rest=3600.0,
        )

    def pool() -> SynthesisPool:
        return SynthesisPool(1, 60.0, tmp_path / "dictionaries", voicevox_url=voicevox.url)

    pools: list[SynthesisPool] = []
    assert known_voices(house.library, "voicevox") == ()
    there = started()
    port = closed(voicevox)
    away = started()
    assert (away.palette.missing, away.palette.announcer.driver) == ("voicevox", "openjtalk")
    assert "かわりに Open JTalk" in (away.palette.notice or "")
    assert away.usual == there.palette == there.usual
    with VoicevoxStandIn(port):
        back = started()
    assert (back.palette, back.palette.missing) == (there.palette, None)
    for voices, speaking in zip((there, away, back), pools, strict=True):
        voices.close()
        speaking.close()
