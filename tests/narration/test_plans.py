"""Voices that take long to be made are heard once a session is made whole, and never change under a listener's ears."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.library.library import Library
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.plans import QUIET, CastingPlans
from reader.narration.tracks import Pauses, Track
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.heard import HeardVoices
from reader.speech.making.maker import ClipMaker
from reader.speech.voices.casting import Casting
from reader.speech.voices.voice import Voice
from reader.web.app import create_app
from tests.speech.sounds import ToneEngine, spoken_minutes, stored

TURNS = ("はじめます。質問します。", "答えます。", "終わります。")


def by(driver: str) -> Casting:
    voice = Voice(f"{driver}/one", driver, "声")
    return Casting(voice, {"委員": voice, "事務局": voice}, {})


def casting(_session: Session) -> Casting:
    """Open JTalk speaks until the natural voices have said everything."""
    quick = by("openjtalk")
    return Casting(quick.announcer, quick.voices, {}, usual=by("natural"))


@pytest.fixture
def session(library: Library) -> Session:
    return library.session(stored(library, spoken_minutes(TURNS)))


@pytest.fixture
def engine() -> ToneEngine:
    return ToneEngine()


@pytest.fixture
def narrator(tmp_path: Path, engine: ToneEngine) -> Iterator[Narrator]:
    cache = ClipCache(tmp_path / "audio_cache")
    slow = ClipMaker(cache, ToneEngine(seconds=0.5), 1)
    made = Narrator(ClipMaker(cache, engine, 1, apart={"natural": slow}), cache, casting, lambda driver: "1")
    yield made
    made.close()


def drivers(track: Track) -> set[str]:
    return {segment.voice.driver for segment in track.segments}


@dataclass
class Served:
    """The plans of several processes on one folder of sound: which clips are ``there``, what the clock says ``now``."""

    folder: Path
    there: set[str] = field(default_factory=set)
    now: float = 1_000_000.0

    def plans(self) -> CastingPlans:
        """Those of one process."""
        return CastingPlans(
            casting,
            lambda _: "1",
            Pauses(),
            lambda clip: 1 if clip in self.there else None,
            HeardVoices(self.folder),
            10_000,
            lambda: self.now,
        )


def test_a_session_is_heard_in_the_voices_it_is_to_have_once_all_of_it_is_made(
    session: Session, tmp_path: Path
) -> None:
    """Whichever of two processes is asked."""
    served = Served(tmp_path / "heard")
    there, plans, others = served.there, served.plans(), served.plans()
    assert drivers(plans.of(session).whole) == {"openjtalk"}
    ahead = plans.both(session).ahead
    assert drivers(ahead.whole) == {"natural"}
    there.update(ahead.whole.clips[:-1])
    served.now += 2 * QUIET
    assert drivers(plans.of(session).whole) == {"openjtalk"}  # not before the last sentence is there
    there.update(ahead.whole.clips)
    for asked in (others, plans, others, others, plans):
        served.now += 0.9 * QUIET
        assert drivers(asked.of(session).whole) == {"openjtalk"}  # somebody has been listening all the time
    served.now += QUIET
    assert drivers(others.of(session).whole) == {"natural"}
    there.clear()
    served.now += 0.9 * QUIET
    assert drivers(plans.of(session).whole) == {"natural"}
    served.now += QUIET
    assert drivers(plans.of(session).whole) == {"openjtalk"}  # its clips were thrown out for room


def test_a_session_does_not_change_its_voices_while_somebody_is_there(
    session: Session, tmp_path: Path
) -> None:
    """A visitor of a kiosk reads on for long, and listens again."""
    served = Served(tmp_path / "heard")
    plans = served.plans()
    assert drivers(plans.of(session).whole) == {"openjtalk"}
    served.there.update(plans.both(session).ahead.whole.clips)
    for _ in range(3):
        served.now += 0.9 * QUIET
        plans.attended()
    served.now += 0.9 * QUIET
    assert drivers(plans.of(session).whole) == {"openjtalk"}
    served.now += 2 * QUIET
    plans.attended()  # the next visitor
    assert drivers(plans.of(session).whole) == {"natural"}


def test_a_voice_stays_also_where_that_cannot_be_written_down(session: Session, tmp_path: Path) -> None:
    (tmp_path / "heard").write_text("no folder")
    served = Served(tmp_path / "heard")
    plans = served.plans()
    assert drivers(plans.of(session).whole) == {"openjtalk"}
    served.there.update(plans.both(session).ahead.whole.clips)
    served.now += 0.9 * QUIET
    assert drivers(plans.of(session).whole) == {"openjtalk"}
    served.now += QUIET
    assert drivers(plans.of(session).whole) == {"natural"}


def test_a_turn_that_has_begun_in_one_voice_ends_in_it(
    session: Session, library: Library, narrator: Narrator, tmp_path: Path
) -> None:
    """Its lasting address goes on meaning the sound that it meant."""
    client = TestClient(create_app(library, narrator, Settings()))
    base = f"/minutes/{session.id}/passages/t1"
    first = client.get(f"{base}.mp3").content
    begun = client.get(f"{base}.json").json()
    assert begun["ready"] is True
    narrator.narrate(session, lambda _: None, threading.Event())
    (heard,) = (tmp_path / "audio_cache" / "heard").iterdir()
    heard.unlink()
    client.cookies.clear()  # as if it had been quiet for long
    now = client.get(f"{base}.json").json()
    assert now["url"] != begun["url"]
    assert drivers(narrator.track(session, "t1")) == {"natural"}
    rest = client.get(begun["url"], headers={"Range": "bytes=2880-"})
    assert rest.status_code == 206
    assert first.endswith(rest.content)
    assert client.get(now["url"]).content != client.get(begun["url"]).content
    slow = client.get(f"{base}.json?pauses=long").json()["url"]
    assert client.get(slow).status_code == 200


def test_who_has_begun_in_one_voice_goes_on_in_it_whichever_machine_serves_the_next_turn(
    session: Session, library: Library, narrator: Narrator, tmp_path: Path
) -> None:
    """It has not heard of the first turn, and has all of the session in the voices that it should have."""
    client = TestClient(create_app(library, narrator, Settings()))
    client.get(f"/minutes/{session.id}/passages/t1.json")
    narrator.narrate(session, lambda _: None, threading.Event())
    (heard,) = (tmp_path / "audio_cache" / "heard").iterdir()
    heard.unlink()
    told = client.get(f"/minutes/{session.id}/passages/t2.json").json()
    quick, natural = narrator.in_all_voices(session, "t2")
    assert told["url"].endswith(quick.version)
    heard.unlink()
    newcomer = TestClient(create_app(library, narrator, Settings()))
    told = newcomer.get(f"/minutes/{session.id}/passages/t2.json").json()
    assert told["url"].endswith(natural.version)
    told = client.get(f"/minutes/{session.id}/passages/t3.json").json()
    assert told["url"].endswith(narrator.in_all_voices(session, "t3")[0].version)


def test_what_is_made_ahead_is_what_a_session_is_to_have(session: Session, narrator: Narrator) -> None:
    assert narrator.progress(session).clips_ready == 0
    done = narrator.narrate(session, lambda _: None, threading.Event())
    assert (done.failed, done.is_complete) == (0, True)
    assert narrator.progress(session).is_complete
    assert drivers(narrator.made_ahead(session)[0]) == {"natural"}
    assert drivers(narrator.whole(session)) == {"natural"}
    assert {segment.voice.driver for segment in narrator.segments(session)} == {"natural", "openjtalk"}


def test_nobody_waits_behind_voices_that_take_long(tmp_path: Path, session: Session) -> None:
    """While the natural voices say something long, Open JTalk says what somebody waits for."""
    goes_on, begun = threading.Event(), threading.Event()

    def slow(_text: str) -> None:
        begun.set()
        goes_on.wait()

    cache = ClipCache(tmp_path / "audio_cache")
    apart = {"natural": ClipMaker(cache, ToneEngine(slow), 1)}
    narrator = Narrator(ClipMaker(cache, ToneEngine(), 1, apart=apart), cache, casting, lambda _: "1")
    stop = threading.Event()
    ahead = threading.Thread(target=narrator.narrate, args=(session, lambda _: None, stop))
    ahead.start()
    begun.wait()
    heard = narrator.request(session, narrator.track(session, "t1"))
    assert all(clip.result(timeout=30) for clip in heard)
    stop.set()
    goes_on.set()
    ahead.join()
    narrator.close()
