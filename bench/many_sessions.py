"""The start page and the search of a library of 5,000 sessions: the 95th percentile of an answer, each asked for anew.

The sessions are made of the seed's sentences, twenty turns each, of forty bodies over twenty-five years. An answer is the whole page as a
browser gets it; the answers that the server keeps are passed over, by a word in the address that nothing reads. What they would
take beside them is told too. ``python -m bench.many_sessions 500`` makes fewer.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from starlette.testclient import TestClient

from bench.search import QUESTIONS, sentences_of
from bench.seed import seed_bytes
from reader.cli.house import House
from reader.library.draft import Draft
from reader.minutes.model import Minutes, Role, Speaker, Turn
from reader.settings.site import Settings
from reader.web.app import create_app

SESSIONS = 5_000
TURNS, SENTENCES_A_TURN, BODIES = 20, 2, 40
ROUNDS = 4
WANTED_MS = 50
SPEAKERS = (
    Speaker("議長", "議長", Role.CHAIR),
    Speaker("委員", "委員", Role.MEMBER),
    Speaker("事務局", "事務局", Role.SECRETARIAT),
)


def sessions(sentences: list[str], wanted: int) -> Iterator[Minutes]:
    """Made-up minutes, two days apart."""
    chance = random.Random(1947)
    for number in range(wanted):
        body = chance.randrange(BODIES)
        turns = tuple(
            Turn(n, chance.choice(SPEAKERS).key, "".join(chance.choices(sentences, k=SENTENCES_A_TURN)))
            for n in range(1, TURNS + 1)
        )
        held_on = date(2000, 1, 4) + timedelta(days=2 * number)
        title = f"第{number}回第{chr(0x4E00 + body)}委員会"
        yield Minutes(title, None, held_on, None, None, (), SPEAKERS, turns)


def addresses() -> dict[str, list[str]]:
    """What is asked for."""
    years = [f"/?year={year}" for year in range(2000, 2026)]
    bodies = [f"/?body=第{chr(0x4E00 + body)}委員会" for body in range(0, BODIES, 2)]
    return {
        "the start page": ["/?x=", *(f"/?start={start}" for start in range(0, 4_000, 400)), *years, *bodies],
        "search": [
            *(f"/search?q={words}" for words in QUESTIONS),
            *(f"/search?q={words}&role=secretariat" for words in QUESTIONS),
            *(f"/search?q={words}&since=2010&speaker=委員" for words in QUESTIONS),
        ],
    }


def main() -> None:
    """Prints the percentiles, and whether they are as wanted."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    with tempfile.TemporaryDirectory() as folder:
        house = House(Settings(home=Path(folder)))
        name, data = seed_bytes()
        known = house.library.session(house.importer.import_bytes(data, name, name).id).passages
        for minutes in sessions(sentences_of(known), wanted):
            passages = house.annotator.passages(minutes, (), known=known)
            day = str(minutes.held_on)
            house.library.store(Draft(None, "", minutes, passages, (), (), day, "", "bench", TURNS + 1, 1))
        client, asked = TestClient(create_app(house.library, None, house.settings)), count()
        for what, paths in addresses().items():
            taken = []
            for path in paths * ROUNDS:
                began = time.perf_counter()
                answer = client.get(f"{path}&anew={next(asked)}")
                taken.append((time.perf_counter() - began) * 1000)
                if answer.status_code != 200:
                    raise SystemExit(f"{path}: {answer.status_code}")
            taken.sort()
            p95 = taken[int(len(taken) * 0.95)]
            held = "as wanted" if p95 < WANTED_MS else "NOT as wanted"
            sys.stdout.write(
                f"{what} of {wanted:,} sessions, {len(taken)} answers: median {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms, "
                f"longest {taken[-1]:.1f} ms: {held} (p95 under {WANTED_MS} ms)\n"
            )


if __name__ == "__main__":
    main()
