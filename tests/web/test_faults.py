"""Whatever befalls the sound, the text stays readable and the page says, in plain Japanese, what is the matter."""

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.passages.annotator import Annotator
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.folder import stored_clips
from reader.speech.making.maker import ClipMaker, Speaks
from reader.speech.sound import mp3
from reader.speech.voices.casting import Casting
from reader.speech.voices.voice import Voice
from reader.speech.workers.pool import SynthesisPool
from reader.web.app import create_app
from tests.broken_disks import full_disk, read_only
from tests.speech.sounds import ToneEngine, plain_casting
from tests.stock import stocked
from tests.web.listening import without_filling
from tests.web.sites import SETTINGS, parsed, texts

DRIVERS = Path(__file__).parent.parent / "speech" / "broken_drivers"
PAGE = "/minutes/20260514-1"
TURN = f"{PAGE}/turns/1.mp3"


@dataclass(frozen=True)
class Site:
    """The sample minutes behind the whole application."""

    session: Session
    narrator: Narrator
    cache: ClipCache
    client: TestClient

    def told(self) -> str:
        """What the page says of the sound, beside all its sentences."""
        sentences = [u.text for p in self.session.passages for u in p.utterances if not u.is_announcement]
        shown = "".join(texts(parsed(self.client, PAGE), "main"))
        assert all("".join(sentence.split()) in shown for sentence in sentences)
        asked = self.client.get(f"{PAGE}/progress", headers={"HX-Request": "true"})
        assert asked.status_code == 200
        return "".join(asked.text.split())

    def narrate(self) -> None:
        """As far as it goes."""
        self.narrator.narrate(self.session, lambda progress: None, threading.Event())


Open = Callable[..., AbstractContextManager[Site]]


@pytest.fixture
def open_site(tmp_path: Path, annotator: Annotator, sample: bytes) -> Open:
    """Opens the site with that voice."""

    @contextmanager
    def opened(engine: Speaks, fault: str | None = None) -> Iterator[Site]:
        library = stocked(tmp_path / "library.sqlite3", annotator, sample)
        session_id = library.sessions()[0].id
        cache = ClipCache(tmp_path / "audio_cache")
        voice = Voice("faulty/x", "faulty", "x", fault)

        def faulty_casting(session: Session) -> Casting:
            return Casting(voice, {speaker.key: voice for speaker in session.minutes.speakers}, {})

        casting = faulty_casting if fault else plain_casting
        narrator = Narrator(ClipMaker(cache, engine, 1), cache, casting, lambda name: "1")
        client = TestClient(create_app(library, narrator, SETTINGS))
        yield Site(library.session(session_id), narrator, cache, client)
        narrator.close()
        library.close()

    return opened


def test_all_is_well(open_site: Open) -> None:
    with open_site(ToneEngine()) as site:
        assert "うまく用意できません" not in site.told()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("broken", "reason"),
    [(full_disk, "ディスクの空き容量がありません"), (read_only, "書き込みが許可されていません")],
)
def test_where_nothing_can_be_stored_the_turn_is_heard_and_the_page_says_why(
    open_site: Open, broken: Callable[[Path], AbstractContextManager[None]], reason: str
) -> None:
    with open_site(ToneEngine(seconds=4.0)) as site:
        site.cache.folder.mkdir()
        with broken(site.cache.folder):
            site.narrate()
            assert (
                f"いま、音声をうまく用意できません。音声をaudio_cacheに保存できません:{reason}" in site.told()
            )
            heard = site.client.get(TURN)
            assert heard.status_code == 200
            assert mp3.frames(without_filling(heard.content))
        site.narrate()
        assert "うまく用意できません" not in site.told(), "it is not said any longer than it is so"
        assert site.narrator.progress(site.session).is_complete


def test_a_cache_that_is_deleted_while_it_runs_is_made_again(open_site: Open) -> None:
    with open_site(ToneEngine()) as site:
        site.narrate()
        whole = site.client.get(TURN).content
        shutil.rmtree(site.cache.folder)
        assert f"{len(site.session.passages)}か所のうち0か所" in site.told()
        assert without_filling(site.client.get(TURN).content) == whole
        site.narrate()
        assert site.narrator.progress(site.session).is_complete


@pytest.mark.slow
def test_a_clock_that_was_set_back_changes_nothing(open_site: Open) -> None:
    """Everything in the cache is stamped a day later than now, by a clock that has been put right since."""
    with open_site(ToneEngine()) as site:
        site.narrate()
        whole = site.client.get(TURN).content
        for path in site.cache.folder.rglob("*.mp3"):
            found = path.stat()
            os.utime(path, (found.st_atime + 86_400, found.st_mtime + 86_400))
        assert "うまく用意できません" not in site.told()
        assert site.narrator.progress(site.session).is_complete
        site.cache.prune(10**9)
        assert site.client.get(TURN).content == whole
        heard = set(site.narrator.track(site.session, "t1").clips)
        assert all(site.cache.read(clip) for clip in heard)
        site.cache.prune(sum(clip.size for clip in stored_clips(site.cache.folder) if clip.key in heard))
        assert {clip.key for clip in stored_clips(site.cache.folder)} == heard, "what was heard last stays"
        site.narrate()
        assert site.narrator.progress(site.session).is_complete


@pytest.mark.voice
@pytest.mark.parametrize(
    ("fault", "limit", "reason"),
    [
        ("hang", 1.0, "音声エンジンfaultyが1秒たっても終わらないため止めました"),
        ("die", 20.0, "音声エンジンfaultyが途中で止まりました"),
    ],
)
def test_where_the_engine_fails_the_page_says_why(
    open_site: Open, fault: str, limit: float, reason: str
) -> None:
    pool = SynthesisPool(1, limit, driver_folders=(DRIVERS,))
    with open_site(pool, fault) as site:
        answer = site.client.get(TURN)
        assert answer.status_code == 503
        assert reason in "".join(answer.text.split())
        assert reason in site.told()
        assert "文字は、このまま読めます" in site.told()
        assert site.client.get(f"{PAGE}/passages/t1.json").json()["problem"] == answer.text
    pool.close()


@pytest.mark.voice
def test_a_worker_that_is_killed_in_mid_sentence_is_not_noticed(open_site: Open, tmp_path: Path) -> None:
    pool = SynthesisPool(1, 20.0, driver_folders=(DRIVERS,))
    with open_site(pool, f"die-once {tmp_path / 'died'}") as site:
        assert site.client.get(TURN).status_code == 200
        assert (tmp_path / "died").exists()
        os.kill(pool.processes()[0], signal.SIGKILL)
        assert site.client.get(f"{PAGE}/turns/2.mp3").status_code == 200
        assert "うまく用意できません" not in site.told()
    pool.close()
