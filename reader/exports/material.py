"""The material: everything that an export of one session is made of.

::

    minutes, passages with their words, imprint   →  .json .csv .txt …
    the same, and the cue table                   →  .vtt .srt …
    the same, and the sound by passage            →  .daisy.zip .epub …
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reader.exports.cue_table import CueTable
from reader.exports.imprint import Imprint
from reader.minutes.model import Minutes
from reader.passages.utterance import Passage
from reader.readings.furigana.levels import Level

Sound = Callable[[str], Iterator[bytes]]
"""The MP3 frames of a passage by its key, pauses included, in pieces: as long as its rows of the cue table."""


@dataclass(frozen=True, slots=True)
class Material:
    """A session ready to be rendered. ``cues`` and ``sound`` are None for formats that need neither."""

    minutes: Minutes
    passages: tuple[Passage, ...]
    imprint: Imprint
    cues: CueTable | None = None
    sound: Sound | None = None

    @property
    def table(self) -> CueTable:
        """The cue table, for formats that need it."""
        assert self.cues is not None, "this format did not say that it needs sound"
        return self.cues

    @property
    def title(self) -> str:
        """The meeting and its day, as far as both are known: never empty."""
        known = (self.minutes.meeting, self.minutes.date)
        return " ".join(" ".join(part.split()) for part in known if part) or self.imprint.session_id

    def label(self, speaker_key: str) -> str:
        """The speaker as printed, on one line."""
        return " ".join(self.minutes.speaker(speaker_key).label.split())


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen of an export: ``ruby`` is the level of furigana, None for what is usual in the format; ``words`` adds
    each word with its reading, ``cues`` when each sentence is heard, to data that can hold them; ``part`` is the part of a book
    that is too large for some, counted from 1, 0 the whole."""

    ruby: Level | None = None
    words: bool = False
    cues: bool = False
    part: int = 0

    @property
    def name(self) -> str:
        """What tells the files of one session and format apart, in small letters: ``part2``, ``ruby_all-words``; empty for what is
        usual."""
        ruby = "" if self.ruby is None else f"ruby_{self.ruby}"
        part = f"part{self.part}" if self.part else ""
        return "-".join(filter(None, (ruby, "words" * self.words, "cues" * self.cues, part)))


Write = Callable[[Material, Options, BinaryIO], None]
"""Renders into a file that can be sought in. The same material and options give the same bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its extension without the first dot (``kokkai.json``), its media type, what people call it, whether the
    session's sound must be there, how it is written; ``is_text``: it is worth packing on its way; ``choices``: the fields of
    ``Options`` that mean something in it."""

    extension: str
    media_type: str
    name: str
    needs_sound: bool
    write: Write
    is_text: bool = True
    choices: frozenset[str] = frozenset()

    @property
    def has_parts(self) -> bool:
        """Whether it is a book, which may be had in parts."""
        return "part" in self.choices

    def chosen(self, options: Options) -> Options:
        """As much of it as means something here: two that give the same file are the same."""
        return Options(**{name: getattr(options, name) for name in self.choices})

    @property
    def is_saved(self) -> bool:
        """Whether it is for another device or program: a browser keeps it, and does not show it."""
        return not self.is_text or self.media_type.startswith(("text/plain", "text/x-brf"))

    def file_name(self, session_id: str, part: int = 0) -> str:
        """What a file of that session is called: ``20211028-1.vtt``, a part of it ``20211028-1.part2.epub``."""
        return f"{session_id}.part{part}.{self.extension}" if part else f"{session_id}.{self.extension}"
