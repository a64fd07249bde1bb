"""Narration across processes, and what befalls them: killed, without room, without permission."""

import gc
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from reader.errors import SpeechError, SpeechTimeoutError
from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.clips.file import unsealed
from reader.speech.clips.folder import clip_path, stored_clips
from reader.speech.making.maker import ClipMaker, Urgency
from reader.speech.sound import mp3
from tests.broken_disks import full_disk, read_only
from tests.commands import READY
from tests.conftest import ROOT
from tests.narration.narrating import serve
from tests.speech.sounds import ToneEngine, plain_casting, request, spoken_minutes, stored, wait_until
from tests.web.listening import without_filling

KEY = "7" * 64


class Server:
    """A process that serves, and narrates if it is to (``tests.narration.narrating``)."""

    def __init__(self, *arguments: object) -> None:
        self._said, said = READY.Pipe()
        self._process = READY.Process(target=serve, args=(*arguments, said))
        self._process.start()
        said.close()
        self.address = str(self._said.recv())

    def counts(self) -> tuple[int, int, int]:
        """How many clips were made, kept and failed, once it has narrated."""
        made, kept, failed = self._said.recv()
        return made, kept, failed

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()
        self._process.join()

    def end(self) -> None:
        """In good order."""
        self._said.close()
        self._process.join(60)
        assert self._process.exitcode == 0


class House:
    """A library with one session, and processes that narrate it into one cache."""

    def __init__(self, folder: Path, turns: int, delay: float) -> None:
        self.library_path = folder / "library.sqlite3"
        self.cache = ClipCache(folder / "audio_cache")
        self.log = folder / "spoken.txt"
        self.log.touch()
        self.delay = delay
        library = Library(self.library_path)
        texts = [f"{number}番めの発言です。続きの{number}です。" for number in range(1, turns + 1)]
        self.session = library.session(stored(library, spoken_minutes(texts)))
        library.close()
        narrator = self.narrator(ToneEngine())
        segments = narrator.whole(self.session).segments
        self.clips = {segment.clip for segment in segments}
        self.to_be_spoken = {f"{segment.voice.id} {segment.utterance.text}" for segment in segments}
        narrator.close()

    def narrator(self, engine: ToneEngine, cache: ClipCache | None = None) -> Narrator:
        """A narrator in this process."""
        cache = cache or self.cache
        return Narrator(ClipMaker(cache, engine, 1), cache, plain_casting, lambda d: "1")

    def whole_sound(self, folder: Path) -> bytes:
        """The session as it is to be heard, made in another folder."""
        narrator = self.narrator(ToneEngine(), ClipCache(folder))
        track = narrator.whole(self.session)
        clips = narrator.request(self.session, track)
        sound = b"".join(
            clip.result(20) + mp3.silent_frame() * segment.pause
            for clip, segment in zip(clips, track.segments, strict=True)
        )
        narrator.close()
        return sound

    def start(self, ahead: bool = True) -> Server:
        """A process that serves; ``ahead``: and narrates."""
        return Server(self.library_path, self.session.id, self.cache.folder, self.log, self.delay, ahead)

    def there(self) -> set[str]:
        """The stored clips, each of which is whole."""
        clips = stored_clips(self.cache.folder)
        for clip in clips:
            assert unsealed(clip.key, clip.path.read_bytes()) is not None, clip.path
        return {clip.key for clip in clips}

    def spoken(self) -> Counter[str]:
        """How often each utterance was spoken, in all processes."""
        return Counter(self.log.read_text(encoding="utf-8").splitlines())


@pytest.mark.slow
def test_two_processes_share_the_work_and_make_nothing_twice(tmp_path: Path) -> None:
    house = House(tmp_path, turns=40, delay=0.01)
    first, second = house.start(), house.start()
    (made, kept, failed), (others, others_kept, others_failed) = first.counts(), second.counts()
    assert (failed, others_failed) == (0, 0)
    assert made + kept == others + others_kept == len(house.clips)
    assert house.there() == house.clips
    assert set(house.spoken().values()) == {1}
    first.end()
    second.end()


HOLD = """
import sys
from pathlib import Path
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip
with ClipCache(Path(sys.argv[1])).lock(sys.argv[2], 0) as mine:
    print(mine, flush=True)
    sys.stdin.read()
"""


def test_a_killed_holder_lets_its_lock_go(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path), KEY],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    cache = ClipCache(tmp_path)
    with cache.lock(KEY, 0.1) as mine:
        assert not mine
    engine = ToneEngine()
    maker = ClipMaker(cache, engine, 1)
    waiting = maker.order(KEY, request("待つ"), Urgency.HEARD)
    other = maker.order("8" * 64, request("待たない"), Urgency.HEARD)
    assert mp3.frames(other.result(20)), "one clip that another process makes does not hold up the others"
    assert engine.order == ["待たない"]
    holder.kill()
    holder.communicate()
    assert mp3.frames(waiting.result(20))
    assert engine.order == ["待たない", "待つ"]
    maker.close()


class Listener(threading.Thread):
    """Hears the whole session until it ends or the server is gone."""

    def __init__(self, address: str, session_id: str) -> None:
        super().__init__()
        self.sound = b""
        self._url = f"{address}/minutes/{session_id}.mp3"
        self.start()

    def run(self) -> None:
        """Keeps what it hears, without the filling in front."""
        heard = b""
        with suppress(httpx.HTTPError), httpx.stream("GET", self._url, timeout=60) as answer:
            for piece in answer.iter_raw():
                heard += piece
        self.sound = without_filling(heard)


