"""Two thousand random touches and keys: no error, no dead end, no leak."""

import random

import pytest

from tests.browser.kiosk.visits import WIDE, Arrive, Visitor

ACTS = 2_000
FIRST = 100
MOST_GROWTH = 1.20
KEYS = (
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "Enter",
    "-",
    "=",
    ",",
    ".",
    "p",
    "h",
    "?",
    "Backspace",
    "x",
)
KEY_WEIGHTS = (2, 6, 2, 4, 6, 1, 1, 1, 1, 3, 1, 1, 2, 1)
AS_NEW = """
async () => {
  await fetch("/kiosk/reset", { method: "POST" });
  Object.assign(document.documentElement.dataset, { type: "32", theme: "white" });
}
"""


def _memory(visitor: Visitor) -> tuple[int, int]:
    """Bytes that the page holds, of scripts and of the document, and its nodes; as a new visitor finds it, once all unused is given back."""
    visitor.page.evaluate(AS_NEW)
    visitor.touch("さわると" if visitor.screen == "welcome" else "はじめへ")
    visitor.arrives("sessions")
    visitor.press("x")
    visitor.page.wait_for_load_state("networkidle")
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("HeapProfiler.enable")
    found = []
    for _ in range(6):
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")
        nodes = session.send("Memory.getDOMCounters")["nodes"]
        found.append((int(used["usedSize"] + used["embedderHeapUsedSize"]), int(nodes)))
        visitor.page.wait_for_timeout(100)
    session.detach()
    return min(found)


def _act(visitor: Visitor, chance: random.Random) -> None:
    if chance.random() < 0.5:
        visitor.press(*chance.choices(KEYS, KEY_WEIGHTS))
    else:
        visitor.page.touchscreen.tap(chance.randrange(WIDE[0]), chance.randrange(WIDE[1]))


@pytest.mark.slow
def test_two_thousand_touches_and_keys_leave_it_as_it_was(arrive: Arrive) -> None:
    visitor = arrive()
    chance = random.Random(20211028)
    screens: set[str] = set()
    held: list[tuple[int, int]] = []
    for count in range(1, ACTS + 1):
        _act(visitor, chance)
        if count % 20 == 0:
            screens.add(visitor.screen)
        if count == FIRST or count % 250 == 0:
            held.append(_memory(visitor))
    assert visitor.page.locator("#trouble:not([hidden])").count() == 0
    assert {"sessions", "session", "reading", "help", "board"} <= screens
    (first_bytes, first_nodes), (last_bytes, _) = held[0], held[-1]
    assert max(nodes for _, nodes in held) <= MOST_GROWTH * first_nodes, held
    assert last_bytes <= MOST_GROWTH * first_bytes, held
