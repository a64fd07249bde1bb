"""Libraries with minutes in them. The same minutes are imported once by a process and copied from then on: most tests are not
about importing."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from tests import servers

_imported: dict[tuple[str, Sequence[bytes]], bytes] = {}


def stocked(path: Path, annotator: Annotator, *pages: bytes) -> Library:
    """A new library that holds the pages, imported in their order from ``/0.txt``, ``/1.txt``, …"""
    known = _imported.get((annotator.version, pages))
    if known is None:
        known = _imported[annotator.version, pages] = _made(path, annotator, pages)
    path.write_bytes(known)
    for shares in servers.active:
        shares.take(path)
    return Library(path)


def opened(path: Path) -> Library:
    """The library that lies there; a new one, copied from one that was made once, where none does."""
    if not servers.active and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())
    return Library(path)


@cache
def _empty() -> bytes:
    """The file of a library without anything in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite3"
        Library(path).close()
        return path.read_bytes()


def _made(path: Path, annotator: Annotator, pages: Sequence[bytes]) -> bytes:
    """The file of a library that holds the pages."""
    with ExitStack() as stack:
        for shares in servers.active:
            stack.enter_context(shares.as_files())
        path.write_bytes(_empty())
        library = Library(path)
        importer = Importer(library, annotator)
        for number, page in enumerate(pages):
            importer.import_bytes(page, f"{number}.txt", f"/{number}.txt")
        library.close()
    assert not path.with_name(f"{path.name}-wal").exists(), "a closed library is one file"
    return path.read_bytes()
