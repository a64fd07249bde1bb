"""Runs the browser tests and records what passed for the accessibility page: ``python -m tests.browser.figures``."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from reader.assets import asset_folder
from reader.web.figures import FILE, version_of
from tests.browser.pages import AXE
from tests.chromium import executable

HERE = Path(__file__).parent


class Passes:
    """Counts the tests that passed by their file: ``test_axe.py`` → axe."""

    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for each phase of each test."""
        if report.when == "call" and report.passed:
            about = Path(report.fspath).stem.removeprefix("test_")
            self.passed["player" if about.startswith("player") else about] += 1


def main() -> int:
    """Run, and write the figures only if nothing failed."""
    passes = Passes()
    version = version_of(asset_folder("templates"), asset_folder("static"))
    status = pytest.main(["-q", str(HERE)], plugins=[passes])
    if status != pytest.ExitCode.OK:
        return int(status)
    figures = {
        "version": version,
        "axe": _first(r"axe v([\d.]+)", AXE),
        "chromium": _first(r"(\d+)\.", subprocess.check_output([str(executable()), "--version"], text=True)),
        "passed": dict(sorted(passes.passed.items())),
    }
    aside = FILE.with_suffix(".new")
    aside.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    aside.replace(FILE)
    return 0


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None, pattern
    return found[1]


if __name__ == "__main__":
    sys.exit(main())
