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

from reader.library.library import KEPT_CHARACTERS
from reader.library.session import Session
from reader.narration.plans import CastingPlans
from reader.narration.progress import Narrated, Progress, progress_of
from reader.narration.session_tracks import SessionTracks
from reader.narration.spoken_words import SpokenWord, spoken_words
from reader.narration.tracks import Pauses, Segment, Timing, Track, estimated_seconds, lacking, timing
from reader.speech.clips.cache import ClipCache
from reader.speech.making.answer import Answer, answered
from reader.speech.making.maker import ClipMaker, Urgency
from reader.speech.making.orders import NEAR
from reader.speech.making.spoken_text import speech_request
from reader.speech.voices.casting import Casting

_STOP_POLL_SECONDS = 0.2

logger = logging.getLogger(__name__)


class Narrator(SessionTracks):
    """The one who knows how minutes sound.

    ``casting`` chooses the voices of a session; ``driver_version`` names a driver and its version for clip keys;
    ``credits`` are the owners of the voices there are now; ``problem_ahead`` may be set to what says why nothing is made
    ahead of time, ``hand_on`` to what has a track made elsewhere if it can.
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
        self.hand_on: Callable[[Session, Track], bool] = lambda _session, _track: False
        super().__init__(
            CastingPlans(
                casting, driver_version, pauses or Pauses(), cache.frames, cache.heard, kept_characters
            )
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

    def frames(self, track: Track) -> tuple[int, ...] | None:
        """How many frames each clip of the track has that is about to be heard; None unless all are at hand."""
        counts = self._cache.at_hand(track.clips)
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

    def missing(self, session: Session) -> tuple[str, ...]:
        """The passages of which something is to be made ahead of time."""
        whole, tracks = self.made_ahead(session)
        there = {*self._cache.counts(whole.clips)}
        return tuple(track.key for track in tracks if not there.issuperset(track.clips))

    def clip(
        self, session: Session, segment: Segment, urgency: Urgency, position: int = 0, client: str = ""
    ) -> Answer:
        """The frames of one clip, made if it is not there, for who does not cancel it meanwhile. ``position`` counts
        clips from where the listener is, who is ``client``."""
        data = self._cache.read(segment.clip)
        if data is not None:
            return answered(data)
        request = speech_request(segment.utterance, segment.voice, session.lexicon)
        return self._maker.order(segment.clip, request, urgency, position, client)

    def request(self, session: Session, track: Track, client: str = "") -> tuple[Answer, ...]:
        """The clips of the track in order, to be heard now; each is made once however many ask."""
        return tuple(
            self.clip(session, segment, Urgency.HEARD, position, client)
            for position, segment in enumerate(track.segments)
        )

    def prepare(
        self, session: Session, track: Track, client: str = "", elsewhere: bool = False, now: bool = False
    ) -> None:
        """Have the track made soon, without waiting, also ``elsewhere`` if it is not heard at once: ``client`` is about to
        listen to it; its beginning in front of all else if that is ``now``."""
        there = self._cache.counts(track.clips)
        missing = [(place, one) for place, one in enumerate(track.segments) if one.clip not in there]
        if not missing or (elsewhere and self._is_handed_on(session, track)):
            return
        for position, segment in missing:
            urgency = Urgency.HEARD if now and position <= NEAR else Urgency.NEXT
            self.clip(session, segment, urgency, position, client)

    def _is_handed_on(self, session: Session, track: Track) -> bool:
        """Whether the track is made elsewhere: a whole passage in the voices in which it is made ahead of time."""
        if not track.key or self.ahead(session, track.key).clips != track.clips:
            return False
        return self.hand_on(session, track)

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
        self,
        session: Session,
        on_progress: Callable[[Progress], None],
        stop: threading.Event,
        passage: str | None = None,
    ) -> Narrated:
        """Have everything made that is not there, or of one passage, behind what listeners ask for, and wait for it.

        Ends early when ``stop`` is set, or when clips cannot be stored; what is made stays made. Begins anew, with what
        is left, when the voices change on the way. NotFoundError for a passage that is not there.
        """
        season, done = self._plans.season, self._narrated(session, on_progress, stop, passage)
        while season != self._plans.season and not stop.is_set():
            season, before = self._plans.season, done
            done = self._narrated(session, on_progress, stop, passage)
            done = replace(done, made=before.made + done.made, problem=done.problem or before.problem)
        return done

    def _narrated(
        self,
        session: Session,
        on_progress: Callable[[Progress], None],
        stop: threading.Event,
        passage: str | None,
    ) -> Narrated:
        if self.is_pinned(session.id):
            self.pin(session)
        season = self._plans.season
        there, missing = self._sorted_out(session, passage)
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

    def unsent(self, session: Session, passage: str) -> bool:
        """Whether this machine alone has some of the passage: what is shared could not be had, and is told of them later."""
        return not {*self._cache.unsent()}.isdisjoint(self.ahead(session, passage).clips)

    def close(self) -> None:
        """Make no more clips."""
        self._maker.close()

    def _sorted_out(self, session: Session, passage: str | None) -> tuple[set[str], deque[Segment]]:
        """The clips that are there, and one segment for each that is not, in reading order."""
        track = self.made_ahead(session)[0] if passage is None else self.ahead(session, passage)
        there = {*self._cache.counts(track.clips)}
        return there, deque(lacking(track, there))

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
