"""``away``: a store that is stopped while machines work and somebody listens."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice

from bench.scale.lab import Lab, clicked, p95, told, until
from bench.seed import seed_bytes
from reader.cli.house import House
from reader.settings.site import Settings
from tests.kills import missing

LONGEST_COLD = 3.0
AWAY_SECONDS = 30.0
HEARD = 6
COLD_BEFORE = 12
COLD_AWAY = 16
"""Turns that nobody has heard, for each of the two ways of being away: a quick machine has no more of the seed's."""


def away(lab: Lab) -> bool:
    """What is there goes on, what is not is heard soon, and everything is in the store afterwards without a person."""
    page = lab.import_page(seed_bytes()[1], "seed")
    session = lab.library.session(page)
    keys = [passage.key for passage in session.passages]
    alone = House(Settings(home=lab.folder, driver="openjtalk", workers=1))
    with closing(alone.library), alone.narrator() as narrator:
        wanted = {segment.clip for segment in narrator.segments(session)}
    well, cold = True, reversed(keys[HEARD:])
    store = lab.several.store
    with (
        lab.several.started("web", "serve", "--port", "0", "--workers", "1"),
        lab.several.started("work", "work", "--workers", "1"),
    ):
        until(lambda: "で開けます" in lab.several.said("web"))
        address = f"{lab.several.said('web').partition(' ')[0]}/minutes/{page}/passages"
        clicked(address, keys[:HEARD])
        there = clicked(address, [next(cold) for _ in range(COLD_BEFORE)])
        print(
            f"away (not yet): {COLD_BEFORE} cold turns, the last after seconds: {max(there):.3f}", flush=True
        )
        for how, goes, comes in (
            ("gone", store.kill, store.start),
            ("silent", store.fall_silent, store.go_on),
        ):
            goes()
            well = _listened(how, address, keys[:HEARD], islice(cold, COLD_AWAY)) and well
            comes()
            until(lambda: lab.ledger.keys() >= wanted and lab.is_done())
    return told(f"away: of {len(wanted)} clips missing", len(missing(lab.several, wanted)), 0) and well


def _listened(how: str, address: str, heard: Sequence[str], unheard: Iterator[str]) -> bool:
    """For half a minute: what was heard before, and one turn after the other that was not. An error of the server is raised."""
    gone = time.monotonic()
    there, cold = [], []
    while time.monotonic() - gone < AWAY_SECONDS:
        there += clicked(address, heard, listens=0.02)
        cold += clicked(address, islice(unheard, 1))
    words = f"away ({how}): {len(there)} times what is there, p95 {p95(there):.3f} s; {len(cold)} cold turns, the last after seconds"
    return told(words, max(cold), LONGEST_COLD)
