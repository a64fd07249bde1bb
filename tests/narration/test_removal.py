"""Removed is removed: the session, its pin and its clips; what another session needs stays."""

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

from reader.library.library import Library
from reader.narration.removal import Removal
from reader.speech.clips.cache import ClipCache
from tests.narration.test_overnight import narrate_all, narrating
from tests.speech.sounds import ToneEngine, spoken_minutes, stored


def _two_sessions(library: Library) -> tuple[str, str]:
    first = spoken_minutes(["甲野さんの件です。", "異議なし。"])
    second = replace(spoken_minutes(["ほかの件です。", "異議なし。"]), held_on=date(2021, 11, 1))
    return stored(library, first), stored(library, second)


def test_the_clips_that_no_other_session_needs_go(tmp_path: Path, library: Library) -> None:
    first, second = _two_sessions(library)
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        narrate_all(library, narrator)
        cache = ClipCache(tmp_path / "a")
        narrator.pin(library.session(first))
        own = set(narrator.whole(library.session(first)).clips)
        others = set(narrator.whole(library.session(second)).clips)
        assert own - others
        assert own & others
        gone = Removal(library, cache, narrator).remove(first)
        assert gone == len(own - others)
        assert {clip for clip in own | others if cache.read(clip)} == others
        assert cache.pins.names() == frozenset()
        assert narrator.narrate(library.session(second), lambda _: None, threading.Event()).made == 0


def test_what_is_pinned_or_being_heard_stays(tmp_path: Path, library: Library) -> None:
    first, second = _two_sessions(library)
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        narrate_all(library, narrator)
        cache = ClipCache(tmp_path / "a")
        session = library.session(first)
        heard = narrator.track(session, "t1")
        with narrator.holding(heard):
            Removal(library, cache, narrator).remove(first)
            assert all(cache.read(clip) for clip in heard.clips)
        narrator.pin(library.session(second))
        Removal(library, cache, narrator).remove(second)
        assert cache.pins.names() == frozenset()


def test_without_a_voice_the_session_goes_and_its_clips_wait_for_prune(
    tmp_path: Path, library: Library
) -> None:
    first, _ = _two_sessions(library)
    with narrating(library, tmp_path / "a", ToneEngine()) as narrator:
        narrate_all(library, narrator)
        cache = ClipCache(tmp_path / "a")
        narrator.pin(library.session(first))
        assert Removal(library, cache, None).remove(first) == 0
        assert cache.pins.names() == frozenset()
        assert len(library.sessions()) == 1
