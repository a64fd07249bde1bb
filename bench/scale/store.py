"""``away``: a store that is stopped while machines work and somebody listens."""

import time
from contextlib import closing

from bench.scale.lab import Lab, clicked, p95, told, until
from bench.seed import seed_bytes
from reader.cli.house import House
from reader.settings.site import Settings
from tests.kills import missing

LONGEST_COLD = 3.0
AWAY_SECONDS = 30.0
HEARD = 6


def away(lab: Lab) -> bool:
    """What is there goes on, what is not is heard soon, and everything is in the store afterwards without a person."""
    page = lab.import_page(seed_bytes()[1], "seed")
    session = lab.library.session(page)
    keys = [passage.key for passage in session.passages]
    alone = House(Settings(home=lab.folder, driver="openjtalk", workers=1))
    with closing(alone.library), alone.narrator() as narrator:
        wanted = {segment.clip for segment in narrator.segments(session)}
    with (
        lab.several.started("web", "serve", "--port", "0", "--workers", "1"),
        lab.several.started("work", "work", "--workers", "1"),
    ):
        until(lambda: "で開けます" in lab.several.said("web"))
        address = f"{lab.several.said('web').partition(' ')[0]}/minutes/{page}/passages"
        clicked(address, keys[:HEARD])
        lab.several.store.kill()
        gone = time.monotonic()
        there, cold = [], []
        for key in reversed(keys):
            there += clicked(address, keys[:HEARD])
            cold += clicked(address, [key])  # an error of the server is raised here
            if time.monotonic() - gone > AWAY_SECONDS:
                break
        lab.several.store.start()
        until(lambda: lab.ledger.keys() >= wanted and lab.is_done())
    lost = missing(lab.several, wanted)
    print(f"away: {len(there)} times what is there, p95 {p95(there):.3f} s; {len(cold)} cold turns", end=", ")
    well = told("the last after seconds", max(cold), LONGEST_COLD)
    return told(f"away: of {len(wanted)} clips missing", len(lost), 0) and well
