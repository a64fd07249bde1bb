"""What a withdrawal has to take away once its words are out of the library: sources, sound, and what lies in freed pages.

A power cut may come in between. So what is to go is said beside the library before anything is done (``unfinished/``, by names
that say nothing of the words), and whoever starts next takes it up::

    noted ─► the transaction ─► sources ─► sound ─► freed pages, copies ─► the note goes
"""

import json
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.library.database import Database
from reader.library.desk.sources import SourceFiles, purged_sources, write_whole
from reader.narration.removal import Removal

Forget = Callable[[], tuple[Path, ...]]
"""Leaves nothing of words that were removed where they were kept; gives the copies that went with them."""


def note_unfinished(library: Database, clips: Iterable[str], sessions: Iterable[str]) -> Path:
    """Says that the clips of these sessions may have to go; gives the note, to be taken away when all is done."""
    note = library.path.with_name("unfinished") / f"{secrets.token_hex(8)}.json"
    write_whole(note, json.dumps([sorted(clips), sorted(sessions)]).encode())
    return note


@dataclass(frozen=True, slots=True)
class Finishing:
    """Takes away what hangs on withdrawn words outside of the library's rows."""

    library: Database
    files: SourceFiles
    removal: Removal
    forget: Forget

    def finish(
        self, clips: frozenset[str], sessions: Iterable[str], note: Path
    ) -> tuple[int, tuple[Path, ...]]:
        """After a withdrawal: gives how many clips went, and the copies of the library that did."""
        gone = self.removal.silence(clips, sessions)
        copies = self.forget()
        note.unlink(missing_ok=True)
        return gone, copies

    def take_up(self) -> int:
        """What a process left undone that was killed: gives how many withdrawals. Sound that belongs to nothing withdrawn may
        go with it, and is made again when it is asked for."""
        with self.library.reading() as connection:
            purged = purged_sources(connection)
        for digest in purged:
            self.files.drop(digest)
        notes = sorted(self.library.path.with_name("unfinished").glob("*.json"))
        for note in notes:
            clips: list[str] = []
            sessions: list[str] = []
            with suppress(OSError, ValueError):
                clips, sessions = json.loads(note.read_text(encoding="utf-8"))
            self.finish(frozenset(clips), sessions, note)
        return len(notes)
