"""The narrator: each clip once, listeners first, nothing lost when it is cut short."""

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reader.errors import DriverMissingError, NotFoundError, SpeechError
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.progress import Progress
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.folder import clip_path
from reader.speech.making.maker import ClipMaker, Speaks, Urgency
from reader.speech.sound import mp3
from tests.speech.sounds import (
    ANNOUNCER,
    BrokenEngine,
    ToneEngine,
    decoded,
    digest,
    plain_casting,
    request,
    spoken_minutes,
    stored,
    wait_until,
)
from tests.stock import filled

TURNS = ("これは一つめです。次の文です。", "お答えします。\n段落が変わりました。", "異議なし。", "異議なし。")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    library = filled(
        tmp_path / "library.sqlite3", TURNS, lambda library: stored(library, spoken_minutes(TURNS))
    )
    yield library.session(library.sessions()[0].id)
    library.close()


@contextmanager
def narrating(folder: Path, engine: Speaks, makers: int = 2, rest: float = 30.0) -> Iterator[Narrator]:
    cache = ClipCache(folder)
    maker = ClipMaker(cache, engine, makers, rest)
    narrator = Narrator(maker, cache, plain_casting, lambda driver: "1")
    try:
        yield narrator
    finally:
        narrator.close()


def narrated(narrator: Narrator, session: Session) -> tuple[tuple[int, int, int], list[Progress]]:
    told: list[Progress] = []
    done = narrator.narrate(session, told.append, threading.Event())
    return (done.made, done.kept, done.failed), told


def whole_sound(narrator: Narrator, session: Session) -> bytes:
    track = narrator.whole(session)
    clips = [future.result(20) for future in narrator.request(session, track)]
    return b"".join(
        clip + mp3.silent_frame() * segment.pause for clip, segment in zip(clips, track.segments, strict=True)
    )


def test_a_session_is_narrated_once_and_then_kept(tmp_path: Path, session: Session) -> None:
    engine = ToneEngine()
    with narrating(tmp_path / "a", engine) as narrator:
        clips = len(set(narrator.whole(session).clips))
        assert narrator.progress(session) == Progress(0, len(session.passages), 0, clips)
        counts, told = narrated(narrator, session)
        assert counts == (clips, 0, 0)
        assert (
            told[-1]
            == narrator.progress(session)
            == Progress(len(session.passages), len(session.passages), clips, clips)
        )
        assert [p.clips_ready for p in told] == sorted(p.clips_ready for p in told)
        assert max(engine.spoken.values()) <= 2, "a text is spoken once by each voice that says it"
        assert narrated(narrator, session)[0] == (0, clips, 0)
    with narrating(tmp_path / "a", BrokenEngine(SpeechError("壊れています。"))) as narrator:
        assert narrated(narrator, session)[0] == (0, clips, 0)


def test_the_same_sentence_by_the_same_voice_is_one_clip(tmp_path: Path, session: Session) -> None:
    with narrating(tmp_path, ToneEngine()) as narrator:
        third, fourth = (narrator.track(session, key).segments[1] for key in ("t3", "t4"))
        assert third.utterance.text == fourth.utterance.text == "異議なし。"
        assert third.clip == fourth.clip
        assert narrator.voice_of(session, "委員") == third.voice
        assert narrator.track(session, "t3").segments[0].voice == ANNOUNCER


def test_cues_are_where_the_sound_is(tmp_path: Path, session: Session) -> None:
    with narrating(tmp_path, ToneEngine()) as narrator:
        sound = decoded(whole_sound(narrator, session))
        timing = narrator.timing(narrator.whole(session))
        assert timing.ready
        assert len(sound) == round(timing.duration * mp3.SAMPLE_RATE)
        for cue in timing.cues:
            start, end = (round(t * mp3.SAMPLE_RATE) for t in (cue.start, cue.end))
            heard = np.flatnonzero(np.abs(sound[start : end + 1200]) > 1500)
            assert heard[0] < 0.1 * mp3.SAMPLE_RATE
            assert heard[-1] < end - start
            assert not np.any(np.abs(sound[max(0, start - 2400) : start]) > 200)


