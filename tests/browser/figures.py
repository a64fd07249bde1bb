"""Records for the accessibility page what passed, when a run went through every browser test and nothing failed.

``make test-all`` does; a run of some of the tests, or in some of the looks, records nothing. The file changes only when there is
something new to say, and is committed with what was tested.
"""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from reader.web.rendering.figures import FILE, present_version
from tests.browser.axe import AXE
from tests.chromium import headless

HERE = Path(__file__).parent
EXAMINED = "axe"
"""Property of a test: in how many ways axe examined a page in it."""

NEEDS_A_SCREEN_READER = "heard"
"""The only tests that a machine may leave out; the statement then does not speak of them."""


class Recorder:
    """Counts the browser tests that passed by their file, ``test_tree.py`` → tree, ``test_player_places.py`` → player, and
    writes the figures at the end. For axe it counts the ways in which a page was examined, whatever the test."""

    def __init__(self, file: Path = FILE) -> None:
        self.passed: Counter[str] = Counter()
        self.failed = False
        self._file = file
        self._version = present_version()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for each phase of each test."""
        if HERE not in Path(report.fspath).resolve().parents:
            return
        self.failed = self.failed or report.failed
        if report.when == "call" and report.passed:
            subject = _subject(Path(report.fspath))
            self.passed[subject] += subject != EXAMINED
            self.passed[EXAMINED] += sum(
                int(str(count)) for name, count in report.user_properties if name == EXAMINED
            )

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Called by pytest when everything is over."""
        config = session.config
        asked = [Path(config.invocation_params.dir, str(arg)).resolve() for arg in config.args]
        chosen = any(config.getoption(name) for name in ("markexpr", "keyword", "deselect", "lf"))
        whole = any(path == HERE or path in HERE.parents for path in asked)
        if (
            whole
            and not chosen
            and not self.failed
            and self._everything_passed()
            and self._version == present_version()
        ):
            record(self._file, self._figures())

    def _everything_passed(self) -> bool:
        return {_subject(path) for path in HERE.rglob("test_*.py")} <= {*self.passed, NEEDS_A_SCREEN_READER}

    def _figures(self) -> dict[str, object]:
        said = subprocess.check_output([str(headless()), "--version"], text=True)
        return {
            "version": self._version,
            "axe": _first(r"axe v([\d.]+)", AXE),
            "chromium": _first(r"(\d+)\.", said),
            "passed": dict(sorted(self.passed.items())),
        }


def record(file: Path, figures: Mapping[str, object]) -> None:
    """Writes the figures with today's date, unless the file says the same already."""
    if file.is_file():
        known = json.loads(file.read_text(encoding="utf-8"))
        if {name: known.get(name) for name in figures} == dict(figures):
            return
    aside = file.with_suffix(".new")
    dated = {**figures, "tested_on": date.today().isoformat()}  # noqa: DTZ011 - the day where the tests ran
    aside.write_text(json.dumps(dated, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    aside.replace(file)


def _subject(path: Path) -> str:
    about = path.stem.removeprefix("test_")
    return "player" if about.startswith("player") else about


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None, pattern
    return found[1]
