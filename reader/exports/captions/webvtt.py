"""WebVTT: captions that name their speaker. ::

WEBVTT

NOTE 会議録番号 20211028-1、第1版 …

t12-1
00:01:24.912 --> 00:01:29.232
<v.member 委員>目的について、…
"""

import itertools
from typing import BinaryIO

from reader.exports.captions.display import display_breaks
from reader.exports.cue_table import CueRow
from reader.exports.material import Material, Options
from reader.readings.furigana.levels import Level, ruby_words

ANNOUNCER = "案内"
"""Who says headings, notes, and whose turn it is."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " ", "\r": " "})


def write_webvtt(material: Material, options: Options, file: BinaryIO) -> None:
    """The whole session as one track."""
    file.write(f"WEBVTT\n\n{_note(material)}".encode())
    for row in material.table.rows:
        file.write(_cue(material, row, options.ruby or Level.NONE).encode())


def timestamp(ms: int, point: str = ".") -> str:
    """Hours of two digits or more: 01:02:03.004."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def voice_of(material: Material, row: CueRow) -> str:
    """Who is heard: the speaker's label, or the announcer."""
    return ANNOUNCER if row.by_announcer else material.label(row.speaker or "")


def _note(material: Material) -> str:
    lines = [material.title, *material.imprint.told()]
    return "".join(f"NOTE {_harmless(line)}\n\n" for line in lines)


def _harmless(line: str) -> str:
    """A comment may not hold the arrow of a cue."""
    return " ".join(line.split()).replace("-->", "→")


def _cue(material: Material, row: CueRow, ruby: Level) -> str:
    role = "announcer" if row.by_announcer else material.minutes.speaker(row.speaker or "").role.value
    voice = escaped(voice_of(material, row))
    times = f"{timestamp(row.begin_ms)} --> {timestamp(row.end_ms)}"
    return f"{row.utterance_id}\n{times}\n<v.{role} {voice}>{_payload(row, ruby)}\n\n"


def escaped(text: str) -> str:
    """Text inside a cue, or a speaker's name."""
    return text.translate(_ESCAPES)


def _payload(row: CueRow, ruby: Level) -> str:
    """The text on lines, with readings where they are wanted; a line never ends inside a base with its reading."""
    breaks = display_breaks(row.text, row.words)
    written: list[str] = []
    offset = 0
    for _word, segments in ruby_words(row.words, ruby):
        for segment in segments:
            end = offset + len(segment.base)
            inside = [at for at in breaks if offset < at < end]
            if segment.reading:
                written.append(f"<ruby>{escaped(segment.base)}<rt>{escaped(segment.reading)}</rt></ruby>")
            else:
                cuts = [offset, *inside, end]
                pieces = (escaped(row.text[a:b]) for a, b in itertools.pairwise(cuts))
                written.append("\n".join(pieces))
            if end in breaks:
                written.append("\n")
            offset = end
    return "".join(written)
