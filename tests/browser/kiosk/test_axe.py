"""axe finds nothing on any screen of the kiosk: every screen × theme × type size × level of furigana, on a wide display and on a
tall one, and with the question open whether anybody is there."""

from itertools import product

import pytest

from reader.web.kiosk.pages.visitor import STEPS
from tests.browser.axe import Axe
from tests.browser.kiosk.visits import SIZES, Arrive
from tests.web.kiosk.kiosks import SCREENS

EVERY_LOOK = [(str(theme), str(size)) for theme, size in product(STEPS["theme"], STEPS["type"])]
UNHURRIED = "window.setInterval = () => 0"
"""Nothing ends a visit or loads the screen anew while it is looked at."""
ASK = """() => {
  const remaining = document.querySelector('[data-part="remaining"]');
  remaining.textContent = remaining.dataset.text;
  document.getElementById("idle").showModal();
}"""


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", STEPS["furigana"])
def test_axe_finds_nothing_in_any_look(arrive: Arrive, axe: Axe, level: object, size: str) -> None:
    page = arrive(size=SIZES[size]).page
    page.add_init_script(UNHURRIED)
    page.context.add_cookies([{"name": "kiosk", "value": f"furigana={level}", "url": page.url}])
    for name, path in SCREENS.items():
        page.goto(path)
        assert axe.findings_in(EVERY_LOOK, page) == [], name
    page.evaluate(ASK)
    assert axe.findings_in(EVERY_LOOK, page) == []
