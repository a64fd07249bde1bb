"""axe finds nothing on any screen of the kiosk: every screen × theme × type size × level of furigana, on a wide display and on a
tall one, and with the question open whether anybody is there. Every pair of these, or with ``--every-look`` all."""

import pytest
from playwright.sync_api import Page

from reader.web.kiosk.pages.visitor import STEPS
from tests.browser.axe import Axe
from tests.browser.kiosk.visits import SIZES, Arrive
from tests.browser.looks import covering, every
from tests.conftest import EVERY_LOOK
from tests.web.kiosk.kiosks import SCREENS

ASKED = "asked whether anybody is there"
VISITS = [f"{size} {level}" for size in SIZES for level in STEPS["furigana"]]
UNHURRIED = "window.setInterval = () => 0"
"""Nothing ends a visit or loads the screen anew while it is looked at."""
ASK = """() => {
  const remaining = document.querySelector('[data-part="remaining"]');
  remaining.textContent = remaining.dataset.text;
  document.getElementById("idle").showModal();
}"""


def _shown(page: Page, name: str) -> None:
    page.goto(SCREENS["help" if name == ASKED else name])
    if name == ASKED:
        page.evaluate(ASK)


@pytest.mark.slow
@pytest.mark.parametrize("visit", VISITS)
def test_axe_finds_nothing_in_any_look(
    arrive: Arrive, axe: Axe, visit: str, request: pytest.FixtureRequest
) -> None:
    size, level = visit.split()
    page = arrive(size=SIZES[size]).page
    page.add_init_script(UNHURRIED)
    page.context.add_cookies([{"name": "kiosk", "value": f"furigana={level}", "url": page.url}])
    looks = every if request.config.getoption(EVERY_LOOK) else covering
    plan = looks([*SCREENS, ASKED], VISITS, [*map(str, STEPS["theme"])], [*map(str, STEPS["type"])])
    for name in [*SCREENS, ASKED]:
        if visit in plan[name]:
            _shown(page, name)
            assert axe.findings_in((page, plan[name][visit])) == [], name
