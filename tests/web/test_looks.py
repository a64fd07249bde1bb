"""Theme and type size are two attributes of the root and change nothing else of a page: what the browser tests rely on when they
look at a page in all its colours and sizes without loading it again."""

import re

import pytest
from starlette.testclient import TestClient

from reader.readings.furigana.levels import Level
from reader.web.views.preferences import TYPE_STEPS, Theme
from tests.web.test_html import PATHS

STEADY = [path for path in PATHS if not path.startswith("/preferences") and not path.endswith("/parts")]
"""Not where looks are chosen, nor where is told how far the sound is: that goes on while this is asked."""

ROOT = re.compile(r'(<html [^>]*) data-theme="(\w+)" data-type="(\d+)"')


@pytest.mark.slow
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("path", STEADY)
def test_theme_and_size_change_two_attributes(client: TestClient, path: str, level: Level) -> None:
    looks = [(theme, TYPE_STEPS[0]) for theme in Theme] + [(Theme.DARK, size) for size in TYPE_STEPS]
    shown = set()
    for theme, size in looks:
        client.cookies.set("preferences", f"furigana={level}&theme={theme}&type={size}")
        html = client.get(path).text
        client.cookies.clear()
        (root,) = ROOT.finditer(html)
        assert root.groups()[1:] == (theme, str(size))
        shown.add(ROOT.sub(r"\1", html))
    assert len(shown) == 1
