"""The casting plan of a session: who says what in which clips, worked out once for as long as the session stays as it is.

::

    session → casting → 「t12-1」 by 委員's voice → clip key → tracks

Where a session has voices that take long to be made, or whose driver is away (``Casting.usual``), there are two plans: the
``usual`` one is heard once all of it is there, until then the other. Which it is does not change under a listener's ears:
it is asked anew only when nobody has listened to the session for a while, whichever process served them.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from reader.kept import Kept
from reader.library.session import Session
from reader.narration.tracks import Pauses, Segment, Track, joined, tracks
from reader.passages.utterance import Passage, Utterance
from reader.speech.clips.heard import HeardVoices
from reader.speech.clips.key import clip_key
from reader.speech.making.spoken_text import text_and_kana
from reader.speech.voices.casting import Casting
from reader.speech.voices.voice import Voice

QUIET = 600.0
"""Seconds without a listener after which a session may be heard in other voices than before."""
_USUAL, _OTHER = "usual", "other"


@dataclass(frozen=True, slots=True)
class CastingPlan:
    """A session's casting and tracks; ``whole`` is all of them as one. ``season``: in which of the narrator's. ``usual`` is
    the plan by the voices that the session should have, where they are others."""

    session: Session
    casting: Casting
    tracks: tuple[Track, ...]
    whole: Track
    season: int
    usual: "CastingPlan | None" = None

    @property
    def ahead(self) -> "CastingPlan":
        """What is to be made ahead of time: the usual plan, unless its driver is away."""
        return self.usual if self.usual and self.casting.missing is None else self

    @property
    def driver(self) -> str:
        """Whose voices these are."""
        return self.casting.announcer.driver

    @property
    def all(self) -> "tuple[CastingPlan, ...]":
        """This one, and the usual one."""
        return (self, self.usual) if self.usual else (self,)

    def track(self, key: str) -> Track | None:
        """The passage's track."""
        return next((track for track in self.tracks if track.key == key), None)


class CastingPlans:
    """CastingPlans by session; the ones asked for last are remembered. May be called from any thread."""

    def __init__(
        self,
        casting: Callable[[Session], Casting],
        driver_version: Callable[[str], str],
        pauses: Pauses,
        frames: Callable[[str], int | None],
        heard: HeardVoices,
        kept_characters: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``frames`` says how long a clip is that is there, ``heard`` in which voices sessions are being heard; plans of
        sessions of ``kept_characters`` in all are remembered."""
        self._frames = frames
        self._casting = casting
        self._driver_version = driver_version
        self._pauses = pauses
        self._clock = clock
        self._plans: Kept[str, CastingPlan] = Kept(kept_characters, lambda plan: plan.session.weight)
        self._heard = heard
        self._there = (-QUIET, -QUIET)
        self._refused: set[str] = set()
        self._guard = threading.Lock()
        self.season = 0

    def forget(self) -> None:
        """Work out every plan anew: the voices are others now. ``season`` counts how often."""
        with self._guard:
            self.season += 1
        self._plans.clear()

    def attended(self) -> None:
        """Somebody is there, though they may not listen: what they have heard they will hear again in the same voices."""
        now = self._clock()
        with self._guard:
            since, until = self._there
            self._there = (since if now - until < QUIET else now, now)

    def refuse(self, session: Session, segment: Segment) -> bool:
        """That voice cannot say that utterance: another one does, from now on. False where there is no other."""
        plan = self.both(session)
        others = plan.casting if plan.usual else plan.casting.fallback
        if others is None or segment.voice.driver == others.announcer.driver:
            return False
        with self._guard:
            self._refused.add(segment.clip)
        self._plans.forget(session.id)
        return True

    def of(self, session: Session, begun: str | None = None) -> CastingPlan:
        """The plan that is heard; who asks is about to listen. Who has ``begun`` in a driver's voices goes on in them: served
        by other machines till now, which do not tell this one."""
        plan = self.both(session)
        if plan.usual is None:
            return plan
        now = self._clock()
        state = f"{session.stamp} {plan.casting.announcer.id} {plan.usual.casting.announcer.id}"
        line, last = self._heard.of(session.id) or ("", 0.0)
        settled = line in (f"{state} {_USUAL}", f"{state} {_OTHER}")
        since, until = self._there
        last = max(last, until) if since - last < QUIET else last
        mine = next((own for own in plan.all if own.driver == begun), None)
        if settled and abs(now - last) < QUIET:
            usual = line.endswith(_USUAL)
        elif mine is not None:
            usual = mine is plan.usual
        else:
            usual = all(self._frames(clip) is not None for clip in plan.usual.whole.clips)
        self._heard.note(session.id, f"{state} {_USUAL if usual else _OTHER}", now)
        return mine or (plan.usual if usual else plan)

    def both(self, session: Session) -> CastingPlan:
        """The session's plan with its usual one, worked out once however many ask for it."""
        season = self.season
        return self._plans.value(
            session.id,
            lambda plan: plan.session is session and plan.season == season,
            lambda: self._written(session, season),
        )

    def announced(self, session: Session, utterance: Utterance) -> tuple[Segment, ...]:
        """An utterance that need not be in the session, in the announcer's voice and without a pause behind it: in the one
        that is there at once, and, if that is another, in the one that it is to have."""
        plan = self.both(session)
        voices = dict.fromkeys((plan.casting.announcer, plan.ahead.casting.announcer))
        return tuple(Segment(utterance, voice, self._clip(utterance, voice), 0) for voice in voices)

    def _written(self, session: Session, season: int) -> CastingPlan:
        casting = self._casting(session)
        if casting.usual is None:
            return self._cast(session, casting, casting.fallback, season)
        usual = self._cast(session, casting.usual, casting, season)
        return self._cast(session, casting, None, season, usual)

    def _cast(
        self,
        session: Session,
        casting: Casting,
        others: Casting | None,
        season: int,
        usual: CastingPlan | None = None,
    ) -> CastingPlan:
        """The plan by a casting; by the ``others`` what its voices refused."""

        def by(cast: Casting, passage: Passage, utterance: Utterance) -> tuple[Voice, str]:
            announced = passage.is_announced(utterance)
            voice = cast.announcer if announced else cast.voice_of(passage.speaker or "")
            return voice, self._clip(utterance, voice)

        def voiced(passage: Passage, utterance: Utterance) -> tuple[Voice, str]:
            voice, clip = by(casting, passage, utterance)
            return by(others, passage, utterance) if others and clip in self._refused else (voice, clip)

        parts = tracks(session.id, session.passages, voiced, self._pauses)
        return CastingPlan(session, casting, parts, joined(session.id, parts), season, usual)

    def _clip(self, utterance: Utterance, voice: Voice) -> str:
        version = self._driver_version(voice.driver)
        return clip_key(voice, version, utterance.digest, lambda: text_and_kana(utterance, voice.driver))
