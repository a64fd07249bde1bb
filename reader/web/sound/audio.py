"""Sound over HTTP: clips, passages and whole sessions.

::

    /clips/{key}.mp3                      one utterance
    /minutes/20211028-1/turns/12.mp3      a turn; /minutes/20211028-1/passages/t12.mp3 is the same
    /minutes/20211028-1/sentences/t12-3.mp3  a passage from that sentence on, behind who speaks
    /minutes/20211028-1/passages/t12.json when each utterance sounds, and what comes next
    /minutes/20211028-1.mp3               the whole session

``?pauses=long`` leaves more time behind every sentence. What is ready is served in any part, for ever where its address carries its version (``?v=…``). What is not is sent
as it is made, without length: the listener hears 「委員」 while the sentence behind it is still being spoken.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from reader.errors import DriverMissingError, NotFoundError, SpeechError, SpeechTimeoutError
from reader.library.library import Library
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.plans import QUIET
from reader.narration.tracks import Segment, Track, slowed
from reader.speech.clips.key import is_clip_key
from reader.web.http.byte_ranges import SoundResponse, ranged_response
from reader.web.http.client import ClientGoneError, client_of, nobody_there, while_there
from reader.web.http.kept_answers import may_be_kept
from reader.web.http.urls import session_url
from reader.web.sound.track_sound import ReadyTrack, StoredClip, sound_as_made, started_early
from reader.web.views.preferences import Pauses

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_KEPT = {"Cache-Control": "no-store"}
# In whose voices somebody listens to a session: told to every machine that serves them, as long as they do.
_VOICES = "voices"
_RETRY_SECONDS = 30
_LISTENING = ("listening", "now")
_PROBE = "bytes=0-1"
_PROBE_PATIENCE = 20.0

Named = Callable[[Session], Track]
"""What an address names of a session. NotFoundError."""


def routes(narrator: Narrator, library: Library) -> list[Route]:
    """The routes of everything that sounds."""
    audio = Audio(narrator, library)
    return [
        Route("/clips/{key}.mp3", audio.clip),
        Route("/minutes/{session}.mp3", audio.session),
        Route("/minutes/{session}/turns/{number:turn}.mp3", audio.turn),
        Route("/minutes/{session}/passages/{passage}.mp3", audio.passage),
        Route("/minutes/{session}/sentences/{utterance}.mp3", audio.sentence),
        Route("/minutes/{session}/passages/{passage}.json", audio.cues),
    ]


def passage_url(track: Track, pauses: Pauses = Pauses.NORMAL) -> str:
    """The address of a passage's sound as it stands now."""
    asked = "pauses=long&" if pauses is Pauses.LONG else ""
    return f"{session_url(track.session_id)}/passages/{track.key}.mp3?{asked}v={track.version}"


def _begun(request: Request) -> str | None:
    return request.cookies.get(_VOICES)


def _pauses(request: Request) -> Pauses:
    return Pauses.LONG if request.query_params.get("pauses") == Pauses.LONG else Pauses.NORMAL


def _paced(track: Track, pauses: Pauses) -> Track:
    return slowed(track) if pauses is Pauses.LONG else track


