"""The session's MP3 behind a tag with its chapters: the sound itself is that of ``/minutes/{id}.mp3``, byte by byte."""

from typing import BinaryIO

from reader.exports.material import Material, Options
from reader.exports.mp3_chapters.id3 import tag
from reader.exports.mp3_chapters.marks import groups


def write_mp3(material: Material, _options: Options, file: BinaryIO) -> None:
    """Writes the tag and the sound. What ``material.sound`` raises."""
    assert material.sound is not None, "an MP3 has sound"
    imprint, minutes = material.imprint, material.minutes
    day = minutes.held_on
    frames = (
        ("TIT2", material.title),
        ("TPE1", minutes.meeting or imprint.terms.publisher or material.title),
        ("TALB", imprint.terms.publisher or minutes.meeting or material.title),
        ("TLAN", "jpn"),
        ("TYER", f"{day:%Y}" if day else ""),
        ("TDAT", f"{day:%d%m}" if day else ""),
        ("TCOP", f"{imprint.updated:%Y} {imprint.terms.licence_told()}"),
        ("TPUB", imprint.terms.publisher),
        ("TENC", f"合成音声（{'、'.join(imprint.voices)}）" if imprint.voices else "合成音声"),
        (
            "TIT3",
            f"会議録番号 {imprint.session_id}、第{imprint.revision}版、読みの確かでない語 {imprint.doubts}",
        ),
        ("TLEN", str(material.table.duration_ms)),
    )
    address = imprint.address if imprint.terms.public_url else ""
    file.write(tag(frames, address, groups(material)))
    for passage in material.passages:
        for piece in material.sound(passage.key):
            file.write(piece)
