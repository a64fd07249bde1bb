"""axe-core on a page as it is, and on pages in every colour and at every size of type.

Theme and type size are two attributes of the root and nothing else of a page (``tests/web/test_looks.py`` holds that to the
HTML that the server sends, for every page but that of the preferences), and the kiosk changes them in just this way: so a
page is loaded once for a level of furigana and then looked at in all its themes and sizes.
"""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

from tests.browser.looks import Looks

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
"""WCAG 2.2 A and AA, and the contrast of AAA."""

IN_FLOW = """() => document.querySelector(".player")?.style.setProperty("position", "static")"""
"""What lies half beneath the player's bar depends on where the page was scrolled to and on nothing else: the bar is examined
in the page's flow, so that no button is found too small for being under it."""

BEGIN = """([rules, looks]) => {
  const root = document.documentElement;
  const lookAtAll = async () => {
    const found = [];
    for (const [theme, type] of looks) {
      root.dataset.theme = theme;
      root.dataset.type = type;
      await new Promise(resolve => setTimeout(resolve));
      const { violations } = await axe.run(document, rules);
      found.push(...violations.flatMap(({ id, nodes }) => nodes.map(
        node => `${theme} ${type} ${id}: ${node.target} ${node.html.slice(0, 120)}`)));
    }
    return found;
  };
  window.lookedAt = lookAtAll();
}"""
END = "() => window.lookedAt"


class Axe:
    """Examines pages; ``tell`` is told each time in how many ways."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell = tell

    def findings(self, page: Page) -> list[str]:
        """What axe finds on the page as it is: 「rule: element」."""
        self._tell(1)
        page.evaluate(AXE)
        page.evaluate(IN_FLOW)
        results: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
        return [
            f"{finding['id']}: {node['target']} {node['html'][:120]}"
            for finding in results["violations"]
            for node in finding["nodes"]
        ]

    def findings_in(self, *pages: tuple[Page, Looks]) -> list[str]:
        """What axe finds on each page in its looks: 「theme size rule: element」. Each page has a process of its own, and they are
        examined at the same time."""
        self._tell(sum(len(looks) for _, looks in pages))
        for page, looks in pages:
            page.evaluate(AXE)
            page.evaluate(IN_FLOW)
            page.evaluate(BEGIN, [RULES, looks])
        return [finding for page, _ in pages for finding in page.evaluate(END)]
