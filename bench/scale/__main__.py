"""Many machines, measured as ratios in one run, on a PostgreSQL and an S3 store that this starts itself.

::

    python -m bench.scale                       # all of it
    python -m bench.scale narration clicks      # some of them

    servers     PostgreSQL and the store started on loopback by whoever runs this; at the end no process of theirs is left
    narration   the sample by two `reader work` of one process each, against two worker processes in one program
    clicks      from the click to the first byte of a passage that nobody has made, with 10,000 passages in the line, a town's 20
                listeners and 20 readers; and theirs. Who clicks listens for three seconds before the next click
    urgent      from the order of what somebody is about to hear until it is begun, with a million passages in the line (``WAITING``)
    away        the store stopped for half a minute while machines work and somebody listens: what they hear, and that all is there after
    network     the network gone from one moment to the next (as root): when who asks, and who waits for an answer, is told
    kills       the seed made while one `reader work` after the other is killed in the midst of it, twenty times
    search      one town's answers, with 100 towns of 20,000 sentences on the server (``SENTENCES`` in all)
    imports     one more session into 5,000, against into 50
    indexes     81 questions of 100,000 turns (``TURNS``), of the file and of the server that it was moved to: the same answers
"""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from bench.scale.clicks import clicks
from bench.scale.imports import imports
from bench.scale.indexes import indexes
from bench.scale.kills import kills
from bench.scale.lab import Lab, told
from bench.scale.line import urgent
from bench.scale.narration import narration
from bench.scale.network import network
from bench.scale.search import search
from bench.scale.store import away
from tests.machines import machines
from tests.servers import postgresql, s3

LONGEST_START = 15.0


def main() -> None:
    """Exit status 1 where something takes longer than it may."""
    parts: dict[str, Callable[[Lab], bool]] = {
        "narration": narration,
        "clicks": clicks,
        "urgent": urgent,
        "away": away,
        "network": network,
        "kills": kills,
        "imports": imports,
        "search": search,
        "indexes": indexes,
    }
    wanted = [name for name in parts if name in sys.argv[1:] or len(sys.argv) == 1]
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        url = stack.enter_context(postgresql(folder / "postgresql"))
        store = stack.enter_context(s3(folder))
        well = told(
            "servers: PostgreSQL and the store started in seconds", time.perf_counter() - began, LONGEST_START
        )
        compiled = folder / "compiled"
        compiled.mkdir()
        for part in wanted:
            (folder / part).mkdir()
            (folder / part / ".cache").symlink_to(compiled, target_is_directory=True)
            with machines(folder / part, url, store, compiled) as several:
                well = parts[part](Lab(several, folder / part)) and well
        stack.close()
        well = told("servers: processes of theirs that are left", len(_left(folder)), 0) and well
    sys.exit(0 if well else 1)


def _left(folder: Path) -> list[int]:
    """The processes that were started with something in the folder."""
    left = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(folder).encode() in command.read_bytes():
                left.append(int(command.parent.name))
    return left


if __name__ == "__main__":
    main()
