"""200 listeners at once: errors, time to the first byte of a cached turn, and what the server's memory does.

::

    python -m bench.listeners [SECONDS] [LISTENERS]

Each listener asks for a turn's cues and then its sound, listens to it (ten times as fast as it is), and goes on to
the next one, from a place of their own in the session.
"""

import asyncio
import json
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from bench.serving import Connection, prepared, reader_serving, resident_bytes

BOUND = 0.100
MEMORY_BOUND = 16 * 1024 * 1024
HASTE = 10


@dataclass(slots=True)
class Tally:
    """What all listeners met."""

    first_bytes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def listen(
    address: str,
    session: str,
    keys: list[str],
    start: int,
    until: float,
    tally: Tally,
    haste: float = HASTE,
) -> None:
    """One listener, until the clock of the event loop says so."""
    loop = asyncio.get_running_loop()
    connection = Connection(address)
    place = start
    while loop.time() < until:
        key = keys[place % len(keys)]
        try:
            cues = json.loads((await connection.get(f"/minutes/{session}/passages/{key}.json")).body)
            answer = await connection.get(cues["url"])
        except (OSError, EOFError, ValueError) as error:
            tally.errors.append(repr(error))
            connection.close()
            await asyncio.sleep(0.1)
            continue
        tally.first_bytes.append(answer.first)
        if answer.status != 200 or len(answer.body) != round(cues["duration"] / 0.024) * 144:
            tally.errors.append(f"{key}: {answer.status}, {len(answer.body)} bytes")
        place += 1
        await asyncio.sleep(min(cues["duration"] / haste, max(0.0, until - loop.time())))
    connection.close()


async def audience(address: str, session: str, keys: list[str], listeners: int, seconds: float) -> Tally:
    """All listeners; they come within the first two seconds."""
    tally = Tally()
    until = asyncio.get_running_loop().time() + seconds
    chance = random.Random(1)

    async def come(number: int) -> None:
        await asyncio.sleep(chance.uniform(0, 2))
        await listen(address, session, keys, number, until, tally)

    await asyncio.gather(*(come(number) for number in range(listeners)))
    return tally


async def passage_keys(address: str, session: str) -> list[str]:
    """The passages of the session in reading order."""
    connection, keys, key = Connection(address), [], "m"
    while key:
        keys.append(key)
        key = json.loads((await connection.get(f"/minutes/{session}/passages/{key}.json")).body)["next"]
    connection.close()
    return keys


def main(seconds: float, listeners: int) -> bool:
    """Print the figures; whether they are within the bounds."""
    with tempfile.TemporaryDirectory() as folder:
        session = prepared(Path(folder))
        with reader_serving(Path(folder)) as (address, pid):
            keys = asyncio.run(passage_keys(address, session))
            asyncio.run(audience(address, session, keys, listeners, 5))
            before = resident_bytes(pid)
            tally = asyncio.run(audience(address, session, keys, listeners, seconds))
            grown = resident_bytes(pid) - before
    times = tally.first_bytes
    p99 = quantiles(times, n=100)[98]
    print(f"{listeners} listeners for {seconds:.0f} s: {len(times)} turns, {len(tally.errors)} errors")
    print(
        f"  first byte of a cached turn  median {median(times) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms (bound {BOUND * 1000:.0f})"
    )
    print(
        f"  memory of the server         {before / 2**20:.0f} MiB, {grown / 2**20:+.1f} MiB (bound {MEMORY_BOUND / 2**20:.0f})"
    )
    for error in tally.errors[:5]:
        print(f"  {error}")
    return not tally.errors and p99 <= BOUND and grown <= MEMORY_BOUND


if __name__ == "__main__":
    asked = sys.argv[1:]
    sys.exit(not main(float(asked[0]) if asked else 60.0, int(asked[1]) if len(asked) > 1 else 200))
