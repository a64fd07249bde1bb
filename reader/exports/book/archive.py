"""A book's files in one ZIP that every reader opens: stored, sizes in front, the same bytes every time.

A ZIP written to something that cannot be sought has its sizes behind each file (data descriptors), and for stored files
Android's reader then gives up: ``only DEFLATED entries can have EXT descriptor``. So this wants a real file.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from reader.exports.book.book import Chapter
from reader.exports.cue_table import FRAME_MS
from reader.exports.material import Sound
from reader.speech.sound import mp3
from reader.speech.sound.softer import softer

_DATE = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3

Content = bytes | Chapter
"""The bytes of a file, or the chapter whose sound it is."""


def write_archive(
    file: BinaryIO, members: Iterable[tuple[str, Content]], sound: Sound, steps_softer: int = 0
) -> None:
    """Writes the files, by name and in that order; the sound so many steps of 1.5 dB softer than it is."""
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, content in members:
            entry = ZipInfo(name, _DATE)
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            if isinstance(content, bytes):
                archive.writestr(entry, content)
                continue
            with archive.open(entry, "w") as opened:
                for block in content.blocks:
                    for piece in _stretch(sound(block.key), block.since, block.milliseconds):
                        opened.write(softer(piece, steps_softer) if steps_softer else piece)


def _stretch(pieces: Iterable[bytes], since: int, milliseconds: int) -> Iterator[bytes]:
    """So many milliseconds of a sound, from ``since`` on."""
    skipped, left = (ms // FRAME_MS * mp3.FRAME_BYTES for ms in (since, milliseconds))
    for piece in pieces:
        taken = piece[skipped : skipped + left]
        skipped = max(0, skipped - len(piece))
        left -= len(taken)
        if taken:
            yield taken
        if not left:
            return
