"""How many examples a property is tried on: in ``make check`` a quarter of them, in every other run all."""

import os

from hypothesis import settings

QUICK = "QUICK_TESTS"
"""Set by ``make check`` in its environment."""
_USUAL = 100


def tried(examples: int = _USUAL) -> settings:
    """Settings of a property that is tried on so many."""
    return settings(max_examples=examples // 4 if os.environ.get(QUICK) else examples)


def load_profile() -> None:
    """As hypothesis does by itself where CI is set: no clock decides whether a test passes, and each run tries the same."""
    settings.load_profile("ci")
    settings.register_profile("house", tried())
    settings.load_profile("house")
