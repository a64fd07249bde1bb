"""MP3 with chapters, read by two others: mutagen and ffprobe."""

import io
import json
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3

from reader.exports.formats import format_of
from reader.exports.material import Material
from reader.exports.mp3_chapters.id3 import MOST_CHILDREN
from reader.exports.mp3_chapters.marks import SHORTEST, groups
from reader.exports.mp3_chapters.write import write_mp3
from reader.speech.sound import mp3
from tests.exports.archives import written
from tests.exports.documents import odd, shared_documents
from tests.exports.toned import many_turns, material_of
from tests.parsed import read_minutes
from tests.speech.sounds import decoded
from tests.validators import required


def read_tag(data: bytes) -> Any:
    """The tag as mutagen reads it."""
    return ID3(io.BytesIO(data))  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def materials(shared: Path) -> dict[str, Material]:
    """Shared documents of every kind, and the odd one; clips are long enough that most turns are chapters."""
    found = {path.name: read_minutes(path.read_bytes(), path.name) for path in shared_documents(shared)[::4]}
    return {
        name: material_of(minutes, frames=lambda kana: 20 + 6 * kana)
        for name, minutes in {**found, "odd": odd()}.items()
    }


def test_ffprobe_reads_the_chapters_that_the_cue_table_has(
    materials: dict[str, Material], tmp_path: Path
) -> None:
    required("ffprobe")
    for name in ("odd", max(materials, key=lambda one: len(materials[one].minutes.turns))):
        path = tmp_path / "x.mp3"
        path.write_bytes(written(write_mp3, materials[name]))
        command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        assert run.stderr == ""
        told = json.loads(run.stdout)
        found = [
            (
                round(float(one["start_time"]) * 1000),
                round(float(one["end_time"]) * 1000),
                one["tags"]["title"],
            )
            for one in told["chapters"]
        ]
        wanted = [(m.begin, m.end, m.title) for group in groups(materials[name]) for m in group.marks]
        assert found == wanted, name
        assert told["format"]["tags"]["title"] == materials[name].title


def test_chapters_follow_without_gap_and_begin_with_a_sentence(materials: dict[str, Material]) -> None:
    for name, material in materials.items():
        begins = {row.begin_ms for row in material.table.rows}
        made = groups(material)
        marks = [mark for group in made for mark in group.marks]
        assert (marks[0].begin, marks[-1].end) == (0, material.table.duration_ms), name
        assert all(before.end == after.begin for before, after in pairwise(marks)), name
        assert begins.issuperset(mark.begin for mark in marks)
        assert all(mark.title.strip() for mark in marks)
        assert len({mark.id for mark in marks}) == len(marks)
        for group in made:
            assert len(group.marks) == 1 or all(m.end - m.begin >= SHORTEST for m in group.marks), name


def test_every_turn_that_lasts_has_its_chapter_by_its_speaker(materials: dict[str, Material]) -> None:
    for material in materials.values():
        titles = {mark.id: mark.title for group in groups(material) for mark in group.marks}
        for key, rows in material.table.passages():
            speaker = rows[0].speaker
            if speaker is not None and rows[-1].next_begin_ms - rows[0].begin_ms >= SHORTEST:
                heading_is_long = key not in titles
                assert not heading_is_long
                assert titles[key] == material.label(speaker)


def test_mutagen_reads_one_top_list_and_lists_under_it() -> None:
    material = many_turns(300)
    read = read_tag(written(write_mp3, material))
    lists, chapters = read.getall("CTOC"), read.getall("CHAP")
    assert [one.element_id for one in lists if one.flags & 2] == ["toc"]
    assert len(chapters) == len(material.minutes.turns) + len(("title", "heading"))
    assert max(len(one.child_element_ids) for one in lists) <= MOST_CHILDREN
    by_id = {one.element_id: one for one in (*lists, *chapters)}

    def leaves(name: str) -> list[str]:
        node = by_id[name]
        return (
            [name]
            if node in chapters
            else [leaf for child in node.child_element_ids for leaf in leaves(child)]
        )

    assert leaves("toc") == [one.element_id for one in sorted(chapters, key=lambda one: one.start_time)]
    assert str(read["TLAN"]) == "jpn"
    assert str(read["TIT2"]) == material.title
    assert read.version == (2, 3, 0)
    assert read["WOAF"].url == material.imprint.address
    assert "PDL1.0" in str(read["TCOP"])


def test_the_tag_is_as_players_ask_and_the_sound_behind_it_is_the_sessions() -> None:
    material = many_turns(1_000)
    data = written(write_mp3, material)
    assert data.startswith(b"ID3\x03\x00\x00")
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    assert 10 + size <= 100_000
    assert material.sound is not None
    sound = b"".join(piece for passage in material.passages for piece in material.sound(passage.key))
    assert data[10 + size :] == sound
    assert mp3.frames(sound) * 24 == material.table.duration_ms


def test_a_decoder_passes_over_the_tag() -> None:
    material = material_of(odd())
    assert len(decoded(written(write_mp3, material))) * 1000 == material.table.duration_ms * mp3.SAMPLE_RATE


def test_what_no_tag_can_hold_is_left_out_of_titles() -> None:
    minutes = read_minutes("第1回\0会議\n日時 令和8年6月2日\n委員: はい。\n".encode())
    read = read_tag(written(write_mp3, material_of(minutes)))
    assert "\0" not in str(read["TIT2"])


def test_a_file_that_is_named_mp3_has_chapters() -> None:
    for name in ("kaigi.mp3", "KAIGI.MP3", "20211028-1.chapters.mp3"):
        kind = format_of(name)
        assert kind is not None
        assert kind.write is write_mp3
    assert format_of("mp3") is None
