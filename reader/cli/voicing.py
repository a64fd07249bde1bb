"""A narrator put together: the voices there are, who is given which, and who makes the sound."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from reader.cli.console import complain
from reader.desk.drafting import DRAFT_ID
from reader.errors import LibraryError
from reader.library.database import waiting_at_most
from reader.library.library import Library
from reader.library.session import Session
from reader.library.voices.driver import keep_voices, known_voices
from reader.narration.dealing import VoiceDealer
from reader.narration.narrator import Narrator
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache
from reader.speech.fallback.available import fallback_palette
from reader.speech.fallback.fallback import VoicesWithFallback
from reader.speech.making.maker import ClipMaker
from reader.speech.voices.casting import Casting
from reader.speech.voices.versions import voice_version
from reader.speech.voices.voice import DriverVoice
from reader.speech.workers.pool import SynthesisPool

_VOICES_SECONDS = 3.0
_log = logging.getLogger(__name__)


class Home(Protocol):
    """What a narrator is made of."""

    @property
    def settings(self) -> Settings: ...

    @property
    def library(self) -> Library: ...

    @property
    def clip_cache(self) -> ClipCache: ...

    @property
    def driver(self) -> str: ...

    @property
    def begins_with_others(self) -> bool: ...

    @property
    def workers(self) -> int: ...

    @property
    def voice_folders(self) -> tuple[Path, ...]: ...

    def pool(self) -> AbstractContextManager[SynthesisPool]:
        """Worker processes, stopped at the end."""
        ...

    def pool_of(self) -> SynthesisPool:
        """One that is closed by whoever asks."""
        ...


@contextmanager
def voiced(
    house: Home, pool: SynthesisPool, attendants: Sequence[SynthesisPool], speaking: bool
) -> Iterator[Narrator]:
    """A narrator of the house's library that speaks by these worker processes, closed at the end; ``speaking`` gets them
    ready at once. ``attendants`` speak only for who is waiting."""
    with ExitStack() as stack:
        driver = house.driver
        voices = VoicesWithFallback(
            driver,
            pool,
            house.voice_folders,
            spare=house.pool_of,
            known=known_voices(house.library, driver),
            on_voices=lambda there: _keep_voices(house, there),
            absent=("natural",) if house.settings.driver == "auto" and driver != "natural" else (),
        )
        voices.palette.check(house.settings.voices)
        if voices.palette.notice:
            complain(voices.palette.notice)
        begins = "openjtalk" if house.begins_with_others else voices.palette.announcer.driver
        for ready in (*attendants, pool) if speaking else ():
            ready.warm_up(begins)
        free = tuple(voices.speaking_by(attendant) for attendant in attendants)
        apart: dict[str, ClipMaker] = {}
        if house.begins_with_others:
            ahead = voices.speaking_by(stack.enter_context(house.pool()))
            apart["natural"] = ClipMaker(house.clip_cache, ahead, house.workers)
        maker = ClipMaker(house.clip_cache, voices, house.workers, attendants=free, apart=apart)

        dealer = VoiceDealer(house.library, house.settings.voices)
        fallback = fallback_palette(driver, house.voice_folders)

        def casting(session: Session) -> Casting:
            keep = not session.id.startswith(DRAFT_ID)
            casting = dealer.casting(session, voices.palette, keep)
            if casting.missing is not None:
                usual = dealer.casting(session, voices.usual, keep) if voices.usual else None
                return replace(casting, usual=usual)
            if driver == "openjtalk":
                return casting
            others = dealer.casting(session, fallback, keep)
            if house.begins_with_others:
                return replace(others, usual=casting)
            return replace(casting, fallback=others)

        narrator = Narrator(
            maker,
            house.clip_cache,
            casting,
            voice_version,
            credits=lambda: voices.palette.credits,
            kept_characters=house.settings.kept_characters,
        )
        voices.on_change = dealer.on_change = narrator.recast
        try:
            yield narrator
        finally:
            voices.close()
            narrator.close()
            dealer.close()
            house.clip_cache.close()


def _keep_voices(house: Home, voices: Sequence[DriverVoice]) -> None:
    """So that they are known while their driver is away; where that cannot be written they speak all the same."""
    try:
        with waiting_at_most(_VOICES_SECONDS):
            keep_voices(house.library, house.driver, voices)
    except LibraryError as error:
        _log.warning("%s", error)
