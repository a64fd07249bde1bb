"""Libraries with minutes in them. The same minutes are imported once by a process and copied from then on: most tests are not
about importing."""

from collections.abc import Sequence
from pathlib import Path

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator

_imported: dict[tuple[str, Sequence[bytes]], bytes] = {}


def stocked(path: Path, annotator: Annotator, *pages: bytes) -> Library:
    """A new library that holds the pages, imported in their order from ``/0.txt``, ``/1.txt``, …"""
    known = _imported.get((annotator.version, pages))
    if known is None:
        library = Library(path)
        importer = Importer(library, annotator)
        for number, page in enumerate(pages):
            importer.import_bytes(page, f"{number}.txt", f"/{number}.txt")
        library.close()
        assert not path.with_name(f"{path.name}-wal").exists(), "a closed library is one file"
        _imported[annotator.version, pages] = path.read_bytes()
    else:
        path.write_bytes(known)
    return Library(path)
