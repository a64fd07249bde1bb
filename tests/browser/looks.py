"""The ways a page can look: theme × size × furigana, each of its states. All of them, or few in which every pair of two
settings occurs.

Of 19 states × 3 levels × 5 themes × 6 sizes, a rule of axe that is broken by a theme alone, by a theme on one page, or by a size at
a level of furigana, is broken in one of 114; what takes three settings at once is left to the whole (``--every-look``). ::

    covering(["home", "turn"], (Level.NONE, Level.ALL), [("dark", "20"), …])
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle, product

from allpairspy import AllPairs

Looks = Sequence[tuple[str, str]]
"""Theme and size."""


def every(names: Iterable[str], visits: Sequence[str], themes: Sequence[str], sizes: Sequence[str]) -> "Plan":
    """Each page, as it can be visited, in each theme at each size."""
    looks = tuple(product(themes, sizes))
    return {name: dict.fromkeys(visits, looks) for name in names}


def covering(
    names: Iterable[str], visits: Sequence[str], themes: Sequence[str], sizes: Sequence[str]
) -> "Plan":
    """So few looks that each page, visit, theme and size meets each other one. The same each time."""
    plan: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for name, visit, theme, size in AllPairs([[*names], [*visits], [*themes], [*sizes]]):
        plan.setdefault(name, {}).setdefault(visit, []).append((theme, size))
    return plan


def in_turn(
    names: Iterable[str], visits: Sequence[str], themes: Sequence[str], sizes: Sequence[str]
) -> "Plan":
    """Each page in each visit once, the themes and the sizes in turn: every visit meets each page, theme and size. For pages whose own
    themes and sizes ``covering`` has looked at in another language."""
    plan: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for (visit, name), theme, size in zip(product(visits, names), cycle(themes), cycle(sizes), strict=False):
        plan.setdefault(name, {})[visit] = [(theme, size)]
    return plan


Plan = Mapping[str, Mapping[str, Looks]]
"""Page → how it is visited (what the cookie says) → its looks then."""
