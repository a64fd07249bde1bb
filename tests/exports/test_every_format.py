"""What holds for every format, walked by the list of formats itself: a new one is asked too."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reader.exports.braille.cells import cells
from reader.exports.formats import FORMATS
from reader.exports.material import Format, Material
from reader.passages.annotator import Annotator
from tests.exports.documents import odd
from tests.exports.materials import rendered
from tests.exports.opening import BRAILLE, words_in
from tests.exports.toned import material_of

REVISION, DOUBTS, VOICE = 97, 4711, "Voice of Ours (CC BY 3.0)"


@pytest.fixture(scope="module")
def marked(annotator: Annotator) -> Material:
    """A session whose edition can be told from any other number in it."""
    made = material_of(odd(), annotator)
    edition = replace(made.imprint, revision=REVISION, doubts=DOUBTS, voices=(VOICE,))
    silent = replace(edition, version="", voices=())
    return replace(made, imprint=edition if made.cues else silent)


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.extension)
def test_every_format_says_which_edition_whose_voice_what_licence_and_how_sure(
    kind: Format, marked: Material
) -> None:
    told = words_in(kind, rendered(kind, marked))
    if kind.extension in BRAILLE:
        written = BRAILLE[kind.extension]
        wanted = [written(cells(one)) for one in (f"ダイ{REVISION}ハン", str(DOUBTS), "PDL1.0")]
    else:
        wanted = [
            str(REVISION),
            str(DOUBTS),
            marked.imprint.terms.licence,
            *([VOICE] if kind.needs_sound else []),
        ]
        if kind.needs_sound and not kind.extension.endswith("json"):
            wanted.append("合成音声")
    told = "".join(told.split()) if kind.extension in BRAILLE else _plain(kind, told)
    assert [one for one in wanted if one not in told] == []


def _plain(kind: Format, told: str) -> str:
    """JSON may write what it holds in another way."""
    return json.dumps(json.loads(told), ensure_ascii=False) if kind.extension.endswith("json") else told


def test_people_are_told_the_time_in_japan(marked: Material) -> None:
    """Late in the evening in UTC it is the next morning there."""
    late = replace(marked.imprint, updated=datetime(2026, 11, 28, 16, 30, tzinfo=UTC))
    told = {kind.extension: words_in(kind, rendered(kind, replace(marked, imprint=late))) for kind in FORMATS}
    for extension in ("txt", "epub", "daisy.zip", "vtt"):
        assert "2026-11-29 01:30 日本時間" in told[extension], extension
    assert "2026-11-28T16:30:00" in told["json"]
    assert cells("11ガツ") in told["braille.txt"]
    assert cells("29ニチ") in told["braille.txt"]
