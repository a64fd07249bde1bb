"""The server to be measured, in a process of its own, and a client that costs little.

The reader is started as people start it (``reader serve --port 0``), on a library that holds the seed and a cache
that holds a clip of the right length for every utterance, so that nothing has to be spoken.
"""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.seed import seed_bytes
from reader.cli.house import House
from reader.narration.tracks import estimated_seconds
from reader.settings.site import Settings
from reader.speech.clips.clip import Clip
from reader.speech.sound import mp3

_ADDRESS = re.compile(r"http://[0-9.]+:[0-9]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, and the seconds until its first byte and its last."""

    status: int
    body: bytes
    first: float
    last: float


class Connection:
    """One kept-alive HTTP/1.1 connection; asks for one thing after the other."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, headers: str = "") -> Answer:
        """GET with further header lines; OSError, EOFError or ValueError when the answer is not a whole one of known length.

        A connection that the server closed while it was idle is opened again, as browsers do.
        """
        if self._streams is None or self._streams[0].at_eof():
            self.close()
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        start = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n{headers}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        first = time.perf_counter() - start
        length = re.search(r"\r\ncontent-length: (\d+)", head)
        if length is None:
            raise ValueError(f"{path} has no length: {head.splitlines()[0]}")
        body = await reader.readexactly(int(length[1]))
        return Answer(int(head.split()[1]), body, first, time.perf_counter() - start)

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def prepared(home: Path) -> str:
    """A library with the seed and all its clips in ``home``; gives the session's id."""
    house = House(Settings(home=home, workers=1))
    name, data = seed_bytes()
    session = house.library.session(house.importer.import_bytes(data, name, name).id)
    with house.narrator() as narrator:
        for segment in narrator.whole(session).segments:
            sound = mp3.silence(max(0.1, estimated_seconds(segment.utterance.morae)))
            house.clip_cache.write(segment.clip, Clip(sound))
        assert narrator.progress(session).is_complete
    house.library.close()
    return session.id


@contextmanager
def reader_serving(home: Path, *options: str) -> Iterator[tuple[str, int]]:
    """The reader's server; gives its address and process id."""
    with _process([sys.executable, "-m", "reader", "serve", "--port", "0", *options], home) as process:
        yield _address(process), process.pid


@contextmanager
def _process(arguments: list[str], home: Path) -> Iterator["subprocess.Popen[str]"]:
    environment = os.environ | {"READER_HOME": str(home)}
    process = subprocess.Popen(
        arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        if found := _ADDRESS.search(line):
            return found[0]
        said += line
    raise RuntimeError(f"the server did not start: {said}")


def resident_bytes(pid: int) -> int:
    """Memory that a process holds (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
