"""What drives a browser lets things move, as most readers do, and knows no more of the player than a page shows.

A run in which nothing moved once hid that a search hit opened at the wrong place; commits that moved a field once broke tests
of what nobody had changed. So both are held for every file of ``tests/browser``.
"""

import ast
import re
from collections.abc import Iterator

from tests.conftest import ROOT
from tests.trees import tree

BROWSER = ROOT / "tests" / "browser"
STILL = {
    "test_offline.py": 3,  # what is kept without a network: nothing there is about where a page stands
    "test_player_following.py": 1,  # that who asks for it is followed in one step
}
"""Where things are kept from moving, and how often; everything else of the run lets them."""


def _still(module: ast.Module) -> Iterator[ast.keyword]:
    for node in ast.walk(module):
        if isinstance(node, ast.keyword) and node.arg in ("reduced_motion", "motion"):
            allowed = [one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
            if allowed not in (["no-preference"], ["no-preference", "reduce"], [True]):
                yield node


def test_things_may_move_in_all_but_four_visits() -> None:
    found = {
        path.relative_to(BROWSER).as_posix(): len([*_still(tree(path))]) for path in BROWSER.rglob("*.py")
    }
    assert {name: count for name, count in found.items() if count} == STILL
    opened = (BROWSER / "conftest.py").read_text(encoding="utf-8")
    assert 'reduced_motion="no-preference" if visit.motion else "reduce"' in opened
    assert re.search(r"^    motion: bool = True$", (BROWSER / "pages.py").read_text("utf-8"), re.MULTILINE)


def test_no_browser_reaches_into_the_player() -> None:
    script = (ROOT / "static" / "js" / "player.js").read_text(encoding="utf-8")
    own = {*re.findall(r"^  (?:static |async |get |set )*(\w+)(?:\(|;| =)", script, re.MULTILINE)}
    assert {"look", "timing", "marker", "narration"} <= own
    reached = re.compile(r"""(?:reader-player["'\\]+\)|\bplayer)\??\.(\w+)""")
    found = {
        f"{path.name}: {name}"
        for path in BROWSER.rglob("*.py")
        for name in reached.findall(path.read_text(encoding="utf-8"))
        if name in own
    }
    assert found == set()
    assert reached.findall("document.querySelector('reader-player').look.show()") == ["look"]
