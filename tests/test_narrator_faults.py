"""Narration across processes, and what befalls them: killed, without room, without permission."""

import gc
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.errors import SpeechError, SpeechTimeoutError
from reader.library.library import Library
from reader.narrator import Narrator
from reader.speech import mp3
from reader.speech.clip_cache import ClipCache
from reader.speech.clip_file import unsealed
from reader.speech.clip_folder import clip_path, stored_clips
from reader.speech.clip_maker import ClipMaker, Urgency
from tests.conftest import ROOT
from tests.speech.sounds import ToneEngine, plain_casting, request, spoken_minutes, stored

NOBODY = 65534
KEY = "7" * 64


class House:
    """A library with one session, and processes that narrate it into one cache."""

    def __init__(self, folder: Path, turns: int, delay: float) -> None:
        self.library_path = folder / "library.sqlite3"
        self.cache = ClipCache(folder / "audio_cache")
        self.log = folder / "spoken.txt"
        self.delay = delay
        library = Library(self.library_path)
        texts = [f"{number}番めの発言です。続きの{number}です。" for number in range(1, turns + 1)]
        self.session = library.session(stored(library, spoken_minutes(texts)))
        library.close()
        narrator = self.narrator(ToneEngine())
        self.clips = set(narrator.whole(self.session).clips)
        narrator.close()

    def narrator(self, engine: ToneEngine) -> Narrator:
        """A narrator in this process."""
        return Narrator(ClipMaker(self.cache, engine, 1), self.cache, plain_casting, lambda d: "1")

    def start(self) -> "subprocess.Popen[str]":
        """A process that narrates, as it begins."""
        arguments = [self.library_path, self.session.id, self.cache.folder, self.log, self.delay]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.narrating", *map(str, arguments)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n"
        return process

    def there(self) -> set[str]:
        """The stored clips, each of which is whole."""
        clips = stored_clips(self.cache.folder)
        for clip in clips:
            assert unsealed(clip.key, clip.path.read_bytes()) is not None, clip.path
        return {clip.key for clip in clips}

    def spoken(self) -> Counter[str]:
        """How often each utterance was spoken, in all processes."""
        return Counter(self.log.read_text(encoding="utf-8").splitlines())


def counts(process: "subprocess.Popen[str]") -> tuple[int, ...]:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return tuple(int(number) for number in output.split())


def test_two_processes_share_the_work_and_make_nothing_twice(tmp_path: Path) -> None:
    house = House(tmp_path, turns=40, delay=0.01)
    first, second = house.start(), house.start()
    (made, kept, failed), (others, others_kept, others_failed) = counts(first), counts(second)
    assert (failed, others_failed) == (0, 0)
    assert made + kept == others + others_kept == len(house.clips)
    assert house.there() == house.clips
    assert set(house.spoken().values()) == {1}


HOLD = """
import sys
from pathlib import Path
from reader.speech.clip_cache import ClipCache
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


@pytest.mark.slow
def test_killed_at_random_moments_and_resumed_nothing_is_lost_or_cut(tmp_path: Path) -> None:
    house = House(tmp_path, turns=100, delay=0.02)
    moments = random.Random(20)
    before: set[str] = set()
    for _ in range(20):
        process = house.start()
        time.sleep(moments.uniform(0, 0.12))
        process.kill()
        process.communicate()
        there = house.there()
        assert there >= before, "what was made stays made"
        before = there
    assert 0 < len(before) < len(house.clips), "killed in the middle"
    assert counts(house.start()) == (len(house.clips - before), len(before), 0)
    assert house.there() == house.clips
    assert sum(house.spoken().values()) <= len(house.clips) + 20 * 2, "at most what was being spoken was lost"


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """No file can grow past ``size`` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def without_permission(folder: Path) -> Iterator[None]:
    """Nobody may write into ``folder``, not even root (who is somebody else meanwhile)."""
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_full_disk_is_told_and_the_sound_is_heard(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    engine = ToneEngine()
    maker = ClipMaker(cache, engine, 1)
    with no_room(1000):
        data = maker.order(KEY, request("はい"), Urgency.HEARD).result(20)
        problem = maker.problem
        again = maker.order(KEY, request("はい"), Urgency.HEARD).result(20)
    assert problem is not None
    assert "空き容量" in problem
    assert again == data
    assert engine.spoken["はい"] == 1
    assert stored_clips(tmp_path) == []
    assert not list(tmp_path.rglob("*.tmp"))
    maker.order("8" * 64, request("いいえ"), Urgency.HEARD).result(20)
    assert maker.problem is None
    assert [clip.key for clip in stored_clips(tmp_path)] == ["8" * 64]
    maker.close()


def test_a_read_only_cache_is_told_and_the_sound_is_heard(public_folder: Path) -> None:
    cache = ClipCache(public_folder)
    engine = ToneEngine()
    ClipCache(public_folder).write("1" * 64, mp3.silence(1))
    maker = ClipMaker(cache, engine, 1)
    with without_permission(public_folder):
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
        def speak(self, request: object) -> bytes:
            return b"RIFF" + bytes(1000)

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
