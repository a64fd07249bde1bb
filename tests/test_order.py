"""The workers of a run keep together what belongs together: two at one screen reader would each hear the other's silence."""

import subprocess
import sys
from pathlib import Path

import pytest

GROUPED = """
import os
import pytest

@pytest.mark.xdist_group("{group}")
@pytest.mark.parametrize("nth", range(8))
def test_where(nth, record_property):
    open("{told}", "a").write(f"{group} {{os.getpid()}}\\n")
"""


@pytest.mark.slow
def test_a_group_is_run_by_one_worker(tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    for group in ("one", "other"):
        (tmp_path / f"test_{group}.py").write_text(GROUPED.format(group=group, told=told))
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n2", "--dist", "loadgroup"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    lines = told.read_text().split("\n")[:-1]
    assert len(lines) == 16
    assert len(set(lines)) == 2
