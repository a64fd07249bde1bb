"""The pace of Python's collector in a server."""

import subprocess
import sys

from reader.web.serving.server import configuration

_OBSERVED = """
import gc, weakref
from reader.web.serving.collector import pace_collector

class Node: pass

pace_collector()
assert gc.get_freeze_count() > 1000
before = gc.get_stats()[2]["collections"]
held = [[number] for number in range(1_000_000)]
print(gc.get_stats()[2]["collections"] - before)
lost = []
for _ in range(200_000):
    one, other = Node(), Node()
    one.other, other.one = other, one
    lost.append(weakref.ref(one))
print(sum(ref() is not None for ref in lost))
"""


def test_the_collector_leaves_held_objects_alone_and_still_finds_lost_ones() -> None:
    walks, alive = map(int, subprocess.check_output([sys.executable, "-c", _OBSERVED], text=True).split())
    assert walks <= 1
    assert alive < 100_000


def test_connections_are_kept_longer_than_browsers_and_proxies_keep_them() -> None:
    assert configuration(lambda: None).timeout_keep_alive > 60
