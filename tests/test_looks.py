"""Few looks are enough: in them every pair of page, visit, theme and size occurs, and the whole is their product."""

from collections.abc import Callable
from itertools import combinations, product

import pytest

from tests.browser.looks import Plan, covering, every, in_turn

NAMES = [f"page {number}" for number in range(19)]
SETTINGS = (
    NAMES,
    ["none", "hard", "all"],
    ["white", "dark", "yellow", "cream", "system"],
    ["20", "24", "32", "48"],
)


def _rows(plan: Plan) -> set[tuple[str, ...]]:
    return {(name, visit, *look) for name in plan for visit in plan[name] for look in plan[name][visit]}


def test_every_pair_occurs_in_few_looks() -> None:
    rows = _rows(covering(*SETTINGS))
    for (left, these), (right, those) in combinations(enumerate(SETTINGS), 2):
        assert {(row[left], row[right]) for row in rows} == set(product(these, those))
    assert len(rows) < len(_rows(every(*SETTINGS))) / 5


def test_the_whole_is_the_product() -> None:
    assert _rows(every(*SETTINGS)) == set(product(*SETTINGS))


def test_in_turn_each_page_is_in_each_visit_once_and_each_visit_in_every_look() -> None:
    rows = [
        (name, visit, *look)
        for name, visits in in_turn(*SETTINGS).items()
        for visit in visits
        for look in visits[visit]
    ]
    names, visits, themes, sizes = SETTINGS
    assert sorted((name, visit) for name, visit, *_ in rows) == sorted(product(names, visits))
    assert {(visit, theme) for _, visit, theme, _ in rows} == set(product(visits, themes))
    assert {(visit, size) for _, visit, _, size in rows} == set(product(visits, sizes))


@pytest.mark.parametrize("plan", [covering, every, in_turn])
def test_a_plan_is_the_same_each_time(plan: Callable[..., Plan]) -> None:
    assert plan(*SETTINGS) == plan(*SETTINGS)