def test_passages_joined_are_the_session(tmp_path: Path, session: Session) -> None:
    with narrating(tmp_path, ToneEngine()) as narrator:
        whole_sound(narrator, session)
        parts = [narrator.timing(narrator.track(session, p.key)) for p in session.passages]
        whole = narrator.timing(narrator.whole(session))
        assert sum(part.duration for part in parts) == pytest.approx(whole.duration)
        ids = [cue.utterance_id for part in parts for cue in part.cues]
        assert ids == [cue.utterance_id for cue in whole.cues]
        assert ids[:2] == ["m-1", "t1-0"]


def test_pauses_grow_with_what_they_part(tmp_path: Path, session: Session) -> None:
    with narrating(tmp_path, ToneEngine()) as narrator:
        pause = {s.utterance.id: s.pause for s in narrator.whole(session).segments}
        assert 0 < pause["t1-1"] < pause["t2-1"] < pause["t2-2"] < pause["t1-2"], (
            "sentence, paragraph, turn, item"
        )
        assert pause["t2-0"] > 0


def test_timing_of_what_is_not_made_holds_the_leading_cues(tmp_path: Path, session: Session) -> None:
    with narrating(tmp_path, ToneEngine()) as narrator:
        track = narrator.track(session, "t1")
        before = narrator.timing(track)
        assert (before.ready, before.cues) == (False, ())
        assert before.duration > 1
        narrator.clip(session, track.segments[0], Urgency.HEARD).result(20)
        assert [cue.utterance_id for cue in narrator.timing(track).cues] == ["t1-0"]
        assert narrator.frames(track) is None
        with pytest.raises(NotFoundError, match="t99"):
            narrator.track(session, "t99")


