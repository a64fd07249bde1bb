"""What staff can do to the clip cache."""

import os
import time
from pathlib import Path

import pytest

from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip
from reader.speech.clips.folder import clip_path, stored_clips
from reader.speech.clips.upkeep import facts, prune, verify
from reader.speech.sound import mp3
from tests.speech.sounds import digest

CLIP = mp3.silence(0.5)
KEYS = [digest(str(number)) for number in range(6)]
SIZE = len(CLIP) + mp3.FRAME_BYTES


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    filled = ClipCache(tmp_path, max_bytes=10**9)
    for key in KEYS:
        filled.write(key, Clip(CLIP))
    return filled


def there(cache: ClipCache) -> set[str]:
    return {clip.key for clip in stored_clips(cache.folder)}


def test_facts(cache: ClipCache) -> None:
    cache.pins.pin("20211028-1", frozenset(KEYS[:2]))
    known = facts(cache)
    assert (known.clips, known.size, known.max_bytes) == (6, 6 * SIZE, 10**9)
    assert known.pinned == ("20211028-1",)
    assert facts(ClipCache(cache.folder / "nothing")).clips == 0


def test_verifying_takes_damaged_clips_away(cache: ClipCache) -> None:
    path = clip_path(cache.folder, KEYS[0])
    path.write_bytes(path.read_bytes()[:-1])
    told: list[tuple[int, int]] = []
    checked = verify(cache, lambda done, total: told.append((done, total)))
    assert (checked.whole, checked.damaged) == (5, (KEYS[0],))
    assert told == [(number, 6) for number in range(1, 7)]
    assert there(cache) == set(KEYS[1:])


def test_pruning_keeps_what_is_needed_or_pinned(cache: ClipCache) -> None:
    cache.pins.pin("20211028-1", frozenset({KEYS[0]}))
    abandoned = clip_path(cache.folder, KEYS[1]).with_name(f".{KEYS[1]}.1.1.tmp")
    abandoned.write_bytes(b"half")
    new = abandoned.with_name(f".{KEYS[1]}.2.2.tmp")
    new.write_bytes(b"half")
    os.utime(abandoned, (time.time() - 7200, time.time() - 7200))
    with cache.holding([KEYS[2]]):
        gone = prune(cache, frozenset(KEYS[1:2]), 0)
    assert (gone.unneeded, gone.left_behind, gone.size) == (3, 1, 3 * SIZE + 4)
    assert there(cache) == set(KEYS[:3])
    assert new.exists()
    assert not abandoned.exists()


def test_pruning_to_a_size(cache: ClipCache) -> None:
    assert prune(cache, frozenset(KEYS), 4 * SIZE).size == 2 * SIZE
    assert len(there(cache)) == 4
