"""The HTML of every screen at every level of furigana, before the Nu validator."""

from pathlib import Path

import pytest

from reader.web.kiosk.pages.visitor import STEPS
from tests.nu import nu_findings
from tests.web.kiosk.kiosks import SCREENS, Kiosk


@pytest.mark.slow
def test_the_nu_validator_finds_nothing(whole: Kiosk, tmp_path: Path) -> None:
    pages = {}
    for level in STEPS["furigana"]:
        visitor = whole.client
        visitor.cookies.set("kiosk", f"furigana={level}")
        for name, path in SCREENS.items():
            answer = visitor.get(path)
            assert answer.status_code == 200
            pages[f"{name} {level}"] = answer.text
    assert 'rt aria-hidden="true"' in pages["turn all"]
    assert 'rt aria-hidden="true"' not in pages["turn none"]
    assert nu_findings(tmp_path, pages) == []