class Audio:
    """Handlers for sound."""

    def __init__(self, narrator: Narrator, library: Library) -> None:
        self._narrator = narrator
        self._library = library

    async def clip(self, request: Request) -> Response:
        """``/clips/{key}.mp3``: a clip that is there."""
        key = request.path_params["key"]
        data = await run_in_threadpool(self._narrator.stored, key) if is_clip_key(key) else None
        if data is None:
            raise NotFoundError("この音声はありません。会議録のページから再生してください。")
        return await ranged_response(request, StoredClip(data), key, _FOR_EVER)

    async def session(self, request: Request) -> Response:
        """``/minutes/{id}.mp3``: everything from beginning to end."""
        begun = _begun(request)
        return await self._sound(request, lambda session: self._narrator.whole(session, begun))

    async def turn(self, request: Request) -> Response:
        """``/minutes/{id}/turns/{n}.mp3``: one turn."""
        key, begun = f"t{request.path_params['number']}", _begun(request)
        return await self._sound(request, lambda session: self._narrator.track(session, key, begun))

    async def passage(self, request: Request) -> Response:
        """``/minutes/{id}/passages/{key}.mp3``: one passage."""
        key, version = request.path_params["passage"], request.query_params.get("v")
        begun = _begun(request)

        def named(session: Session) -> Track:
            """In the voices in which it was begun, if the session is heard in others since."""
            there = self._narrator.in_all_voices(session, key) if version else ()
            same = (track for track in there if _paced(track, _pauses(request)).version == version)
            return next(same, None) or self._narrator.track(session, key, begun)

        return await self._sound(request, named)

    async def sentence(self, request: Request) -> Response:
        """``/minutes/{id}/sentences/{utterance}.mp3``: one passage, from one of its sentences on."""
        utterance, begun = request.path_params["utterance"], _begun(request)
        return await self._sound(
            request, lambda session: self._narrator.track_from(session, utterance, begun)
        )

    def cues(self, request: Request) -> Response:
        """``/minutes/{id}/passages/{key}.json``: cues, and the passages around it. Has it made, and the next one; who says that
        they listen (``Listening: now``) will ask for its sound in a moment."""
        session = self._session(request)
        begun = self._narrator.heard_in(session, _begun(request))
        printed = self._narrator.track(session, request.path_params["passage"], begun)
        before, after = self._around(session, printed, begun)
        track = _paced(printed, _pauses(request))
        timing = self._narrator.timing(track)
        if not timing.ready:
            now = request.headers.get(_LISTENING[0]) == _LISTENING[1]
            self._narrator.prepare(session, track, client_of(request), now=now)
        if after is not None:
            self._narrator.prepare(session, after, client_of(request), elsewhere=True)
        cues = [
            {
                "id": cue.utterance_id,
                "start": round(cue.start, 3),
                "end": round(cue.end, 3),
                "words": self._words(segment),
            }
            for cue, segment in zip(timing.cues, track.segments, strict=False)
        ]
        answer = {
            "ready": timing.ready,
            "duration": round(timing.duration, 3),
            "cues": cues,
            "url": passage_url(track, _pauses(request)),
            "next": after.key if after else None,
            "previous": before.key if before else None,
            "problem": None if timing.ready else self._narrator.problem,
        }
        response = JSONResponse(answer, headers=_NOT_KEPT)
        if begun is not None:
            response.set_cookie(
                _VOICES, begun, round(QUIET), path=session_url(session.id), samesite="lax", httponly=True
            )
        return response

    def _words(self, segment: Segment) -> list[int]:
        """Three numbers a word: from and to which character of the sentence, and after how many milliseconds of it."""
        return [
            number
            for word in self._narrator.words(segment)
            for number in (word.start, word.end, word.begin_ms)
        ]

    def _session(self, request: Request) -> Session:
        """The session that the address names. NotFoundError."""
        return self._library.session(request.path_params["session"])

    def _around(self, session: Session, track: Track, begun: str | None) -> tuple[Track | None, Track | None]:
        """The nearest passages before and after that say anything."""
        tracks = self._narrator.tracks(session, begun)
        here = tracks.index(track)
        before = next((other for other in reversed(tracks[:here]) if other.segments), None)
        after = next((other for other in tracks[here + 1 :] if other.segments), None)
        return before, after

    async def _sound(self, request: Request, named: Named) -> Response:
        try:
            return await self._first_or_second(request, named)
        except SpeechError as error:
            headers = {"Retry-After": str(_RETRY_SECONDS), **_NOT_KEPT}
            return PlainTextResponse(str(error), 503, headers)
        except ClientGoneError:
            return nobody_there()

    async def _first_or_second(self, request: Request, named: Named) -> Response:
        try:
            return await self._answer(request, named)
        except (DriverMissingError, SpeechTimeoutError):
            return await self._answer(request, named)  # by another voice, if there is one

    async def _answer(self, request: Request, named: Named) -> Response:
        """What is asked for, whole or as it is made. SpeechError if it cannot begin, ClientGoneError."""
        session, track, frames = await run_in_threadpool(self._found, request, named)
        if frames is None and request.headers.get("range") == _PROBE and track.key:
            await while_there(request, self._made(session, track, client_of(request)))
            session, track, frames = await run_in_threadpool(self._found, request, named)
        if frames is None:
            return await self._live(request, session, track)
        content = ReadyTrack(self._narrator, session, track, frames, client_of(request))
        may_be_kept(request.scope)
        caching = _FOR_EVER if request.query_params.get("v") == track.version else _ASK_AGAIN
        return await ranged_response(request, content, f"{track.version}-{content.size}", caching)

    def _found(self, request: Request, named: Named) -> tuple[Session, Track, tuple[int, ...] | None]:
        """What the address names, and its clips' lengths if all are there. NotFoundError."""
        session = self._session(request)
        track = _paced(named(session), _pauses(request))
        return session, track, self._narrator.frames(track)

    async def _made(self, session: Session, track: Track, client: str) -> None:
        """Have all clips made: Safari asks for two bytes first and plays nothing whose length it is not told."""
        clips = await run_in_threadpool(self._narrator.request, session, track, client)
        made = asyncio.gather(*map(asyncio.wrap_future, clips), return_exceptions=True)
        with suppress(TimeoutError):
            await asyncio.wait_for(made, _PROBE_PATIENCE)

    async def _live(self, request: Request, session: Session, track: Track) -> Response:
        """The answer while clips are still missing; waits for the first ones. SpeechError if the first cannot be made."""
        if request.method == "HEAD":
            head = Response(headers=_NOT_KEPT, media_type="audio/mpeg")
            del head.headers["Content-Length"]
            return head
        return await live_sound(self._narrator, request, session, track)


async def live_sound(narrator: Narrator, request: Request, session: Session, track: Track) -> Response:
    """A track's sound as it is made; waits for the first of it. SpeechError if that cannot be made."""
    sound = started_early(sound_as_made(narrator, session, track, client_of(request)))
    first = await while_there(request, anext(sound, b""))
    return SoundResponse(_with_first(first, sound), headers=_NOT_KEPT)


async def _with_first(first: bytes, rest: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece
