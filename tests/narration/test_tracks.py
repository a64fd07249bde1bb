"""Narration's arithmetic, without sound."""

from dataclasses import replace

import pytest

from reader.narration.tracks import Pauses, Track, joined, timing, tracks
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.speech.sound import mp3
from reader.speech.voices.voice import Voice
from tests.speech.sounds import VOICE, digest, utterance


def passage(key: str, kind: PassageKind, *texts: str) -> Passage:
    utterances, start = [], 0
    for number, text in enumerate(texts, 1):
        utterances.append(utterance(f"{key}-{number}", text, start))
        start += len(text)
    return Passage(key, kind, 1, "".join(texts), tuple(utterances))


def voiced(spoken_in: Passage, said: Utterance) -> tuple[Voice, str]:
    return VOICE, said.digest


def tracks_of(*passages: Passage) -> tuple[Track, ...]:
    return tracks("20211028-1", passages, voiced, Pauses())


TITLE = passage("m", PassageKind.TITLE, "定例会")
TURN = passage("t1", PassageKind.TURN, "はい。", "そうです。")
HEADING = passage("a1", PassageKind.HEADING, "基本方針")


def test_cues_add_up_to_the_frame() -> None:
    lengths = {digest("はい。"): 20, digest("そうです。"): 31}
    (track,) = tracks_of(TURN)
    told = timing(track, lengths.get, lambda morae: 99.0)
    first, second = told.cues
    pause, tail = (segment.pause * mp3.FRAME_SECONDS for segment in track.segments)
    assert (first.start, first.end) == (0.0, 20 * 0.024)
    assert second.start == pytest.approx(first.end + pause)
    assert second.end == pytest.approx(second.start + 31 * 0.024)
    assert told.duration == pytest.approx(second.end + tail)
    assert told.ready


def test_what_is_missing_is_estimated() -> None:
    (track,) = tracks_of(TURN)
    told = timing(track, {digest("そうです。"): 31}.get, lambda morae: float(morae))
    silence = sum(segment.pause for segment in track.segments) * mp3.FRAME_SECONDS
    assert (told.ready, told.cues) == (False, ())
    assert told.duration == pytest.approx(3 + 5 + silence)


def test_a_new_agenda_item_gets_the_longest_pause() -> None:
    before, _, _ = (track.segments[-1].pause for track in tracks_of(TURN, HEADING, TURN))
    between, _ = (track.segments[-1].pause for track in tracks_of(TURN, TURN))
    after_title, _ = (track.segments[-1].pause for track in tracks_of(TITLE, TURN))
    assert before > after_title > between


def test_what_nobody_can_say_is_passed_over() -> None:
    stars = replace(utterance("n1-1", "＊＊＊"), morae=0)
    note = Passage("n1", PassageKind.NOTE, 1, "＊＊＊", (stars,))
    turn = replace(TURN, utterances=(TURN.utterances[0], replace(TURN.utterances[1], morae=0)))
    empty, short = tracks_of(note, turn)
    assert empty.segments == ()
    assert timing(empty, lambda clip: None, float).ready
    assert [segment.utterance.id for segment in short.segments] == ["t1-1"]


def test_the_version_follows_clips_and_pauses_only() -> None:
    (track,) = tracks_of(TURN)
    (same,) = tracks("another", [replace(TURN, key="t9")], voiced, Pauses())
    (slower,) = tracks("20211028-1", [TURN], voiced, Pauses(sentence=1.0))
    (changed,) = tracks_of(passage("t1", PassageKind.TURN, "はい。", "そうです、"))
    assert track.version == same.version
    assert len({track.version, slower.version, changed.version}) == 3


def test_joined_tracks_keep_their_order() -> None:
    parts = tracks_of(TITLE, HEADING, TURN)
    whole = joined("20211028-1", parts)
    assert [s.utterance.id for s in whole.segments] == ["m-1", "a1-1", "t1-1", "t1-2"]
    assert whole.clips == sum((part.clips for part in parts), ())
