"""Materials to render: real minutes with words, and sound of real frames whose lengths follow from the sentences."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from reader.exports.cue_table import CueTable, cue_table
from reader.exports.imprint import Imprint, Terms
from reader.exports.material import Format, Material, Options
from reader.minutes.model import Minutes
from reader.narration.tracks import Pauses, Track, tracks
from reader.passages.annotator import Annotator
from reader.passages.utterance import Passage, Utterance
from reader.speech.sound import mp3
from reader.speech.voices.voice import Voice
from tests.speech.sounds import VOICE, PlainAnalyzer

SITE = "https://kaigiroku.example.jp"
TERMS = Terms(
    "星見浜市 議会事務局",
    SITE,
    "PDL1.0",
    "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
)
VOICES = ("HTS Voice \u201cMei\u201d (CC BY 3.0)",)


def material(
    minutes: Minutes, annotator: Annotator | None = None, session_id: str = "20211028-1"
) -> Material:
    """The minutes as they would be exported, read by ``annotator`` (None: every utterance is one word), with sound."""
    passages = (annotator or Annotator(PlainAnalyzer())).passages(minutes, ())
    parts = tracks(session_id, passages, voiced, Pauses())
    imprint = Imprint(
        session_id,
        TERMS,
        "https://www.city.hoshimihama.example.jp/kaigi/1.html",
        3,
        datetime(2026, 11, 28, 9, 12, 30, tzinfo=UTC),
        "0123456789abcdef",
        VOICES,
        "openjtalk 1",
        12,
    )
    by_key = {track.key: track for track in parts}
    return Material(minutes, passages, imprint, _table(passages, parts), lambda key: _sound(by_key[key]))


def rendered(kind: Format, made: Material, options: Options | None = None) -> bytes:
    """The file that the format makes of it."""
    from io import BytesIO

    file = BytesIO()
    kind.write(made, options or Options(), file)
    return file.getvalue()


def voiced(_passage: Passage, utterance: Utterance) -> tuple[Voice, str]:
    return VOICE, hashlib.sha256(utterance.text.encode()).hexdigest()


def _table(passages: tuple[Passage, ...], parts: tuple[Track, ...]) -> CueTable:
    return cue_table(passages, parts, clip_frames)


def clip_frames(clip: str) -> int:
    """How long a clip of that name is: from a quarter of a second to three seconds."""
    return 10 + int(clip[:6], 16) % 110


@cache
def _silence(frames: int) -> bytes:
    return mp3.silent_frame() * frames


def _sound(track: Track) -> Iterator[bytes]:
    for segment in track.segments:
        yield _silence(clip_frames(segment.clip) + segment.pause)
