"""The objects of the house, built once and handed over.

``READER_HOME`` holds the library and ``audio_cache/``: by default the project's folder when this runs from a
checkout, else the platform's folder for user data.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from platformdirs import user_data_path

from reader.cli.console import complain
from reader.corrections.corrector import Corrector
from reader.errors import SettingsError, SpeechError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.session import Session
from reader.library.voices.driver import keep_voices, known_voices
from reader.library.voices.named import named_voices, remember_voices
from reader.narration.narrator import Narrator
from reader.narration.removal import Removal
from reader.passages.annotator import Annotator
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.settings.site import Settings, settings_from
from reader.speech.clips.cache import ClipCache
from reader.speech.fallback.fallback import VoicesWithFallback
from reader.speech.making.maker import ClipMaker
from reader.speech.voices.casting import Casting, cast_minutes
from reader.speech.voices.palette import Palette
from reader.speech.voices.versions import voice_version
from reader.speech.workers.pool import SynthesisPool

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def home_folder() -> Path:
    """Where the library lies."""
    if named := os.environ.get("READER_HOME"):
        return Path(named).expanduser()
    if (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "templates").is_dir():
        return CHECKOUT
    return user_data_path("minutes-reader", appauthor=False)


def load_settings(**options: object) -> Settings:
    """The settings, with the command line's options on top."""
    home = home_folder()
    toml = home / "reader.toml"
    try:
        text = toml.read_text(encoding="utf-8") if toml.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{toml} を読めません。UTF-8 で保存されているか確かめてください。") from error
    return settings_from(home, os.environ, text, options)


@dataclass
class House:
    """Everything that commands need, made when it is first asked for."""

    settings: Settings

    @cached_property
    def analyzer(self) -> OpenJTalkAnalyzer:
        return OpenJTalkAnalyzer(self.settings.dictionary_cache)

    @cached_property
    def library(self) -> Library:
        return Library(self.settings.library_path)

    @cached_property
    def annotator(self) -> Annotator:
        return Annotator(self.analyzer)

    @cached_property
    def importer(self) -> Importer:
        return Importer(self.library, self.annotator)

    @cached_property
    def corrector(self) -> Corrector:
        return Corrector(self.library, self.annotator)

    @cached_property
    def clip_cache(self) -> ClipCache:
        return ClipCache(self.settings.audio_cache, self.settings.audio_cache_max)

    @contextmanager
    def pool(self, workers: int | None = None, patient: bool = True) -> Iterator[SynthesisPool]:
        """Worker processes, stopped at the end; ``patient`` ones leave the processors to who wants to listen."""
        pool = self._pool_of(workers or self.workers, patient)
        try:
            yield pool
        finally:
            pool.close()

    def _pool_of(self, workers: int = 1, patient: bool = True) -> SynthesisPool:
        return SynthesisPool(
            workers,
            self.settings.speech_time_limit,
            self.settings.dictionary_cache,
            voicevox_url=self.settings.voicevox_url,
            patient=patient,
        )

    @contextmanager
    def narrator(self, speaking: bool = True, attending: bool = False) -> Iterator[Narrator]:
        """A narrator with its worker processes, stopped at the end; ``speaking`` gets them ready at once, ``attending``
        keeps one more of them free for who is waiting."""
        with self.pool() as pool, ExitStack() as stack:
            driver = self.settings.driver
            voices = VoicesWithFallback(
                driver,
                pool,
                self.voice_folders,
                spare=self._pool_of,
                known=known_voices(self.library, driver),
                on_voices=partial(keep_voices, self.library, driver),
            )
            voices.palette.check(self.settings.voices)
            if voices.palette.notice:
                complain(voices.palette.notice)
            attendants = [stack.enter_context(self.pool(1, patient=False))] if attending else []
            for ready in (*attendants, pool) if speaking else ():
                ready.warm_up(voices.palette.announcer.driver)
            free = tuple(voices.speaking_by(attendant) for attendant in attendants)
            maker = ClipMaker(self.clip_cache, voices, self.workers, attendants=free)

            def casting(session: Session) -> Casting:
                casting = self.casting(session, voices.palette)
                if casting.missing is None or voices.usual is None:
                    return casting
                return replace(casting, usual=self.casting(session, voices.usual))

            narrator = Narrator(
                maker, self.clip_cache, casting, voice_version, credits=lambda: voices.palette.credits
            )
            voices.on_change = narrator.recast
            try:
                yield narrator
            finally:
                voices.close()
                narrator.close()

    @contextmanager
    def removal(self) -> Iterator[Removal]:
        """Takes sessions out with their sound; where no voice is to be had their clips stay, which is told."""
        with ExitStack() as stack:
            try:
                narrator = stack.enter_context(self.narrator(speaking=False))
            except SpeechError as error:
                complain(f"{error}音声は残ります。あとで reader cache prune で取り除いてください。")
                narrator = None
            yield Removal(self.library, self.clip_cache, narrator)

    def casting(self, session: Session, palette: Palette) -> Casting:
        """Who gets which voice; people with a name keep the one they had in earlier sessions."""
        driver = palette.announcer.driver
        known = named_voices(self.library, driver)
        casting = cast_minutes(session.minutes, palette, self.settings.voices, known)
        remember_voices(self.library, driver, casting.named)
        return casting

    @property
    def workers(self) -> int:
        """How many clips are made at once: as many as there are cores, if nothing else is said."""
        return self.settings.workers or os.cpu_count() or 1

    @property
    def voice_folders(self) -> tuple[Path, ...]:
        """Where a site may put further ``.htsvoice`` files."""
        return (self.settings.home / "voices",)
