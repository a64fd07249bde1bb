"""``urgent``: what somebody is about to hear, before a million passages that wait."""

import os
import statistics
import threading
import time

from bench.scale.lab import Lab, p95, told, until
from reader.narration.queue.worker import Passage, Worker

LONGEST_URGENT = 0.25
WAITING = int(os.environ.get("WAITING", "1000000"))
AT_ONCE_ORDERED, URGENT = 50_000, 40


def urgent(lab: Lab) -> bool:
    """Jobs that take 50 ms, two at once, before which one after the other asks to go first."""
    for begin in range(0, WAITING, AT_ONCE_ORDERED):
        lab.line.order_session("", "s", "1", (f"p{begin + n}" for n in range(AT_ONCE_ORDERED)))
    begun: dict[str, float] = {}
    stop = threading.Event()

    def make(what: Passage, _ended: threading.Event) -> None:
        begun[what.passage] = time.perf_counter()
        time.sleep(0.05)

    work = threading.Thread(target=Worker(lab.common, make, 2).run, args=(stop,))
    work.start()
    until(lambda: len(begun) > 10)
    waits = []
    for number in range(URGENT):
        name = f"u{number}"
        asked = time.perf_counter()
        lab.line.order_soon("", "s", "1", name)
        while name not in begun:
            time.sleep(0.002)
        waits.append(begun[name] - asked)
    left = lab.line.waiting().waiting
    stop.set()
    work.join()
    return told(
        f"urgent: {left:,} in the line; from the order to the beginning median {statistics.median(waits) * 1000:.0f} ms; p95 in seconds",
        p95(waits),
        LONGEST_URGENT,
    )
