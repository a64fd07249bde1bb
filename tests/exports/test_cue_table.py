"""The cue table: whole milliseconds, one row for each utterance that sounds, nothing between two rows but the pause."""

from itertools import pairwise

import pytest

from reader.exports.material import Material
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.narration.tracks import Pauses, timing, tracks
from reader.speech.sound import mp3
from tests.exports.materials import clip_frames, material, voiced
from tests.speech.sounds import spoken_minutes


@pytest.fixture(scope="module")
def made(sample: bytes) -> Material:
    return material(parse(read_source(sample, "sample.txt")))


def test_every_time_is_a_whole_number_of_frames(made: Material) -> None:
    for row in made.table.rows:
        assert [ms % 24 for ms in (row.begin_ms, row.end_ms, row.next_begin_ms)] == [0, 0, 0]
        assert row.begin_ms < row.end_ms <= row.next_begin_ms


def test_rows_stand_end_to_end_from_zero_to_the_sound_s_end(made: Material) -> None:
    rows = made.table.rows
    assert rows[0].begin_ms == 0
    assert all(row.next_begin_ms == after.begin_ms for row, after in pairwise(rows))
    assert made.sound is not None
    frames = (
        sum(len(piece) for passage in made.passages for piece in made.sound(passage.key)) // mp3.FRAME_BYTES
    )
    assert made.table.duration_ms == frames * 24


def test_every_utterance_that_sounds_has_one_row_in_reading_order(made: Material) -> None:
    spoken = [u.id for passage in made.passages for u in passage.utterances if u.morae]
    assert [row.utterance_id for row in made.table.rows] == spoken
    silent = [u for passage in made.passages for u in passage.utterances if not u.morae]
    assert {u.id for u in silent}.isdisjoint(spoken)


def test_the_table_says_what_the_player_is_told(made: Material) -> None:
    parts = tracks("20260514-1", made.passages, voiced, Pauses())
    begin = 0.0
    for track in parts:
        told = timing(track, clip_frames, lambda morae: morae / 1)
        rows = [row for row in made.table.rows if row.passage_key == track.key]
        assert [cue.utterance_id for cue in told.cues] == [row.utterance_id for row in rows]
        for cue, row in zip(told.cues, rows, strict=True):
            assert round((begin + cue.start) * 1000) == row.begin_ms
            assert round((begin + cue.end) * 1000) == row.end_ms
        begin += told.duration


def test_the_announcer_says_who_speaks_and_the_speaker_the_rest() -> None:
    table = material(spoken_minutes(("はじめに。", "お答えします。"))).table
    told = [(row.utterance_id, row.by_announcer, row.speaker) for row in table.rows]
    assert ("t1-0", True, "事務局") in told
    assert ("t1-1", False, "事務局") in told
    assert ("m-1", True, None) in told


def test_a_session_in_which_nothing_is_spoken_has_no_rows() -> None:
    made = material(spoken_minutes((), meeting=""))
    assert [row.kind for row in made.table.rows if row.kind == "turn"] == []
    assert made.table.duration_ms == (made.table.rows[-1].next_begin_ms if made.table.rows else 0)
