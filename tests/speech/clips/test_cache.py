"""The clip cache: whole clips or none, whatever happens to the folder."""

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader.errors import SpeechError
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip
from reader.speech.clips.folder import clip_path, left_behind, stored_clips
from reader.speech.clips.key import clip_key, is_clip_key
from reader.speech.sound import mp3
from reader.speech.voices.voice import Voice
from tests.speech.sounds import decoded, digest, tone

CLIP = mp3.encode(tone(0.3), mp3.SAMPLE_RATE)


def key(number: int) -> str:
    return digest(f"clip {number}")


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "audio_cache")


def test_what_is_written_is_read(cache: ClipCache) -> None:
    assert cache.read(key(1)) is None
    assert cache.frames(key(1)) is None
    cache.write(key(1), Clip(CLIP))
    assert cache.read(key(1)) == CLIP
    assert cache.frames(key(1)) == mp3.frames(CLIP)
    assert ClipCache(cache.folder).read(key(1)) == CLIP, "another process finds it"
    assert left_behind(cache.folder) == []


def test_a_stored_clip_is_a_file_that_plays(cache: ClipCache) -> None:
    cache.write(key(1), Clip(CLIP))
    path = cache.folder / key(1)[:2] / f"{key(1)}.mp3"
    assert len(decoded(path.read_bytes())) == (mp3.frames(CLIP) + 1) * mp3.FRAME_SAMPLES


def test_the_beats_of_a_clip_are_kept_with_it_and_none_of_its_sound(cache: ClipCache) -> None:
    cache.write(key(1), Clip(CLIP))
    for number, beats in enumerate([(46,), tuple(range(0, 90_000, 173)), (0, 0, 60_000)], 2):
        cache.write(key(number), Clip(CLIP, beats))
        assert cache.beats(key(number)) == beats
        assert cache.frames(key(number)) == cache.frames(key(number)) == mp3.frames(CLIP)
        assert cache.read(key(number)) == CLIP
        assert decoded(clip_path(cache.folder, key(number)).read_bytes()).size > decoded(CLIP).size
        path = clip_path(cache.folder, key(number))
        stored = bytearray(path.read_bytes())
        stored[mp3.FRAME_BYTES + 20] ^= 1
        path.write_bytes(stored)
        assert (cache.beats(key(number)), cache.read(key(number))) == ((), None), (
            "they are under the seal too"
        )
    assert cache.beats(key(1)) == cache.beats(key(9)) == ()


def test_a_clip_of_the_release_before_is_read(cache: ClipCache) -> None:
    """Its seal says nothing of beats."""
    checksum = hashlib.sha256(f"{key(1)} {len(CLIP)}\n".encode() + CLIP).digest()
    path = clip_path(cache.folder, key(1))
    path.parent.mkdir(parents=True)
    path.write_bytes(mp3.silent_frame(b"READERCLIP" + checksum) + CLIP)
    assert cache.read(key(1)) == CLIP
    assert cache.beats(key(1)) == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: -mp3.FRAME_BYTES],
        lambda data: data[mp3.FRAME_BYTES :],
        lambda data: data[:1000] + bytes([data[1000] ^ 1]) + data[1001:],
        lambda data: bytes(len(data)),
        lambda data: data + data[-mp3.FRAME_BYTES :],
    ],
)
def test_a_damaged_clip_counts_as_absent_and_can_be_written_again(cache: ClipCache, damage: object) -> None:
    assert callable(damage)
    cache.write(key(1), Clip(CLIP))
    assert cache.frames(key(1)) == mp3.frames(CLIP)
    path = clip_path(cache.folder, key(1))
    path.write_bytes(damage(path.read_bytes()))
    assert cache.read(key(1)) is None
    assert cache.frames(key(1)) is None
    cache.write(key(1), Clip(CLIP))
    assert cache.read(key(1)) == CLIP


