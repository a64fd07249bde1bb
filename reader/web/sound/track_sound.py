"""The sound of a track as bytes: any part of a finished one, or one that is still being made, as it is made.

::

    t12   [clip 0][pause][clip 1][pause] …      joined while it is read, never as a whole in memory
"""

import asyncio
import time
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, aclosing, suppress
from itertools import accumulate

from starlette.concurrency import run_in_threadpool

from reader.errors import SpeechError, SpeechTimeoutError
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.tracks import Segment, Track
from reader.speech.making.answer import Answer
from reader.speech.making.maker import Urgency
from reader.speech.sound import mp3

_PIECE = 128 * 1024
_REMAKING_SECONDS = 60.0
_AHEAD = 4
_FAILURES_IN_A_ROW = 3
_SOON = 3.0
_BLOCK = 32 * 1024
_ENOUGH_TO_START = 10 * 1024
_SMALLEST_TAG = 10


class StoredClip:
    """One clip, as ``byte_ranges.Content``."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    async def read(self, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from ``start`` to before ``stop``."""
        yield self._data[start:stop]


class ReadyTrack:
    """A track whose clips are all there, as ``byte_ranges.Content``. ``frames`` are its clips' lengths.

    A clip that is lost or damaged meanwhile is made again while the listener waits.
    """

    def __init__(
        self, narrator: Narrator, session: Session, track: Track, frames: tuple[int, ...], client: str = ""
    ) -> None:
        self._narrator = narrator
        self._session = session
        self._track = track
        self._frames = frames
        self._client = client
        lengths = (count + segment.pause for count, segment in zip(frames, track.segments, strict=True))
        self._starts = [mp3.FRAME_BYTES * end for end in accumulate(lengths, initial=0)]
        self.size = self._starts[-1]

    async def read(self, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from ``start`` to before ``stop``, in pieces of about 128 KiB. SpeechError."""
        held = ExitStack()
        try:
            await run_in_threadpool(lambda: held.enter_context(self._narrator.holding(self._track)))
            while start < stop:
                first = bisect_right(self._starts, start) - 1
                last = min(bisect_left(self._starts, min(start + _PIECE, stop)), len(self._frames))
                sound = await self._sound(range(first, last))
                begin, end = self._starts[first], min(self._starts[last], stop)
                yield sound[start - begin : end - begin]
                start = end
        finally:
            # Nothing is awaited here: whoever is cancelled may not wait for the disk.
            asyncio.get_running_loop().run_in_executor(None, held.close)

    async def _sound(self, indexes: range) -> bytes:
        """The clips with their pauses, one behind the other. SpeechError."""
        clips = await run_in_threadpool(self._clips, indexes)
        piece = bytearray()
        for index, clip in zip(indexes, clips, strict=True):
            data = await made_in_time(clip, _REMAKING_SECONDS)
            if len(data) != self._frames[index] * mp3.FRAME_BYTES:
                raise SpeechError("音声が作り直されて長さが変わりました。もう一度再生してください。")
            piece += data + mp3.silent_frame() * self._track.segments[index].pause
        return bytes(piece)

    def _clips(self, indexes: range) -> list[Future[bytes]]:
        segments = [self._track.segments[index] for index in indexes]
        return [
            self._narrator.clip(self._session, segment, Urgency.HEARD, client=self._client)
            for segment in segments
        ]


async def made_in_time(clip: Future[bytes], seconds: float) -> bytes:
    """The clip, if it is made within so many seconds. SpeechTimeoutError, and it is waited for no more."""
    try:
        return await asyncio.wait_for(asyncio.wrap_future(clip), seconds)
    except TimeoutError as error:
        raise SpeechTimeoutError(
            f"音声が {seconds:g} 秒たってもできません。少したってから、もう一度再生してください。"
        ) from error


async def sound_as_made(
    narrator: Narrator, session: Session, track: Track, client: str = ""
) -> AsyncGenerator[bytes, None]:
    """The track's clips, each as it is made, a few ordered ahead of what is sent; in front of others where it will soon be
    silent.

    Where its driver has gone meanwhile, another's voice says the utterance. A clip that cannot be made is left out
    (or what there was not of it yet), but not the first, nor three in a row: SpeechError. Closed early, it waits for none of them any more.
    """
    waiting: deque[tuple[Segment, Answer]] = deque()
    rest = iter(track.segments)
    failures, heard, sent, begun = 0, False, 0, time.monotonic()
    try:
        while True:
            await run_in_threadpool(_order, narrator, session, rest, waiting, client)
            if not waiting:
                return
            segment, answer = waiting.popleft()
            if (
                heard
                and not answer.done()
                and sent / mp3.BYTES_PER_SECOND - (time.monotonic() - begun) < _SOON
            ):
                given_up = answer
                answer = await run_in_threadpool(narrator.clip, session, segment, Urgency.HEARD, 0, client)
                given_up.cancel()
            try:
                async with aclosing(_heard(narrator, session, segment, answer, client)) as pieces:
                    async for piece in pieces:
                        sent += len(piece)
                        yield piece
            except SpeechError:
                failures += 1
                if not heard or failures == _FAILURES_IN_A_ROW:
                    raise
            else:
                failures, heard = 0, True
            sent += mp3.FRAME_BYTES * segment.pause
            yield mp3.silent_frame() * segment.pause
    finally:
        for _, answer in waiting:
            answer.cancel()


async def _heard(
    narrator: Narrator, session: Session, segment: Segment, answer: Answer, client: str
) -> AsyncGenerator[bytes, None]:
    """The clip as it is made, or the utterance's other clip if it has been given to another voice. SpeechError."""
    try:
        async with aclosing(_as_made(answer)) as pieces:
            async for piece in pieces:
                yield piece
    except SpeechError:
        other = await run_in_threadpool(narrator.recast_segment, session, segment)
        if other is None:
            raise
        again = await run_in_threadpool(narrator.clip, session, other, Urgency.HEARD, 0, client)
        async with aclosing(_as_made(again)) as pieces:
            async for piece in pieces:
                yield piece


async def _as_made(answer: Answer) -> AsyncGenerator[bytes, None]:
    """What there is of the clip, then the rest. SpeechError. Closed early, nothing is waited for any more."""
    loop, more = asyncio.get_running_loop(), asyncio.Event()

    def told() -> None:
        with suppress(RuntimeError):  # the server has ended meanwhile
            loop.call_soon_threadsafe(more.set)

    answer.on_more(told)
    sent = 0
    try:
        while not answer.done():
            if piece := answer.beginning[sent:]:
                sent += len(piece)
                yield piece
            else:
                await more.wait()
                more.clear()
        yield answer.result()[sent:]
    finally:
        answer.cancel()


async def started_early(sound: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """The same sound, filled up in front with bytes that players pass over.

    Chromium hands sound on in blocks of 32 KiB, which is 5.5 seconds, and does not start with less than 8 KiB of
    frames: the filling completes the first block as soon as that is there. (Measured in Chromium: 2 s of sound
    start at once instead of when 5.5 s are made.)
    """
    lead = b""
    async with aclosing(sound):
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
    waiting: deque[tuple[Segment, Answer]],
    client: str,
) -> None:
    while len(waiting) < _AHEAD and (segment := next(rest, None)) is not None:
        position = len(waiting)
        waiting.append((segment, narrator.clip(session, segment, Urgency.HEARD, position, client)))
