"""``indexes``: the file's index and the server's, held against each other."""

import os
from contextlib import closing

from bench.scale.lab import Lab, told
from bench.search import TURNS, fill, queries
from bench.seed import seed_bytes
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.server.moving import move_library

MANY = int(os.environ.get("TURNS", str(TURNS)))


def indexes(lab: Lab) -> bool:
    """Totals and the newest 20, in their order, of every question; moved by ``reader move``, which compares every table."""
    path = lab.folder / "file.sqlite3"
    name, data = seed_bytes()
    with closing(Library(path)) as file:
        first = Importer(file, lab.house.annotator).import_bytes(data, name, name).id
        fill(file, lab.house.annotator, file.session(first).passages, MANY)
        moved = move_library(path, lab.address, lambda _done, _all: None)
        asked = [*dict.fromkeys(queries())]
        different = [query for query in asked if file.search(query) != lab.library.search(query)]
        found = sum(file.search(query).total > 0 for query in asked)
    print(*different[:5], sep="\n", end="\n" if different else "")
    words = f"indexes: {moved.rows['utterance']:,} sentences, {len(asked)} questions ({found} find something); answers that differ"
    return told(words, len(different), 0)
