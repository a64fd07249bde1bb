"""From a session to a file: gathers what the format needs, and has it written whole.

::

    20211028-1, vtt   →  session, casting plan, clips' lengths  →  exports/20211028-1.5f0c….vtt

Nothing here waits for sound: where clips are missing, who asks is told how far they are (``SoundNotReadyError``).
"""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from reader.errors import NotFoundError, SpeechError
from reader.exporting.files import MOST_BYTES, Exported, ExportFiles, exports_beside
from reader.exports.book.book import Book
from reader.exports.book.chapters import book
from reader.exports.book.parts import parts
from reader.exports.cue_table import cue_table
from reader.exports.imprint import LICENCES, Imprint, Terms
from reader.exports.material import Format, Material, Options
from reader.kept import Kept
from reader.library.library import Library
from reader.library.news import news_of
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.progress import Progress
from reader.narration.tracks import Track
from reader.settings.site import Settings
from reader.speech.sound import mp3

RENDERING = 6
"""Counted up whenever any format is written otherwise: files of before are not handed out any more."""


class SoundNotReadyError(SpeechError):
    """The session's sound is still being made; ``progress`` says how far it is."""

    def __init__(self, session_id: str, progress: Progress) -> None:
        super().__init__(
            f"会議録 {session_id} の音声を準備しています（{progress.clips_ready} / {progress.clips_total}）。"
            "できてから、もう一度選んでください。"
        )
        self.progress = progress


class Exporter:
    """Exports sessions. May be called from any thread. Without a narrator formats with sound are not to be had."""

    def __init__(
        self, library: Library, narrator: Narrator | None, terms: Terms, most_bytes: int = MOST_BYTES
    ) -> None:
        self._library = library
        self._narrator = narrator
        self._terms = terms
        self.files = ExportFiles(exports_beside(library.path), most_bytes)
        self._doubts: Kept[str, tuple[Session, int]] = Kept(
            library.kept_characters, lambda counted: counted[0].weight
        )

    @property
    def has_voice(self) -> bool:
        """Whether formats with sound are to be had at all."""
        return self._narrator is not None

    @property
    def voices(self) -> tuple[str, ...]:
        """The words in which the owners of the voices that speak now want to be named."""
        return self._narrator.credits if self._narrator else ()

    def file(self, session_id: str, kind: Format, options: Options | None = None) -> Exported:
        """The session in that format, as a file that is whole. NotFoundError, GoneError, SoundNotReadyError."""
        session, chosen = self._library.session(session_id), kind.chosen(options or Options())
        material = self._material(session, kind.needs_sound or chosen.cues)
        version = _version(material.imprint, session.stamp)

        def write(file: BinaryIO) -> None:
            kind.write(material, chosen, file)

        return self.files.of(session_id, version, kind.extension, kind.is_text, write, chosen.name)

    def material(self, session_id: str, needs_sound: bool) -> Material:
        """What exports of the session are made of. NotFoundError, GoneError; SoundNotReadyError where sound is needed and is
        not there."""
        return self._material(self._library.session(session_id), needs_sound)

    def parts(self, session_id: str) -> tuple[Book, ...]:
        """The parts in which a book of the session is to be had: one if it is not too large for anybody. NotFoundError, GoneError,
        SoundNotReadyError; SpeechError if nothing of it is heard."""
        return parts(book(self.material(session_id, needs_sound=True)))

    def _material(self, session: Session, needs_sound: bool) -> Material:
        if not needs_sound:
            return Material(session.minutes, session.passages, self._imprint(session))
        narrator = self._required_narrator()
        whole, tracks = narrator.made_ahead(session)
        counts = narrator.frames(whole)
        if counts is None:
            raise SoundNotReadyError(session.id, narrator.progress(session))
        lengths = dict(zip(whole.clips, counts, strict=True))
        table = cue_table(session.passages, tracks, lengths.__getitem__)
        sound = _Sound(narrator, session, {track.key: track for track in tracks})
        imprint = self._imprint(session, whole.version, narrator.credits)
        return Material(session.minutes, session.passages, imprint, table, sound.frames)

    def _required_narrator(self) -> Narrator:
        if self._narrator is None:
            raise NotFoundError("このサイトでは音声を作っていません。文字のファイルを選んでください。")
        return self._narrator

    def _imprint(self, session: Session, version: str = "", voices: tuple[str, ...] = ()) -> Imprint:
        stored, news = self._library.source(session.id), news_of(self._library, session.id)
        published = stored is not None and stored.source.startswith(("http://", "https://"))
        return Imprint(
            session_id=session.id,
            terms=self._terms,
            source=stored.source if stored and published else "",
            revision=session.revision,
            updated=news.changed_at if news else session.imported_at,
            version=version,
            voices=voices,
            analyzer=stored.analyzer if stored else "",
            doubts=self._doubts_of(session),
        )

    def _doubts_of(self, session: Session) -> int:
        """How many words are read without being sure, counted once for as long as the session stays as it is."""
        return self._doubts.value(
            session.id,
            lambda counted: counted[0] is session,
            lambda: (session, _doubtful(session)),
        )[1]


class _Sound:
    """A session's sound by passage, read from its clips."""

    def __init__(self, narrator: Narrator, session: Session, tracks: dict[str, Track]) -> None:
        self._narrator = narrator
        self._session = session
        self._tracks = tracks

    def frames(self, passage_key: str) -> Iterator[bytes]:
        """A clip with its pause at a time. SoundNotReadyError if one has gone meanwhile."""
        track = self._tracks[passage_key]
        with self._narrator.holding(track):
            for segment in track.segments:
                clip = self._narrator.stored(segment.clip)
                if clip is None:
                    raise SoundNotReadyError(self._session.id, self._narrator.progress(self._session))
                yield clip + mp3.silent_frame() * segment.pause


def _doubtful(session: Session) -> int:
    return sum(
        not word.certain
        for passage in session.passages
        for utterance in passage.utterances
        for word in utterance.words
    )


def _version(imprint: Imprint, stamp: str) -> str:
    content = repr((RENDERING, imprint, stamp))
    return hashlib.sha256(content.encode()).hexdigest()[:20]


def terms_of(settings: Settings) -> Terms:
    """A site's terms. Its ``licence`` is one that is known by its name, or a name and an address with a space between."""
    name, _, address = settings.licence.strip().rpartition(" ")
    if not address.startswith(("http://", "https://")):
        name, address = settings.licence.strip(), LICENCES.get(settings.licence.strip(), "")
    return Terms(settings.office, settings.public_url.rstrip("/"), name, address)
