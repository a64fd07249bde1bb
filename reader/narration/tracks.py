"""Narration as arithmetic: which clips follow each other, with what pauses, and when each one sounds.

A track is what one passage sounds like, each clip followed by its pause; all tracks joined are the whole session::

    t12   「委員」            0.30 s      the announcement, in the announcer's voice
          「目的について、…」  0.40 s      between sentences
          「次に、…」         0.80 s      at the end of the passage

All times are whole frames of 24 ms, so a cue is exact wherever the track starts.
"""

import hashlib
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.speech.clips.key import FORMAT
from reader.speech.sound import mp3
from reader.speech.voices.voice import Voice


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence after a clip, in seconds, on top of the tenth of a second at a clip's edges."""

    announcement: float = 0.3
    sentence: float = 0.4
    paragraph: float = 0.7
    passage: float = 0.8
    heading: float = 0.9
    agenda: float = 1.4


LONGER_PAUSE = 0.9
"""Seconds more behind each utterance, where the listener asked for longer pauses."""


MORAE_PER_SECOND = 5.4
"""The pace of the default voices inside sentences, pauses at commas included."""


def estimated_seconds(morae: int) -> float:
    """About how long it takes to say so many morae."""
    return morae / MORAE_PER_SECOND


@dataclass(frozen=True, slots=True)
class Segment:
    """One utterance in its place: who says it, the clip that holds it, and how many frames of silence follow."""

    utterance: Utterance
    voice: Voice
    clip: str
    pause: int


@dataclass(frozen=True, slots=True)
class Track:
    """The clips of a passage (``key`` t12), or of a whole session (``key`` empty), in order.

    ``version`` changes whenever a clip or pause does; it makes URLs that never change their content.
    """

    session_id: str
    key: str
    segments: tuple[Segment, ...]
    version: str

    @property
    def clips(self) -> tuple[str, ...]:
        """The clips' keys, in order."""
        return tuple(segment.clip for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Cue:
    """Start and end of an utterance inside its track, in seconds, without the pause behind it."""

    utterance_id: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Timing:
    """When each utterance of a track sounds.

    ``ready`` says that all clips are there; if not, ``cues`` holds the leading ones that are (exact), and
    ``duration`` estimates the rest.
    """

    ready: bool
    duration: float
    cues: tuple[Cue, ...]


def tracks(
    session_id: str,
    passages: Sequence[Passage],
    voiced: Callable[[Passage, Utterance], tuple[Voice, str]],
    pauses: Pauses,
) -> tuple[Track, ...]:
    """One track for each passage. ``voiced`` gives the voice and the clip's key of an utterance.

    An utterance in which nothing is spoken (「＊＊＊」) has no segment, and so a passage may have none.
    """
    following = [*passages[1:], None][: len(passages)]
    return tuple(
        _track(session_id, passage.key, tuple(_segments(passage, after, voiced, pauses)))
        for passage, after in zip(passages, following, strict=True)
    )


def slowed(track: Track) -> Track:
    """The same with a longer pause behind every utterance, for those who want time to take it in."""
    more = mp3.silent_frames(LONGER_PAUSE)
    segments = tuple(replace(segment, pause=segment.pause + more) for segment in track.segments)
    return _track(track.session_id, track.key, segments)


def joined(session_id: str, parts: Iterable[Track]) -> Track:
    """The tracks one behind the other, as one track."""
    return _track(session_id, "", tuple(segment for track in parts for segment in track.segments))


def begun_at(track: Track, utterance_id: str) -> Track | None:
    """The track from that utterance on, behind the announcement of who speaks; None if it is not in the track."""
    ids = [segment.utterance.id for segment in track.segments]
    if utterance_id not in ids:
        return None
    announced = [segment for segment in track.segments[:1] if segment.utterance.is_announcement]
    at = max(ids.index(utterance_id), len(announced))
    return _track(track.session_id, track.key, (*announced, *track.segments[at:]))


def lacking(track: Track, there: Container[str]) -> tuple[Segment, ...]:
    """One segment for each clip of the track that is not there, in order."""
    missing = {segment.clip: segment for segment in reversed(track.segments) if segment.clip not in there}
    return tuple(reversed(missing.values()))


def timing(track: Track, frames: Callable[[str], int | None], seconds: Callable[[int], float]) -> Timing:
    """When each utterance sounds. ``frames`` gives a clip's length if it is there, ``seconds`` estimates by morae."""
    cues: list[Cue] = []
    position = 0
    for index, segment in enumerate(track.segments):
        length = frames(segment.clip)
        if length is None:
            rest = track.segments[index:]
            estimate = sum(seconds(part.utterance.morae) + part.pause * mp3.FRAME_SECONDS for part in rest)
            return Timing(False, position * mp3.FRAME_SECONDS + estimate, tuple(cues))
        end = position + length
        cues.append(Cue(segment.utterance.id, position * mp3.FRAME_SECONDS, end * mp3.FRAME_SECONDS))
        position = end + segment.pause
    return Timing(True, position * mp3.FRAME_SECONDS, tuple(cues))


def _track(session_id: str, key: str, segments: tuple[Segment, ...]) -> Track:
    content = "\n".join(f"{segment.clip} {segment.pause}" for segment in segments)
    version = hashlib.sha256(f"{FORMAT}\n{content}".encode()).hexdigest()[:16]
    return Track(session_id, key, segments, version)


def _segments(
    passage: Passage,
    after: Passage | None,
    voiced: Callable[[Passage, Utterance], tuple[Voice, str]],
    pauses: Pauses,
) -> Iterable[Segment]:
    spoken = [utterance for utterance in passage.utterances if utterance.morae]
    lengths = [_pause_between(passage, here, there, pauses) for here, there in pairwise(spoken)]
    lengths.append(_pause_behind(passage, after, pauses))
    for utterance, seconds in zip(spoken, lengths, strict=False):
        voice, clip = voiced(passage, utterance)
        yield Segment(utterance, voice, clip, mp3.silent_frames(seconds))


def _pause_between(passage: Passage, here: Utterance, there: Utterance, pauses: Pauses) -> float:
    if here.is_announcement:
        return pauses.announcement
    printed = passage.text[here.start : there.start]
    return pauses.paragraph if "\n" in printed[len(printed.rstrip()) :] else pauses.sentence


def _pause_behind(passage: Passage, after: Passage | None, pauses: Pauses) -> float:
    if after is not None and after.kind is PassageKind.HEADING:
        return pauses.agenda
    if passage.kind in (PassageKind.TITLE, PassageKind.HEADING):
        return pauses.heading
    return pauses.passage
