"""The objects of the house, built once and handed over.

What an object is made of is loaded when it is first asked for: ``reader --help`` and ``reader parse`` do not wait for
the analyser, the database and the voices.

``READER_HOME`` holds the library and ``audio_cache/``: by default the project's folder when this runs from a
checkout, else the platform's folder for user data.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from platformdirs import user_data_path

from reader.cli.console import complain
from reader.cli.server import server_of
from reader.errors import SettingsError, SpeechError
from reader.settings.site import Settings, settings_from

if TYPE_CHECKING:
    from reader.corrections.corrector import Corrector
    from reader.desk.drafting import Drafting
    from reader.exporting.exporter import Exporter
    from reader.importing.importer import Importer
    from reader.library.library import Library
    from reader.minutes.hints import Hints
    from reader.narration.narrator import Narrator
    from reader.narration.removal import Removal
    from reader.passages.annotator import Annotator
    from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
    from reader.speech.clips.cache import ClipCache
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


class Lender(Protocol):
    """What houses of one machine have in common."""

    @property
    def analyzer(self) -> OpenJTalkAnalyzer:
        """Reads for all of them."""
        ...

    def lent(self, patient: bool) -> SynthesisPool:
        """Worker processes: patient ones, or those kept for who waits."""
        ...


@dataclass
class House:
    """Everything that commands need, made when it is first asked for."""

    settings: Settings
    lender: Lender | None = None
    """Whose analyser and worker processes it uses, where it has none of its own."""

    @cached_property
    def analyzer(self) -> OpenJTalkAnalyzer:
        from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer

        if self.lender is not None:
            return self.lender.analyzer
        return OpenJTalkAnalyzer(self.settings.dictionary_cache)

    @cached_property
    def library(self) -> Library:
        from reader.library.database import READ_ONLY
        from reader.library.library import Library
        from reader.readings.finding.spellings import usual_synonyms

        synonyms = usual_synonyms().extended(self.settings.synonyms)
        library = Library(
            self.settings.library_path, synonyms, self.settings.kept_characters, server_of(self.settings)
        )
        if library.read_only:
            complain(READ_ONLY)
        return library

    @cached_property
    def annotator(self) -> Annotator:
        from reader.passages.annotator import Annotator

        return Annotator(self.analyzer)

    @cached_property
    def importer(self) -> Importer:
        from reader.importing.importer import Importer

        return Importer(self.library, self.annotator, self.hints)

    @cached_property
    def hints(self) -> Hints:
        """The municipality's. SettingsError for what means nothing."""
        from reader.minutes.hints import hints_from

        try:
            return hints_from(self.settings.hints)
        except SettingsError as error:
            raise SettingsError(f"reader.toml の [hints]: {error}") from error

    @cached_property
    def corrector(self) -> Corrector:
        from reader.corrections.corrector import Corrector

        return Corrector(self.library, self.annotator)

    @cached_property
    def drafting(self) -> Drafting:
        """What makes drafts."""
        from reader.desk.drafting import Drafting
        from reader.library.desk.sources import SourceFiles

        return Drafting(self.library, self.importer, SourceFiles(self.settings.source_files))

    @cached_property
    def clip_cache(self) -> ClipCache:
        from reader.cli.sharing import clips_of

        return clips_of(self.settings)

    @contextmanager
    def pool(self, workers: int | None = None, patient: bool = True) -> Iterator[SynthesisPool]:
        """Worker processes, stopped at the end; ``patient`` ones leave the processors to who wants to listen."""
        if self.lender is not None:
            yield self.lender.lent(patient)
            return
        pool = self.pool_of(workers or self.workers, patient)
        try:
            yield pool
        finally:
            pool.close()

    def pool_of(self, workers: int = 1, patient: bool = True) -> SynthesisPool:
        """Worker processes, for who closes them."""
        from reader.speech.workers.pool import SynthesisPool

        return SynthesisPool(
            workers,
            self.settings.speech_time_limit,
            self.settings.dictionary_cache,
            voicevox_url=self.settings.voicevox_url,
            natural_model=self.settings.natural_folder,
            patient=patient,
        )

    @contextmanager
    def narrator(self, speaking: bool = True, attending: bool = False) -> Iterator[Narrator]:
        """A narrator with its worker processes, stopped at the end; ``speaking`` gets them ready at once, ``attending``
        keeps one more of them free for who is waiting, to whom the others give way."""
        from reader.cli.voicing import voiced

        with self.pool() as pool, ExitStack() as stack:
            attendants = [stack.enter_context(self.pool(1, patient=False))] if attending else []
            yield stack.enter_context(voiced(self, pool, attendants, speaking))

    @contextmanager
    def removal(self) -> Iterator[Removal]:
        """Takes sessions out with their sound; where no voice is to be had their clips stay, which is told."""
        from reader.narration.removal import Removal

        with ExitStack() as stack:
            try:
                narrator = stack.enter_context(self.narrator(speaking=False))
            except SpeechError as error:
                complain(f"{error}音声は残ります。あとで reader cache prune で取り除いてください。")
                narrator = None
            yield Removal(self.library, self.clip_cache, narrator)

    def exporter(self, narrator: Narrator | None) -> Exporter:
        """Writes sessions as files; with a narrator also those that sound."""
        from reader.exporting.exporter import Exporter, terms_of

        return Exporter(self.library, narrator, terms_of(self.settings), self.settings.exports_max)

    def forget_words(self) -> tuple[Path, ...]:
        """Leaves nothing in the home of words that were removed; gives the copies of the library that went with them."""
        from reader.exporting.files import ExportFiles, exports_beside

        copies = self.library.purge()
        ExportFiles(exports_beside(self.settings.library_path)).forget()
        for path in self.settings.dictionary_cache.glob("*.dic"):
            with suppress(OSError):
                path.unlink()
        return copies

    @cached_property
    def driver(self) -> str:
        """The driver that speaks: what is set; for ``auto`` the natural voices where they can be had, else Open JTalk."""
        if self.settings.driver != "auto":
            return self.settings.driver
        return "openjtalk" if self.why_not_natural else "natural"

    @property
    def begins_with_others(self) -> bool:
        """Whether Open JTalk speaks until a session is made whole by the driver: it takes long, and nobody is to wait."""
        return self.settings.driver == "auto" and self.driver == "natural"

    @cached_property
    def why_not_natural(self) -> str | None:
        """Why natural voices are not to be had here, in words for people; None where they are."""
        from reader.cli.natural import why_not_natural

        return why_not_natural(self.settings)

    @property
    def voices_in_order(self) -> str:
        """Who speaks, and who while that one cannot, in words for people."""
        from reader.cli.natural import told_order

        why_not = self.why_not_natural if self.settings.driver == "auto" else None
        return told_order(self.settings.driver, self.driver, why_not)

    @property
    def workers(self) -> int:
        """How many clips are made at once: as many as there are cores, if nothing else is said."""
        return self.settings.workers or os.cpu_count() or 1

    @property
    def voice_folders(self) -> tuple[Path, ...]:
        """Where a site may put further ``.htsvoice`` files."""
        return (self.settings.home / "voices",)
