"""How many connections a process has room for: each takes a descriptor, and the sound that it is sent another."""

import sys

MOST_CONNECTIONS = 2000
"""Enough for a town; each takes up to 100 kB while its request comes in."""

_WANTED = 8192
_OWN = 100
"""Descriptors for what is not a connection: the library, workers, clips that are being made."""


def most_connections() -> int:
    """Connections at once, after the system has been asked for as many descriptors as it lets us have."""
    return room_for(_descriptors())


def room_for(descriptors: int) -> int:
    """Connections at once where a process may have so many descriptors.

    ::

        8192   2000      1024   462 (what systemd gives where nothing else is said)      200   50
    """
    return max(16, min(MOST_CONNECTIONS, (descriptors - _OWN) // 2))


def _descriptors() -> int:
    if sys.platform == "win32":
        return _WANTED
    import resource  # only where there is one

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return _WANTED
    allowed = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max(soft, allowed)
