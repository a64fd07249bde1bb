"""Libraries with minutes in them. The same minutes are imported once by a process and copied from then on: most tests are not
about importing."""

from collections.abc import Callable, Hashable, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.importing.importer import Importer
from reader.library.library import KEPT_CHARACTERS, Library
from reader.passages.annotator import Annotator
from reader.readings.finding.spellings import Synonyms
from tests import servers

_files: dict[Hashable, bytes] = {}


def stocked(path: Path, annotator: Annotator, *pages: bytes, synonyms: Synonyms | None = None) -> Library:
    """A new library that holds the pages, imported in their order from ``/0.txt``, ``/1.txt``, …"""
    return filled(
        path, (annotator.version, pages), lambda library: _import(library, annotator, pages), synonyms
    )


def filled(
    path: Path, what: Hashable, fill: Callable[[Library], object], synonyms: Synonyms | None = None
) -> Library:
    """A new library that holds what ``fill`` puts into it. Under the name ``what``, a process fills one and copies it from
    then on."""
    known = _files.get(what)
    if known is None:
        known = _files[what] = _made(path, fill)
    path.write_bytes(known)
    for shares in servers.active:
        shares.take(path)
    return Library(path, synonyms)


def opened(path: Path, kept_characters: int = KEPT_CHARACTERS) -> Library:
    """The library that lies there; a new one, copied from one that was made once, where none does."""
    if not servers.active and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())
    return Library(path, kept_characters=kept_characters)


@cache
def _empty() -> bytes:
    """The file of a library without anything in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite3"
        Library(path).close()
        return path.read_bytes()


def _import(library: Library, annotator: Annotator, pages: Sequence[bytes]) -> None:
    importer = Importer(library, annotator)
    for number, page in enumerate(pages):
        importer.import_bytes(page, f"{number}.txt", f"/{number}.txt")


def _made(path: Path, fill: Callable[[Library], object]) -> bytes:
    """The file of a library that was filled so."""
    with ExitStack() as stack:
        for shares in servers.active:
            stack.enter_context(shares.as_files())
        path.write_bytes(_empty())
        library = Library(path)
        fill(library)
        library.close()
    assert not path.with_name(f"{path.name}-wal").exists(), "a closed library is one file"
    return path.read_bytes()
