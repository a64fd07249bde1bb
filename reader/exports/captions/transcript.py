"""The transcript of the Podcasting 2.0 namespace: who says what from when to when, as JSON.

{"version": "1.0.0", "segments": [{"speaker": "委員", "startTime": 84.912, "endTime": 89.232, "body": "目的について、…"}]}

``edition`` beside them is that of the session's JSON.
"""

import json
from typing import BinaryIO

from reader.exports.captions.webvtt import voice_of
from reader.exports.data.minutes_json import imprint_json
from reader.exports.material import Material, Options


def write_transcript(material: Material, _options: Options, file: BinaryIO) -> None:
    """A segment for each row of the cue table; times in seconds, exact to the millisecond."""
    segments = [
        {
            "speaker": voice_of(material, row),
            "startTime": row.begin_ms / 1000,
            "endTime": row.end_ms / 1000,
            "body": row.text,
        }
        for row in material.table.rows
    ]
    content = {"version": "1.0.0", "edition": imprint_json(material), "segments": segments}
    file.write(json.dumps(content, ensure_ascii=False).encode())
