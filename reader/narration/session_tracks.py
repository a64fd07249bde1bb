"""Sessions as they are heard: their tracks, in the voices in which they are heard now, or are made ahead of time.

::

    session → casting plan → track of 「t12」 → 委員's voice
"""

import logging

from reader.errors import NotFoundError
from reader.library.session import Session
from reader.narration.plans import CastingPlan, CastingPlans
from reader.narration.tracks import Segment, Track, begun_at
from reader.passages.utterance import Utterance
from reader.speech.voices.names import driver_name
from reader.speech.voices.voice import Voice

logger = logging.getLogger(__name__)


class SessionTracks:
    """Which tracks sessions have. Everything may be called from any thread."""

    def __init__(self, plans: CastingPlans) -> None:
        self._plans = plans

    def recast(self) -> None:
        """Give out the voices anew, since they are others now: a driver has gone or come back."""
        self._plans.forget()

    def attended(self) -> None:
        """Somebody is there, though they may not listen at the moment: no voice changes in their hands."""
        self._plans.attended()

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
                driver_name(segment.voice.driver),
            )
        return None if now.clip == segment.clip else now

    def heard_in(self, session: Session, begun: str | None = None) -> str | None:
        """The driver in whose voices the session is heard by who has ``begun`` in those; None where there are no others."""
        plan = self._plans.of(session, begun)
        return None if len(self._plans.both(session).all) == 1 else plan.driver

    def tracks(self, session: Session, begun: str | None = None) -> tuple[Track, ...]:
        """The tracks of all passages, in reading order."""
        return self._plans.of(session, begun).tracks

    def track(self, session: Session, passage_key: str, begun: str | None = None) -> Track:
        """The track of one passage. NotFoundError."""
        return _track(self._plans.of(session, begun), passage_key)

    def track_from(self, session: Session, utterance_id: str, begun: str | None = None) -> Track:
        """The rest of a passage from one sentence on, behind who speaks. NotFoundError."""
        track = begun_at(self.track(session, utterance_id.rpartition("-")[0], begun), utterance_id)
        if track is None:
            raise NotFoundError(f"会議録 {session.id} に {utterance_id} の音声はありません。")
        return track

    def whole(self, session: Session, begun: str | None = None) -> Track:
        """The whole session as one track."""
        return self._plans.of(session, begun).whole

    def made_ahead(self, session: Session) -> tuple[Track, tuple[Track, ...]]:
        """The whole session, and its passages, in the voices in which it is made ahead of time: for files."""
        ahead = self._plans.both(session).ahead
        return ahead.whole, ahead.tracks

    def ahead(self, session: Session, passage_key: str) -> Track:
        """The track of one passage, in the voices in which it is made ahead of time. NotFoundError."""
        return _track(self._plans.both(session).ahead, passage_key)

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

    def _cast_now(self, session: Session, segment: Segment) -> Segment:
        plan = self._plans.both(session).ahead
        if plan.casting.announcer.driver != segment.voice.driver:
            plan = self._plans.of(session)
        there = (other for other in plan.whole.segments if other.utterance.id == segment.utterance.id)
        return next(there, segment)


def _track(plan: CastingPlan, passage_key: str) -> Track:
    track = plan.track(passage_key)
    if track:
        return track
    raise NotFoundError(
        f"会議録 {plan.session.id} に {passage_key} はありません。会議録のはじめから選んでください。"
    )
