"""The sound of a track as bytes: any part of a finished one, or one that is still being made, as it is made.

::

    t12   [clip 0][pause][clip 1][pause] …      joined while it is read, never as a whole in memory
"""

import asyncio
from bisect import bisect_right
from collections import deque
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from itertools import accumulate

from starlette.concurrency import run_in_threadpool

from reader.errors import SpeechError
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.tracks import Segment, Track
from reader.speech.making.maker import Urgency
from reader.speech.sound import mp3

_PIECE = 128 * 1024
_REMAKING_SECONDS = 60.0
_AHEAD = 4
_FAILURES_IN_A_ROW = 3
_BLOCK = 32 * 1024
_ENOUGH_TO_START = 10 * 1024
_SMALLEST_TAG = 10


class StoredClip:
    """One clip, as ``byte_ranges.Content``."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from ``start`` to before ``stop``."""
        yield self._data[start:stop]


class ReadyTrack:
    """A track whose clips are all there, as ``byte_ranges.Content``. ``frames`` are its clips' lengths.

    A clip that is lost or damaged meanwhile is made again while the listener waits.
    """

    def __init__(self, narrator: Narrator, session: Session, track: Track, frames: tuple[int, ...]) -> None:
        self._narrator = narrator
        self._session = session
        self._track = track
        self._frames = frames
        lengths = (count + segment.pause for count, segment in zip(frames, track.segments, strict=True))
        self._starts = [mp3.FRAME_BYTES * end for end in accumulate(lengths, initial=0)]
        self.size = self._starts[-1]

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from ``start`` to before ``stop``, in pieces of about 128 KiB. SpeechError."""
        piece = bytearray()
        index = bisect_right(self._starts, start) - 1
        with self._narrator.holding(self._track):
            while start < stop:
                begin, end = self._starts[index], min(self._starts[index + 1], stop)
                piece += self._sound(index)[start - begin : end - begin]
                start, index = end, index + 1
                if len(piece) >= _PIECE or start >= stop:
                    yield bytes(piece)
                    piece.clear()

    def _sound(self, index: int) -> bytes:
        segment = self._track.segments[index]
        data = self._narrator.clip(self._session, segment, Urgency.HEARD).result(_REMAKING_SECONDS)
        if len(data) != self._frames[index] * mp3.FRAME_BYTES:
            raise SpeechError("音声が作り直されて長さが変わりました。もう一度再生してください。")
        return data + mp3.silent_frame() * segment.pause


async def sound_as_made(narrator: Narrator, session: Session, track: Track) -> AsyncIterator[bytes]:
    """The track's clips, each as soon as it is made, a few ordered ahead of what is sent.

    Where its driver has gone meanwhile, another's voice says the utterance. A clip that cannot be made is left out,
    but not the first, nor three in a row: SpeechError.
    """
    waiting: deque[tuple[Segment, Future[bytes]]] = deque()
    rest = iter(track.segments)
    failures, heard = 0, False
    while True:
        await run_in_threadpool(_order, narrator, session, rest, waiting)
        if not waiting:
            return
        segment, future = waiting.popleft()
        try:
            data = await _heard(narrator, session, segment, future)
        except SpeechError:
            failures += 1
            if not heard or failures == _FAILURES_IN_A_ROW:
                raise
            data = b""
        else:
            failures, heard = 0, True
        yield data + mp3.silent_frame() * segment.pause


async def _heard(narrator: Narrator, session: Session, segment: Segment, future: Future[bytes]) -> bytes:
    """The clip, or the utterance's other clip if it has been given to another voice. SpeechError."""
    try:
        return await asyncio.wrap_future(future)
    except SpeechError:
        other = await run_in_threadpool(narrator.recast_segment, session, segment)
        if other is None:
            raise
        return await asyncio.wrap_future(
            await run_in_threadpool(narrator.clip, session, other, Urgency.HEARD)
        )


async def started_early(sound: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same sound, filled up in front with bytes that players pass over.

    Chromium hands sound on in blocks of 32 KiB, which is 5.5 seconds, and does not start with less than 8 KiB of
    frames: the filling completes the first block as soon as that is there. (Measured in Chromium: 2 s of sound
    start at once instead of when 5.5 s are made.)
    """
    lead = b""
    async for piece in sound:
        lead += piece
        if len(lead) >= _ENOUGH_TO_START:
            yield mp3.passed_over((-len(lead) - _SMALLEST_TAG) % _BLOCK + _SMALLEST_TAG) + lead
            break
    else:
        yield lead
    async for piece in sound:
        yield piece


def _order(
    narrator: Narrator,
    session: Session,
    rest: Iterator[Segment],
    waiting: deque[tuple[Segment, Future[bytes]]],
) -> None:
    while len(waiting) < _AHEAD and (segment := next(rest, None)) is not None:
        position = len(waiting)
        waiting.append((segment, narrator.clip(session, segment, Urgency.HEARD, position)))
