"""``kills``: machines that are killed in the midst of their work."""

from contextlib import closing

from bench.scale.lab import Lab, told
from bench.seed import seed_bytes
from reader.cli.house import House
from reader.settings.site import Settings
from tests.kills import Relay, missing

LONGEST_UNTIL_BEGUN_AGAIN = 40.0
MOST_MADE_TWICE = 0.02
KILLS = 20


def kills(lab: Lab) -> bool:
    """Twenty machines killed: what is missing, what was made twice, and until when what they had in hand was begun again."""
    page = lab.import_page(seed_bytes()[1], "seed")
    alone = House(Settings(home=lab.folder, driver="openjtalk", workers=1))
    with closing(alone.library), alone.narrator() as narrator:
        wanted = {segment.clip for segment in narrator.segments(lab.library.session(page))}
    with Relay(lab.several, lab.common) as relay:
        relay.start()
        for _ in range(KILLS):
            relay.start()
            relay.kill_one()
        relay.start()
        relay.finish()
    lost, twice = missing(lab.several, wanted), relay.twice()
    well = told(
        f"kills: {KILLS} of {len(relay.names)} machines; of {len(wanted)} clips missing", len(lost), 0
    )
    well = told(f"kills: made twice {twice}; share", twice / len(wanted), MOST_MADE_TWICE) and well
    return (
        told(
            f"kills: {len(relay.waits)} passages were in hand; the last was begun again after seconds",
            max(relay.waits),
            LONGEST_UNTIL_BEGUN_AGAIN,
        )
        and well
    )
