"""From minutes to narration: who says what, which clips that needs, how long it sounds, and having it made.

::

    session → casting → track of 「t12」 → clips → 「音声の準備 37 / 42」

Nothing here waits for sound unless its name says so (``narrate``); everything may be called from any thread.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from dataclasses import replace

from reader.errors import NotFoundError
from reader.library.library import KEPT_CHARACTERS
from reader.library.session import Session
from reader.narration.plans import CastingPlans
from reader.narration.progress import Narrated, Progress, progress_of
from reader.narration.spoken_words import SpokenWord, spoken_words
from reader.narration.tracks import Pauses, Segment, Timing, Track, begun_at, estimated_seconds, timing
from reader.passages.utterance import Utterance
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker, Urgency
from reader.speech.making.spoken_text import speech_request
from reader.speech.voices.casting import Casting
from reader.speech.voices.voice import Voice

_STOP_POLL_SECONDS = 0.2


class Narrator:
    """The one who knows how minutes sound.

    ``casting`` chooses the voices of a session; ``driver_version`` names a driver and its version for clip keys;
    ``credits`` are the owners of the voices there are now; ``problem_ahead`` may be set to what says why nothing is made
    ahead of time.
    """

    def __init__(
        self,
        maker: ClipMaker,
        cache: ClipCache,
        casting: Callable[[Session], Casting],
        driver_version: Callable[[str], str],
        pauses: Pauses | None = None,
        credits: Callable[[], Sequence[str]] = tuple,
        kept_characters: int = KEPT_CHARACTERS,
    ) -> None:
        self._maker = maker
        self._cache = cache
        self._credits = credits
        self.problem_ahead: Callable[[], str | None] = lambda: None
        self._plans = CastingPlans(casting, driver_version, pauses or Pauses(), cache.frames, kept_characters)

    @property
    def problem(self) -> str | None:
        """Why sound is not to be had, or not made ahead of time, at the moment; None while all is well."""
        return self._maker.problem or self.problem_ahead()

    @property
    def credits(self) -> tuple[str, ...]:
        """The words in which the owners of voices that may be heard want to be named."""
        return tuple(self._credits())

    def recast(self) -> None:
        """Give out the voices anew, since they are others now: a driver has gone or come back."""
        self._plans.forget()

    def stands_in_for(self, session: Session) -> str | None:
        """The driver that should speak in this session and is away; None while all is well."""
        return self._plans.of(session).casting.missing

    def recast_segment(self, session: Session, segment: Segment) -> Segment | None:
        """The segment as it is cast now; None if that has not changed."""
        now = self.whole(session).segments
        other = next((other for other in now if other.utterance.id == segment.utterance.id), segment)
        return None if other.clip == segment.clip else other

    def tracks(self, session: Session) -> tuple[Track, ...]:
        """The tracks of all passages, in reading order."""
        return self._plans.of(session).tracks

    def track(self, session: Session, passage_key: str) -> Track:
        """The track of one passage. NotFoundError."""
        for track in self._plans.of(session).tracks:
            if track.key == passage_key:
                return track
        raise NotFoundError(
            f"会議録 {session.id} に {passage_key} はありません。会議録のはじめから選んでください。"
        )

    def track_from(self, session: Session, utterance_id: str) -> Track:
        """The rest of a passage from one sentence on, behind who speaks. NotFoundError."""
        track = begun_at(self.track(session, utterance_id.rpartition("-")[0]), utterance_id)
        if track is None:
            raise NotFoundError(f"会議録 {session.id} に {utterance_id} の音声はありません。")
        return track

    def whole(self, session: Session) -> Track:
        """The whole session as one track."""
        return self._plans.of(session).whole

    def voice_of(self, session: Session, speaker_key: str) -> Voice:
        """The voice a speaker is given."""
        return self._plans.of(session).casting.voice_of(speaker_key)

    def announced(self, session: Session, utterance: Utterance) -> Segment:
        """An utterance that is in none of the session's passages, in the announcer's voice: what a kiosk says of it."""
        return self._plans.announced(session, utterance)

    def frames(self, track: Track) -> tuple[int, ...] | None:
        """How many frames each clip of the track has; None unless all are there."""
        counts = [self._cache.frames(clip) for clip in track.clips]
        return None if None in counts else tuple(count or 0 for count in counts)

    def holding(self, track: Track) -> AbstractContextManager[None]:
        """Keep the clips of the track from being taken away while they are served."""
        return self._cache.holding(track.clips)

    def stored(self, clip: str) -> bytes | None:
        """The frames of the clip of that key, if it is there. ValueError for what is not a key."""
        return self._cache.read(clip)

    def timing(self, track: Track) -> Timing:
        """When each utterance of the track sounds; exact as far as its clips are there."""
        return timing(track, self._cache.frames, estimated_seconds)

    def words(self, segment: Segment) -> tuple[SpokenWord, ...]:
        """When each word of the segment is heard; none where its clip does not tell, or is not there."""
        return spoken_words(segment.utterance.words, self._cache.beats(segment.clip))

    def progress(self, session: Session) -> Progress:
        """How far the narration is."""
        there = {clip for clip in set(self.whole(session).clips) if self._cache.frames(clip) is not None}
        return progress_of(self.tracks(session), there)

    def clip(
        self, session: Session, segment: Segment, urgency: Urgency, position: int = 0, client: str = ""
    ) -> Future[bytes]:
        """The frames of one clip, made if it is not there, for who does not cancel it meanwhile. ``position`` counts
        clips from where the listener is, who is ``client``."""
        data = self._cache.read(segment.clip)
        if data is not None:
            done: Future[bytes] = Future()
            done.set_result(data)
            return done
        request = speech_request(segment.utterance, segment.voice, session.lexicon)
        return self._maker.order(segment.clip, request, urgency, position, client)

    def request(self, session: Session, track: Track, client: str = "") -> tuple[Future[bytes], ...]:
        """The clips of the track in order, to be heard now; each is made once however many ask."""
        return tuple(
            self.clip(session, segment, Urgency.HEARD, position, client)
            for position, segment in enumerate(track.segments)
        )

    def prepare(self, session: Session, track: Track, client: str = "") -> None:
        """Have the track made soon, without waiting: ``client`` is about to listen to it."""
        for position, segment in enumerate(track.segments):
            if self._cache.frames(segment.clip) is None:
                self.clip(session, segment, Urgency.NEXT, position, client)

    def pin(self, session: Session) -> None:
        """Keep the session's clips whatever room they take, now and after every ``narrate``. OSError."""
        self._cache.pins.pin(session.id, frozenset(self.whole(session).clips))

    def unpin(self, session_id: str) -> None:
        """Let the session's clips go when room is needed. OSError."""
        self._cache.pins.unpin(session_id)

    def is_pinned(self, session_id: str) -> bool:
        """Whether the session's clips are kept whatever room they take."""
        return session_id in self._cache.pins.names()

    def narrate(
        self, session: Session, on_progress: Callable[[Progress], None], stop: threading.Event
    ) -> Narrated:
        """Have everything made that is not there, behind what listeners ask for, and wait for it.

        Ends early when ``stop`` is set, or when clips cannot be stored; what is made stays made. Begins anew, with what
        is left, when the voices change on the way.
        """
        season, done = self._plans.season, self._narrated(session, on_progress, stop)
        while season != self._plans.season and not stop.is_set():
            season, before = self._plans.season, done
            done = self._narrated(session, on_progress, stop)
            done = replace(done, made=before.made + done.made, problem=done.problem or before.problem)
        return done

    def _narrated(
        self, session: Session, on_progress: Callable[[Progress], None], stop: threading.Event
    ) -> Narrated:
        if self.is_pinned(session.id):
            self.pin(session)
        there, missing = self._sorted_out(session)
        kept, made, failed = len(there), 0, 0
        problem: str | None = None
        for clip, future in self._made_in_turn(session, missing, stop):
            error = future.exception()
            if error is None:
                made += 1
                there.add(clip)
            else:
                failed += 1
                problem = str(error)
            problem = self._maker.storage_problem or problem
            on_progress(progress_of(self.tracks(session), there))
            if self._maker.storage_problem:
                break
        else:
            on_progress(progress_of(self.tracks(session), there))
        finished = made + failed == len(missing)
        if made:
            self._cache.settle()
        return Narrated(made, kept, failed, finished, problem)

    def close(self) -> None:
        """Make no more clips."""
        self._maker.close()

    def _sorted_out(self, session: Session) -> tuple[set[str], list[Segment]]:
        """The clips that are there, and one segment for each that is not, in reading order."""
        there: set[str] = set()
        missing: dict[str, Segment] = {}
        for segment in self.whole(session).segments:
            if segment.clip in there or segment.clip in missing:
                continue
            if self._cache.frames(segment.clip) is None:
                missing[segment.clip] = segment
            else:
                there.add(segment.clip)
        return there, list(missing.values())

    def _made_in_turn(
        self, session: Session, missing: Sequence[Segment], stop: threading.Event
    ) -> Iterator[tuple[str, Future[bytes]]]:
        """Order the clips a few at a time, so that stopping leaves little behind; give each as it is done."""
        waiting: dict[Future[bytes], str] = {}
        rest = iter(missing)
        season = self._plans.season
        while not stop.is_set() and season == self._plans.season:
            while len(waiting) < 2 * self._maker.makers and (segment := next(rest, None)) is not None:
                waiting[self.clip(session, segment, Urgency.AHEAD)] = segment.clip
            if not waiting:
                return
            done, _ = wait(waiting, timeout=_STOP_POLL_SECONDS, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future
