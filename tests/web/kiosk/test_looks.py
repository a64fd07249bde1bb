"""Theme and type size are two attributes of the root and change nothing else of a screen, as ``test_looks.py`` of the pages."""

from itertools import product

import pytest

from reader.web.kiosk.pages.visitor import STEPS
from tests.web.kiosk.kiosks import SCREENS, Kiosk
from tests.web.test_looks import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("name", SCREENS)
def test_theme_and_size_change_two_attributes(whole: Kiosk, name: str) -> None:
    for level in STEPS["furigana"]:
        shown = set()
        for theme, size in product(STEPS["theme"], STEPS["type"]):
            visitor = whole.client
            visitor.cookies.set("kiosk", f"furigana={level}&theme={theme}&type={size}")
            html = visitor.get(SCREENS[name]).text
            (root,) = ROOT.finditer(html)
            assert root.groups()[1:] == (theme, str(size))
            shown.add(ROOT.sub(r"\1", html))
        assert len(shown) == 1
