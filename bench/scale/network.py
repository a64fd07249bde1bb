"""``network``: a network that is gone from one moment to the next, and tells nobody.

Everything happens in a network of its own (``unshare -n``, as root), which holds this machine alone and is taken down: what is on
its way is lost, and no connection is told that it is broken.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import text

from bench.scale.lab import Lab, told
from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.server.address import ServerAddress
from tests.wire import wire

LONGEST_ASKED, LONGEST_ANSWER = 5.0, 15.0
ASKED = 3


def network(lab: Lab) -> bool:
    """Who asks anew, and who waits for an answer that was on its way: after how many seconds they are told."""
    alone = ["unshare", "-n", sys.executable, "-m", "bench.scale.network", lab.several.url]
    done = subprocess.run(alone, check=True, stdout=subprocess.PIPE)
    asked, answer = json.loads(done.stdout)
    well = told("network: gone; a page is told in seconds", max(asked), LONGEST_ASKED)
    return told("network: gone; who waits for an answer is told in seconds", answer, LONGEST_ANSWER) and well


def main() -> None:
    """Writes the seconds of those who ask anew, and of the one who waits."""
    _lo("up")
    url = urlsplit(sys.argv[1])
    (host,) = parse_qs(url.query)["host"]
    with wire(f"{host}/.s.PGSQL.5432") as between, tempfile.TemporaryDirectory() as folder:
        address = ServerAddress(f"postgresql://postgres@127.0.0.1:{between.port}{url.path}")
        with closing(Library(Path(folder) / "none", server=address)) as library:
            began, answer = threading.Event(), list[float]()

            def wait() -> None:
                with library.reading() as connection:
                    began.set()
                    connection.execute(text("SELECT pg_sleep(50)"))

            waiting = threading.Thread(target=lambda: answer.append(_until_told(wait)))
            waiting.start()
            began.wait()
            time.sleep(1.0)
            _lo("down")
            asked = [_until_told(library.changes) for _ in range(ASKED)]
            waiting.join()
            _lo("up")
            library.changes()  # and it is there again
    sys.stdout.write(json.dumps([asked, *answer]))


def _lo(how: str) -> None:
    subprocess.run(["ip", "link", "set", "lo", how], check=True)


def _until_told(does: Callable[[], object]) -> float:
    """Seconds until LibraryError."""
    began = time.monotonic()
    try:
        does()
    except LibraryError:
        return time.monotonic() - began
    raise AssertionError("it is not told that the network is gone")


if __name__ == "__main__":
    main()
