"""The cue table: when each utterance of a session sounds, in whole milliseconds. Every timed export is a rendering of it.

::

    utterance  passage  kind     speaker   begin_ms  end_ms  next_begin_ms  text
    t12-0      t12      turn     委員         84000   84600          84912  委員
    t12-1      t12      turn     委員         84912   89232          89640  目的について、…

A frame lasts 24 ms, so no time is ever rounded, and the last ``next_begin_ms`` is the length of the sound. Between ``end_ms``
and ``next_begin_ms`` lies the pause: who plays only what a row names must be given ``next_begin_ms``, or the pauses vanish.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.narration.tracks import Track
from reader.passages.utterance import Passage, PassageKind
from reader.readings.word import Word
from reader.speech.sound import mp3

FRAME_MS = 1000 * mp3.FRAME_SAMPLES // mp3.SAMPLE_RATE
"""A frame in milliseconds: 24, without a rest."""


@dataclass(frozen=True, slots=True)
class CueRow:
    """One utterance that sounds. Times are milliseconds from the beginning of the session's sound, multiples of 24.

    ``speaker`` is the ``Speaker.key`` of who has the turn, None outside of turns; ``by_announcer``: the announcer says it (who
    speaks, a heading, a note, 〔拍手〕 in a turn). ``words`` are offsets into ``text``.
    """

    utterance_id: str
    passage_key: str
    kind: PassageKind
    speaker: str | None
    by_announcer: bool
    begin_ms: int
    end_ms: int
    next_begin_ms: int
    text: str
    words: Sequence[Word]

    @property
    def is_announcement(self) -> bool:
        """Whether this only says who speaks, or what follows."""
        return self.utterance_id.endswith("-0")


@dataclass(frozen=True, slots=True)
class CueTable:
    """The rows of a session in the order of its sound, without gap or overlap."""

    rows: tuple[CueRow, ...]

    @property
    def duration_ms(self) -> int:
        """The length of the whole sound."""
        return self.rows[-1].next_begin_ms if self.rows else 0

    def passages(self) -> Iterator[tuple[str, tuple[CueRow, ...]]]:
        """The rows by passage, in order; a passage in which nothing is spoken is not among them."""
        for key, rows in groupby(self.rows, key=lambda row: row.passage_key):
            yield key, tuple(rows)


def cue_table(passages: Sequence[Passage], tracks: Sequence[Track], frames: Callable[[str], int]) -> CueTable:
    """The table of passages that sound as ``tracks`` say (one for each, in order). ``frames`` gives a clip's length."""
    return CueTable(tuple(_rows({passage.key: passage for passage in passages}, tracks, frames)))


def _rows(
    passages: Mapping[str, Passage], tracks: Sequence[Track], frames: Callable[[str], int]
) -> Iterator[CueRow]:
    begin = 0
    for track in tracks:
        passage = passages[track.key]
        for segment in track.segments:
            utterance = segment.utterance
            end = begin + frames(segment.clip) * FRAME_MS
            following = end + segment.pause * FRAME_MS
            yield CueRow(
                utterance.id,
                passage.key,
                passage.kind,
                passage.speaker,
                passage.is_announced(utterance),
                begin,
                end,
                following,
                utterance.text,
                utterance.words,
            )
            begin = following
