"""The pure functions of the scripts, by Node's own test runner (``tests/js``). Its Node.js is one of the Python packages for tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

NODE = Path(sys.executable).with_name("node")
SCRIPTS = sorted((ROOT / "tests" / "js").glob("*.test.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: str(script.name))
def test_the_scripts_do_what_they_say(script: Path) -> None:
    run = subprocess.run(
        [NODE, "--test", script], capture_output=True, encoding="utf-8", check=False, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "pass 0" not in run.stdout
