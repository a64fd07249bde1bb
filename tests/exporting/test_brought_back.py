"""What this program exported, imported again: every anchor (``#t12``) leads where it led."""

from pathlib import Path

import pytest

from reader.exporting.exporter import Exporter, terms_of
from reader.exports.formats import format_of
from reader.importing.importer import Importer, Outcome
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from tests.stock import opened


def _anchors(library: Library, session_id: str) -> dict[str, str]:
    """What stands at each anchor of the session's page."""
    return {passage.key: passage.text for passage in library.session(session_id).passages}


@pytest.mark.parametrize("name", ["x.json", "x.kokkai.json"])
def test_anchors_lead_where_they_led(
    importer: Importer, annotator: Annotator, sample: bytes, tmp_path: Path, name: str
) -> None:
    """Of minutes that were edited before, so that their numbers do not follow each other: into the same library, into another
    one, and into that once more after a turn of the file was put right."""
    first = importer.import_bytes(sample, "a.txt", "/a.txt")
    added = "小川副会長:一つ確かめます。"
    edited = sample.decode().replace("事務局:無料です。", f"{added}\n\n事務局:無料です。")
    edited = edited.replace("田中委員:費用は、本人の負担になるのですか。\n\n", "")
    importer.import_bytes(edited.encode(), "a.txt", "/a.txt")
    anchors = _anchors(importer.library, first.id)
    numbers = [turn.number for turn in importer.library.session(first.id).minutes.turns]
    assert numbers != sorted(numbers)

    kind = format_of(name)
    assert kind is not None
    exporter = Exporter(importer.library, None, terms_of(Settings(office="星見浜市")))
    data = exporter.file(first.id, kind).path.read_bytes()

    assert importer.import_bytes(data, name, "/a.txt").id == first.id
    assert _anchors(importer.library, first.id) == anchors

    elsewhere = opened(tmp_path / "elsewhere.sqlite3")
    other = Importer(elsewhere, annotator)
    brought = other.import_bytes(data, name, f"/{name}")
    assert brought.outcome is Outcome.NEW
    assert _anchors(elsewhere, brought.id) == anchors

    changed = data.decode().replace("予算は240万円です。", "予算は250万円です。")
    assert changed != data.decode()
    assert other.import_bytes(changed.encode(), name, f"/{name}").outcome is Outcome.UPDATED
    after = _anchors(elsewhere, brought.id)
    assert after.keys() == anchors.keys()
    different = [key for key in anchors if anchors[key] != after[key]]
    assert [after[key][-11:] for key in different] == ["予算は250万円です。"]
    elsewhere.close()
