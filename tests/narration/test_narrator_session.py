"""Whole sessions: real minutes with their real words, through the pool of worker processes, corrected, and to the end."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from reader.corrections.corrector import Corrector
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.progress import Narrated, Progress
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker, Speaks
from reader.speech.sound import mp3
from reader.speech.workers.pool import SynthesisPool
from tests.speech.sounds import ANNOUNCER, VOICE, ToneEngine, decoded, plain_casting, wait_until


@contextmanager
def narrating(folder: Path, engine: Speaks, makers: int = 2) -> Iterator[Narrator]:
    cache = ClipCache(folder / "audio_cache")
    narrator = Narrator(ClipMaker(cache, engine, makers), cache, plain_casting, lambda driver: "1")
    try:
        yield narrator
    finally:
        narrator.close()


def narrated(narrator: Narrator, session: Session) -> Narrated:
    return narrator.narrate(session, lambda progress: None, threading.Event())


def whole_sound(narrator: Narrator, session: Session) -> bytes:
    track = narrator.whole(session)
    return b"".join(
        clip.result(20) + mp3.silent_frame() * segment.pause
        for segment, clip in zip(track.segments, narrator.request(session, track), strict=True)
    )


ASIDES = """令和8年5月14日 定例会 会議録
日程第１ 会期の決定について
○議長（山田太郎君） 本日の会議を開きます。御異議ありませんか。
〔「異議なし」と呼ぶ者あり〕
○議長（山田太郎君） 異議なしと認めます。採決します。
〔賛成者起立〕
起立全員です。よって、可決されました。
○佐藤花子君 次の件です。
"""


def test_what_nobody_says_is_said_by_the_announcer_in_its_place(
    tmp_path: Path, importer: Importer, library: Library
) -> None:
    session = library.session(importer.import_bytes(ASIDES.encode(), "asides.txt", "asides").id)
    with narrating(tmp_path, ToneEngine()) as narrator:
        heard = [(s.utterance.text, s.voice) for s in narrator.whole(session).segments]
    announced = [text for text, voice in heard if voice == ANNOUNCER]
    said = [text for text, voice in heard if voice == VOICE]
    assert announced[-4:] == [
        "〔「異議なし」と呼ぶ者あり〕",
        "議長（山田太郎君）",
        "〔賛成者起立〕",
        "佐藤花子君",
    ]
    assert said[-3:] == ["起立全員です。", "よって、可決されました。", "次の件です。"]
    texts = [text for text, _ in heard]
    assert texts[texts.index("〔賛成者起立〕") + 1] == "起立全員です。"
    assert texts[texts.index("会期の決定について") - 1] == "日程第１"


@pytest.mark.slow
def test_the_last_cue_of_the_seed_is_where_a_decoder_finds_it(
    tmp_path: Path, seed: bytes, importer: Importer, library: Library
) -> None:
    """Ten minutes of tones, one for each sentence; 30 ms is less than a reader would notice."""
    session = library.session(importer.import_bytes(seed, "seed.txt", "seed").id)
    with narrating(tmp_path, ToneEngine(per_character=0.05)) as narrator:
        assert narrated(narrator, session).failed == 0
        timing = narrator.timing(narrator.whole(session))
        sound = decoded(whole_sound(narrator, session))
    assert timing.duration > 400
    assert len(sound) == round(timing.duration * mp3.SAMPLE_RATE)
    for cue in (timing.cues[len(timing.cues) // 2], timing.cues[-1]):
        start, end = round(cue.start * mp3.SAMPLE_RATE), round(cue.end * mp3.SAMPLE_RATE)
        heard = np.flatnonzero(np.abs(sound[start - 4800 : end]) > 1500)
        encoder_delay = 1105
        assert abs(int(heard[0]) - 4800 - encoder_delay) < 0.030 * mp3.SAMPLE_RATE


def test_after_a_correction_only_the_utterances_that_hold_the_word_are_made_again(
    tmp_path: Path, sample: bytes, importer: Importer, library: Library
) -> None:
    session_id = importer.import_bytes(sample, "sample.txt", "sample").id
    engine = ToneEngine()
    with narrating(tmp_path, engine) as narrator:
        before = library.session(session_id)
        assert narrated(narrator, before).failed == 0
        engine.spoken.clear()
        word = "星見浜"
        Corrector(library, importer.annotator).add(word, "せいけんはま")
        after = library.session(session_id)
        done = narrated(narrator, after)
        holding = {s.clip for s in narrator.whole(after).segments if word in s.utterance.text}
        assert 0 < done.made == len(holding)
        assert all(word in text for text in engine.spoken)
        changed = [
            key
            for key in (passage.key for passage in after.passages)
            if narrator.track(before, key).version != narrator.track(after, key).version
        ]
        assert changed == [p.key for p in after.passages if any(word in u.text for u in p.utterances)]


@pytest.mark.voice
def test_workers_that_are_killed_in_mid_sentence_cost_nothing(
    tmp_path: Path, sample: bytes, importer: Importer, library: Library
) -> None:
    """Through real worker processes with the silent driver, both of which are killed on the way."""
    session = library.session(importer.import_bytes(sample, "sample.txt", "sample").id)
    others = children()
    pool = SynthesisPool(2)
    moments = {5, 25}

    def kill_one(progress: Progress) -> None:
        if progress.clips_ready in moments:
            moments.remove(progress.clips_ready)
            os.kill(min(children() - others), signal.SIGKILL)

    with narrating(tmp_path, pool) as narrator:
        done = narrator.narrate(session, kill_one, threading.Event())
        assert not moments
        assert (done.failed, done.problem) == (0, None)
        assert narrator.progress(session).is_complete
    pool.close()
    wait_until(lambda: not children() - others)


def children() -> set[int]:
    """The process ids of our own children (Linux)."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(pid) for task in tasks for pid in task.read_text(encoding="ascii").split()}
