"""What can be read in an exported file, whichever format it has: for tests that walk all formats."""

import io
from collections.abc import Callable
from zipfile import ZipFile, is_zipfile

from mutagen.id3 import ID3

from reader.exports.braille.cells import brf
from reader.exports.material import Format

BRAILLE: dict[str, Callable[[str], str]] = {"brf": brf, "braille.txt": str}
"""Formats that hold cells, and how they write them."""


def words_in(kind: Format, data: bytes) -> str:
    """Every text in the file: of a ZIP all of its files, of an MP3 its tag."""
    if is_zipfile(io.BytesIO(data)):
        with ZipFile(io.BytesIO(data)) as archive:
            inside = [archive.read(name) for name in archive.namelist() if not name.endswith(".mp3")]
        return "\n".join(one.decode("utf-8") for one in inside)
    if kind.extension.endswith("mp3"):
        return "\n".join(map(str, ID3(io.BytesIO(data)).values()))  # type: ignore[no-untyped-call]
    return data.decode("cp932" if kind.extension == "sjis.txt" else "utf-8")
