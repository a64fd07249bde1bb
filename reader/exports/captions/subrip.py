"""SubRip (.srt): captions for players that know no WebVTT; who speaks is named wherever the voice changes.

::

    12
    00:01:24,912 --> 00:01:29,232
    委員: 目的について、…
"""

import itertools
from typing import BinaryIO

from reader.exports.captions.display import display_breaks
from reader.exports.captions.webvtt import timestamp, voice_of
from reader.exports.material import Material, Options

_ABOUT_MS = 1000


def write_subrip(material: Material, _options: Options, file: BinaryIO) -> None:
    """The whole session; UTF-8 without a mark, lines that end in CR LF. SubRip has no place for what a file says of itself: that is
    a last caption behind the sound's end, which no player comes to."""
    last = None
    number = 0
    for number, row in enumerate(material.table.rows, 1):
        voice = voice_of(material, row)
        named = f"{voice}: " if voice != last else ""
        last = voice
        times = f"{timestamp(row.begin_ms, ',')} --> {timestamp(row.end_ms, ',')}"
        cuts = [0, *display_breaks(row.text, row.words), len(row.text)]
        lines = [" ".join(row.text[start:end].splitlines()) for start, end in itertools.pairwise(cuts)]
        file.write("\r\n".join([str(number), times, named + lines[0], *lines[1:], "", ""]).encode())
    end = material.table.duration_ms
    times = f"{timestamp(end, ',')} --> {timestamp(end + _ABOUT_MS, ',')}"
    file.write("\r\n".join([str(number + 1), times, *material.imprint.told(), "", ""]).encode())