def test_a_clip_under_another_name_counts_as_absent(cache: ClipCache) -> None:
    cache.write(key(1), Clip(CLIP))
    path = clip_path(cache.folder, key(2))
    path.parent.mkdir(exist_ok=True)
    shutil.copy(clip_path(cache.folder, key(1)), path)
    assert cache.read(key(2)) is None


def test_what_is_not_a_key_names_no_file(cache: ClipCache) -> None:
    for name in ("../../etc/passwd", "", key(1).upper(), key(1) + "\n", key(1)[:-1]):
        assert not is_clip_key(name)
        with pytest.raises(ValueError, match="not a clip key"):
            cache.read(name)


def test_what_is_not_whole_frames_is_not_stored(cache: ClipCache) -> None:
    with pytest.raises(SpeechError):
        cache.write(key(1), Clip(CLIP[:-1]))
    assert cache.read(key(1)) is None


def test_the_folder_may_be_deleted_at_any_time(cache: ClipCache) -> None:
    cache.write(key(1), Clip(CLIP))
    shutil.rmtree(cache.folder)
    assert cache.read(key(1)) is None
    assert cache.frames(key(1)) is None
    cache.write(key(1), Clip(CLIP))
    assert cache.read(key(1)) == CLIP


def test_writers_and_a_deleter_at_once_lose_no_more_than_what_was_deleted(cache: ClipCache) -> None:
    problems: list[str] = []
    stop = threading.Event()

    def write_all() -> None:
        for number in range(150):
            try:
                cache.write(key(number), Clip(CLIP))
            except SpeechError as error:
                problems.append(str(error))
            assert cache.read(key(number)) in (None, CLIP)

    def delete() -> None:
        while not stop.is_set():
            shutil.rmtree(cache.folder, ignore_errors=True)
            time.sleep(0.001)

    deleter = threading.Thread(target=delete)
    writers = [threading.Thread(target=write_all) for _ in range(3)]
    deleter.start()
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    deleter.join()
    assert all(cache.read(key(n)) in (None, CLIP) for n in range(150))


def test_a_folder_that_cannot_be_made_is_told_and_the_clip_can_still_be_heard(tmp_path: Path) -> None:
    (tmp_path / "audio_cache").write_text("a file stands where the folder should be", encoding="utf-8")
    cache = ClipCache(tmp_path / "audio_cache")
    with pytest.raises(SpeechError, match="保存できません") as told:
        cache.write(key(1), Clip(CLIP))
    assert "\n" not in str(told.value)
    assert cache.read(key(1)) == CLIP
    assert cache.frames(key(1)) == mp3.frames(CLIP)
    with cache.lock(key(1), 0) as mine:
        assert mine
    (tmp_path / "audio_cache").unlink()
    cache.write(key(1), Clip(CLIP))
    assert ClipCache(cache.folder).read(key(1)) == CLIP


def used_before(cache: ClipCache, number: int, seconds: int) -> None:
    path = clip_path(cache.folder, key(number))
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns - seconds * 10**9, found.st_mtime_ns))


def test_the_longest_unused_goes_first_and_the_size_stays_bounded(tmp_path: Path) -> None:
    one = len(CLIP) + mp3.FRAME_BYTES
    cache = ClipCache(tmp_path, max_bytes=10 * one)
    for number in range(10):
        cache.write(key(number), Clip(CLIP))
        used_before(cache, number, 100 - number)
    assert cache.read(key(0)) == CLIP
    cache.write(key(10), Clip(CLIP))
    there = {number for number in range(11) if cache.read(key(number))}
    assert there == {0, 3, 4, 5, 6, 7, 8, 9, 10}
    for number in range(11, 60):
        cache.write(key(number), Clip(CLIP))
    assert sum(clip.size for clip in stored_clips(tmp_path)) <= 10 * one


