"""The casting plan of a session: who says what in which clips, worked out once for as long as the session stays as it is.

::

    session → casting → 「t12-1」 by 委員's voice → clip key → tracks
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from reader.library.session import Session
from reader.narration.tracks import Pauses, Segment, Track, joined, tracks
from reader.passages.utterance import Passage, Utterance
from reader.speech.clips.key import clip_key
from reader.speech.making.spoken_text import speech_request
from reader.speech.voices.casting import Casting
from reader.speech.voices.voice import Voice

_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class CastingPlan:
    """A session's casting and tracks; ``whole`` is all of them as one."""

    session: Session
    casting: Casting
    tracks: tuple[Track, ...]
    whole: Track


class CastingPlans:
    """CastingPlans by session; the ones asked for last are remembered. May be called from any thread."""

    def __init__(
        self,
        casting: Callable[[Session], Casting],
        driver_version: Callable[[str], str],
        pauses: Pauses,
        frames: Callable[[str], int | None],
    ) -> None:
        """``frames`` says how long a clip is that is there."""
        self._frames = frames
        self._casting = casting
        self._driver_version = driver_version
        self._pauses = pauses
        self._plans: OrderedDict[str, CastingPlan] = OrderedDict()
        self._guard = threading.Lock()
        self.season = 0

    def forget(self) -> None:
        """Work out every plan anew: the voices are others now. ``season`` counts how often."""
        with self._guard:
            self.season += 1
            self._plans.clear()

    def of(self, session: Session) -> CastingPlan:
        """The session's plan."""
        with self._guard:
            season = self.season
            plan = self._plans.get(session.id)
            if plan is not None and plan.session is session:
                self._plans.move_to_end(session.id)
                return plan
        plan = self._written(session)
        with self._guard:
            if season != self.season:
                return plan
            self._plans[session.id] = plan
            self._plans.move_to_end(session.id)
            while len(self._plans) > _REMEMBERED:
                self._plans.popitem(last=False)
        return plan

    def announced(self, session: Session, utterance: Utterance) -> Segment:
        """An utterance that need not be in the session, in the announcer's voice and without a pause behind it."""
        voice = self.of(session).casting.announcer
        return Segment(utterance, voice, self._clip(session, utterance, voice), 0)

    def _written(self, session: Session) -> CastingPlan:
        casting = self._casting(session)
        if casting.usual is not None:
            plan = self._cast(session, casting.usual)
            if all(self._frames(clip) is not None for clip in plan.whole.clips):
                return plan
        return self._cast(session, casting)

    def _cast(self, session: Session, casting: Casting) -> CastingPlan:
        def voiced(passage: Passage, utterance: Utterance) -> tuple[Voice, str]:
            announced = passage.is_announced(utterance)
            voice = casting.announcer if announced else casting.voice_of(passage.speaker or "")
            return voice, self._clip(session, utterance, voice)

        parts = tracks(session.id, session.passages, voiced, self._pauses)
        return CastingPlan(session, casting, parts, joined(session.id, parts))

    def _clip(self, session: Session, utterance: Utterance, voice: Voice) -> str:
        request = speech_request(utterance, voice, session.lexicon)
        version = self._driver_version(voice.driver)
        return clip_key(voice, version, request.digest, request.text, request.kana)
