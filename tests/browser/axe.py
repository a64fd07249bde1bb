"""axe-core on a page as it is, and on pages in every colour and at every size of type.

Theme and type size are two attributes of the root and nothing else of a page (``tests/web/test_looks.py`` holds that to the
HTML that the server sends, for every page but that of the preferences), and the kiosk changes them in just this way: so a
page is loaded once for a level of furigana and then looked at in all its themes and sizes.
"""

from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import product
from typing import Any

from playwright.sync_api import Page

from reader.web.views.preferences import TYPE_STEPS, Theme

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
"""WCAG 2.2 A and AA, and the contrast of AAA."""

Looks = Sequence[tuple[str, str]]
EVERY_LOOK: Looks = [(str(theme), str(size)) for theme, size in product(Theme, TYPE_STEPS)]
"""Each theme at each size."""

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
        results: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
        return [
            f"{finding['id']}: {node['target']} {node['html'][:120]}"
            for finding in results["violations"]
            for node in finding["nodes"]
        ]

    def findings_in(self, looks: Looks, *pages: Page) -> list[str]:
        """What axe finds on pages in these looks: 「theme size rule: element」. Each page has a process of its own, and
        they are examined at the same time."""
        self._tell(len(looks) * len(pages))
        for page in pages:
            page.evaluate(AXE)
            page.evaluate(BEGIN, [RULES, looks])
        return [finding for page in pages for finding in page.evaluate(END)]
