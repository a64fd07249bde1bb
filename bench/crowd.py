"""A full house: 200 listeners and 500 page readers at once, beside a narration and imports.

::

    python -m bench.crowd [SECONDS] [LISTENERS] [READERS]

Listeners listen to turns that are made already, at the pace of sound; readers open another page every ten seconds or so,
as browsers ask for it. Meanwhile minutes with other names are imported, and narrated by the server (``--narrate``). The
clients take part of the same machine.
"""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from bench.listeners import Tally, listen, passage_keys
from bench.seed import seed_bytes
from bench.serving import Connection, prepared, reader_serving, resident_bytes

SOUND_BOUND = 0.100
PAGE_BOUND = 0.300
MEMORY_BOUND = 32 * 2**20
THINKING = 10.0
IMPORTS = 2
_AS_BROWSERS = "Accept-Encoding: gzip\r\n"


@dataclass(slots=True)
class Crowd:
    """What listeners and readers met; memory in bytes, as it was seen every second."""

    listeners: Tally = field(default_factory=Tally)
    readers: Tally = field(default_factory=Tally)
    memory: list[int] = field(default_factory=list)


async def read_pages(
    address: str, pages: list[str], chance: random.Random, thinking: float, until: float, tally: Tally
) -> None:
    """One reader, until the clock of the event loop says so."""
    loop = asyncio.get_running_loop()
    connection = Connection(address)
    await asyncio.sleep(chance.uniform(0, thinking))
    while loop.time() < until:
        page = chance.choice(pages)
        try:
            answer = await connection.get(page, _AS_BROWSERS)
        except (OSError, EOFError, ValueError) as error:
            tally.errors.append(f"{page}: {error!r}")
            connection.close()
        else:
            tally.first_bytes.append(answer.first)
            if answer.status != 200:
                tally.errors.append(f"{page}: {answer.status}")
        await asyncio.sleep(chance.uniform(0.5, 1.5) * thinking)
    connection.close()


async def crowd(
    address: str,
    session: str,
    pid: int,
    seconds: float,
    listeners: int,
    readers: int,
    thinking: float = THINKING,
) -> Crowd:
    """Everybody at once; they come within the first seconds."""
    found = Crowd()
    loop = asyncio.get_running_loop()
    keys, pages = await passage_keys(address, session), pages_of(session)
    until = loop.time() + seconds

    async def come(number: int, chance: random.Random) -> None:
        await asyncio.sleep(chance.uniform(0, min(5.0, seconds / 4)))
        await listen(address, session, keys, number, until, found.listeners, haste=1.0)

    async def watch() -> None:
        while loop.time() < until:
            found.memory.append(resident_bytes(pid))
            await asyncio.sleep(1.0)

    await asyncio.gather(
        watch(),
        *(come(number, random.Random(number)) for number in range(listeners)),
        *(
            read_pages(address, pages, random.Random(number), thinking, until, found.readers)
            for number in range(readers)
        ),
    )
    return found


@contextmanager
def around(address: str, session: str, keys: list[str], listeners: int, readers: int) -> Iterator[Crowd]:
    """Everybody, as long as something else is done: listeners hear ``keys`` again and again at the pace of sound."""
    found = Crowd()
    loop = asyncio.new_event_loop()

    async def everybody() -> None:
        who = [
            *(
                listen(address, session, keys, number, inf, found.listeners, 1.0)
                for number in range(listeners)
            ),
            *(
                read_pages(address, pages_of(session), random.Random(number), THINKING, inf, found.readers)
                for number in range(readers)
            ),
        ]
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*who)

    task = loop.create_task(everybody())
    thread = threading.Thread(target=loop.run_until_complete, args=(task,))
    thread.start()
    try:
        yield found
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()


def pages_of(session: str) -> list[str]:
    """What readers look at."""
    place = f"/minutes/{session}"
    return [
        "/",
        place,
        f"{place}/turns/5",
        f"{place}/speakers/{quote('事務局')}",
        f"{place}/progress",
        f"/search?q={quote('デジタル')}",
        "/glossary",
        "/help",
        "/preferences",
    ]


def import_another(home: Path, number: int) -> "subprocess.Popen[bytes]":
    """``reader import`` of the same meeting held on another day, with other names and words."""
    name, data = seed_bytes()
    text = data.decode("utf-8")
    for old, new in (
        ("10月28日", f"11月{number + 1}日"),
        ("10月２８日", f"11月{number + 1}日"),
        ("委員", "議員"),
        ("市", "町"),
    ):
        text = text.replace(old, new)
    path = home / f"{number}-{name}"
    path.write_text(text, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "reader", "import", "--new", str(path)],
        env=os.environ | {"READER_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )


async def beside_imports(
    home: Path, address: str, session: str, pid: int, seconds: float, *who: int
) -> Crowd:
    """The crowd, with an import every twenty seconds."""

    async def importing() -> None:
        for number in range(IMPORTS):
            await asyncio.sleep(seconds / (IMPORTS + 1))
            process = import_another(home, number)
            while process.poll() is None:
                await asyncio.sleep(0.5)
            assert process.returncode == 0

    found, _ = await asyncio.gather(crowd(address, session, pid, seconds, *who), importing())
    return found


def main(seconds: float, listeners: int, readers: int) -> bool:
    """Print the figures; whether they are within the bounds."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        session = prepared(home)
        with reader_serving(home, "--narrate") as (address, pid):
            asyncio.run(crowd(address, session, pid, 10.0, listeners, readers, 2.0))
            before = resident_bytes(pid)
            found = asyncio.run(beside_imports(home, address, session, pid, seconds, listeners, readers))
    grown = max(found.memory) - before
    sound, page = _p99(found.listeners.first_bytes), _p99(found.readers.first_bytes)
    print(
        f"{listeners} listeners and {readers} readers for {seconds:.0f} s, beside a narration and {IMPORTS} imports:"
        f" {len(found.listeners.first_bytes)} turns, {len(found.readers.first_bytes)} pages,"
        f" {len(found.listeners.errors) + len(found.readers.errors)} errors"
    )
    for what, times, p99, bound in (
        ("a cached turn", found.listeners.first_bytes, sound, SOUND_BOUND),
        ("a page       ", found.readers.first_bytes, page, PAGE_BOUND),
    ):
        middle = median(times) * 1000
        print(
            f"  first byte of {what}  median {middle:.1f} ms, p99 {p99 * 1000:.0f} ms (bound {bound * 1000:.0f})"
        )
    print(
        f"  memory of the server         {before / 2**20:.0f} MiB, at most {grown / 2**20:+.1f} MiB (bound {MEMORY_BOUND / 2**20:.0f})"
    )
    errors = found.listeners.errors + found.readers.errors
    for error in errors[:5]:
        print(f"  {error}")
    return not errors and sound <= SOUND_BOUND and page <= PAGE_BOUND and grown <= MEMORY_BOUND


def _p99(times: list[float]) -> float:
    return quantiles(times, n=100)[98]


if __name__ == "__main__":
    asked = sys.argv[1:]
    sys.exit(
        not main(
            float(asked[0]) if asked else 60.0,
            int(asked[1]) if len(asked) > 1 else 200,
            int(asked[2]) if len(asked) > 2 else 500,
        )
    )
