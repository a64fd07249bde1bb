"""Python's search for objects that only hold each other, at the pace of a server that keeps sessions in memory."""

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 50
"""New objects before the young ones are looked through, and how often that is before older ones are."""


def pace_collector() -> None:
    """Looks through the objects of this process more rarely, and never again through those that it began with.

    A page of a long session makes a million objects, all of which are held by somebody. Python's usual pace (700, 10,
    10) walks through all sessions in memory several times for each such page: a third of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
