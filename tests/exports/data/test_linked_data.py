"""JSON-LD: what search engines are told of the sound is where the cue table has it."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from reader.exports.formats import format_of
from reader.exports.material import Material
from tests.exports.documents import odd, shared_documents
from tests.exports.materials import SITE, rendered
from tests.exports.toned import many_turns, material_of
from tests.parsed import read_minutes


@pytest.fixture(scope="module")
def materials(shared: Path) -> list[Material]:
    """Shared documents, the odd one, and a long one under a single item."""
    minutes = [read_minutes(path.read_bytes(), path.name) for path in shared_documents(shared)[::6]]
    return [*map(material_of, (odd(), *minutes)), many_turns(60)]


def test_every_clip_begins_and_ends_where_its_item_is_heard(materials: list[Material]) -> None:
    kind = format_of("x.jsonld")
    assert kind is not None
    for made in materials:
        told = json.loads(rendered(kind, made))
        sound = told["subjectOf"]
        clips = sound["hasPart"]
        begins = {row.begin_ms for row in made.table.rows}
        heard = {key: rows[0].begin_ms for key, rows in made.table.passages()}
        ends = {row.next_begin_ms for row in made.table.rows}
        for clip in clips:
            begin, end = (round(clip[name] * 1000) for name in ("startOffset", "endOffset"))
            assert begin in begins
            assert end in ends
            assert begin <= heard[clip["url"].partition("#")[2]] < end
        assert all(before["endOffset"] == after["startOffset"] for before, after in pairwise(clips))
        assert clips[0]["startOffset"] == 0
        assert round(clips[-1]["endOffset"] * 1000) == made.table.duration_ms
        assert sound["duration"] == f"PT{made.table.duration_ms / 1000:.3f}S"
        assert sound["transcript"].startswith(SITE)
        assert told["recordedIn"]["license"] == made.imprint.terms.licence_url
