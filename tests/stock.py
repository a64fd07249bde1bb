"""Libraries with minutes in them. The same minutes are imported once by a process and copied from then on: most tests are not
about importing."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

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


def _made(path: Path, annotator: Annotator, pages: Sequence[bytes]) -> bytes:
    """The file of a library that holds the pages."""
    with ExitStack() as stack:
        for shares in servers.active:
            stack.enter_context(shares.as_files())
        library = Library(path)
        importer = Importer(library, annotator)
        for number, page in enumerate(pages):
            importer.import_bytes(page, f"{number}.txt", f"/{number}.txt")
        library.close()
    assert not path.with_name(f"{path.name}-wal").exists(), "a closed library is one file"
    return path.read_bytes()
