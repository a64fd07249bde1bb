"""What the server and its workers hold in memory: over 1,000 turns served, and with eight lexicons at once.

::

    python -m bench.memory [TURNS]

The server is the real one (``reader serve``), its turns come from the cache in random order, each with its cues. A worker
is one process of the pool that reads and speaks, asked by sessions that each have a lexicon of their own.
"""

import asyncio
import json
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.listeners import passage_keys
from bench.serving import Connection, prepared, reader_serving, resident_bytes
from reader.cli.house import House
from reader.readings.word import Reading
from reader.settings.site import Settings
from reader.speech.making.spoken_text import speech_request
from reader.speech.workers.pool import SynthesisPool

GROWTH_BOUND = 16 * 2**20
WORKER_BOUND = 600 * 2**20
LEXICONS = 8
WARM = 200


async def serve_turns(address: str, session: str, keys: list[str], turns: int) -> None:
    """Turns in random order, each asked for as the page does."""
    connection, chance = Connection(address), random.Random(1)
    for _ in range(turns):
        key = chance.choice(keys)
        cues = json.loads((await connection.get(f"/minutes/{session}/passages/{key}.json")).body)
        answer = await connection.get(cues["url"])
        assert answer.status == 200
    connection.close()


def server_memory(home: Path, turns: int) -> tuple[int, int]:
    """Bytes that the server holds once it is warm, and after so many turns more."""
    session = prepared(home)
    with reader_serving(home) as (address, pid):
        keys = asyncio.run(passage_keys(address, session))
        asyncio.run(serve_turns(address, session, keys, WARM))
        before = resident_bytes(pid)
        asyncio.run(serve_turns(address, session, keys, turns))
        return before, resident_bytes(pid)


def worker_memory(home: Path) -> int:
    """The most bytes that a worker held which spoke for sessions with different lexicons."""
    house = House(Settings(home=home))
    session = house.library.session(house.library.sessions()[0].id)
    with house.narrator(speaking=False) as narrator:
        segments = sorted(narrator.whole(session).segments, key=lambda s: s.utterance.morae)[-LEXICONS:]
    most = 0
    pool = SynthesisPool(1, lexicon_cache=house.settings.dictionary_cache)
    for number, segment in enumerate(segments):
        lexicon = (*session.lexicon, Reading(f"架空町{number}", f"かくうちょう{number}"))
        request = replace(speech_request(segment.utterance, segment.voice, lexicon), digest="")
        pool.speak(request)
        most = max(most, resident_bytes(pool.processes()[0]))
    pool.close()
    house.library.close()
    return most


def main(turns: int) -> bool:
    """Print the figures; whether they are within the bounds."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = server_memory(Path(folder), turns)
        worker = worker_memory(Path(folder))
    grown = after - before
    print(f"Server: {before / 2**20:.0f} MiB after {WARM} turns, {grown / 2**20:+.1f} MiB after {turns} more")
    print(f"  (bound {GROWTH_BOUND / 2**20:.0f})")
    print(f"Worker with {LEXICONS} lexicons: {worker / 2**20:.0f} MiB (bound {WORKER_BOUND / 2**20:.0f})")
    return grown <= GROWTH_BOUND and worker <= WORKER_BOUND


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
