"""From minutes to narration: who says what, which clips that needs, how long it sounds, and having it made.

::

    session → casting → track of 「t12」 → clips → 「音声の準備 37 / 42」

Nothing here waits for sound unless its name says so (``narrate``); everything may be called from any thread.
"""

import logging
import threading
from collections import deque
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

logger = logging.getLogger(__name__)


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
        self._plans = CastingPlans(
            casting, driver_version, pauses or Pauses(), cache.frames, cache.heard, kept_characters
        )

    @property
    def problem(self) -> str | None:
        """Why sound is not to be had, or not made ahead of time, at the moment; None while all is well."""
        return self._maker.problem or self.problem_ahead()

    @property
    def waiting(self) -> int:
        """How many clips wait to be made."""
        return self._maker.waiting

    def tell_of_clips(self, told: Callable[[bool], None]) -> None:
        """From now on ``told`` is called with whether it could be made, whenever a clip was."""
        self._maker.on_clip = told

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
        """The segment, which could not be said, as it is cast now: by another driver's voice since its own has gone, or since
        it cannot say this one. None if there is no other."""
        now = self._cast_now(session, segment)
        if now.clip == segment.clip and self._plans.refuse(session, segment):
            now = self._cast_now(session, segment)
            logger.warning(
                "%s: 「%s」は %s の声にできないので、ほかの声で読みます。",
                session.id,
                segment.utterance.text[:20],
                segment.voice.driver,
            )
        return None if now.clip == segment.clip else now

    def tracks(self, session: Session) -> tuple[Track, ...]:
        """The tracks of all passages, in reading order."""
        return self._plans.of(session).tracks

    def track(self, session: Session, passage_key: str) -> Track:
        """The track of one passage. NotFoundError."""
        track = self._plans.of(session).track(passage_key)
        if track:
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

    def made_ahead(self, session: Session) -> tuple[Track, tuple[Track, ...]]:
        """The whole session, and its passages, in the voices in which it is made ahead of time: for files."""
        ahead = self._plans.both(session).ahead
        return ahead.whole, ahead.tracks

    def in_all_voices(self, session: Session, passage_key: str) -> tuple[Track, ...]:
        """The passage in all the voices in which it may be heard: who began in one of them goes on in it."""
        found = (plan.track(passage_key) for plan in self._plans.both(session).all)
        return tuple(track for track in found if track)

    def segments(self, session: Session) -> tuple[Segment, ...]:
        """All that may be heard of the session, in all voices."""
        return tuple(segment for plan in self._plans.both(session).all for segment in plan.whole.segments)

    def voice_of(self, session: Session, speaker_key: str) -> Voice:
        """The voice a speaker is given."""
        return self._plans.of(session).casting.voice_of(speaker_key)

    def announced(self, session: Session, utterance: Utterance) -> tuple[Segment, ...]:
        """An utterance that is in none of the session's passages, in the announcer's voice: what a kiosk says of it. In
        the voice that is there at once, and, if that is another, in the one that it is to have."""
        return self._plans.announced(session, utterance)

    def frames(self, track: Track) -> tuple[int, ...] | None:
        """How many frames each clip of the track has; None unless all are there."""
        counts = self._cache.counts(track.clips)
        return tuple(counts[clip] for clip in track.clips) if counts.keys() >= {*track.clips} else None

    def holding(self, track: Track) -> AbstractContextManager[None]:
        """Keep the clips of the track from being taken away while they are served."""
        return self._cache.holding(track.clips)

    def stored(self, clip: str) -> bytes | None:
        """The frames of the clip of that key, if it is there. ValueError for what is not a key."""
        return self._cache.read(clip)

    def timing(self, track: Track) -> Timing:
        """When each utterance of the track sounds; exact as far as its clips are there."""
        return timing(track, self._cache.counts(track.clips).get, estimated_seconds)

    def words(self, segment: Segment) -> tuple[SpokenWord, ...]:
        """When each word of the segment is heard; none where its clip does not tell, or is not there."""
        return spoken_words(segment.utterance.words, self._cache.beats(segment.clip))

    def progress(self, session: Session) -> Progress:
        """How far the narration is."""
        whole, tracks = self.made_ahead(session)
        return progress_of(tracks, {*self._cache.counts(whole.clips)})

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
        there = self._cache.counts(track.clips)
        for position, segment in enumerate(track.segments):
            if segment.clip not in there:
                self.clip(session, segment, Urgency.NEXT, position, client)

    def pin(self, session: Session) -> None:
        """Keep the session's clips whatever room they take, now and after every ``narrate``. OSError."""
        self._cache.pins.pin(session.id, frozenset(segment.clip for segment in self.segments(session)))

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
        season = self._plans.season
        there, missing = self._sorted_out(session)
        kept, wanted, made, failed = len(there), len(missing), 0, 0
        problem: str | None = None
        for segment, future in self._made_in_turn(session, missing, stop):
            error = future.exception()
            if error is None:
                made += 1
                there.add(segment.clip)
            else:
                problem = str(error)
                other = self.recast_segment(session, segment) if season == self._plans.season else None
                if other is None:
                    failed += 1
                else:
                    missing.append(other)
            problem = self._maker.storage_problem or problem
            on_progress(progress_of(self.made_ahead(session)[1], there))
            if self._maker.storage_problem:
                break
        else:
            on_progress(progress_of(self.made_ahead(session)[1], there))
        finished = made + failed == wanted
        if made:
            self._cache.settle()
        return Narrated(made, kept, failed, finished, problem)

    def close(self) -> None:
        """Make no more clips."""
        self._maker.close()

    def _cast_now(self, session: Session, segment: Segment) -> Segment:
        plan = self._plans.both(session).ahead
        if plan.casting.announcer.driver != segment.voice.driver:
            plan = self._plans.of(session)
        there = (other for other in plan.whole.segments if other.utterance.id == segment.utterance.id)
        return next(there, segment)

    def _sorted_out(self, session: Session) -> tuple[set[str], deque[Segment]]:
        """The clips that are there, and one segment for each that is not, in reading order."""
        whole = self.made_ahead(session)[0]
        there = {*self._cache.counts(whole.clips)}
        missing: dict[str, Segment] = {}
        for segment in whole.segments:
            if segment.clip not in there:
                missing.setdefault(segment.clip, segment)
        return there, deque(missing.values())

    def _made_in_turn(
        self, session: Session, missing: deque[Segment], stop: threading.Event
    ) -> Iterator[tuple[Segment, Future[bytes]]]:
        """Order the clips a few at a time, so that stopping leaves little behind; give each as it is done. More may be
        ``missing`` meanwhile."""
        waiting: dict[Future[bytes], Segment] = {}
        season = self._plans.season
        while not stop.is_set() and season == self._plans.season:
            while missing and len(waiting) < 2 * self._maker.makers:
                segment = missing.popleft()
                waiting[self.clip(session, segment, Urgency.AHEAD)] = segment
            if not waiting:
                return
            done, _ = wait(waiting, timeout=_STOP_POLL_SECONDS, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future
