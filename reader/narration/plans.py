"""The casting plan of a session: who says what in which clips, worked out once for as long as the session stays as it is.

::

    session → casting → 「t12-1」 by 委員's voice → clip key → tracks
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from reader.kept import Kept
from reader.library.session import Session
from reader.narration.tracks import Pauses, Segment, Track, joined, tracks
from reader.passages.utterance import Passage, Utterance
from reader.speech.clips.key import clip_key
from reader.speech.making.spoken_text import speech_request
from reader.speech.voices.casting import Casting
from reader.speech.voices.voice import Voice


@dataclass(frozen=True, slots=True)
class CastingPlan:
    """A session's casting and tracks; ``whole`` is all of them as one. ``season``: in which of the narrator's."""

    session: Session
    casting: Casting
    tracks: tuple[Track, ...]
    whole: Track
    season: int


class CastingPlans:
    """CastingPlans by session; the ones asked for last are remembered. May be called from any thread."""

    def __init__(
        self,
        casting: Callable[[Session], Casting],
        driver_version: Callable[[str], str],
        pauses: Pauses,
        frames: Callable[[str], int | None],
        kept_characters: int,
    ) -> None:
        """``frames`` says how long a clip is that is there; plans of sessions of ``kept_characters`` in all are remembered."""
        self._frames = frames
        self._casting = casting
        self._driver_version = driver_version
        self._pauses = pauses
        self._plans: Kept[str, CastingPlan] = Kept(kept_characters, lambda plan: plan.session.weight)
        self._guard = threading.Lock()
        self.season = 0

    def forget(self) -> None:
        """Work out every plan anew: the voices are others now. ``season`` counts how often."""
        with self._guard:
            self.season += 1
        self._plans.clear()

    def of(self, session: Session) -> CastingPlan:
        """The session's plan, worked out once however many ask for it."""
        season = self.season
        return self._plans.value(
            session.id,
            lambda plan: plan.session is session and plan.season == season,
            lambda: self._written(session, season),
        )

    def announced(self, session: Session, utterance: Utterance) -> Segment:
        """An utterance that need not be in the session, in the announcer's voice and without a pause behind it."""
        voice = self.of(session).casting.announcer
        return Segment(utterance, voice, self._clip(session, utterance, voice), 0)

    def _written(self, session: Session, season: int) -> CastingPlan:
        casting = self._casting(session)
        if casting.usual is not None:
            plan = self._cast(session, casting.usual, season)
            if all(self._frames(clip) is not None for clip in plan.whole.clips):
                return plan
        return self._cast(session, casting, season)

    def _cast(self, session: Session, casting: Casting, season: int) -> CastingPlan:
        def voiced(passage: Passage, utterance: Utterance) -> tuple[Voice, str]:
            announced = passage.is_announced(utterance)
            voice = casting.announcer if announced else casting.voice_of(passage.speaker or "")
            return voice, self._clip(session, utterance, voice)

        parts = tracks(session.id, session.passages, voiced, self._pauses)
        return CastingPlan(session, casting, parts, joined(session.id, parts), season)

    def _clip(self, session: Session, utterance: Utterance, voice: Voice) -> str:
        request = speech_request(utterance, voice, session.lexicon)
        version = self._driver_version(voice.driver)
        return clip_key(voice, version, request.digest, request.text, request.kana)
