"""Books opened again for tests: their files, and their ZIP as other readers see it."""

import io
from collections.abc import Callable
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile

from reader.exports.material import Material, Options
from reader.passages.utterance import Utterance

Write = Callable[[Material, Options, BinaryIO], None]
_HAS_DATA_DESCRIPTOR = 1 << 3


def written(write: Write, material: Material, options: Options | None = None) -> bytes:
    """The bytes of an export; the same a second time, or the test fails."""
    first, second = io.BytesIO(), io.BytesIO()
    write(material, options or Options(), first)
    write(material, options or Options(), second)
    assert first.getvalue() == second.getvalue(), "not the same bytes a second time"
    return first.getvalue()


def opened(data: bytes) -> dict[str, bytes]:
    """The files of a ZIP by name, in its order; fails unless each is stored, dated alike, with its sizes in front."""
    with ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        for entry in entries:
            assert entry.compress_type == ZIP_STORED, entry.filename
            assert not entry.flag_bits & _HAS_DATA_DESCRIPTOR, entry.filename
            assert entry.date_time == (1980, 1, 1, 0, 0, 0), entry.filename
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in entries}


def heard(material: Material) -> list[Utterance]:
    """The utterances that have sound, in order."""
    ids = [row.utterance_id for row in material.table.rows]
    by_id = {u.id: u for passage in material.passages for u in passage.utterances}
    return [by_id[utterance_id] for utterance_id in ids]


def printed(material: Material) -> str:
    """The minutes' words as a reader's page has them, in order and without white space: headings with their numbers, speaker
    labels, texts."""
    said: list[str] = []
    for passage in material.passages:
        announced = [u.text for u in passage.utterances if u.is_announcement]
        label = (
            [material.minutes.speaker(passage.speaker).label] if passage.speaker is not None else announced
        )
        said += [*label, passage.text]
    return squeezed("".join(said))


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(text.split())
