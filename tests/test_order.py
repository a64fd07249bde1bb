"""The workers of a run keep together what belongs together: two at one screen reader would each hear the other's silence.
What drives a browser is done once more if it fails, and named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LONGEST_NAME, ROOT
from tests.order import BYTES_A_WORKER, workers


def test_no_test_is_named_by_a_whole_file(request: pytest.FixtureRequest) -> None:
    """Workers that name a test differently end the run, and what is packed is another file two seconds later."""
    name = request.config.hook.pytest_make_parametrize_id
    assert name(config=request.config, val=b"PK\x03\x04" * 25, argname="data") == "data"
    assert name(config=request.config, val=b"PK\x03\x04", argname="data") is None
    for item in request.session.items:
        if callspec := getattr(item, "callspec", None):
            files = [value for value in callspec.params.values() if isinstance(value, bytes)]
            begins = [str(value[: LONGEST_NAME + 1])[2:-1] for value in files if len(value) > LONGEST_NAME]
            assert not any(begin in item.name for begin in begins)


def test_a_worker_more_than_cores_waits_for_browsers_where_there_is_memory() -> None:
    assert workers(2, 3 * BYTES_A_WORKER, browsers=True) == 3
    assert workers(2, 3 * BYTES_A_WORKER - 1, browsers=True) == 2
    assert workers(2, 99 * BYTES_A_WORKER, browsers=False) == 2


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


LOSES_ONE = """
import pathlib
import pytest
from tests.order import mark_and_order

def pytest_collection_modifyitems(items):
    for item in items:
        item.path = pathlib.Path("{browsers}") / item.name if "browser" in item.name else pathlib.Path("{elsewhere}") / item.name
    mark_and_order(items)
"""
FAILS_AT_FIRST = """
import pytest

answers = {"browser_loses_one": ["lost", "right"], "browser_is_wrong": ["wrong", "wrong"], "page": ["wrong", "right"]}

@pytest.mark.parametrize("name", answers)
def test_it(name):
    assert answers[name].pop(0) == "right"
"""


@pytest.mark.slow
def test_what_a_browser_does_not_answer_is_asked_once_more_and_named(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        LOSES_ONE.format(browsers=ROOT / "tests" / "browser", elsewhere=ROOT / "tests" / "web")
    )
    (tmp_path / "test_it.py").write_text(FAILS_AT_FIRST)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-raR", "-p", "no:cacheprovider", "-p", "no:warnings"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    lines = [line.split(" - ")[0] for line in ran.stdout.splitlines()]
    assert "RERUN test_it.py::test_it[browser_loses_one]" in lines
    failed = [line for line in lines if line.startswith("FAILED")]
    assert sorted(set(failed)) == [
        "FAILED test_it.py::test_it[browser_is_wrong]",
        "FAILED test_it.py::test_it[page]",
    ]
    assert "2 failed, 1 passed, 2 rerun" in ran.stdout
