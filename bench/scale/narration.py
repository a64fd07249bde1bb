"""``narration``: the same clips in one program, and by two machines."""

import threading
import time
from contextlib import closing
from pathlib import Path

from bench.scale.lab import Lab, told, until
from reader.cli.house import House
from reader.settings.site import Settings

LONGEST_NARRATION = 1.2
SAMPLE = Path(__file__).resolve().parent.parent.parent / "reader" / "sample" / "hoshimihama-2026-05-14.txt"


def narration(lab: Lab) -> bool:
    """The same clips by the same number of voices, in one program and on two machines."""
    warm = lab.import_page("第1回会議\n令和8年1月5日\n\n委員: 橋の話。\n事務局: はい。\n".encode(), "warm")
    sample = lab.import_page(SAMPLE.read_bytes(), "sample")
    sessions = [lab.library.session(one) for one in (warm, sample)]

    def unwatched(_progress: object) -> None:
        return

    alone = House(Settings(home=lab.folder, driver="openjtalk", workers=2))
    with closing(alone.library), alone.narrator() as narrator:
        passages = [[track.key for track in narrator.tracks(session)] for session in sessions]
        narrator.narrate(sessions[0], unwatched, threading.Event())
        began = time.perf_counter()
        narrator.narrate(sessions[1], unwatched, threading.Event())
        in_process = time.perf_counter() - began
    for session in sessions:  # nothing is found to order: that is done here
        lab.line.order_session("", session.id, session.stamp, ())
    lab.common.all_ordered("", lab.common.writes([""])[""])
    with (
        lab.several.started("one", "work", "--workers", "1"),
        lab.several.started("two", "work", "--workers", "1"),
    ):
        until(lambda: lab.line.waiting().workers == 2)
        lab.line.order_session("", warm, sessions[0].stamp, passages[0] * 4)
        until(lab.is_done)  # both have their voices ready
        there = len(lab.ledger.keys())
        began = time.perf_counter()
        lab.line.order_session("", sample, sessions[1].stamp, passages[1])
        until(lab.is_done)
        several = time.perf_counter() - began
    made = len(lab.ledger.keys()) - there
    return told(
        f"narration: {made} clips, in one program {in_process:.1f} s, by two machines {several:.1f} s",
        several / in_process,
        LONGEST_NARRATION,
    )