def test_200_who_ask_at_once_cause_one_synthesis_of_each_utterance(tmp_path: Path, session: Session) -> None:
    engine = ToneEngine()
    with narrating(tmp_path, engine) as narrator:
        track = narrator.track(session, "t1")
        together = threading.Barrier(200)
        sounds: list[bytes] = []

        def ask() -> None:
            together.wait()
            sounds.append(b"".join(f.result(20) for f in narrator.request(session, track)))

        threads = [threading.Thread(target=ask) for _ in range(200)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(sounds) == 200
        assert len(set(sounds)) == 1
        assert sum(engine.spoken.values()) == len(track.segments)


def test_listeners_go_ahead_of_background_work(tmp_path: Path) -> None:
    gate = threading.Event()
    engine = ToneEngine(lambda text: gate.wait(20))
    cache = ClipCache(tmp_path)
    maker = ClipMaker(cache, engine, 1)
    keys = {text: f"{number:064x}" for number, text in enumerate(["first", "ahead", "next", "near", "far"])}

    def order(text: str, urgency: Urgency, position: int = 0) -> None:
        maker.order(keys[text], request(text), urgency, position)

    order("first", Urgency.AHEAD)
    wait_until(lambda: engine.order == ["first"])
    order("ahead", Urgency.AHEAD)
    order("next", Urgency.NEXT)
    order("far", Urgency.AHEAD)
    order("far", Urgency.HEARD, 3)
    order("near", Urgency.HEARD, 1)
    gate.set()
    last = maker.order(keys["ahead"], request("ahead"), Urgency.AHEAD)
    last.result(20)
    assert engine.order == ["first", "near", "far", "next", "ahead"]
    maker.close()


def test_who_waits_has_a_maker_of_their_own(tmp_path: Path) -> None:
    """While all others are in the middle of long sentences, and more of those wait."""
    gate = threading.Event()
    engine, attendant = ToneEngine(lambda text: gate.wait(20)), ToneEngine()
    maker = ClipMaker(ClipCache(tmp_path), engine, 2, attendants=(attendant,))

    def order(text: str, urgency: Urgency, position: int = 0) -> Future[bytes]:
        return maker.order(digest(text), request(text), urgency, position)

    ahead = [order(text, Urgency.AHEAD) for text in "ab"]
    wait_until(lambda: len(engine.order) == 2)
    ahead += [order("next", Urgency.NEXT), order("c", Urgency.AHEAD)]
    assert mp3.frames(order("heard", Urgency.HEARD).result(20))
    assert mp3.frames(order("then", Urgency.HEARD, 1).result(20))
    assert attendant.order == ["heard", "then"]
    assert len(engine.order) == 2
    gate.set()
    for future in ahead:
        future.result(20)
    assert set(engine.order[2:]) == {"next", "c"}
    assert attendant.order == ["heard", "then"]
    maker.close()


def test_who_waits_is_served_by_all(tmp_path: Path) -> None:
    """The second sentence need not wait until the first is spoken."""
    together = threading.Barrier(2)
    engine, attendant = (ToneEngine(lambda text: together.wait(20)) for _ in range(2))
    maker = ClipMaker(ClipCache(tmp_path), engine, 1, attendants=(attendant,))
    clips = [maker.order(digest(str(n)), request(str(n)), Urgency.HEARD, n) for n in range(2)]
    for clip in clips:
        assert mp3.frames(clip.result(20))
    assert sorted(attendant.order + engine.order) == ["0", "1"]
    maker.close()


def test_narration_that_was_stopped_goes_on_where_it_was(tmp_path: Path, session: Session) -> None:
    stop = threading.Event()
    first, second = ToneEngine(), ToneEngine()
    with narrating(tmp_path, first) as narrator:
        done = narrator.narrate(session, lambda p: stop.set() if p.clips_ready >= 3 else None, stop)
        total = len(set(narrator.whole(session).clips))
        assert not done.finished
        assert 3 <= done.made < total
    with narrating(tmp_path, second) as narrator:
        assert narrated(narrator, session)[0][2] == 0
        assert narrator.progress(session).is_complete
    assert sum(first.spoken.values()) + sum(second.spoken.values()) == total


def test_one_utterance_that_cannot_be_spoken_does_not_stop_the_rest(tmp_path: Path, session: Session) -> None:
    def refuse(text: str) -> None:
        if text == "次の文です。":
            raise SpeechError("声が出ません。")

    engine = ToneEngine(refuse)
    with narrating(tmp_path, engine, rest=0.0) as narrator:
        total = len(set(narrator.whole(session).clips))
        done = narrator.narrate(session, lambda p: None, threading.Event())
        assert (done.made, done.failed, done.finished) == (total - 1, 1, True)
        assert done.problem == "声が出ません。"
        assert engine.spoken["次の文です。"] == 1
        assert narrator.frames(narrator.track(session, "t1")) is None
        assert narrator.frames(narrator.track(session, "t2")) is not None


def test_a_driver_that_is_missing_is_told_and_not_asked_again_at_once(
    tmp_path: Path, session: Session
) -> None:
    engine = BrokenEngine(DriverMissingError("声がありません。"))
    with narrating(tmp_path, engine) as narrator:
        assert narrator.problem is None
        segment = narrator.track(session, "t1").segments[0]
        for _ in range(3):
            with pytest.raises(DriverMissingError, match="声がありません"):
                narrator.clip(session, segment, Urgency.HEARD).result(20)
        assert engine.asked == 1
        assert narrator.problem == "声がありません。"


def test_a_bug_in_the_engine_ends_no_thread(tmp_path: Path, session: Session) -> None:
    def stumble(text: str) -> None:
        if len(engine.order) <= 4:
            raise ZeroDivisionError

    engine = ToneEngine(stumble)
    with narrating(tmp_path, engine, makers=2, rest=0.0) as narrator:
        done = narrator.narrate(session, lambda p: None, threading.Event())
        assert done.failed == 4
        assert done.problem is not None
        assert "予期しない" in done.problem
        assert narrated(narrator, session)[0][2] == 0


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [spoil, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_damaged_clip_is_made_again(
    tmp_path: Path, session: Session, damage: Callable[[Path], object]
) -> None:
    engine = ToneEngine()
    with narrating(tmp_path / "a", engine) as narrator:
        sound = whole_sound(narrator, session)
        segment = narrator.track(session, "t2").segments[1]
        damage(clip_path(tmp_path / "a", segment.clip))
        assert narrator.frames(narrator.track(session, "t2")) is None
        assert whole_sound(narrator, session) == sound
        assert engine.spoken[segment.utterance.text] == 2
        assert narrator.frames(narrator.track(session, "t2")) is not None


def test_the_cache_may_be_deleted_while_it_is_used(tmp_path: Path, session: Session) -> None:
    with narrating(tmp_path / "a", ToneEngine()) as narrator:
        sound = whole_sound(narrator, session)
        shutil.rmtree(tmp_path / "a")
        assert narrator.progress(session).ready == 0
        assert whole_sound(narrator, session) == sound
        assert narrator.progress(session).is_complete


def test_what_cannot_be_stored_is_heard_and_told_and_stops_work_ahead(
    tmp_path: Path, session: Session
) -> None:
    (tmp_path / "a").write_text("not a folder", encoding="utf-8")
    engine = ToneEngine()
    with narrating(tmp_path / "a", engine) as narrator:
        done = narrator.narrate(session, lambda p: None, threading.Event())
        assert not done.finished
        assert done.problem is not None
        assert "保存できません" in done.problem
        sound = whole_sound(narrator, session)
        assert mp3.frames(sound) > 0
        assert narrator.problem == done.problem
        assert narrator.frames(narrator.track(session, "t1")) is not None
        assert max(engine.spoken.values()) <= 2, "heard from memory, not made again"
        (tmp_path / "a").unlink()
        (tmp_path / "a").mkdir()
        clip = ClipMaker(ClipCache(tmp_path / "a"), engine, 1)
        clip.order("0" * 64, request("後"), Urgency.HEARD).result(20)
        assert clip.problem is None
        clip.close()


def test_closing_refuses_what_waits(tmp_path: Path) -> None:
    gate = threading.Event()
    engine = ToneEngine(lambda text: gate.wait(20))
    maker = ClipMaker(ClipCache(tmp_path), engine, 1)
    being_made = maker.order("0" * 64, request("a"), Urgency.AHEAD)
    wait_until(lambda: engine.order == ["a"])
    waiting = maker.order("1" * 64, request("b"), Urgency.AHEAD)
    maker.close(patience=0)
    with pytest.raises(SpeechError, match="終える"):
        waiting.result(5)
    with pytest.raises(SpeechError, match="終える"):
        maker.order("2" * 64, request("c"), Urgency.HEARD).result(5)
    gate.set()
    assert mp3.frames(being_made.result(20)) > 0
    maker.close()


def test_a_pinned_session_stays_and_follows_its_corrections(tmp_path: Path, session: Session) -> None:
    cache = ClipCache(tmp_path)
    with narrating(tmp_path, ToneEngine()) as narrator:
        narrated(narrator, session)
        narrator.pin(session)
        cache.prune(0)
        assert narrator.progress(session).is_complete
        first, *rest = session.passages
        changed = replace(session, revision=2, passages=tuple(rest))
        narrated(narrator, changed)
        cache.prune(0)
        assert narrator.progress(changed).is_complete
        assert narrator.frames(narrator.track(session, first.key)) is None
        narrator.unpin(session.id)
        cache.prune(0)
        assert narrator.progress(changed).clips_ready == 0