def test_what_is_held_or_pinned_stays(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    for number in range(4):
        cache.write(key(number), Clip(CLIP))
        used_before(cache, number, 100 - number)
    cache.pins.pin("20211028-1", frozenset({key(1)}))
    with cache.holding([key(0)]):
        cache.prune(0)
        assert {number for number in range(4) if cache.read(key(number))} == {0, 1}
    cache.prune(0)
    assert {number for number in range(4) if cache.read(key(number))} == {1}
    cache.pins.unpin("20211028-1")
    cache.prune(0)
    assert stored_clips(tmp_path) == []


def in_another_process(folder: Path, script: str) -> "subprocess.Popen[str]":
    """A process that has a cache on the folder, called ``cache``."""
    begin = "import sys; from pathlib import Path; from reader.speech.clips.cache import ClipCache; "
    command = [sys.executable, "-c", f"{begin}cache = ClipCache(Path(sys.argv[1])); {script}", str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_another_process_takes_away_nothing_that_is_held_here(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    for number in range(4):
        cache.write(key(number), Clip(CLIP))
    with cache.holding([key(0), key(2)]), cache.holding([key(0)]):
        assert in_another_process(tmp_path, "cache.prune(0)").wait() == 0
        assert {number for number in range(4) if cache.read(key(number))} == {0, 2}
    assert in_another_process(tmp_path, "cache.prune(0)").wait() == 0
    assert stored_clips(tmp_path) == []


def test_what_a_killed_process_held_is_held_no_more(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    cache.write(key(0), Clip(CLIP))
    script = "\nwith cache.holding([sys.argv[2]]): print('held', flush=True); sys.stdin.read()"
    with in_another_process(tmp_path, script.replace("sys.argv[2]", repr(key(0)))) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        assert cache.prune(0) == 0
        holder.kill()
    assert cache.prune(0) > 0
    assert list((tmp_path / "held").iterdir()) == []


def test_last_use_never_runs_backwards(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    for number in range(2):
        cache.write(key(number), Clip(CLIP))
    ahead = clip_path(tmp_path, key(0))
    os.utime(ahead, (time.time() + 86_400, ahead.stat().st_mtime))
    again = ClipCache(tmp_path)
    again.prune(10**9)
    assert again.read(key(1)) == CLIP
    used = {clip.key: clip.used for clip in stored_clips(tmp_path)}
    assert used[key(1)] > used[key(0)], "the clock was set back a day, and yet the last one read is the last"


def test_the_key_changes_with_the_sound_and_with_nothing_else() -> None:
    voice = Voice("openjtalk/low", "openjtalk", "低い声", pitch=-4.0)
    first = clip_key(voice, "0.4.1", digest("a"), lambda: ("県下市町は", "ケンカシチョーワ"))
    assert is_clip_key(first)
    assert clip_key(voice, "0.4.1", digest("a"), pytest.fail) == first, "no word need be looked at"
    renamed = Voice("openjtalk/other", "openjtalk", "別の名", pitch=-4.0)
    assert clip_key(renamed, "0.4.1", digest("a"), lambda: ("けんか市町は", "ケンカシチョーワ")) == first
    others = {
        clip_key(voice, "0.4.2", digest("a"), lambda: ("", "")),
        clip_key(voice, "0.4.1", digest("b"), lambda: ("", "")),
        *(
            clip_key(changed, "0.4.1", digest("a"), lambda: ("", ""))
            for changed in (
                Voice("v", "voicevox", "v", pitch=-4.0),
                Voice("v", "openjtalk", "v", model="other.htsvoice", pitch=-4.0),
                Voice("v", "openjtalk", "v", rate=1.1, pitch=-4.0),
                Voice("v", "openjtalk", "v", pitch=-3.0),
                Voice("v", "openjtalk", "v", pitch=-4.0, formant=1.1),
            )
        ),
    }
    assert len(others | {first}) == 8
    sapi = Voice("sapi5/haruka", "sapi5", "はるか")
    assert clip_key(sapi, "5", digest("a"), lambda: ("県下", "")) != clip_key(
        sapi, "5", digest("a"), lambda: ("けんか", "")
    )