@pytest.mark.slow
def test_a_server_killed_at_random_moments_and_resumed_loses_nothing_and_serves_nothing_cut(
    tmp_path: Path,
) -> None:
    house = House(tmp_path, turns=100, delay=0.02)
    moments = random.Random(20)
    whole, before = house.whole_sound(tmp_path / "elsewhere"), set[str]()
    for _ in range(20):
        server = house.start()
        listener = Listener(server.address, house.session.id)
        time.sleep(moments.uniform(0, 0.15))
        server.kill()
        listener.join()
        assert whole.startswith(listener.sound), "what was heard is what is to be heard"
        there = house.there()
        assert there >= before, "what was made stays made"
        before = there
    assert 0 < len(before) < len(house.clips), "killed in the middle"
    last = house.start()
    assert last.counts() == (len(house.clips - before), len(before), 0)
    assert house.there() == house.clips
    assert httpx.get(f"{last.address}/minutes/{house.session.id}.mp3").content == whole
    assert sum(house.spoken().values()) <= len(house.clips) + 20 * 2, "at most what was being spoken was lost"
    last.end()


@pytest.mark.slow
def test_200_listeners_of_several_servers_cause_one_synthesis_even_if_one_server_is_killed(
    tmp_path: Path,
) -> None:
    house = House(tmp_path, turns=12, delay=0.1)
    servers = [house.start(ahead=False) for _ in range(3)]
    listeners = [Listener(servers[number % 3].address, house.session.id) for number in range(200)]
    wait_until(lambda: len(house.spoken()) > 3)
    servers[0].kill()
    for listener in listeners:
        listener.join()
    whole = house.whole_sound(tmp_path / "elsewhere")
    for number, listener in enumerate(listeners):
        assert whole.startswith(listener.sound)
        assert listener.sound == whole or number % 3 == 0, "the others' listeners heard it all"
    assert set(house.spoken()) == house.to_be_spoken
    twice = sum(count - 1 for count in house.spoken().values())
    assert twice <= 2, "only what the killed one was in the middle of was spoken again"
    for server in servers[1:]:
        server.end()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_full_disk_is_told_and_the_sound_is_heard(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path / "audio_cache")
    engine = ToneEngine(seconds=4.0)
    maker = ClipMaker(cache, engine, 1)
    with full_disk(cache.folder):
        data = maker.order(KEY, request("はい"), Urgency.HEARD).result(20)
        problem = maker.problem
        again = maker.order(KEY, request("はい"), Urgency.HEARD).result(20)
        assert stored_clips(cache.folder) == []
        assert not list(cache.folder.rglob("*.tmp")), "nothing half written takes the rest of the room"
    assert problem is not None
    assert "空き容量" in problem
    assert str(tmp_path) not in problem, "residents are not shown where on the machine it is"
    assert again == data
    assert engine.spoken["はい"] == 1
    maker.order("8" * 64, request("いいえ"), Urgency.HEARD).result(20)
    assert maker.problem is None
    assert [clip.key for clip in stored_clips(cache.folder)] == ["8" * 64]
    maker.close()


def test_a_read_only_cache_is_told_and_the_sound_is_heard(public_folder: Path) -> None:
    cache = ClipCache(public_folder)
    engine = ToneEngine()
    ClipCache(public_folder).write("1" * 64, Clip(mp3.silence(1)))
    maker = ClipMaker(cache, engine, 1)
    with read_only(public_folder):
        data = maker.order(KEY, request("はい"), Urgency.HEARD).result(20)
        assert maker.problem is not None
        assert "書き込みが許可されていません" in maker.problem
        assert cache.read(KEY) == data
        assert cache.read("1" * 64) == mp3.silence(1), "what is there can still be heard"
    maker.close()


def test_a_time_limit_is_told_and_others_are_not_held_up(tmp_path: Path) -> None:
    def hang(text: str) -> None:
        if text == "止まる":
            raise SpeechTimeoutError("「止まる」に時間がかかりすぎました。")

    engine = ToneEngine(hang)
    maker = ClipMaker(ClipCache(tmp_path), engine, 1)
    stuck = maker.order(KEY, request("止まる"), Urgency.HEARD)
    after = maker.order("8" * 64, request("進む"), Urgency.AHEAD)
    with pytest.raises(SpeechTimeoutError):
        stuck.result(20)
    assert mp3.frames(after.result(20))
    assert engine.spoken["止まる"] == 1, "what hung once is not tried twice"
    maker.close()


def test_an_engine_whose_sound_is_broken_stores_nothing(tmp_path: Path) -> None:
    class Noise:
        def speak(self, request: object, told: Told = untold) -> Clip:
            return Clip(b"RIFF" + bytes(1000))

    maker = ClipMaker(ClipCache(tmp_path), Noise(), 1)
    with pytest.raises(SpeechError, match="フレーム"):
        maker.order(KEY, request("はい"), Urgency.HEARD).result(20)
    assert not clip_path(tmp_path, KEY).exists()
    maker.close()


def test_memory_does_not_grow_with_what_is_served(tmp_path: Path) -> None:
    """1,000 turns read and timed: the interpreter holds no more objects afterwards than before."""
    house = House(tmp_path, turns=20, delay=0)
    narrator = house.narrator(ToneEngine())
    narrator.narrate(house.session, lambda p: None, threading.Event())

    def serve(times: int) -> None:
        for number in range(times):
            track = narrator.track(house.session, f"t{number % 20 + 1}")
            assert narrator.timing(track).ready
            for future in narrator.request(house.session, track):
                future.result(20)

    serve(100)
    before = len(gc_objects())
    serve(1000)
    assert len(gc_objects()) - before < 500
    narrator.close()


def gc_objects() -> list[object]:
    gc.collect()
    return gc.get_objects()
